"""A direction under a theme never says less of the theme where it is something else that fell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frikommune_viz.model.codes import Desirable, Direction, Theme
from frikommune_viz.model.rows import Both
from frikommune_viz.parts.statement_list import statement
from frikommune_viz.text import Text
from frikommune_viz.wording.measured import Reported, measured_word
from frikommune_viz.wording.statement_words import direction_word


@pytest.mark.parametrize(
    ("finding_id", "theme", "verdict"),
    [
        (
            "F107",
            Theme.CITIZEN_OUTCOMES,
            "Mindre fravær hos eleverne, ifølge Folkeskolen (fagblad)",
        ),
        ("F108", Theme.JOB_SATISFACTION, "Mindre fravær hos lærerne, ifølge Folkeskolen (fagblad)"),
        ("F052", Theme.IMPLEMENTATION, "Kortere skoleuge, ifølge Folkeskolen (fagblad)"),
    ],
)
def test_what_fell_is_named(edition, danish: Text, finding_id, theme, verdict) -> None:
    finding = edition.finding[finding_id]
    assert finding.theme is theme
    assert statement(finding, edition, danish).verdict == verdict


def test_what_grew_less_is_always_named(edition, text: Text) -> None:
    """ "Less" under outcomes for citizens leaves open less of what."""
    falls = [
        row
        for row in edition.findings
        if row.direction in (Direction.DOWN, Direction.SLIGHTLY_DOWN)
    ]
    assert len(falls) > 5
    for row in falls:
        assert row.moved, row.finding_id
        assert direction_word(row, text) == text.pick(row.moved)


def test_a_source_that_writes_of_effects_is_not_told_as_one_of_changes(edition, text: Text) -> None:
    of_effects = [
        row
        for row in edition.findings
        if row.direction is Direction.NONE and "ikke om ændringer" in row.caveat.da
    ]
    assert len(of_effects) == 2
    for row in of_effects:
        assert direction_word(row, text) == {
            "da": "Ingen markant virkning", "en": "No marked effect"
        }[text.language]  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "desirable", "said"),
    [
        (Direction.DOWN, Desirable.YES, "Mindre af det, udsagnet nævner"),
        (Direction.UP, Desirable.NO, "Mere af det, udsagnet nævner"),
        (Direction.DOWN, Desirable.NO, "Mindre"),
        (Direction.UP, Desirable.YES, "Mere"),
    ],
)
def test_where_nobody_has_named_it_the_theme_is_not_named_instead(
    edition, danish: Text, direction, desirable, said
) -> None:
    row = replace(
        edition.finding["F108"], moved=Both("", ""), direction=direction, desirable=desirable
    )
    assert direction_word(row, danish) == said


def test_statements_that_name_different_things_name_none(edition, danish: Text) -> None:
    one, other = edition.finding["F107"], edition.finding["F108"]
    together = Reported((one, other), Direction.DOWN, Theme.JOB_SATISFACTION, Desirable.YES)
    assert measured_word(together, danish) == "Mindre af det, udsagnet nævner"
    alone = replace(together, findings=(other,))
    assert measured_word(alone, danish) == danish.pick(other.moved)
