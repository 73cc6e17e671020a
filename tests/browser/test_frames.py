"""Figures in frames of other pages: whole at any width, with their source, in the looks asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from visiting import Visitor

from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.registry import requests
from frikommune_viz.model.codes import Language

WIDTHS = (280, 360, 640, 900)
FIGURES = [
    request.but(language=language).stem
    for name in ("published", "practice")
    for request in requests(open_edition(name))
    for language in Language
]
ONE_OF_EACH = [
    "absence_grade_7_9-trend.da",
    "absence_grade_7_9-before-after.en",
    "absence_grade_7_9-changes.da",
    "absence_grade_7_9-levels.en",
    "exam_grade_9-gap.da",
    # In the narrowest frame a label, and the month of the agreement, reached beyond the drawing.
    "wellbeing_grade_4_6-changes.da",
    "exam_grade_9-trend.en",
    # Its words hung on the width of the plot, and that on them: 20 seconds, and no drawing.
    "pedagogue_share_all_staff-trend.da",
    "oevedata-trust_index-change-school-staff.en",
    "oevedata-trust_index-arrows-school-staff.da",
    "oevedata-trust_shown_by_leader-answers-school-staff.en",
    # Where no number can be told, its reason stands in the picture.
    "oevedata-trust_index-arrows-school-leaders.en",
    "oevedata-own_judgement-change-daycare-leaders.en",
]
TREND = "absence_grade_7_9-trend.da"
# What a reader would miss: something under the edge, a bar to scroll, letters cut in the drawing.
SEEN = """() => {
    const root = document.documentElement;
    const [drawing] = [...document.querySelectorAll('.chart svg')]
        .filter(one => one.getBoundingClientRect().height > 0);
    const box = drawing.getBoundingClientRect();
    const cut = [...drawing.querySelectorAll('text')].filter(one => {
        const { left, right, top, bottom, width } = one.getBoundingClientRect();
        return width > 0 && (left < box.left - 1 || right > box.right + 1
            || top < box.top - 1 || bottom > box.bottom + 1);
    });
    return {
        width: innerWidth,
        lacks: document.querySelector('main').getBoundingClientRect().bottom - innerHeight,
        source: document.querySelector('.source').getBoundingClientRect().bottom - innerHeight,
        sideways: root.scrollWidth - root.clientWidth,
        cut: cut.map(one => one.textContent),
    };
}"""


class Newspaper(BaseHTTPRequestHandler):
    """A page of another host, with what was pasted into it."""

    pasted = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        written = f'<!DOCTYPE html><html lang="da"><title>Avis</title>{self.pasted}</html>'
        self.wfile.write(written.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing: the test looks at the page."""


Read = Callable[[str], Visitor]


