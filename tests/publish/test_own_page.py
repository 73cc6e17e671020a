"""A figure leads to the page that shows the same, or to none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from by_code import figure_of

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.registry import codes
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.publish.figure_names import published_as
from frikommune_viz.site import static_figures
from frikommune_viz.text import TEXTS

ABSENCE = "absence_grade_7_9"
OTHER_YEARS = {"baseline": "2021/22", "endline": "2024/25"}


@pytest.mark.parametrize("name", ["published", "practice"])
@pytest.mark.parametrize(
    "own",
    [
        "",
        # A municipality without an agreement.
        "101",
        # Esbjerg: in the area of some figures, in another than that of the rest.
        "561",
    ],
)
def test_the_page_of_a_figure_says_the_same(
    editions: Mapping[str, Edition], name: str, own: str
) -> None:
    opened = editions[name]
    paged = 0
    for code in list(codes(opened))[:: 1 if name == "published" else 16]:
        figure = figure_of(opened, code, Filters(own=own), TEXTS[Language.DA])
        assert figure is not None
        item = published_as(opened, figure.request)
        if item is None:
            assert own, "unless more is chosen, every figure has its page"
            continue
        alone = registry.figure(opened, item)
        assert alone is not None
        assert (alone.alt, alone.data) == (figure.alt, figure.data)
        paged += 1
    assert paged


@pytest.mark.parametrize(
    ("kind", "choices", "stem"),
    [
        ("trend", {}, f"{ABSENCE}-trend.en"),
        # Copenhagen joins the trend, and has a page of its own there; not among the changes.
        ("trend", {"own": "101"}, f"{ABSENCE}-trend.101.en"),
        ("changes", {"own": "101"}, None),
        # Esbjerg is named anyhow.
        ("changes", {"own": "561"}, f"{ABSENCE}-changes.en"),
        # Only the default years are published.
        ("changes", {"baseline": "2020/21", "endline": "2023/24"}, f"{ABSENCE}-changes.en"),
        ("changes", OTHER_YEARS, None),
    ],
)
def test_other_choices_than_those_published_have_no_page(
    published: Edition, kind: str, choices: dict[str, str], stem: str | None
) -> None:
    figure = figure_of(published, f"{ABSENCE}-{kind}", Filters(**choices), TEXTS[Language.EN])  # type: ignore[arg-type]
    assert figure is not None
    item = published_as(published, figure.request)
    assert (item.stem if item else None) == stem


def test_a_page_of_another_edition_is_not_led_to(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two editions with the same figures: the pages are those of the one offered first."""
    newer = replace(published, name="newer", version="2.0.0")
    editions = {"published": published, "newer": newer}
    monkeypatch.setattr(static_figures, "offered", lambda: tuple(editions))
    monkeypatch.setattr(static_figures, "edition", editions.get)
    monkeypatch.setattr(static_figures, "fault", lambda name: None)
    trend = FigureRequest.parse(f"{ABSENCE}-trend")
    invented = FigureRequest.parse("oevedata-trust_index-change-school-staff")
    assert trend is not None
    assert invented is not None
    assert static_figures.is_served(published, trend)
    assert not static_figures.is_served(newer, trend)
    assert not static_figures.is_served(published, invented)
