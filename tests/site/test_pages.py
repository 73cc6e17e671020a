"""Each address is a whole page before any script: parts, figures, tables and controls."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from html import unescape
from threading import Event

import pytest
from starlette.testclient import TestClient

from frikommune_viz.site import drawings
from frikommune_viz.site.asking import asked_by
from frikommune_viz.site.turns import Places
from frikommune_viz.wording.pages import PAGES

WORDS = re.compile(r"<[^>]+>")


def words(html: str) -> str:
    return " ".join(unescape(WORDS.sub(" ", html)).split())


def fields(html: str) -> list[tuple[str, str]]:
    """Return what the form of a page sends as it stands, as a browser without script would."""
    sent = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
    for name, body in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        sent += [(name, value) for value in re.findall(r'value="([^"]*)" selected', body)]
    for name, value in re.findall(
        r'<input type="(?:checkbox|radio)" name="(\w+)" value="([^"]*)" form="choose"[^>]* checked',
        html,
    ):
        sent.append((name, value))
    return sent


def test_a_figure_is_drawn_for_each_kind_of_page(client: TestClient) -> None:
    html = client.get("/borgere").text
    charts = html.count('class="part chart"')
    assert charts == 2
    for kind in ("wide", "middle", "narrow"):
        assert html.count(f'<div class="{kind}"><svg') == charts


def test_the_numbers_stand_in_the_document(client: TestClient) -> None:
    shown = words(client.get("/borgere?indicator=absence_grade_7_9").text)
    assert "Esbjerg 9,9" in shown  # the end label in the drawing, 2024/25
    assert "10,8" in shown  # Holbæk 2023/24, in the table


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_what_is_only_shown_is_not_sent(client: TestClient, page: object) -> None:
    html = client.get(page.address).text
    chosen = [(name, value) for name, value in fields(html) if value]
    assert set(chosen) <= {("lang", "da")}


def test_every_other_choice_travels_with_the_form(client: TestClient) -> None:
    asked = "lang=en&theme=trust,quality&own=390&indicator=absence_grade_7_9&q=a,,b"
    html = client.get(f"/borgere?{asked}").text
    sent = {name: value for name, value in fields(html) if value}
    assert sent == {
        "lang": "en",
        "theme": "trust,quality",
        "own": "390",
        "indicator": "absence_grade_7_9",
        "q": "a,,b",
    }


def test_fields_left_empty_leave_the_address(client: TestClient) -> None:
    answer = client.get("/borgere?lang=da&indicator=&own=390&baseline=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/borgere?lang=da&own=390"


def test_a_page_may_be_kept_for_a_minute(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    assert "set-cookie" not in headers


def test_unknown_parts_of_the_address_are_named(client: TestClient) -> None:
    shown = words(client.get("/borgere?indicator=nothing_known").text)
    assert "nothing_known" in shown


def test_nothing_of_the_address_reaches_the_markup(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    for name in ("q", "theme", "own", "baseline", "lang", "edition"):
        html = client.get("/inspiration", params={name: hostile}).text
        assert "<script>alert" not in html


@pytest.mark.parametrize("clients", [1, 5])
def test_a_cold_chart_is_drawn_once_for_all_who_ask(
    monkeypatch: pytest.MonkeyPatch, clients: int
) -> None:
    drawn = []

    def draw_here(_: object, spec: str, width: int) -> str:
        """Draw here and count: the real process cannot be looked into."""
        drawn.append((spec, width))
        return f"{spec}{width}"

    process = drawings.DrawingProcess()
    monkeypatch.setattr(process, "_draw", draw_here)
    monkeypatch.setattr(drawings, "_process", lambda: process)
    # Of one client at most half of the places are taken: each of its charts is asked for once.
    monkeypatch.setattr(drawings, "_places", Places(2 * 10 * clients))
    drawings.drawn.cache_clear()

    def ask(number: int) -> str:
        asked_by(f"client {number % clients}")
        return drawings.drawn(str(number // clients % 10), 358)

    with ThreadPoolExecutor(50) as visitors:
        asked = [visitors.submit(copy_context().run, ask, i) for i in range(50)]
        assert [one.result() for one in asked] == [f"{i // clients % 10}358" for i in range(50)]
    assert len(drawn) == 10
    drawings.drawn.cache_clear()


def test_nobody_waits_for_a_chart_in_the_turn_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for by a crowd as the last of many, it once came after all of them."""
    order: list[str] = []
    began, free = Event(), Event()

    def draw_here(_: object, spec: str, width: int) -> str:
        began.set()
        assert free.wait(60)
        order.append(spec)
        return spec

    process = drawings.DrawingProcess()
    monkeypatch.setattr(process, "_draw", draw_here)
    monkeypatch.setattr(drawings, "_process", lambda: process)
    drawings.drawn.cache_clear()

    def ask(client: str, spec: str) -> str:
        asked_by(client)
        return drawings.drawn(spec, 358)

    with ThreadPoolExecutor(8) as visitors:
        asked = [visitors.submit(copy_context().run, ask, "crowd", "first")]
        assert began.wait(60)
        crowd = {"crowd"}
        for client, spec, waiting in [
            ("crowd", "second", [crowd]),
            ("crowd", "wanted", [crowd, crowd]),
            ("reader", "wanted", [crowd, {"crowd", "reader"}]),
        ]:
            asked.append(visitors.submit(copy_context().run, ask, client, spec))
            while [one.asker.clients() for one in process._turns._waiting] != waiting:
                time.sleep(0.001)
        free.set()
        assert [one.result() for one in asked] == ["first", "second", "wanted", "wanted"]
    assert order == ["first", "wanted", "second"]
    drawings.drawn.cache_clear()


