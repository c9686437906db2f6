"""The key file of IndexNow."""

from tests.conftest import MakeSite, build_here

KEY = "0123456789abcdef"


def test_it_is_written_only_where_there_is_a_key(make_site: MakeSite) -> None:
    folder = make_site()
    others = {path.name for path in build_here().glob("*.txt")}
    assert others == {"llms.txt", "robots.txt"}
    with (folder / "pelicanconf.py").open("a") as conf:
        conf.write(f'\nINDEXNOW["key"] = "{KEY}"\n')
    assert (build_here() / f"{KEY}.txt").read_text().strip() == KEY
