from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from frikommune_viz.site import routes
from frikommune_viz.site.font_overrides import stand_ins
from frikommune_viz.site.guard import FRAME_ANCESTORS, security_headers
from frikommune_viz.site.index_html import STREAMLIT_FILES
from frikommune_viz.site.notices import SCRIPT_ERROR
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES

SCRIPT = f"/static/js/{next((STREAMLIT_FILES / 'static' / 'js').glob('index.*.js')).name}"


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/_stcore/host-config", "/media/x.csv", SCRIPT]
)
def test_what_the_app_needs_passes(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (200, "behind")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file",
        "/_stcore/upload_file/session/file",
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agent/openapi.json",
        "/_stcore/message",
        "/_stcore/script-health-check",
        "/component/x/index.html",
        "/auth/login",
        "/oauth2callback",
        "/app/static/x",
        "/static/js/gone.0123.js",
        "/index.html",
        "/borgere/esbjerg",
        "/borgere/_stcore/health",
        "/../app.py",
        "/%2e%2e/app.py",
        "//frikommune.example",
        "/nowhere",
    ],
)
def test_everything_else_is_not_found(client: TestClient, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = client.request(method, f"http://frikommune.test{path}")
        assert answer.status_code == 404, method
        assert answer.text != "behind"


def test_a_fault_is_answered_in_both_languages_and_logged_without_the_visitor(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_page: object, _edition: object, url: dict[str, str], _base: str) -> None:
        raise ValueError(url["q"])

    monkeypatch.setattr(routes, "rendered", broken)
    answer = client.get("/inspiration?lang=en&q=hemmeligt+ord")
    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"]
    for text in TEXTS.values():
        assert text.say(SCRIPT_ERROR.heading) in answer.text
    assert "hemmeligt" not in answer.text
    assert "in broken" in caplog.text
    assert "ValueError" in caplog.text
    assert "hemmeligt" not in caplog.text
    assert "inspiration?" not in caplog.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_only_read(client: TestClient, method: str) -> None:
    answer = client.request(method, "/borgere")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/_stcore/agent/mcp", "/borgere", "/_stcore/stream/x"])
def test_other_websockets_are_closed(client: TestClient, path: str) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(path):
        pass


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.test", "null", "http://testserver.x", "http://[bad", ""]
)
def test_foreign_pages_open_no_websocket(client: TestClient, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers={"origin": origin}),
    ):
        pass


@pytest.mark.parametrize("headers", [{}, {"origin": "http://testserver"}])
def test_own_pages_open_the_websocket(client: TestClient, headers: dict[str, str]) -> None:
    with client.websocket_connect("/_stcore/stream", headers=headers) as socket:
        assert socket.receive_text() == "behind"


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/robots.txt", "/_stcore/health", "/overblik", "/assets/favicon.svg"]
)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "set-cookie" not in headers


def test_others_may_be_allowed_to_frame_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAME_ANCESTORS, "'self' https://*.example.dk")
    assert security_headers()["Content-Security-Policy"].endswith(
        "frame-ancestors 'self' https://*.example.dk"
    )


@pytest.mark.parametrize("given", ["", "'self'; script-src *", "https://a\r\nX: y", "example.dk"])
def test_wrong_frame_ancestors_are_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(FRAME_ANCESTORS, given)
    with pytest.raises(ValueError, match="must hold sources"):
        security_headers()


def test_not_found_speaks_both_languages(client: TestClient) -> None:
    answer = client.get("/nowhere/<script>alert(1)</script>?lang=en")
    assert '<html lang="en">' in answer.text
    assert answer.text.index('<section lang="en">') < answer.text.index('<section lang="da">')
    assert "Siden findes ikke" in answer.text
    assert "<script" not in answer.text
    assert "nowhere" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    for page in PAGES:
        assert f'href="{page.address}"' in answer.text


def test_heavy_fonts_lead_to_ours(client: TestClient) -> None:
    for path, ours in stand_ins().items():
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (307, ours)
        assert client.get(ours).headers["cache-control"].endswith("immutable")
