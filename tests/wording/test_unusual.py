"""The verdict beside the curve says what the rows say, for every indicator and pair of years."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from frikommune_viz.model.codes import Comparison, Language, PlaceboVerdict, Scope, Standing
from frikommune_viz.selection.changes import other_pair, select_changes
from frikommune_viz.selection.register import select
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import unusual
from frikommune_viz.wording.changes import spread
from frikommune_viz.wording.movement import shown_decimals, signed

ABSENCE = "absence_grade_7_9"
DANISH = TEXTS[Language.DA]


def every(edition):
    for indicator_id in edition.indicators:
        for pair in select(edition, indicator_id).pairs:
            yield select_changes(edition, indicator_id, *pair)


def alone(found):
    rows = found.at(found.pair, Comparison.ALL_OTHERS)
    return [row for row in rows if row.scope is Scope.MUNICIPALITY]


def test_the_answer_comes_first_and_its_counts_after(published):
    found = select_changes(published, ABSENCE, "2020/21", "2023/24")
    assert unusual.answer(found, DANISH) == (
        "Nej. For Esbjerg ligger 21 af 91 kommuner uden aftale mindst lige så langt fra landets "
        "midte. For Holbæk er det 80 af 91."
    )
    assert unusual.answer(found, TEXTS[Language.EN]) == (
        "No. For Esbjerg, 21 of 91 municipalities without an agreement lie at least as far from "
        "the country's middle. For Holbæk it is 80 of 91."
    )


def test_no_is_said_of_exactly_those_whose_rows_say_so(published):
    """Over 5 per cent lie as far out: a plain no. Fewer: the figures cannot tell."""
    said_of_both = 0
    for found in every(published):
        said = unusual.answer(found, DANISH)
        rows = alone(found)
        ordinary = [row for row in rows if row.verdict is PlaceboVerdict.NOT_UNUSUAL]
        assert all(row.p_value > 0.05 for row in ordinary)
        assert said.startswith("Nej") is bool(ordinary)
        if len(ordinary) < len(rows):
            assert "kan tallene ikke afgøre" in said
        for row in rows:
            name = found.names(row)[0]
            assert name in said
            assert re.search(rf"\b{row.count_as_large}\b", said) or row.count_as_large == 0
        said_of_both += 0 < len(ordinary) < len(rows)
        # 21 counts distances from the middle; it does not count who rose or fell as much.
        assert "ændrede sig" not in said
        assert "steg" not in said
    assert said_of_both, "no pair of the edition parts its municipalities"


@pytest.mark.parametrize(
    ("esbjerg", "holbaek", "begins"),
    [
        # Nobody as far out as Esbjerg, all but eleven as far as Holbæk.
        ((0, PlaceboVerdict.UNSETTLED), (80, PlaceboVerdict.NOT_UNUSUAL), "Nej for Holbæk."),
        ((2, PlaceboVerdict.UNSETTLED), (1, PlaceboVerdict.UNSETTLED), "Det kan tallene ikke"),
        ((21, PlaceboVerdict.NOT_UNUSUAL), (80, PlaceboVerdict.NOT_UNUSUAL), "Nej. For Esbjerg"),
    ],
)
def test_the_answer_follows_rows_made_by_hand(published, esbjerg, holbaek, begins):
    found = with_counts(published, {("561",): esbjerg, ("316",): holbaek})
    said = unusual.answer(found, DANISH)
    assert said.startswith(begins)
    if esbjerg[0] == 0:
        assert "For Esbjerg ligger ingen af de 91 kommuner uden aftale så langt" in said


def test_only_the_municipalities_together_can_be_unusual(published):
    found = with_counts(published, {("561", "316"): (3, PlaceboVerdict.UNUSUAL)})
    said = unusual.answer(found, DANISH)
    assert said.startswith("Nej for hver kommune for sig.")
    assert "Ja for Esbjerg og Holbæk under ét: Kun 3 af 4.095" in said


def with_counts(edition, counts):
    found = select_changes(edition, ABSENCE, "2020/21", "2023/24")
    rows = tuple(
        replace(
            row,
            count_as_large=counts[row.municipality_codes][0],
            verdict=counts[row.municipality_codes][1],
            standing=Standing.PRIMARY,
        )
        if row.municipality_codes in counts
        and row.pair == found.pair
        and row.comparison is Comparison.ALL_OTHERS
        else row
        for row in found.compared
    )
    return replace(found, compared=rows)


def test_without_a_comparison_nothing_is_answered(published):
    found = replace(select_changes(published, ABSENCE, "2020/21", "2023/24"), compared=())
    assert unusual.answer(found, DANISH).startswith("Det kan tallene ikke afgøre.")
    assert "Nej" not in unusual.answer(found, DANISH)


def test_the_other_years_are_free_of_covid_and_nearest_to_the_shown(published):
    for found in every(published):
        other = other_pair(found)
        if other is None:
            continue
        assert other != found.pair
        assert not set(other) & {*found.outcome.covid_periods, *found.outcome.thin_periods}
        said = unusual.other_years(found, other, DANISH)
        for row in found.at(other, Comparison.ALL_OTHERS):
            if row.scope is Scope.MUNICIPALITY:
                assert f"({row.count_as_large} af {row.others} ligger mindst lige så langt" in said
                assert signed(found.indicator, row.change, DANISH) in said
    shown = select_changes(published, "exam_grade_9", "2018/19", "2023/24")
    assert tuple(other_pair(shown)) == ("2017/18", "2023/24"), "exams of 2020 to 2022 were adapted"


def test_the_one_line_counts_every_answer_once(published):
    found = select_changes(published, "wellbeing_five_indicators", "2020/21", "2023/24")
    rows = found.compared
    said = unusual.in_all_years(rows, DANISH)
    plain = sum(row.verdict is PlaceboVerdict.NOT_UNUSUAL for row in rows)
    assert said.startswith(f"Ændringen er ikke usædvanlig i {plain} af {len(rows)} sammenligninger")
    assert f"I {len(rows) - plain} kan det ikke afgøres." in said


def test_before_after_and_change_agree_as_they_are_written(published):
    for found in every(published):
        moves = [
            (before, after, row.change)
            for row in found.named
            if (before := row.series.at(found.pair.baseline).value) is not None
            and (after := row.series.at(found.pair.endline).value) is not None
        ]
        decimals = shown_decimals(found.indicator, moves)
        assert decimals >= min(2, found.indicator.decimals)
        for before, after, change in moves:
            written = [float(f"{one:.{decimals}f}") for one in (before, after, change)]
            assert written[1] - written[0] == pytest.approx(written[2], abs=1e-9)


def test_the_heading_of_the_strip_counts_every_municipality(published):
    for found in every(published):
        said = spread(found, DANISH)
        up = sum(row.change > 1e-9 for row in found.changes)
        down = sum(row.change < -1e-9 for row in found.changes)
        same = len(found.changes) - up - down
        verb, count = max(
            (("steg", up), ("faldt", down), ("ændrede sig ikke", same)), key=lambda one: one[1]
        )
        # Where two ways are as common, either is true.
        of = len(found.changes)
        assert (f" alle {of} kommuner" if count == of else f" {count} af {of} kommuner") in said
        if [up, down, same].count(count) == 1:
            assert f" {verb} i {'alle' if count == of else count} " in said


def test_the_yardstick_is_the_constant_that_decides(published, monkeypatch):
    found = select_changes(published, ABSENCE, "2020/21", "2023/24")
    assert "højst 5 pct." in unusual.yardstick(found, DANISH)
    monkeypatch.setattr(unusual, "SIGNIFICANCE_LEVEL", 0.1)
    assert "højst 10 pct." in unusual.yardstick(found, DANISH)


def test_unusual_is_promised_only_where_a_comparison_can_be_called_so(published):
    promised = set()
    for found in every(published):
        said = unusual.yardstick(found, DANISH)
        primary = any(row.standing is Standing.PRIMARY for row in alone(found))
        assert said.startswith("Usædvanligt ville være") is primary
        assert bool(said) is bool(alone(found))
        promised.add(primary)
    assert promised


def test_ones_own_has_a_sentence_where_it_has_a_change(published):
    with_own = select_changes(published, ABSENCE, "2020/21", "2023/24", "751")
    row = next(row for row in with_own.named if row.series.code == "751")
    said = unusual.of_own(with_own, DANISH)
    assert said.startswith(f"Aarhus: {signed(with_own.indicator, row.change, DANISH)}.")
    # One of the seven is answered for, and without a choice there is nobody.
    for nobody in ("561", ""):
        assert not unusual.of_own(
            select_changes(published, ABSENCE, "2020/21", "2023/24", nobody), DANISH
        )
