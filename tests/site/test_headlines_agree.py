"""No two pages say different things of an indicator: same years, same directions, same country.

Every page in Danish is read as a visitor reads it: the live ones through the router (what a
document says is held to them elsewhere), the static figures as the app serves them. What each says
of an indicator is taken apart and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.rows import Indicator
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES, MUNICIPALITY_AREA
from frikommune_viz.selection.changes import select_changes
from frikommune_viz.selection.register import Role

ROOT = Path(__file__).parents[2]
EDITION = open_edition("published")
MEASURED = [row.indicator_id for row in EDITION.indicators.values() if row.default_pair]
COUNTED = re.compile(r"i (?:\d+ af|alle|nogen af) \d+ kommuner fra")
"""In how many municipalities a figure rose or fell: no headline of the pilots."""

YEARS = re.compile(r"fra (?P<start>[\d/]+) til (?P<end>[\d/]+)")
VERBS = {"up": "steg i", "down": "faldt i", "same": "ændrede sig ikke i"}


@dataclass(frozen=True)
class Told:
    """What a headline says: the two years, each named municipality's way, and the country's."""

    years: tuple[str, str]
    pilots: frozenset[tuple[str, str]]
    country: str


def told(headline: str) -> Told:
    years = YEARS.search(headline)
    assert years, headline
    found = {}
    named, country = headline[: years.start()], headline[years.end() :]
    for kind, verb in VERBS.items():
        if verb in named:
            rest = named.split(verb, 1)[1]
            for other in VERBS.values():
                rest = rest.split(other, 1)[0]
            for name in re.findall(r"[A-ZÆØÅ][\w-]+", rest):
                found[name] = kind
    ways = set(found.values())
    if "Det samme skete" in country:
        assert len(ways) == 1, headline
        way = ways.pop()
    else:
        way = "up" if "steg" in country else "down" if "faldt" in country else "same"
    return Told((years["start"], years["end"]), frozenset(found.items()), way)


def expected(indicator: Indicator) -> Told:
    """What the built changes say, without any of the code that words them."""
    pair = indicator.default_pair
    assert pair is not None
    found = select_changes(EDITION, indicator.indicator_id, *pair)

    def way(change: float) -> str:
        return "up" if change > 1e-9 else "down" if change < -1e-9 else "same"

    pilots = {row.series.name: way(row.change) for row in found.changes if row.role is Role.PILOT}
    assert found.median is not None
    return Told((pair.baseline, pair.endline), frozenset(pilots.items()), way(found.median))


def visit(page: str, **choices: str) -> str:
    """Return the words of a live page."""
    at = AppTest.from_file(ROOT / "frikommune_viz" / "site" / "router.py", default_timeout=60)
    at.query_params["lang"] = "da"
    for name, written in choices.items():
        at.query_params[name] = written
    at.run()
    if page != "overblik":
        at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not at.exception
    return "\n".join(part.proto.body for part in at.get("html"))


def headlines(html: str, subject: str) -> Iterator[str]:
    """Yield what each heading about an indicator says of it, wherever it stands."""
    for found in re.finditer(r"<h([1-4])[^>]*>(.*?)</h\1>", html, re.DOTALL):
        said = " ".join(unescape(re.sub(r"<[^>]+>", "", found[2])).split())
        if said.startswith(f"{subject} ") and YEARS.search(said) and not COUNTED.search(said):
            yield said.removeprefix(subject)


def sentences(html: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield municipality, way and years of each sentence on what was measured."""
    said = unescape(re.sub(r"<[^>]+>", " ", html))
    form = r"I ([A-ZÆØÅ][\w-]+) (steg|faldt) tallet med .*?i ([\d/]+) til .*? i ([\d/]+)\."
    for name, verb, start, end in re.findall(form, said):
        yield name, "up" if verb == "steg" else "down", (start, end)


@pytest.mark.parametrize("indicator_id", MEASURED)
def test_all_pages_say_the_same_of_an_indicator(indicator_id: str, client: TestClient) -> None:
    indicator = EDITION.indicators[indicator_id]
    right = expected(indicator)
    pilot = AREA_MUNICIPALITIES[indicator.area][-1]
    pages = {
        "borgere": visit("borgere", indicator=indicator_id),
        "sammenlign": visit("sammenlign", indicator=indicator_id),
        "kommuner": visit("kommuner", indicator=indicator_id, municipality=pilot),
    }
    for kind in ("trend", "before-after"):
        address = f"/figur/{indicator_id}-{kind}.da.html"
        pages[address] = client.get(address).text
    for where, html in pages.items():
        said = list(headlines(html, indicator.subject.da))
        assert said, f"{where} has no headline of it"
        assert {told(one) for one in said} == {right}, where
    said_of_pilots = [one for html in pages.values() for one in sentences(html)]
    for name, way, years in said_of_pilots:
        assert years == right.years
        assert (name, way) in right.pilots


def test_the_overview_and_the_profiles_contradict_none_of_them() -> None:
    pages = {"overblik": visit("overblik")}
    for code in MUNICIPALITY_AREA:
        pages[code] = visit("kommuner", municipality=code)
    found = 0
    for indicator_id in MEASURED:
        indicator = EDITION.indicators[indicator_id]
        for where, html in pages.items():
            for said in headlines(html, indicator.subject.da):
                assert told(said) == expected(indicator), where
                found += 1
    assert found, "the profiles show register figures"


def test_the_visitors_choice_moves_every_figure() -> None:
    choice = {"indicator": "absence_grade_7_9", "baseline": "2021/22", "endline": "2024/25"}
    subject = EDITION.indicators["absence_grade_7_9"].subject.da
    for page in ("borgere", "sammenlign", "kommuner"):
        html = visit(page, municipality="561", **choice)
        (said, *more) = headlines(html, subject)
        assert told(said).years == ("2021/22", "2024/25"), page
        assert {told(one) for one in more} <= {told(said)}
    assert told(said).pilots == {("Esbjerg", "up"), ("Holbæk", "down")}
