"""What the page on citizens says of years and breaks is what stands in the data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Note
from frikommune_viz.parts import citizens, method


@pytest.fixture
def with_notes(edition):
    """Return the edition with the notes of every figure as `make` says."""

    def made(make):
        return replace(
            edition,
            observations={
                code: tuple(replace(row, note=make(row)) for row in rows)
                for code, rows in edition.observations.items()
            },
        )

    return made


def with_breaks(edition, **break_after):
    return replace(
        edition,
        indicators={
            code: replace(row, break_after=break_after.get(code, ""))
            for code, row in edition.indicators.items()
        },
    )


def test_the_covid_years_and_the_breaks_are_named(edition, danish):
    said = citizens.limits(edition, Filters(), danish)
    assert "Covid-19 og ny opgørelse" in said
    assert "2019/20 og 2020/21 var præget af covid-19." in said
    assert (
        "Normering: opgjort på en ny måde efter 2022. Tal før og efter sammenlignes ikke." in said
    )


def test_another_covid_year_is_said_and_the_old_one_is_not(with_notes, danish):
    def only_2020(row):
        return (Note.COVID_19,) if row.period == "2020" else ()

    said = citizens.limits(with_notes(only_2020), Filters(), danish)
    assert "2020 var præget af covid-19." in said
    assert "2019/20" not in said
    assert "<li>2020 var præget af covid-19." in method.register(
        with_notes(only_2020), Filters(), danish
    )


def test_another_break_is_said_and_the_old_one_is_not(edition, danish):
    said = citizens.limits(with_breaks(edition, absence_grade_7_9="2021/22"), Filters(), danish)
    assert "Elevfravær: opgjort på en ny måde efter 2021/22." in said
    assert "Normering" not in said


def test_nothing_is_said_where_there_is_neither(edition, with_notes, danish):
    plain = with_breaks(with_notes(lambda row: ()))
    limits = citizens.limits(plain, Filters(), danish)
    bullets, _, _ = method.register(plain, Filters(), danish).partition("</ul>")
    for said in (limits, bullets):
        assert "var præget af covid-19" not in said
        assert "opgjort på en ny måde efter" not in said
        assert "vores egen beregning" not in said
    assert "Covid-19" not in limits


def test_what_we_have_calculated_is_read_from_the_notes(edition, with_notes, danish):
    assert "<li>Elevtrivsel: beregnet ud fra" in method.register(edition, Filters(), danish)

    def of_staffing(row):
        own = row.indicator_id.startswith("children_per_adult")
        return (Note.OWN_CALCULATION,) if own else ()

    said = method.register(with_notes(of_staffing), Filters(), danish)
    assert "<li>Normering: beregnet ud fra" in said
    assert "<li>Elevtrivsel: beregnet ud fra" not in said
