"""Whatever is drawn on a scale is a published register figure. A direction is never a number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from reading import data_sets
from reading_page import specs, table

from frikommune_viz.model.codes import MAIN_THEMES, Direction, Language
from frikommune_viz.wording.pages import PAGES

QUANTILES = {"p05", "p25", "p75", "p95"}
VALUES = {"v", "v2", *QUANTILES}
"""Fields that hold a figure of an indicator, a change of it or how the others lie."""

YEARS = {"x", "x2"}
PLACES = {"n", "n2", "at", "y", "head"}
"""Fields that hold where a mark or a label has room; they say nothing."""


INDICATORS = [row["indicator_id"] for row in table("indicators")]


@cache
def published() -> dict[str, set[float]]:
    """Return every figure of an indicator, with what the build has computed of them."""
    found: dict[str, set[float]] = {indicator: set() for indicator in INDICATORS}
    for row in table("observations"):
        if row["value"]:
            found[row["indicator_id"]].add(float(row["value"]))
    for row in table("distributions"):
        found[row["indicator_id"]] |= {float(row[name]) for name in ("median", *QUANTILES)}
    for row in table("changes"):
        found[row["indicator_id"]] |= {float(row["change"]), float(row["median_others"])}
    for row in table("gaps"):
        found[row["indicator_id"]] |= {float(row[name]) for name in ("gap", "p05", "p95")}
    for row in table("gap_results"):
        cells = (row[name] for name in ("difference", "lower", "upper") if row[name])
        found[row["indicator_id"]] |= {float(cell) for cell in cells}
        if row["relevant_difference"]:
            limit = float(row["relevant_difference"])
            found[row["indicator_id"]] |= {limit, -limit, 0.0}  # 0 is the common course
    return found


def encodings(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if isinstance(node.get("encoding"), dict):
            yield from node["encoding"].items()
        for child in node.values():
            yield from encodings(child)
    elif isinstance(node, list):
        for child in node:
            yield from encodings(child)


def on_a_scale(spec: dict[str, Any]) -> set[str]:
    """Return the fields that are drawn as a place on a numeric scale or in time."""
    return {
        encoding["field"]
        for _, encoding in encodings(spec)
        if isinstance(encoding, dict)
        and encoding.get("type") in ("quantitative", "temporal")
        and "field" in encoding
    }


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("page", ["borgere", "sammenlign"])
def test_every_mark_is_a_published_figure_of_its_indicator(
    visit, page: str, indicator: str
) -> None:
    at = visit(page, lang="da", indicator=indicator, own="101")
    label = next(row for row in table("indicators") if row["indicator_id"] == indicator)
    drawn = [
        spec
        for spec, chart in zip(specs(at), at.get("vega_lite_chart"), strict=True)
        if label["label_da"] in chart.proto.alt
    ]
    assert drawn, f"{indicator} is not drawn"
    for spec in drawn:
        marked = [
            row[field]
            for rows in data_sets(spec).values()
            for row in rows
            for field in VALUES & row.keys()
            if row[field] is not None
        ]
        assert marked
        assert set(marked) <= published()[indicator]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_only_register_figures_stand_on_a_scale(visit, lang: Language, page) -> None:
    """A new field on a scale has to be proven here first."""
    everything = set().union(*published().values())
    for spec in specs(visit(page.code, lang=lang)):
        assert on_a_scale(spec) <= VALUES | YEARS | PLACES
        for rows in data_sets(spec).values():
            for row in rows:
                assert {row[field] for field in VALUES & row.keys()} - {None} <= everything


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_no_statement_and_no_direction_is_in_a_figure(visit, lang: Language, page) -> None:
    findings = table("findings")
    for spec in specs(visit(page.code, lang=lang)):
        written = json.dumps(spec, ensure_ascii=False)
        for row in findings:
            assert f'"{row["finding_id"]}"' not in written
            assert row[f"statement_{lang}"] not in written
        cells = [cell for rows in data_sets(spec).values() for row in rows for cell in row.values()]
        values = {one for cell in cells for one in (cell if isinstance(cell, list) else [cell])}
        assert not values & {str(direction) for direction in Direction}


def test_no_statement_on_the_four_themes_has_a_value_to_draw() -> None:
    """They are directions; this fails the day a source gives one of them a number."""
    valued = [row for row in table("findings") if row["value"]]
    assert {row["finding_id"] for row in valued} == {"F058"}  # 6 of 53 initiatives
    assert {row["theme"] for row in valued}.isdisjoint(map(str, MAIN_THEMES))
