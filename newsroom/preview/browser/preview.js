// The script of the preview: keeps an open page as it is saved. No built file has it.
"use strict";
(() => {
  const script = document.currentScript;
  if (window !== window.top) return; // the page around it is loaded again
  const { page, styles, nonce } = script.dataset;
  const PLACE = "preview-place", CLOSED = "preview-closed";

  // ── The place of the reader, kept while the page is loaded again ──

  // A block of the text at the top of the window, by its words: what is above may have grown.
  const blocks = () => [...document.querySelectorAll("main :is(p, li, h1, h2, h3, h4, pre, table, figure)")];

  function keepPlace() {
    const all = blocks();
    const top = all.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    sessionStorage.setItem(PLACE, JSON.stringify({
      path: location.pathname, x: scrollX, y: scrollY, open,
      index: top, text: all[top]?.textContent, offset: all[top]?.getBoundingClientRect().top,
    }));
  }

  function restorePlace() {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
    if (place?.path !== location.pathname) return;
    document.querySelectorAll("details").forEach((details, index) => {
      if (index < place.open.length) details.open = place.open[index];
    });
    const scroll = () => {
      let y = place.y;
      if (y > 0 && place.text) {
        const same = blocks().map((block, index) => ({ block, far: Math.abs(index - place.index) }))
          .filter(({ block }) => block.textContent === place.text)
          .sort((one, other) => one.far - other.far)[0];
        if (same) y = scrollY + same.block.getBoundingClientRect().top - place.offset;
      }
      window.scrollTo({ left: place.x, top: y, behavior: "instant" });
    };
    history.scrollRestoration = "manual"; // the browser would scroll once more
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; }, { once: true });
    scroll();
    addEventListener("load", scroll, { once: true }); // images without a size have one now
  }

  function reload() {
    keepPlace();
    location.reload();
  }

  // ── Style sheets, exchanged one by one once the new one is there ──

  function swapStyles(urls) {
    const links = [...document.querySelectorAll("link[rel~=stylesheet i]")];
    if (links.length !== urls.length) return reload();
    links.forEach((link, index) => {
      if (link.getAttribute("href") === urls[index]) return;
      const next = link.cloneNode();
      next.href = urls[index];
      next.onload = () => link.remove();
      next.onerror = reload;
      link.after(next);
    });
  }

  // ── The errors ──

  let overlay;

  function element(name, properties = {}, ...children) {
    const result = Object.assign(document.createElement(name), properties);
    result.append(...children);
    return result;
  }

  function showErrors(errors) {
    overlay?.remove();
    overlay = undefined;
    if (!errors.length) return sessionStorage.removeItem(CLOSED);
    const key = JSON.stringify(errors);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    const tab = element("button", { className: "tab", type: "button", textContent: count });
    const close = element("button", { className: "close", type: "button", textContent: "Close" });
    const list = errors.map(({ location, text }) =>
      element("li", {}, element("code", { textContent: location }), text));
    const panel = element("section", { className: "panel" },
      element("div", { className: "head" },
        element("div", {}, element("h2", { id: "title", textContent: count }),
          element("p", { textContent: "What has no errors is shown as saved, the rest as it last was." })),
        close),
      element("ul", {}, ...list));
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-labelledby", "title");
    panel.tabIndex = -1; // so that the keyboard can scroll it
    const show = (isOpen) => {
      panel.hidden = !isOpen;
      tab.hidden = isOpen;
    };
    const setClosed = (isClosed) => {
      sessionStorage.setItem(CLOSED, isClosed ? key : "");
      show(!isClosed);
      (isClosed ? tab : close).focus({ preventScroll: true });
    };
    close.onclick = () => setClosed(true);
    tab.onclick = () => setClosed(false);
    overlay = element("preview-errors");
    overlay.onkeydown = (event) => {
      if (event.key === "Escape" && !panel.hidden) setClosed(true);
    };
    const style = element("link", { rel: "stylesheet", href: "/-preview/overlay.css", nonce });
    overlay.attachShadow({ mode: "open" }).append(style, panel, tab);
    show(sessionStorage.getItem(CLOSED) !== key);
    document.documentElement.append(overlay);
  }

  // ── The connection, kept only while the page is visible: browsers allow six to one server ──

  let source, shownStyles = styles;

  function connect() {
    if (source || document.hidden) return;
    const query = new URLSearchParams({ path: location.pathname, page, styles: shownStyles });
    source = new EventSource(`/-preview/events?${query}`);
    source.addEventListener("page", reload);
    source.addEventListener("css", (event) => {
      const urls = JSON.parse(event.data);
      shownStyles = urls.join(" ");
      swapStyles(urls);
    });
    source.addEventListener("errors", (event) => showErrors(JSON.parse(event.data)));
    source.onerror = () => {
      // While a preview is started again, a browser tries again, unless something else answers.
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, 1000);
    };
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  document.addEventListener("visibilitychange", () => document.hidden ? disconnect() : connect());
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  restorePlace();
  connect();
})();
