"""Small charts are drawn and fit; the banner of the practice edition never leaves the screen."""

from __future__ import annotations

import pytest

BANNER = "p.practice"
TOP = "e => e.getBoundingClientRect().top"
BOTTOM = "e => e.getBoundingClientRect().bottom"


@pytest.mark.parametrize("width", [1280, 800, 320])
@pytest.mark.parametrize("area", ["daycare", "school", "eldercare"])
def test_every_small_chart_is_drawn_and_nothing_scrolls_sideways(
    arrive, width: int, area: str
) -> None:
    visitor = arrive(width)
    page = visitor.read(f"/sammenlign?numbers=1&own=390&area={area}")
    images = page.locator("#document .multiples img")
    assert images.count() >= 4
    assert images.evaluate_all("all => all.every(e => e.complete && e.naturalWidth > 0)")
    assert images.evaluate_all("all => all.every(e => e.alt.length > 20)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # A screen reader meets a table whose rows are the indicators, however it is laid out.
    row = page.get_by_role("table").first.get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").count() == 1
    assert (
        row.get_by_role("cell").count()
        == page.get_by_role("columnheader").count() / (page.get_by_role("table").count()) - 1
    )
    assert visitor.complaints == []


def test_the_numbers_over_a_chart_stay_in_their_column(arrive) -> None:
    page = arrive(1280).read("/sammenlign?numbers=1&own=390&area=school")
    outside = page.locator("#document .multiples td").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)"
    )
    assert outside == []


@pytest.mark.parametrize("surface", ["document", "alive"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_practice_banner_stays_in_sight_and_links_land_under_it(
    arrive, width: int, surface: str
) -> None:
    visitor = arrive(width)
    page = visitor.see("/sammenlign?edition=practice&area=school#spoergeskema", surface)
    tree = "#document" if surface == "document" else "#root"
    banner = page.locator(f"{tree} {BANNER}")
    if surface == "document":
        heading = page.locator("#document #spoergeskema")
        assert heading.evaluate(TOP) >= banner.evaluate(BOTTOM)
        assert heading.evaluate(TOP) < 400
    page.evaluate("scrollTo(0, 1500)")
    assert page.evaluate("scrollY") > 1000
    assert 0 <= banner.evaluate(TOP) < 80
