"""What is chosen ⇄ the address."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.filters import (
    FINDING_CLASSES,
    GROUPS,
    LONGEST_SEARCH,
    SURVEYED,
    Allowed,
    Filters,
    unknown,
)
from frikommune_viz.model.codes import (
    Area,
    Category,
    Language,
    Respondent,
    Theme,
    View,
    Wave,
    Weight,
)
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

ALLOWED = Allowed(
    indicators=frozenset({"absence_grade_7_9", "children_per_adult_3_5"}),
    municipalities=frozenset({"101", "316", "561"}),
    periods=frozenset({"2020/21", "2023/24", "2022"}),
    questions=frozenset({"trust_index", "trust_in_leader"}),
    editions=frozenset({"practice"}),
)


def some(values):
    return st.lists(st.sampled_from(list(values)), unique=True).map(tuple)


CHOICES = st.builds(
    Filters,
    lang=st.sampled_from(Language),
    edition=st.sampled_from(["", "practice"]),
    question=some(ALLOWED.questions),
    group=st.sampled_from(SURVEYED),
    theme=some(Theme),
    area=some(Area),
    municipality=some(MUNICIPALITY_AREA),
    respondent=some(GROUPS),
    wave=some(Wave),
    source=some(FINDING_CLASSES),
    indicator=some(ALLOWED.indicators),
    own=st.sampled_from(["", *ALLOWED.municipalities]),
    weigh_group=st.sampled_from(Weight),
    weigh_region=st.sampled_from(Weight),
    weigh_register=st.sampled_from(Weight),
    baseline=st.sampled_from(["", *ALLOWED.periods]),
    endline=st.sampled_from(["", *ALLOWED.periods]),
    view=st.sampled_from(View),
    category=some(Category),
    q=st.text(max_size=LONGEST_SEARCH),
    results=st.booleans(),
    supporting=st.booleans(),
    numbers=st.booleans(),
    page=st.integers(1, 9999),
)


@given(CHOICES)
def test_an_address_gives_back_the_choices_it_was_written_from(filters):
    assert Filters.from_url(filters.to_url(), ALLOWED) == filters
    assert unknown(filters.to_url(), ALLOWED) == {}


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(Filters)]), st.text(max_size=200)
    )
)
def test_any_address_gives_choices_that_can_be_written_and_read_again(url):
    read = Filters.from_url(url, ALLOWED)
    assert Filters.from_url(read.to_url(), ALLOWED) == read
    assert unknown(read.to_url(), ALLOWED) == {}


@pytest.mark.parametrize(
    ("url", "kept", "dropped"),
    [
        ({"theme": "trust,love"}, {"theme": (Theme.TRUST,)}, {"theme": "love"}),
        # A municipality that exists, but has no agreement, has no statements to choose.
        ({"municipality": "101"}, {"municipality": ()}, {"municipality": "101"}),
        ({"own": "999"}, {"own": ""}, {"own": "999"}),
        ({"lang": "de"}, {"lang": Language.DA}, {"lang": "de"}),
        ({"page": "0"}, {"page": 1}, {"page": "0"}),
        ({"page": "²"}, {"page": 1}, {"page": "²"}),
        ({"supporting": "yes"}, {"supporting": False}, {"supporting": "yes"}),
        ({"indicator": "../etc"}, {"indicator": ()}, {"indicator": "../etc"}),
        ({"baseline": "1066"}, {"baseline": ""}, {"baseline": "1066"}),
        ({"edition": "secret"}, {"edition": ""}, {"edition": "secret"}),
        ({"group": "pupils"}, {"group": Respondent.STAFF}, {"group": "pupils"}),
        ({"question": "trust_index,x"}, {"question": ("trust_index",)}, {"question": "x"}),
        ({"view": "3d"}, {"view": View.LEVEL}, {"view": "3d"}),
        ({"utm_source": "x"}, {}, {}),
    ],
)
def test_what_is_not_known_is_left_out_and_named(url, kept, dropped):
    filters = Filters.from_url(url, ALLOWED)
    assert filters == Filters(**kept)
    assert unknown(url, ALLOWED) == dropped


def test_an_address_is_empty_but_for_the_language_when_nothing_is_chosen():
    assert Filters().to_url() == {"lang": "da"}
