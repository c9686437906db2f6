"""What is kept of a place: under its own name, without its login."""

from newsroom.deploy.state import records_of


def test_a_place_has_one_folder_whatever_its_login() -> None:
    folders = [
        records_of("github", f"https://{login}example.org/x.git, branch b").folder.name
        for login in ("me:password@", "token@", "")
    ]
    assert folders == ["github-https-example.org-x.git-branch-b-ffad6e1d"] * 3


def test_places_that_look_alike_have_folders_of_their_own() -> None:
    places = (
        "/srv/a b",
        "/srv/a-b",
        "/srv/" + "a" * 300,
        "/srv/" + "a" * 301,
        "/srv/新",
        "/srv/闻",
    )
    names = {records_of("rsync", place).folder.name for place in places}
    assert len(names) == len(places)
    assert max(map(len, names)) < 60
