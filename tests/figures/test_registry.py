"""Every figure has a code, and its code leads back to it."""

from __future__ import annotations

import altair as alt
import pytest
from by_code import figure_of
from jsonschema import ValidationError

from frikommune_viz.figures import registry
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.text import TEXTS


@pytest.mark.parametrize("name", ["published", "practice"])
def test_each_code_leads_to_the_figure_that_carries_it(editions, name):
    edition = editions[name]
    found = list(codes(edition))
    assert len(found) == len(set(found)) > 30
    for text in TEXTS.values():
        for code in found[:: 1 if name == "published" else 9]:
            figure = figure_of(edition, code, Filters(lang=text.language), text)
            assert figure is not None, code
            assert figure.code == code


def test_invented_numbers_say_so_in_every_code(published, practice):
    assert all(code.startswith("oevedata-") for code in codes(practice))
    assert not any("oevedata" in code for code in codes(published))


@pytest.mark.parametrize(
    "code",
    [
        "absence_grade_7_9",
        "absence_grade_7_9-",
        "absence_grade_7_9-pie",
        "no_such-trend",
        "parent_satisfaction-changes",
        "parent_satisfaction-trend",
        "oevedata-trust_index-change-school-staff",
        "../absence_grade_7_9-trend",
        "",
    ],
)
def test_what_is_no_figure_is_none(published, code):
    text = next(iter(TEXTS.values()))
    assert figure_of(published, code, Filters(), text) is None


@pytest.mark.parametrize("name", ["published", "practice"])
def test_every_kind_of_chart_follows_the_schema_of_vega_lite(editions, name):
    edition = editions[name]
    one_of_each = {request.kind: request for request in registry.requests(edition)}
    assert len(one_of_each) >= (5 if name == "published" else 3)
    for request in one_of_each.values():
        spec = registry.figure(edition, request).spec
        alt.LayerChart.from_dict(spec)
        with pytest.raises(ValidationError):
            alt.LayerChart.from_dict({**spec, "layer": [{"mark": {"type": "no such mark"}}]})
