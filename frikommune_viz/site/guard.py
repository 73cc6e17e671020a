"""Middleware: only what the site needs is answered, and each answer carries strict headers.

The headers are sent here and not left to a proxy, so that they hold wherever the app runs.
"""

from __future__ import annotations

import logging
import os
import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frikommune_viz.parts.addresses import FIGURES, INITIATIVE
from frikommune_viz.parts.handout_link import HANDOUTS
from frikommune_viz.site import downloads
from frikommune_viz.site.assets_address import ASSETS_ADDRESS
from frikommune_viz.site.font_overrides import stand_in
from frikommune_viz.site.index_html import STREAMLIT_FILES
from frikommune_viz.site.notices import failed, not_found
from frikommune_viz.site.private_log import where
from frikommune_viz.site.readiness import HEALTH, Readiness
from frikommune_viz.site.static_figures import OEMBED
from frikommune_viz.site.static_routes import OLD_READING
from frikommune_viz.wording.pages import PAGES

_LOG: Final = logging.getLogger(__name__)
SOCKET: Final = "/_stcore/stream"
# Not among them: upload, metrics, custom components, sign-in and the agent API of Streamlit.
_ADDRESSES: Final = frozenset(
    {
        *(page.address for page in PAGES),
        *(f"/{page.code}" for page in PAGES),
        *(f"/{page.code}/" for page in PAGES),
        FIGURES,
        OEMBED,
        OLD_READING,
        "/robots.txt",
        "/sitemap.xml",
        HEALTH,
        "/_stcore/host-config",
    }
)
_FOLDERS: Final = (
    f"{ASSETS_ADDRESS}/",
    f"{downloads.ADDRESS}/",
    "/media/",
    f"{FIGURES}/",
    f"{HANDOUTS}/",
    f"{INITIATIVE}/",
    f"{OLD_READING}/",
)
# The same for everybody, whoever asks: a page elsewhere may read them. What belongs to a visit
# (Streamlit's own files and /media/) is not among them.
_PUBLIC: Final = tuple(
    f"{folder}/" for folder in (ASSETS_ADDRESS, downloads.ADDRESS, FIGURES, HANDOUTS)
)
FRAME_ANCESTORS: Final = "FRIKOMMUNE_FRAME_ANCESTORS"
_ANCESTORS: Final = re.compile(r"'self'|'none'|\*|https?://[\w.:*-]+")


def middleware() -> list[Middleware]:
    """Return the middleware of the site."""
    return [Middleware(Guard)]


class Guard:
    """Pure ASGI middleware; adds nothing to the path of a WebSocket once it is open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.ready = Readiness(app)
        self.headers = security_headers()
        self.figure_headers = {**self.headers, "Content-Security-Policy": figure_policy()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or hand on one connection."""
        if scope["type"] == "websocket" and not _is_own_socket(scope):
            await send({"type": "websocket.close", "code": 1000})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_answered = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start":
                is_answered = True
                headers = MutableHeaders(scope=message)
                is_figure = scope["path"].startswith(f"{FIGURES}/")
                sent = self.figure_headers if is_figure else self.headers
                for name, value in sent.items():
                    headers[name] = value
                if scope["path"] == OEMBED or scope["path"].startswith(_PUBLIC):
                    headers["Access-Control-Allow-Origin"] = "*"
            await send(message)

        try:
            await self._answer(scope)(scope, receive, send_with_headers)
        except Exception as error:
            # Whatever it is, the visitor gets a page of ours, and the log nothing of the visitor.
            _LOG.error("An answer could not be made:\n%s", where(error))
            if is_answered:
                raise
            await failed(_query(scope))(scope, receive, send_with_headers)

    def _answer(self, scope: Scope) -> ASGIApp:
        if not _is_known(scope["path"]):
            return not_found(_query(scope))
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("", status_code=405, headers={"Allow": "GET, HEAD"})
        if scope["path"] == HEALTH:
            return self.ready
        return stand_in(scope["path"]) or self.app


def security_headers() -> dict[str, str]:
    """Return the headers of every answer."""
    policy = {
        "default-src": "'self'",
        "script-src": "'self'",
        # Streamlit's front end and Vega write styles into elements.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": _frame_ancestors(),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def figure_policy() -> str:
    """Return what a figure's page may do: nothing but show, and be shown on any other page.

    Its own script copies what is to be pasted, and tells how high a frame is. It has no form and
    nothing that a visitor decides, so there is nothing that a page around it could lead somebody to
    click.
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        # The marks of the key and Vega's letters carry their style themselves.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _frame_ancestors() -> str:
    """Return who may show the site in a frame: itself, unless the environment names others.

    Raises
    ------
    ValueError
        When the environment holds anything but sources separated by spaces.
    """
    sources = os.environ.get(FRAME_ANCESTORS, "'self'").split()
    if not sources or not all(_ANCESTORS.fullmatch(source) for source in sources):
        raise ValueError(f"{FRAME_ANCESTORS} must hold sources such as 'self' https://example.dk")
    return " ".join(sources)


def _is_own_socket(scope: Scope) -> bool:
    """Tell whether a WebSocket is the app's, opened by a page of this host.

    Streamlit would look further than the host: it asks a service on the internet for the server's
    own address, to see whether a foreign page may be one of its own.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return scope["path"] == SOCKET and (
        origin is None or _host_of(origin) == headers.get("host", "")
    )


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as http://[bad
        return None


def _query(scope: Scope) -> str:
    written: bytes = scope["query_string"]
    return written.decode("latin-1")


@cache
def _streamlit_scripts() -> frozenset[str]:
    files = (STREAMLIT_FILES / "static").rglob("*")
    return frozenset(
        f"/{path.relative_to(STREAMLIT_FILES).as_posix()}" for path in files if path.is_file()
    )


def _is_known(path: str) -> bool:
    # Streamlit answers a missing script with its index.html and 200; after an update an open page
    # would then try to run HTML.
    return path in _ADDRESSES or path.startswith(_FOLDERS) or path in _streamlit_scripts()
