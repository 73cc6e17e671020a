"""Whether this process can show its pages: what a proxy, a restart and a container ask."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from frikommune_viz.site.editions import fault, offered
from frikommune_viz.site.notices import shown_path

HEALTH: Final = "/_stcore/health"


class Readiness:
    """Answer for a process whose editions cannot be read: which file is in the way.

    Streamlit's own answer is yes as soon as the server runs. While every page was refused for a
    damaged file, a restart of one process after the other went on to the last.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer no with the reason, or hand on to Streamlit, which answers yes."""
        wrong = await asyncio.to_thread(_faults)
        if not wrong:
            await self.app(scope, receive, send)
            return
        answer = PlainTextResponse(wrong, 503, headers={"Cache-Control": "no-store"})
        await answer(scope, receive, send)


def _faults() -> str:
    return "\n".join(shown_path(error) for name in offered() if (error := fault(name)))
