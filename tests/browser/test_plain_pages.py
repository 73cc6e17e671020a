"""Pages without script: accessible, within their width, quiet, and the same with script off."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from test_every_page_drawn import violations

PAGES = [
    "/figur/absence_grade_7_9-trend.da.html",
    "/figur/children_per_adult_3_5-changes.en.html",
    "/figur/oevedata-trust_shown_by_leader-answers-school-staff.da.html",
    "/figur/index.da.html",
    "/figur/oevedata-index.en.html",
    "/laes/overblik",
    "/laes/omraade/daycare?lang=en",
    "/laes/kommune/561",
    "/laes/kommune/482?lang=en",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", PAGES)
def test_plain_page(arrive, path: str, width: int, theme: str) -> None:
    visitor = arrive(width, theme)
    visitor.page.goto(visitor.address + path)
    visitor.page.evaluate(
        "document.querySelectorAll('details:not([name])').forEach(part => part.open = true)"
    )
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(visitor.page) == []
    assert visitor.complaints == []
    assert visitor.strangers == []
    assert visitor.context.cookies() == []


def test_explorer_without_script_leads_to_the_pages_to_read(arrive) -> None:
    visitor = arrive(java_script_enabled=False)
    visitor.page.goto(visitor.address + "/")
    visitor.page.locator('noscript a[href="/laes/overblik"]').click()
    assert visitor.page.url == f"{visitor.address}/laes/overblik"
    assert visitor.page.locator("table.matrix tbody tr").count() >= 11
    visitor.page.locator(".leaves a", has_text="Folkeskole").click()
    picture = visitor.page.locator(".picture img").first
    picture.scroll_into_view_if_needed()
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.complaints == []


class Newspaper(BaseHTTPRequestHandler):
    """A page of another host that shows a figure."""

    figure = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(
            f'<!DOCTYPE html><html lang="da"><title>Avis</title><iframe title="Figur" '
            f'src="{self.figure}" width="760" height="900"></iframe></html>'.encode()
        )

    def log_message(self, *_: object) -> None:
        """Say nothing: the test looks at the page."""


def test_a_figure_stands_on_a_page_of_another_host(arrive, served: str) -> None:
    Newspaper.figure = f"{served}/figur/absence_grade_7_9-trend.da.html"
    with ThreadingHTTPServer(("127.0.0.1", 0), Newspaper) as paper:
        Thread(target=paper.serve_forever, daemon=True).start()
        visitor = arrive()
        visitor.page.goto(f"http://127.0.0.1:{paper.server_port}/")
        inside = visitor.page.frame_locator("iframe")
        assert inside.locator("h1").inner_text().startswith("Elevfravær")
        assert inside.locator(".chart svg").is_visible()
        assert not [line for line in visitor.complaints if "favicon" not in line]
        paper.shutdown()
