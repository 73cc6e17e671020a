"""What routes share: one drawing at a time, and the address of the site."""

from __future__ import annotations

from threading import Lock

from starlette.requests import Request

from frikommune_viz.site import origin

# Whoever asks for many pictures shall not take the explorer's time.
one_at_a_time = Lock()


def base_of(request: Request) -> str | None:
    """Return scheme and host of the site; None where the Host header cannot be trusted."""
    try:
        return origin.of_request(request.url.scheme, request.headers.get("host", ""))
    except origin.OriginError:
        return None
