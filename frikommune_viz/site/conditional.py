"""Requests for what has changed alone: a copy that is still good is not sent again."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


def has_already(request: Request, etag: str) -> bool:
    """Return whether a request names the entity tag of what would be sent (RFC 9110, 13.1.2).

    Weak and strong tags are the same here, as for every ``If-None-Match``.

    Parameters
    ----------
    etag
        The tag as it is sent, in its quotation marks.
    """
    asked = request.headers.get("if-none-match", "").strip()
    return asked == "*" or etag.removeprefix("W/") in _TAG.findall(asked)
