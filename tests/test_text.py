"""Sentences, numbers and periods read as each language writes them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.codes import Language
from frikommune_viz.model.rows import Both
from frikommune_viz.text import MINUS, TEXTS, danish_order

DA, EN = TEXTS[Language.DA], TEXTS[Language.EN]


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "danish", "english"),
    [
        (9.6, 1, False, "9,6", "9.6"),
        (1234.5, 1, False, "1.234,5", "1,234.5"),
        (2.9, 1, True, "+2,9", "+2.9"),
        (-2.9, 1, True, f"{MINUS}2,9", f"{MINUS}2.9"),
        # Rounds to zero: neither a rise nor a fall, so no sign.
        (-0.04, 1, True, "0,0", "0.0"),
        (0, 0, True, "0", "0"),
    ],
)
def test_a_number_is_written_as_the_language_does(value, decimals, signed, danish, english):
    assert DA.number(value, decimals, signed=signed) == danish
    assert EN.number(value, decimals, signed=signed) == english


@pytest.mark.parametrize(
    ("value", "written"),
    # The nearest binary numbers lie below 8.35 and 0.95 and above 9.05; by hand all are halves.
    [(8.35, "8,4"), (9.05, "9,1"), (0.95, "1,0"), (-8.35, f"{MINUS}8,4"), (-0.04, "0,0")],
)
def test_a_half_is_rounded_up_as_by_hand(value, written):
    assert DA.number(value, 1) == written


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.booleans())
def test_a_written_number_reads_back_as_the_rounded_value(value, decimals, signed):
    written = DA.number(value, decimals, signed=signed)
    back = float(written.replace(".", "").replace(",", ".").replace(MINUS, "-"))
    exactly = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert back == float(exactly)


@pytest.mark.parametrize(
    ("period", "danish", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021/22", "2021/22", "2021/22"),
        ("2021-08", "august 2021", "August 2021"),
        ("2025-02-04", "4. februar 2025", "4 February 2025"),
        ("2021–2022", "2021–2022", "2021–2022"),
        ("2021–", "fra 2021", "from 2021"),
        ("2021-10–2022-02", "oktober 2021 til februar 2022", "October 2021 to February 2022"),
    ],
)
def test_a_period_is_written_as_exactly_as_it_is_known(period, danish, english):
    assert DA.period(period) == danish
    assert EN.period(period) == english


def test_lists_are_joined_as_a_sentence_does():
    assert DA.join(["børn", "elever", "ældre"]) == "børn, elever og ældre"
    assert EN.join(["children", "pupils"]) == "children and pupils"
    assert DA.join_or(["ja", "nej"]) == "ja eller nej"


def test_danish_order_puts_ae_oe_aa_last_and_aa_with_aa():
    names = ["Aabenraa", "Ærø", "Zoo", "Odense", "Ølstykke", "Vejle"]
    assert sorted(names, key=danish_order) == [
        "Odense",
        "Vejle",
        "Zoo",
        "Ærø",
        "Ølstykke",
        "Aabenraa",
    ]


def test_a_bilingual_text_gives_the_side_of_the_language():
    both = Both("tillid", "trust")
    assert (DA.pick(both), EN.pick(both)) == ("tillid", "trust")
