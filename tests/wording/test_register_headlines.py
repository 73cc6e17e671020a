"""The headline of a register figure follows the changes it is made from, and says what others did."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from by_code import comparison, development

from frikommune_viz.figures import register
from frikommune_viz.selection.changes import Changes, select_changes
from frikommune_viz.selection.register import Role, select
from frikommune_viz.wording import register_headlines
from frikommune_viz.wording.movement import Movement, between, of_change, size

ABSENCE = "absence_grade_7_9"
SATISFACTION = "parent_satisfaction"


def changed(found: Changes, esbjerg: float | None, holbaek: float | None, median: float | None):
    """The same figure with other changes of the pilots and of the middle of the others."""
    moved = {"561": esbjerg, "316": holbaek}
    pilots = [
        replace(row, change=moved[row.series.code])
        for row in found.changes
        if row.role is Role.PILOT and moved[row.series.code] is not None
    ]
    codes = {series.code for series in found.outcome.others}
    others = [row for row in found.changes if row.series.code in codes]
    # Five of the 91 go another way than the rest, whose median is the same.
    went = [-9.0 if median and median > 0 else 9.0] * 5 + [median or 0.0] * (len(others) - 5)
    rows = [replace(row, change=change) for row, change in zip(others, went, strict=True)]
    return replace(found, changes=(*pilots, *rows), median=median)


@pytest.mark.parametrize(
    ("esbjerg", "holbaek", "median", "says"),
    [
        (
            *(4.9, 2.9, 3.2),
            (
                "steg i Esbjerg og Holbæk fra 2020/21 til 2023/24. "
                "Det samme skete i 86 af de 91 kommuner uden aftale"
            ),
        ),
        (
            *(-1.0, -0.1, -2.0),
            (
                "faldt i Esbjerg og Holbæk fra 2020/21 til 2023/24. "
                "Det samme skete i 86 af de 91 kommuner uden aftale"
            ),
        ),
        (
            *(1.0, 2.0, -0.1),
            (
                "steg i Esbjerg og Holbæk fra 2020/21 til 2023/24. "
                "Tallet faldt i 86 af de 91 kommuner uden aftale"
            ),
        ),
        (
            *(1.0, -2.0, 0.0),
            (
                "steg i Esbjerg og faldt i Holbæk fra 2020/21 til 2023/24. "
                "I den midterste af de 91 kommuner uden aftale ændrede tallet sig ikke"
            ),
        ),
        (
            *(0.0, 0.0, 0.0),
            (
                "ændrede sig ikke i Esbjerg og Holbæk fra 2020/21 til 2023/24. "
                "I den midterste af de 91 kommuner uden aftale ændrede tallet sig ikke"
            ),
        ),
        (
            *(0.0, 2.0, 1.0),
            (
                "steg i Holbæk og ændrede sig ikke i Esbjerg fra 2020/21 til 2023/24. "
                "Tallet steg i 86 af de 91 kommuner uden aftale"
            ),
        ),
        (
            *(0.0, -2.0, 1.0),
            (
                "faldt i Holbæk og ændrede sig ikke i Esbjerg fra 2020/21 til 2023/24. "
                "Tallet steg i 86 af de 91 kommuner uden aftale"
            ),
        ),
        # Where nobody can be compared with, nothing is said of them.
        (1.0, None, None, "steg i Esbjerg fra 2020/21 til 2023/24"),
    ],
)
def test_the_headline_follows_the_changes(edition, danish, esbjerg, holbaek, median, says):
    found = select_changes(edition, ABSENCE, "2020/21", "2023/24")
    said = register_headlines.headline(changed(found, esbjerg, holbaek, median), danish)
    assert said == f"Fraværet i udskolingen {says}"


def test_without_any_figure_of_the_pilots_it_says_so(edition, danish):
    found = select_changes(edition, ABSENCE, "2020/21", "2023/24")
    said = register_headlines.headline(changed(found, None, None, 3.2), danish)
    assert said == "Fraværet i udskolingen: ingen af tallene er offentliggjort"


def test_the_known_headline_is_the_one_that_was_asked_for(edition, danish):
    figure = register.trend(edition, ABSENCE, "", danish)
    assert figure.headline == (
        "Fraværet i udskolingen steg i Esbjerg og Holbæk fra 2020/21 til 2023/24. "
        "Det samme skete i 90 af de 91 kommuner uden aftale"
    )
    assert figure.sentences[:2] == (
        "I Esbjerg steg tallet med 4,9 procentpoint, fra 4,6 pct. i 2020/21 til 9,5 pct. i 2023/24.",
        "I Holbæk steg tallet med 2,9 procentpoint, fra 7,9 pct. i 2020/21 til 10,8 pct. i 2023/24.",
    )


@pytest.mark.parametrize(
    ("helsingoer", "rebild", "says"),
    [
        # As published: both lie between 4.18 and 4.36, the middle half of the others.
        (4.23, 4.33, "lå midt i feltet i Helsingør og Rebild"),
        # What is printed as the end of the middle half is in it.
        (4.18, 4.364, "lå midt i feltet i Helsingør og Rebild"),
        (4.17, 4.37, "lå højt i Rebild og lavt i Helsingør"),
        (None, 4.37, "lå højt i Rebild"),
    ],
)
def test_where_there_is_one_reading_the_headline_says_where_in_the_country_it_lay(
    edition, danish, helsingoer, rebild, says
):
    found = select(edition, SATISFACTION)
    (period,) = found.periods
    pilots = tuple(
        replace(series, readings=(replace(series.at(period), value=value),))
        for series, value in zip(found.pilots, (helsingoer, rebild), strict=True)
    )
    said = register_headlines.levels_headline(replace(found, pilots=pilots), period, danish)
    assert said == f"Forældrenes tilfredshed {says}"


def test_what_the_middle_is_stands_under_the_headline_with_its_ends(edition, danish):
    figure = register.latest_levels(edition, SATISFACTION, "", danish)
    assert figure.headline == "Forældrenes tilfredshed lå midt i feltet i Helsingør og Rebild"
    assert len(figure.headline.split()) <= 10
    assert figure.sentences[-1] == (
        "Midt i feltet, fra 4,18 til 4,36 point, ligger den midterste halvdel af dem."
    )
    assert any("under 0,1 point" in note for note in (*figure.notes, figure.caveats))


def test_where_nobody_else_has_a_figure_the_pilots_stand_alone(edition, danish):
    found = replace(select(edition, SATISFACTION), distribution={})
    said = register_headlines.levels_headline(found, found.periods[0], danish)
    assert said == "Forældretilfredshed: Helsingør 4,23 og Rebild 4,33"


def test_no_headline_names_a_unit_or_is_longer_than_it_may_be(edition, text):
    for indicator in edition.indicators.values():
        said = development(edition, indicator.indicator_id, "", text).headline
        unit = text.pick(indicator.unit)
        assert indicator.default_pair is None or not said.startswith(unit.capitalize()), said
        assert len(said.split()) <= register_headlines.LONGEST, said


def test_a_change_is_counted_as_it_is_published():
    assert between(3.04, 3.01, 1) is Movement.SAME
    assert between(3.04, 3.06, 1) is Movement.UP
    # 0.1 + 0.2 style remainders are no movement.
    assert between(0.3, 0.1 + 0.2, 1) is Movement.SAME
    assert between(9.9, 9.6, 1) is Movement.DOWN
    assert of_change(0.001, 3) is Movement.UP


def test_a_sentence_has_two_decimals_and_never_says_nought_of_a_movement(edition, danish):
    wellbeing = edition.indicators["wellbeing_grade_7_9"]
    assert wellbeing.decimals == 3
    assert size(wellbeing, -0.154, danish) == "0,15 point"
    assert size(wellbeing, 0.004, danish) == "under 0,01 point"
    assert size(wellbeing, 0.0, danish) == "0,00 point"


def test_no_sentence_has_more_than_two_decimals_unless_it_would_not_add_up(edition, text):
    point = "," if text.language == "da" else "."
    for indicator_id in edition.indicators:
        for figure in (
            development(edition, indicator_id, "760", text),
            comparison(edition, indicator_id, "760", text),
        ):
            for said in (figure.headline, *figure.sentences, *figure.notes):
                # In English 1,000 has a comma; a point is always a decimal one there.
                written = re.findall(r"\d[\d.,]*\d", said)
                parts = [number.partition(point)[2] for number in written if point in number]
                if all(len(part) <= 2 for part in parts):
                    continue
                # As written: by 0.165 points, from 3.593 to 3.428. With two it would be 0.17 from
                # 3.59 to 3.43.
                numbers = [float(one.replace(point, ".")) for one in written if point in one]
                change, before, after = numbers
                assert abs(abs(after - before) - change) < 1e-9, said
                two = [round(number, 2) for number in numbers]
                assert abs(abs(two[2] - two[1]) - two[0]) > 0.005, said
