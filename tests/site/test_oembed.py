"""Answers of /oembed, held to the specification at https://oembed.com."""

from __future__ import annotations

import struct
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from plain_pages import parsed
from starlette.testclient import TestClient

from frikommune_viz.site.editions import edition

BASE = "http://frikommune.test"
TREND = f"{BASE}/figur/absence_grade_7_9-trend.da"
REQUIRED = {"type": str, "version": str, "html": str, "width": int, "height": int}
OPTIONAL = {
    "title": str,
    "author_name": str,
    "author_url": str,
    "provider_name": str,
    "provider_url": str,
    "cache_age": int,
    "thumbnail_url": str,
    "thumbnail_width": int,
    "thumbnail_height": int,
}
THUMBNAIL = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}


def ask(client: TestClient, url: str, **limits: object) -> dict[str, Any]:
    answer = client.get("/oembed", params={"url": url, **limits})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def validated(answer: dict[str, Any], width: int, height: int) -> dict[str, Any]:
    """Return an answer of type rich after holding it to what the specification says of one."""
    known = REQUIRED | OPTIONAL
    assert answer.keys() - known.keys() == set()
    assert REQUIRED.keys() - answer.keys() == set()
    assert {name for name, value in answer.items() if type(value) is not known[name]} == set()
    assert answer["type"] == "rich"
    assert answer["version"] == "1.0"
    # Each size within what was asked for, and a picture of it with both of its sizes or none.
    assert 0 < answer["width"] <= width
    assert 0 < answer["height"] <= height
    assert THUMBNAIL & answer.keys() in (set(), THUMBNAIL)
    assert answer.get("thumbnail_width", 0) <= width
    assert answer.get("thumbnail_height", 0) <= height
    for name in ("provider_url", "thumbnail_url"):
        assert urlsplit(answer.get(name, "https://")).scheme in ("http", "https")
    return answer


@pytest.mark.parametrize(
    ("limits", "is_frame"),
    [
        ({}, True),
        ({"maxwidth": 280}, True),
        ({"maxwidth": 640, "maxheight": 900}, True),
        ({"maxwidth": 2000, "maxheight": 2000}, True),
        # Too little room for the source under the chart: the picture, which has it in itself.
        ({"maxheight": 300}, False),
        ({"maxwidth": 200}, False),
        ({"maxwidth": 640, "maxheight": 100}, False),
        ({"maxwidth": 1, "maxheight": 1}, False),
    ],
)
@pytest.mark.parametrize(
    "page", [TREND, f"{BASE}/figur/oevedata-trust_index-change-school-staff.en"]
)
def test_an_answer_is_as_specified(
    client: TestClient, page: str, limits: dict[str, int], is_frame: bool
) -> None:
    most = {"maxwidth": 10**6, "maxheight": 10**6} | limits
    answer = validated(ask(client, f"{page}.html", **limits), *most.values())
    pasted = parsed(f"<!DOCTYPE html><title>x</title><body>{answer['html']}</body>")
    (shown,) = [one for one in pasted.iter() if one.tag in ("iframe", "img")]
    assert shown.tag == ("iframe" if is_frame else "img")
    assert shown.get("src") == f"{page}.{'ramme.html' if is_frame else 'png'}"
    assert shown.get("width") == str(answer["width"])
    assert client.get(urlsplit(shown.get("src")).path).status_code == 200


def test_the_picture_is_as_large_as_it_says(client: TestClient) -> None:
    answer = ask(client, f"{TREND}.html")
    png = client.get(urlsplit(answer["thumbnail_url"]).path).content
    assert struct.unpack(">II", png[16:24]) == (
        answer["thumbnail_width"],
        answer["thumbnail_height"],
    )
    # Larger than the room that is given: left out.
    assert THUMBNAIL & ask(client, f"{TREND}.html", maxwidth=800).keys() == set()


def test_a_frozen_page_gives_a_frozen_frame(client: TestClient) -> None:
    frozen = f"{BASE}/figur/v{edition().version}/absence_grade_7_9-trend.da"
    assert f'src="{frozen}.ramme.html"' in ask(client, f"{frozen}.html")["html"]
    assert f'src="{TREND}.ramme.html"' in ask(client, f"{TREND}.html?x=moerk#x")["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        f"{BASE}/",
        f"{BASE}/borgere?indicator=absence_grade_7_9",
        f"{BASE}/figur/index.da.html",
        f"{BASE}/figur/no_such-trend.da.html",
        f"{BASE}/figur/v9.9.9/absence_grade_7_9-trend.da.html",
        f"{TREND}.csv",
        f"{TREND}.html/more",
        "https://elsewhere.example/figur/absence_grade_7_9-trend.da.html",
        "javascript://frikommune.test/figur/absence_grade_7_9-trend.da.html",
        "http://[bad/figur/absence_grade_7_9-trend.da.html",
        "/figur/absence_grade_7_9-trend.da.html",
    ],
)
def test_any_other_address_is_not_found(client: TestClient, url: str) -> None:
    assert client.get("/oembed", params={"url": url}).status_code == 404


def test_no_address_is_not_found(client: TestClient) -> None:
    assert client.get("/oembed").status_code == 404


@pytest.mark.parametrize(("form", "status"), [("json", 200), ("xml", 501), ("yaml", 501)])
def test_only_json_is_answered(client: TestClient, form: str, status: int) -> None:
    asked = {"url": f"{TREND}.html", "format": form}
    assert client.get("/oembed", params=asked).status_code == status


def test_an_empty_limit_is_none(client: TestClient) -> None:
    assert ask(client, f"{TREND}.html", maxwidth="")["width"] == 760


@pytest.mark.parametrize("limit", ["0", "-5", "wide", "1e3", "400.0", "9" * 40, ["300", "400"]])
def test_a_limit_that_cannot_be_read_is_told(client: TestClient, limit: object) -> None:
    """Answered without it, the frame would be wider than there is room."""
    answer = client.get("/oembed", params={"url": f"{TREND}.html", "maxwidth": limit})
    assert (answer.status_code, answer.text) == (400, "maxwidth: a whole number of pixels, once")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("?ramme&tema=moerk&baggrund=gennemsigtig", "?tema=moerk&amp;baggrund=gennemsigtig"),
        ("?tema=auto", "?tema=auto"),
        ("?tema=sort&baggrund=%22%3E&x=1", ""),
        ("?tema=moerk&tema=lys", ""),
    ],
)
def test_the_looks_of_a_frame_go_along(client: TestClient, asked: str, given: str) -> None:
    html = ask(client, f"{TREND}.html{asked}")["html"]
    assert f'.ramme.html{given}"' in html


@pytest.mark.parametrize("folder", ["", "v1.0.0/"])
def test_a_page_says_where_it_is_answered(client: TestClient, folder: str) -> None:
    path = f"/figur/{folder.replace('1.0.0', edition().version)}absence_grade_7_9-trend.en.html"
    root = parsed(client.get(path).text)
    (link,) = [one for one in root.iter("link") if one.get("type") == "application/json+oembed"]
    assert link.get("rel") == "alternate"
    place = urlsplit(link.get("href"))
    assert parse_qs(place.query)["url"] == [BASE + path]
    answer = client.get(f"{place.path}?{place.query}").json()
    assert answer["title"] == link.get("title")
    assert f'src="{BASE}{path.removesuffix("html")}ramme.html"' in answer["html"]