@pytest.fixture
def read_pasted(arrive) -> Iterator[Read]:
    """Return what opens a newspaper's page with something pasted into it, tall enough for all."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Newspaper) as paper:
        Thread(target=paper.serve_forever, daemon=True).start()

        def read(pasted: str, theme: str = "light") -> Visitor:
            Newspaper.pasted = pasted
            visitor = arrive(1000, theme)
            visitor.page.set_viewport_size({"width": 1000, "height": 4800})
            visitor.page.goto(f"http://127.0.0.1:{paper.server_port}/", wait_until="networkidle")
            return visitor

        yield read
        paper.shutdown()


def snippets(served: str, stem: str) -> list[str]:
    page = httpx.get(f"{served}/figur/{stem}.html", timeout=60).text
    return [unescape(one) for one in re.findall(r'<code class="snippet">(.*?)</code>', page)]


def whole_at_every_width(read_pasted: Read, served: str, stem: str) -> None:
    frame = snippets(served, stem)[0]
    columns = "".join(f'<div style="width:{width}px">{frame}</div>' for width in WIDTHS)
    visitor = read_pasted(columns)
    frames = visitor.page.frames[1:]
    seen = [one.evaluate(SEEN) for one in frames]
    assert [one["width"] for one in seen] == list(WIDTHS)
    for one in seen:
        assert one["cut"] == [], (stem, one)
        assert one["sideways"] <= 0, (stem, one)
        # A twentieth of a pixel is no bar to scroll, and nothing that is cut.
        assert one["lacks"] < 0.5, (stem, one)
        assert one["source"] <= 0, (stem, one)
        # No more is left over than a few lines of words.
        assert one["lacks"] >= -90, (stem, one)


@pytest.mark.parametrize("stem", ONE_OF_EACH)
def test_a_frame_shows_the_whole_figure_with_its_source(read_pasted, served, stem: str) -> None:
    whole_at_every_width(read_pasted, served, stem)


@pytest.mark.every
@pytest.mark.parametrize("stem", FIGURES)
def test_every_frame_shows_the_whole_figure(read_pasted, served, stem: str) -> None:
    whole_at_every_width(read_pasted, served, stem)


def test_a_frame_tells_how_high_it_is(read_pasted, served: str) -> None:
    frame, *_, script = snippets(served, TREND)
    visitor = read_pasted(f"{script}<div style='width:500px'>{frame}</div>")
    page = visitor.page
    needed = "Math.ceil(document.querySelector('main').getBoundingClientRect().height)"
    for width in (500, 330):
        page.evaluate(f"document.querySelector('body > div').style.width = '{width}px'")
        page.wait_for_function(
            "([shown, high]) => shown.style.height === `${high}px`",
            arg=[page.query_selector("iframe"), page.frames[1].evaluate(needed)],
        )
    # Another page's message moves nothing.
    page.evaluate("postMessage({type: 'frikommune.height', height: 9}, '*')")
    assert page.evaluate("document.querySelector('iframe').offsetHeight") > 400


@pytest.mark.parametrize(
    ("query", "system", "is_dark"),
    [
        ("", "dark", False),
        ("?tema=lys", "dark", False),
        ("?tema=moerk", "light", True),
        ("?tema=auto", "dark", True),
        ("?tema=auto", "light", False),
        ("?tema=sort&baggrund=hvid&x=%3Cscript%3E", "dark", False),
        ("?tema=constructor", "dark", False),
    ],
)
def test_a_frame_has_the_theme_that_is_asked_for(
    arrive, served: str, query: str, system: str, is_dark: bool
) -> None:
    visitor = arrive(640, system)
    visitor.page.goto(f"{served}/figur/{TREND}.ramme.html{query}")
    look = "getComputedStyle(document.body)"
    assert visitor.page.evaluate(f"{look}.backgroundColor") == (
        "rgb(20, 24, 28)" if is_dark else "rgb(252, 251, 248)"
    )
    assert visitor.page.evaluate(f"{look}.color") == (
        "rgb(236, 233, 226)" if is_dark else "rgb(23, 32, 42)"
    )
    assert visitor.complaints == []
    assert visitor.strangers == []


def test_a_frame_is_transparent_on_request(read_pasted, served: str) -> None:
    address = f"{served}/figur/{TREND}.html?ramme&tema=moerk&baggrund=gennemsigtig"
    visitor = read_pasted(
        "<style>body{background:rgb(200,0,0)}</style>"
        f'<iframe title="x" src="{address}" width="640" height="900" style="border:0"></iframe>'
    )
    frame = visitor.page.frames[1]
    ground = "getComputedStyle(document.body).backgroundColor"
    assert frame.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert frame.evaluate("getComputedStyle(document.body).color") == "rgb(236, 233, 226)"


def test_a_frame_leads_to_a_new_tab(read_pasted, served: str) -> None:
    visitor = read_pasted(snippets(served, TREND)[0])
    links = visitor.page.frames[1].locator("a")
    assert links.count() >= 2
    assert set(links.evaluate_all("all => all.map(a => a.target + ' ' + a.rel)")) == {
        "_blank noopener"
    }
    with visitor.context.expect_page() as opened:
        links.last.click()
    assert opened.value.url == f"{served}/figur/{TREND}.html"


def test_a_page_of_another_host_reads_the_files(read_pasted, served: str) -> None:
    visitor = read_pasted("")
    starts = visitor.page.evaluate(
        """paths => Promise.all(paths.map(path =>
            fetch(path).then(answer => answer.text()).then(text => text.slice(0, 5))))""",
        [
            *(f"{served}/figur/{TREND}.{form}" for form in ("json", "svg")),
            f"{served}/hent/udsagn.csv",
            f"{served}/oembed?url={served}/figur/{TREND}.html",
        ],
    )
    assert [start.strip("\ufeff")[:4] for start in starts] == ['{\n "', "<svg", "find", '{"ve']


def test_a_snippet_is_copied_with_a_button(arrive, served: str) -> None:
    visitor = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    page.goto(f"{served}/figur/{TREND}.html#indlejr")
    page.evaluate("document.querySelector('#indlejr').open = true")
    page.get_by_role("button", name="Kopiér koden").first.click()
    page.get_by_text("Koden er kopieret.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == snippets(served, TREND)[0]
    assert visitor.complaints == []
