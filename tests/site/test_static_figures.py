"""Figures as static pages and files, as the app itself serves them."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from io import StringIO
from itertools import cycle
from urllib.parse import parse_qsl, urlsplit

import pytest
from by_code import figure_of
from plain_pages import faults, parsed, rows, said
from starlette.testclient import TestClient

from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.inline_chart import PHONE
from frikommune_viz.site import origin
from frikommune_viz.site.editions import edition
from frikommune_viz.text import TEXTS

TREND = "/figur/absence_grade_7_9-trend"
SVG = "{http://www.w3.org/2000/svg}"
PRACTICE = "/figur/oevedata-trust_index-change-school-staff"


# Of each kind one figure in Danish and the next in English; with `every` also the other way round.
@pytest.mark.parametrize(
    "languages",
    [[*Language], pytest.param([*reversed(Language)], marks=pytest.mark.every)],
    ids=["by turns", "the other way round"],
)
def test_every_figure_has_a_page(client: TestClient, languages: list[Language]) -> None:
    by_kind = sorted(codes(edition()), key=lambda code: code.partition("-")[2])
    for code, language in zip(by_kind, cycle(languages), strict=False):
        answer = client.get(f"/figur/{code}.{language}.html")
        assert answer.status_code == 200, code
        assert faults(answer.text) == [], code
        assert len(answer.content) <= 60_000, code
        figure = figure_of(edition(), code, Filters(lang=language), TEXTS[language])
        assert figure is not None
        shown = rows(answer.text)
        assert shown[0] == [column.label for column in figure.table.columns]
        assert shown[1:] == [
            [" ".join(cell.split()) for cell in row]
            for row in figure.table.written(TEXTS[language])
        ]


def test_a_page_says_what_it_is(client: TestClient) -> None:
    page = client.get(f"{TREND}.da.html").text
    root = parsed(page)
    text = TEXTS[Language.DA]
    figure = figure_of(edition(), "absence_grade_7_9-trend", Filters(), text)
    assert figure is not None
    assert said(root.find(".//title")) == f"{figure.headline} – Frikommune Explorer"
    meta = {one.get("property") or one.get("name"): one.get("content") for one in root.iter("meta")}
    here = f"http://frikommune.test/figur/v{edition().version}/absence_grade_7_9-trend.da"
    assert meta["og:title"] == figure.headline
    assert meta["og:url"] == f"{here}.html"
    assert meta["og:image"] == meta["twitter:image"] == f"{here}.png"
    assert "robots" not in meta
    picture = root.find(f".//{SVG}svg")
    assert picture is not None
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == figure.alt
    # On a phone the same chart in its narrow drawing: nothing is cut and moved sideways.
    narrow = root.find(".//div[@class='narrow']")
    assert narrow.get("aria-labelledby") == picture.get("id")
    assert narrow.find(f"{SVG}svg").get("viewBox").split()[2] == str(PHONE)
    data = json.loads(root.find(".//script[@type='application/ld+json']").text)
    assert data["@type"] == "Dataset"
    assert data["version"] == edition().version
    assert {one["contentUrl"] for one in data["distribution"]} == {f"{here}.csv", f"{here}.json"}
    for sentence in (*figure.sentences, *figure.notes):
        assert sentence in said(root)
    assert said(root.find(".//p[@class='small edition']")).count(edition().version) == 1


def test_a_page_leads_on(client: TestClient) -> None:
    root = parsed(client.get(f"{TREND}.en.html").text)
    links = {said(one): one.get("href") for one in root.iter("a")}
    explorer = links["Choose municipality, years and figure yourself in Frikommune Explorer"]
    assert explorer.startswith("http://frikommune.test/borgere?lang=en&indicator=absence_grade_7_9")
    for form in ("svg", "png", "csv", "json"):
        assert f"absence_grade_7_9-trend.en.{form}" in links.values()
        assert client.get(f"{TREND}.en.{form}").status_code == 200
    assert client.get(f"/figur/{links['All figures']}").status_code == 200
    assert client.get(f"/figur/{links['Dansk']}").status_code == 200


def test_rows_of_a_figure_are_those_it_draws(client: TestClient) -> None:
    figure = figure_of(edition(), "absence_grade_7_9-levels", Filters(), TEXTS[Language.DA])
    assert figure is not None
    written = json.loads(client.get("/figur/absence_grade_7_9-levels.da.json").content)
    assert [tuple(row) for row in written["rows"]] == list(figure.data.rows)
    taken = list(csv.reader(StringIO(client.get("/figur/absence_grade_7_9-levels.da.csv").text)))
    assert taken[0] == [column["code"] for column in written["columns"]]
    assert len(taken) - 1 == len(written["rows"]) == len(figure.data.rows)


@pytest.mark.parametrize(("form", "starts"), [("svg", b"<svg"), ("png", b"\x89PNG\r\n")])
def test_pictures_are_pictures(client: TestClient, form: str, starts: bytes) -> None:
    answer = client.get(f"{TREND}.da.{form}")
    assert answer.content.startswith(starts)
    assert answer.headers["content-type"].startswith("image/")


def test_the_municipality_a_page_is_drawn_with_goes_along(client: TestClient) -> None:
    drawn_with = client.get("/figur/absence_grade_7_9-trend.791.da.html").text
    ways = [
        unescape(href) for href in re.findall(r'href="(http://frikommune.test/[^"]*)"', drawn_with)
    ]
    pages = [href for href in ways if "/figur/" not in href and "/oembed" not in href]
    assert {href.partition("?")[0].removeprefix("http://frikommune.test") for href in pages} == {
        "/",
        "/borgere",
    }
    assert all("own=791" in href for href in pages)
    without = client.get("/figur/absence_grade_7_9-trend.da.html").text
    assert "own=" not in without


def test_an_own_municipality_is_named_in_the_figure(client: TestClient) -> None:
    page = client.get(f"{TREND}.482.da.html").text
    assert faults(page) == []
    assert "Langeland" in said(parsed(page).find(".//title"))
    assert [row for row in rows(page) if row[0] == "Langeland"]


@pytest.mark.parametrize(
    "path",
    [
        "/figur/absence_grade_7_9-trend.da.exe",
        "/figur/absence_grade_7_9-trend.de.html",
        "/figur/absence_grade_7_9-trend",
        "/figur/absence_grade_7_9-pie.da.html",
        "/figur/absence_grade_7_9-trend.999.da.html",
        # Esbjerg is named in every figure on schools already.
        "/figur/absence_grade_7_9-trend.561.da.html",
        "/figur/absence_grade_7_9-changes.482.da.html",
        "/figur/..%2f..%2fetc%2fpasswd",
        "/figur/%3Cscript%3E.da.html",
        "/figur/v1/absence_grade_7_9-trend.da.html",
        "/figur/v9.9.9/no-figure.da.html",
        "/figur/assets/..%2f..%2fapp.py",
        "/figur/v1.0.0/",
        "/laes/mere",
        "/laes/omraade/parks",
        "/laes/kommune/101",
        "/laes/kommune/217/mere",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", ["nope.en.html", "nope.en.json", "nope.en.ramme.html"])
def test_what_is_not_there_is_told_in_the_language_of_its_name(
    client: TestClient, path: str
) -> None:
    assert '<html lang="en"' in client.get(f"/figur/{path}").text
    assert '<html lang="da"' in client.get(f"/figur/{path.replace('.en.', '.da.')}").text


def test_a_version_is_itself_or_leads_to_the_newest(client: TestClient) -> None:
    same = client.get(f"/figur/v{edition().version}/absence_grade_7_9-trend.da.html")
    assert same.status_code == 200
    assert faults(same.text) == []
    assert 'href="../absence_grade_7_9-trend.da.html"' in same.text
    gone = client.get("/figur/v0.9.0/absence_grade_7_9-trend.en.html")
    assert gone.status_code == 410
    assert '<html lang="en">' in gone.text
    assert f"Only the newest data version, {edition().version}, is here." in gone.text
    assert 'href="/figur/absence_grade_7_9-trend.en.html"' in gone.text


def test_only_figures_may_stand_on_another_page(client: TestClient) -> None:
    policies = {
        path: client.get(path).headers["content-security-policy"]
        for path in (f"{TREND}.da.html", "/")
    }
    assert policies[f"{TREND}.da.html"].endswith("frame-ancestors *")
    assert "script-src 'self';" in policies[f"{TREND}.da.html"]
    assert "default-src 'none'" in policies[f"{TREND}.da.html"]
    assert policies["/"].endswith("frame-ancestors 'self'")


def test_a_figure_offers_itself_frozen_and_newest(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(origin.VARIABLE, "https://frikommune.example")
    page = client.get(f"{TREND}.da.html").text
    snippets = [said(one) for one in parsed(page).iter("code")]
    version = edition().version
    script = snippets.pop()
    assert "e.origin==='https://frikommune.example'" in script
    places = [re.findall(r'src="([^"]+)"', snippet)[0] for snippet in snippets]
    newest = "https://frikommune.example/figur/absence_grade_7_9-trend.da"
    frozen = f"https://frikommune.example/figur/v{version}/absence_grade_7_9-trend.da"
    frames, pictures = places[::2], places[1::2]
    assert frames == [f"{newest}.ramme.html", f"{frozen}.ramme.html"]
    assert pictures == [f"{newest}.png", f"{frozen}.png"]
    for snippet in snippets:
        pasted = parsed(f"<!DOCTYPE html><title>x</title><body>{snippet}</body>")
        (element,) = [one for one in pasted.iter() if one.tag in ("iframe", "img")]
        assert element.get("title") or element.get("alt")
        assert (
            client.get(places[snippets.index(snippet)].partition("example")[2]).status_code == 200
        )


def test_invented_numbers_say_so_on_their_page(client: TestClient) -> None:
    answer = client.get(f"{PRACTICE}.da.html")
    root = parsed(answer.text)
    assert faults(answer.text) == []
    assert '<meta name="robots" content="noindex">' in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"
    assert said(root.find(".//title")).startswith("ØVEDATA: ")
    assert "opdigtede" in said(root.find(".//p[@class='practice']"))
    assert "opdigtede tal" in said(root.find(f".//{SVG}svg"))
    assert json.loads(client.get(f"{PRACTICE}.da.json").content)["simulated"] is True
    listed = parsed(client.get("/figur/oevedata-index.da.html").text)
    assert listed.find(".//p[@class='practice']") is not None


def test_files_of_a_page_are_there_and_kept(client: TestClient) -> None:
    root = parsed(client.get(f"{TREND}.da.html").text)
    files = [
        one.get("href") for one in root.iter("link") if one.get("rel") in ("icon", "stylesheet")
    ]
    assert len(files) == 2
    for name in (*assets().files, *(file.removeprefix("assets/") for file in files)):
        answer = client.get(f"/figur/assets/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ["index", "oevedata-index"])
def test_the_list_leads_to_every_figure(client: TestClient, code: str, language: Language) -> None:
    answer = client.get(f"/figur/{code}.{language}.html")
    page = answer.text
    assert faults(page) == []
    assert len(answer.content) <= 70_000  # every address of the edition stands in it
    ids = {one.get("id") for one in parsed(page).iter() if one.get("id")}
    inside = set(re.findall(r'(?:href="#|aria-labelledby=")([^"]+)', page))
    assert inside - ids == set()
    assert len(inside) > 10
    listed = {one.get("href") for one in parsed(page).iter("a")}
    opened = edition("practice" if code.startswith("oevedata") else "")
    assert {f"{one}.{language}.html" for one in codes(opened)} <= listed
    if code == "index":
        subject = "absence_grade_7_9"
        shown = figure_of(opened, f"{subject}-trend", Filters(), TEXTS[language])
        (about,) = [
            one
            for one in parsed(page).iter("dd")
            if one.find(f"./ul[@aria-labelledby='{subject}']") is not None
        ]
        assert said(about.find("p")) == shown.headline
    own = {one for one in listed if re.search(r"\.\d{3}\.", one)}
    assert bool(own) is (code == "index")
    for one in sorted(own)[::20]:
        assert client.get(f"/figur/{one}").status_code == 200


@pytest.mark.parametrize("language", Language)
def test_old_pages_without_script_lead_to_the_page(client: TestClient, language: Language) -> None:
    given = "?lang=en" if language is Language.EN else ""
    places = {"/laes/overblik": ("/", {})}
    places |= {f"/laes/omraade/{area}": ("/sammenlign", {"area": area}) for area in Area}
    places |= {
        f"/laes/kommune/{code}": ("/kommuner", {"municipality": code}) for code in MUNICIPALITY_AREA
    }
    for old, (page, choices) in places.items():
        answer = client.get(old + given)
        assert answer.status_code == 301
        place = urlsplit(answer.headers["location"])
        assert place.path == page
        chosen = {"lang": "en", **choices} if language is Language.EN else choices
        assert dict(parse_qsl(place.query)) == chosen
        assert client.get(answer.headers["location"]).status_code == 200


def test_hostile_host_is_refused(client: TestClient) -> None:
    for path in (f"{TREND}.da.html",):
        assert client.get(path, headers={"host": 'a"><script>'}).status_code == 400
