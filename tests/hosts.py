"""Hosts and what Chromium's parser of URLs makes of each: the reference of `newsroom.urls.hosts`.

`tests/browser/test_hosts.py` holds the tables against Chromium itself, which is why the ASCII forms
can be trusted where Chromium is not installed.
"""

# A host, and the one in ASCII that Chromium and `encode_host` both make of it.
ENCODED = {
    # What IDNA 2003 mapped to another name.
    "straße.example": "xn--strae-oqa.example",
    "STRAẞE.example": "xn--strae-oqa.example",
    "faß.de": "xn--fa-hia.de",
    "βόλος.example": "xn--nxasmm1c.example",
    "ΒΌΛΟΣ.example": "xn--nxasmq6b.example",
    # Joiners, where the letters beside them allow one.
    "क्‍ष.example": "xn--11b2ezcw70k.example",
    "نامه‌ای.example": "xn--mgba3gch31f060k.example",
    # Letters that are mapped, composed, or left out.
    "MÜNCHEN.example": "xn--mnchen-3ya.example",
    "mu\u0308nchen.example": "xn--mnchen-3ya.example",
    "ｅｘａｍｐｌｅ．ｃｏｍ": "example.com",
    "Ⅷ.example": "viii.example",
    "ﬁ.example": "fi.example",
    "ſ.example": "s.example",
    "İ.example": "xn--i-9bb.example",
    "ı.example": "xn--cfa.example",
    "a\u00adb.example": "ab.example",
    "a\ufe0fb.example": "ab.example",
    # Dots of all kinds.
    "a。b.example": "a.b.example",
    "a｡b．example": "a.b.example",
    "ü.example.": "xn--tda.example.",
    # Scripts.
    "日本語.example": "xn--wgv71a119e.example",
    "ス・ス.example": "xn--zcka1r.example",
    "l·l.example": "xn--ll-0ea.example",
    "नमस्ते.भारत": "xn--h2bhs4b8d8a.xn--h2brj9c",
    "اب1.example": "xn--1-ymcd.example",
    "א׳.example": "xn--4db4e.example",
    # In ASCII already.
    "xn--strae-oqa.example": "xn--strae-oqa.example",
    "XN--MNCHEN-3YA.example": "xn--mnchen-3ya.example",
    "xn--i-7iq.example": "xn--i-7iq.example",
    "xn--a.example": "xn--a.example",
    "xn--0.example": "xn--0.example",
    "a_b.example": "a_b.example",
    "_dmarc.ü.example": "_dmarc.xn--tda.example",
    "-a.example": "-a.example",
    "r3---sn.example": "r3---sn.example",
    "localhost": "localhost",
    "LOCALHOST": "localhost",
    f"{'a' * 63}.example": f"{'a' * 63}.example",
    # Percent-encoded.
    "b%C3%BCcher.example": "xn--bcher-kva.example",
    "ex%61mple.com": "example.com",
    # IP addresses.
    "127.0.0.1": "127.0.0.1",
    "１２７．０．０．１": "127.0.0.1",
    "[::1]": "[::1]",
    "[2001:DB8::1]": "[2001:db8::1]",
}

# What neither accepts.
INVALID = (
    "a\u200db.example", "a\u200cb.example", "مرحبا\u200c.example", "👨\u200d👩.example",
    "\u0300a.example", "1اب.example", "אa.example", "0א.example", "1.א", "-a.א",
    "١۲.example", "\ufffd.example",
    "\u0378.example", "…", "a<b.example", "a|b.example", "a^b", "1.2.3.256", "256.1.1.1",
    "foo.09", "foo.0x4", "a.²", "[::g]", "[::1", "[fe80::1%eth0]", "१२७.0.0.1",
)  # fmt: skip

# What browsers accept, and `encode_host` refuses: no host of the domain name system has such a
# name, or IDNA 2008 allows none. The form in ASCII, if any, is accepted.
REFUSED = {
    "☃.example": "xn--n3h.example",
    "😀.example": "xn--e28h.example",
    "i❤.example": "xn--i-7iq.example",
    "√.example": "xn--19g.example",
    "½.example": "xn--12-c6t.example",
    "a・b.example": "xn--ab-3n4a.example",
    "a_ü.example": "xn--a_-yka.example",
    "ü-.example": "xn----dha.example",
    f"{'a' * 64}.example": "",
    f"{'ü' * 63}.example": "",
    ".".join(["a" * 60] * 5): "",
    "a..b": "",
    ".example": "",
    "a b.example": "",
    "a!b.example": "",
    "127.1": "",  # is 127.0.0.1
}
