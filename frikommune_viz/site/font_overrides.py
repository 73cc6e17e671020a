"""Lighter fonts under the addresses of those that Streamlit's front end always fetches.

Before it has met the server, the front end draws in Source Sans (170 kB) and fetches all of
Material Symbols (375 kB). No page of ours shows either: the text is Public Sans, which is there
already, and of the symbols only those that Streamlit's own controls use are kept (9 kB).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from starlette.responses import RedirectResponse

from frikommune_viz.site.assets_address import address
from frikommune_viz.site.index_html import STREAMLIT_FILES

_INSTEAD_OF: Final = {
    "SourceSansVF-Upright.*.woff2": "fonts/public-sans-latin.woff2",
    "MaterialSymbols-Rounded.*.woff2": "fonts/material-symbols.woff2",
}


@cache
def stand_ins() -> dict[str, str]:
    """Return the address of our file for each of Streamlit's that it stands in for."""
    media = STREAMLIT_FILES / "static" / "media"
    return {
        f"/static/media/{path.name}": address(ours)
        for pattern, ours in _INSTEAD_OF.items()
        for path in media.glob(pattern)
    }


def stand_in(path: str) -> RedirectResponse | None:
    """Answer with the address of our file, when the file asked for has a stand-in."""
    ours = stand_ins().get(path)
    if ours is None:
        return None
    return RedirectResponse(ours, headers={"Cache-Control": "public, max-age=86400"})
