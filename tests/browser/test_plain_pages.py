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
]


@pytest.mark.parametrize(
    ("width", "theme"),
    [
        (1280, "light"),
        (320, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.every),
        pytest.param(320, "light", marks=pytest.mark.every),
    ],
)
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


@pytest.mark.parametrize("name", ["index.da", "index.en", "oevedata-index.da", "oevedata-index.en"])
def test_the_list_of_figures_is_at_most_four_screens(arrive, name: str) -> None:
    visitor = arrive(1280)
    visitor.page.goto(f"{visitor.address}/figur/{name}.html")
    assert visitor.page.evaluate("document.documentElement.scrollHeight") <= 4 * 800


def test_a_link_to_a_folded_figure_opens_the_fold(arrive) -> None:
    visitor = arrive(1280)
    place = visitor.page.locator("#trust_in_leader-school-leaders")
    visitor.page.goto(f"{visitor.address}/figur/oevedata-index.da.html")
    assert not place.is_visible()
    visitor.page.locator('a[href="#trust_in_leader-school-leaders"]').click()
    assert place.is_visible()


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
        assert inside.locator("h1").inner_text().startswith("Fraværet")
        assert inside.locator(".chart svg:visible").count() == 1
        assert not [line for line in visitor.complaints if "favicon" not in line]
        paper.shutdown()
