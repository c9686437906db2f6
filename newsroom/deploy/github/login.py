"""The login of a git remote: taken out of its URL, which others can read in the list of processes.

git hands the URL of a remote to its helpers as an argument. The login goes through the environment
instead, as a credential helper for that one server, beside which no other is asked or told.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newsroom.diagnostics.errors import UserError
from newsroom.urls.credentials import LOGIN, has_password

BY_PASSWORD = ("http://", "https://", "ftp://", "ftps://")
USERNAME, PASSWORD = "DEPLOY_GIT_USERNAME", "DEPLOY_GIT_PASSWORD"  # variables
HELPER = f"""!f() {{ printf 'username=%s\\npassword=%s\\n' "${USERNAME}" "${PASSWORD}"; }}; f"""
COUNT = "GIT_CONFIG_COUNT"


@dataclass(frozen=True)
class Login:
    """A name and its password; None where the user's own credential helpers know it."""

    name: str
    password: str | None


def split_login(url: str) -> tuple[str, Login | None]:
    """Return the URL without its login, and the login; raise `UserError` for one of no use.

    The name in a URL of ssh is no secret, and stays in it.
    """
    found = LOGIN.search(url)
    if not url.startswith(BY_PASSWORD) or not found:
        if has_password(url):
            raise UserError("git takes no password by ssh; remove it from the URL and use ssh keys")
        return url, None
    name, colon, password = found["login"].partition(":")
    login = Login(unquote(name), unquote(password) if colon else None)
    if any(not character.isprintable() for character in login.name + (login.password or "")):
        raise UserError("the login of the git remote contains a character that is not printable")
    return url[: found.start("login")] + url[found.end() :], login


def login_environment(
    url: str, login: Login | None, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the variables that let git sign in at a URL without a login.

    `url.….insteadOf` of the user has been applied to the URL, and is not applied again: what it
    puts there may be a login.
    """
    config = [(f"url.{url}.insteadOf", url), (f"url.{url}.pushInsteadOf", url)]
    variables = {}
    if login:
        server = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        if login.password is None:
            config.append((f"credential.{server}.username", login.name))
        else:
            config += [("credential.helper", ""), (f"credential.{server}.helper", HELPER)]
            variables = {USERNAME: login.name, PASSWORD: login.password}
    first = int(environment.get(COUNT) or 0)
    for number, (key, value) in enumerate(config, start=first):
        variables |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return variables | {COUNT: str(first + len(config))}
