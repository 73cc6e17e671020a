from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from frikommune_viz.site import origin
from frikommune_viz.site.guard import middleware
from frikommune_viz.site.routes import routes


async def behind(_request: object) -> PlainTextResponse:
    return PlainTextResponse("behind")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Our routes and middleware before something that answers all that Streamlit would."""
    monkeypatch.delenv(origin.VARIABLE, raising=False)
    streamlit = Route("/{path:path}", behind, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"])
    app = Starlette(routes=[*routes(), streamlit], middleware=middleware())
    return TestClient(app, follow_redirects=False, base_url="http://frikommune.test")