def test_more_than_a_bound_of_drawings_do_not_wait(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "_places", Places(1))
    assert drawings._places.take()
    drawings.drawn.cache_clear()
    answer = client.get("/borgere?own=101")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "har travlt" in answer.text


def test_what_is_left_over_of_a_list_is_not_called_unknown(client: TestClient) -> None:
    codes = [f"i{number:03d}" for number in range(1, 14)]
    full = words(client.get(f"/inspiration?list={'.'.join(codes)}").text)
    assert "vi ikke kender eller ikke har plads til. Vi har set bort fra det: list=i013" in full
    # The same initiative in other letters takes no place, and what is unknown is named as written.
    again = words(client.get(f"/inspiration?list={'.'.join(codes[:12])}.I001").text)
    assert "set bort fra" not in again
    assert "list=i999.zz" in words(client.get("/inspiration?list=i029.i999.zz").text)
    one = words(client.get("/sammenlign?area=moon").text)
    assert "noget, vi ikke kender. Vi har set bort fra det: area=moon" in one


def test_a_municipality_without_an_agreement_is_led_on_and_not_called_unknown(
    client: TestClient,
) -> None:
    page = client.get("/kommuner?municipality=461").text
    said = words(page)
    assert "Odense har ingen velfærdsaftale og derfor ingen side her." in said
    assert "vi ikke kender" not in said
    assert 'href="./kommuner?lang=da&amp;own=461#ligner">Vælg Odense under »Din kommune«' in page
    there = words(client.get("/sammenlign?municipality=461&area=moon").text)
    assert "Odense har ingen velfærdsaftale og kan derfor ikke vælges her." in there
    assert "Vi har set bort fra det: area=moon" in there
    assert "set bort fra det: municipality=moon" in words(
        client.get("/kommuner?municipality=moon").text
    )


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=skole%00frav%C3%A6r", "list=%00", "area=%00", "%00=1", "lang=%00", "own=1%0001"],
)
def test_no_page_holds_a_nul(client: TestClient, query: str) -> None:
    answer = client.get(f"/inspiration?{query}")
    assert answer.status_code == 200
    assert b"\0" not in answer.content


@pytest.mark.parametrize(
    "asked",
    [
        *(
            '"',
            "*",
            '"" OR NEAR(',
            "title:x NOT y",
            "(((",
            "{}",
            "%",
            "'; DROP TABLE x--",
            "-",
            "og",
        ),
        *("🦆" * 90, "x" * 2000, "a\u0301", "a\u202eb", "\u0663", "<script>alert(1)</script>"),
    ],
)
def test_a_search_for_anything_is_a_page(client: TestClient, asked: str) -> None:
    answer = client.get("/inspiration", params={"q": asked})
    assert answer.status_code == 200
    assert "Siden kan ikke vises" not in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("sign", ["\x01", "\x08", "\x1b", "\x7f"])
def test_no_page_holds_a_control_character(client: TestClient, sign: str) -> None:
    answer = client.get("/inspiration", params={"q": f"sk{sign}ole"})
    assert "sk\N{REPLACEMENT CHARACTER}ole" in answer.text
    assert sign not in answer.text


@pytest.mark.parametrize("sign", ["\u061c", "\u200e", "\u202e", "\u2067"])
def test_no_address_turns_a_sentence_around(client: TestClient, sign: str) -> None:
    answer = client.get("/inspiration", params={"q": f"sk{sign}ole"})
    assert "skole" in answer.text
    assert sign not in answer.text
