"""Where the site is: scheme and host for canonical addresses."""

from __future__ import annotations

import os
import re
from typing import Final

from starlette.requests import Request

# Names, IPv4 and bracketed IPv6, with an optional port. Nothing that HTML or a header could read
# as more than a host passes.
_HOST: Final = re.compile(
    r"(?=.{1,260}$)([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?"
)
_ORIGIN: Final = re.compile(rf"https?://{_HOST.pattern}")
VARIABLE: Final = "FRIKOMMUNE_URL"


class OriginError(ValueError):
    """The address of the site, or the host a request names, is not one."""


def configured() -> str | None:
    """Return the site's public address from the environment, if one is given.

    Raises
    ------
    OriginError
        When it is not a scheme and a host, such as ``https://frikommune.example``.
    """
    given = os.environ.get(VARIABLE, "").rstrip("/")
    if given and not _ORIGIN.fullmatch(given):
        raise OriginError(
            f"{VARIABLE} must be a scheme and a host, such as https://frikommune.example"
        )
    return given or None


def of_request(scheme: str, host: str) -> str:
    """Return scheme and host of the site as a request sees it.

    Raises
    ------
    OriginError
        When the request names a host that cannot be one.
    """
    if given := configured():
        return given
    if not _HOST.fullmatch(host):
        raise OriginError("the Host header is not a host")
    return f"{scheme}://{host.lower()}"


def base_of(request: Request) -> str | None:
    """Return scheme and host of the site; None where the Host header cannot be trusted."""
    try:
        return of_request(request.url.scheme, request.headers.get("host", ""))
    except OriginError:
        return None
