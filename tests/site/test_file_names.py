"""Two choices never share the name of a file."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frikommune_viz.figures.registry import complete, requests
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import FINDING_CLASSES, GROUPS, Filters
from frikommune_viz.model.codes import Area, Theme, View, Wave
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.download_links import (
    MAP_CHOICES,
    NUMBERS_CHOICES,
    STATEMENT_CHOICES,
    YEARS,
)
from frikommune_viz.parts.own_list import FILE_CHOICES
from frikommune_viz.publish.figure_names import FORMS, from_file_name
from frikommune_viz.site.editions import edition
from frikommune_viz.site.file_names import (
    figure_stem,
    list_stem,
    map_stem,
    numbers_stem,
    statements_stem,
)

OPENED = edition()
PERIODS = sorted({row.period for row in OPENED.observations_of("absence_grade_4_6")})
OWN = ["", "101", "316", "482", "561"]
INDICATORS = sorted(OPENED.indicators)[:4]


def some_of(codes: object) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=3).map(tuple)


CHOICES = st.builds(
    Filters,
    theme=some_of(Theme),
    area=some_of(Area),
    municipality=some_of(MUNICIPALITY_AREA),
    respondent=some_of(GROUPS),
    wave=some_of(Wave),
    source=some_of(FINDING_CLASSES),
    vive=st.booleans(),
    supporting=st.booleans(),
    indicator=st.sampled_from(INDICATORS).map(lambda code: (code,)),
    view=st.sampled_from(View),
    own=st.sampled_from(OWN),
    baseline=st.sampled_from(["", *PERIODS]),
    endline=st.sampled_from(["", *PERIODS]),
    list=some_of(sorted(OPENED.initiative)),
)
NAMED = {
    "udsagn": (statements_stem, STATEMENT_CHOICES),
    "kort": (map_stem, MAP_CHOICES),
    "alle-tal": (numbers_stem, (*NUMBERS_CHOICES, *YEARS)),
    "tiltag": (list_stem, FILE_CHOICES),
}


@pytest.mark.parametrize("name", NAMED)
@given(one=CHOICES, other=CHOICES)
def test_two_choices_have_two_names(name: str, one: Filters, other: Filters) -> None:
    stem: Callable[[str, Filters], str]
    stem, choices = NAMED[name]
    first, second = one.only(*choices), other.only(*choices)
    assume(first.to_url() != second.to_url())
    assert stem(name, first) != stem(name, second)
    assert stem(name, first).lower() != stem(name, second).lower()


@given(chosen=CHOICES)
def test_a_name_is_one_that_every_system_keeps(chosen: Filters) -> None:
    names = [stem(name, chosen.only(*choices)) for name, (stem, choices) in NAMED.items()]
    assert [name for name in names if len(name) > 200 or set(name) & set('/\\:*?"<>|\n')] == []


REGISTER = st.builds(
    FigureRequest,
    kind=st.sampled_from([FigureKind.TREND, FigureKind.CHANGES, FigureKind.BEFORE_AFTER]),
    indicator=st.sampled_from(INDICATORS),
    own=st.sampled_from(OWN),
    pair=st.none() | st.builds(Pair, st.sampled_from(PERIODS), st.sampled_from(PERIODS)),
)


@given(one=REGISTER, other=REGISTER)
def test_two_figures_have_two_names(one: FigureRequest, other: FigureRequest) -> None:
    drawn = complete(OPENED, one), complete(OPENED, other)
    assume(None not in drawn and drawn[0] != drawn[1])
    assert figure_stem(OPENED, one) != figure_stem(OPENED, other)


def test_two_published_files_have_two_names() -> None:
    published = list(requests(OPENED)) + list(requests(edition("practice")))
    names = [request.file(form) for request in published for form in FORMS]
    assert len(set(names)) == len(names) > 400
    assert [from_file_name(name) for name in names] == [
        (request, form) for request in published for form in FORMS
    ]


def test_names_of_different_files_differ() -> None:
    stems = [stem(name, Filters()) for name, (stem, _) in NAMED.items()]
    assert [pair for pair in combinations(stems, 2) if pair[0] == pair[1]] == []
    assert len(stems) == 4
