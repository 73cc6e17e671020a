"""The scope-true matrix: a statement stands only where its source speaks."""

from types import SimpleNamespace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import (
    Area,
    Desirable,
    Direction,
    EvidenceType,
    Respondent,
    Scope,
    SourceClass,
    Theme,
    Verdict,
    Wave,
)
from frikommune_viz.model.rows import Both, Finding
from frikommune_viz.selection.statements import ALL_SEVEN, PLACES, Place, cell, matrix

ESBJERG = Place(Scope.MUNICIPALITY, Area.SCHOOL, "561")
SCHOOL = Place(Scope.AREA, Area.SCHOOL)


def finding(finding_id, place, source_id, direction, **other):
    """Make a statement on trust at a place; `source_id` names its class in `edition`."""
    known = {
        "site": None,
        "respondent": Respondent.STAFF,
        "subgroup": Both("", ""),
        "theme": Theme.TRUST,
        "wave": Wave.FINAL,
        "desirable": Desirable.NEUTRAL,
        "evidence_type": EvidenceType.NOT_STATED,
        "statement": Both("Udsagn.", "Statement."),
        "value": None,
        "unit": Both("", ""),
        "caveat": Both("", ""),
        "also_source_ids": (),
        "source_locator": "",
        "assumption": None,
        "supports_assumption": None,
        "retells": "",
    }
    return Finding(
        finding_id=finding_id,
        scope=other.pop("scope", place.scope),
        area=place.area,
        municipality_code=place.municipality_code,
        source_id=source_id,
        direction=direction,
        **(known | other),
    )


def edition(*findings):
    """Make an edition of these statements, with one source of each class, named by the class."""
    return SimpleNamespace(
        findings=findings,
        sources={str(kind): SimpleNamespace(source_class=kind) for kind in SourceClass},
    )


def verdict(place, *findings):
    return cell(place, Theme.TRUST, edition(*findings)).verdict


def test_vive_retold_is_heard_beside_vive_and_before_the_municipality():
    shown = cell(
        ESBJERG,
        Theme.TRUST,
        edition(
            # The best tier: decides the cell.
            finding("F1", ESBJERG, "evaluation_retold", Direction.NONE),
            # A lower tier: stands among the statements, does not decide.
            finding("F2", ESBJERG, "municipality", Direction.UP),
        ),
    )
    assert shown.verdict is Verdict.REPORTED_NONE
    assert [row.finding_id for row in shown.deciding] == ["F1"]
    assert [row.finding_id for row in shown.statements] == ["F1", "F2"]


def test_the_latest_wave_of_the_best_tier_decides():
    assert (
        verdict(
            SCHOOL,
            # Earlier: does not decide.
            finding("F1", SCHOOL, "evaluation", Direction.UP, wave=Wave.MIDWAY),
            # Latest.
            finding("F2", SCHOOL, "evaluation", Direction.NONE, wave=Wave.FINAL),
        )
        is Verdict.REPORTED_NONE
    )


def test_statements_that_point_apart_disagree_and_are_counted():
    shown = cell(
        SCHOOL,
        Theme.TRUST,
        edition(
            # One way.
            finding("F1", SCHOOL, "evaluation", Direction.UP, desirable=Desirable.YES),
            # Two null results.
            finding("F2", SCHOOL, "evaluation_retold", Direction.NONE),
            finding("F3", SCHOOL, "evaluation_retold", Direction.NONE),
            # No direction: not set against the others.
            finding("F4", SCHOOL, "evaluation", Direction.NOT_STATED),
        ),
    )
    assert shown.verdict is Verdict.DISAGREE
    assert shown.directions == ((Direction.UP, 1), (Direction.NONE, 2))


def test_increases_of_different_strength_take_the_most_cautious_word():
    assert (
        verdict(
            SCHOOL,
            finding("F1", SCHOOL, "evaluation", Direction.UP),
            finding("F2", SCHOOL, "evaluation", Direction.SLIGHTLY_UP),
        )
        is Verdict.REPORTED_SLIGHTLY_UP
    )


def test_different_directions_that_are_all_wanted_do_not_disagree():
    assert (
        verdict(
            SCHOOL,
            # Less central control ...
            finding("F1", SCHOOL, "evaluation", Direction.DOWN, desirable=Desirable.YES),
            # ... and more dialogue.
            finding("F2", SCHOOL, "evaluation", Direction.UP, desirable=Desirable.YES),
        )
        is Verdict.DIFFERENT_THINGS
    )


@pytest.mark.parametrize(
    ("place", "said_at", "expected"),
    [
        # Never inherited downwards ...
        (ESBJERG, SCHOOL, (Verdict.COARSER_ONLY, Scope.AREA, None)),
        (ESBJERG, ALL_SEVEN, (Verdict.COARSER_ONLY, Scope.ALL_SEVEN, None)),
        (SCHOOL, ALL_SEVEN, (Verdict.COARSER_ONLY, Scope.ALL_SEVEN, None)),
        # ... nor added up.
        (SCHOOL, ESBJERG, (Verdict.FINER_ONLY, None, Scope.MUNICIPALITY)),
        (ALL_SEVEN, ESBJERG, (Verdict.FINER_ONLY, None, Scope.MUNICIPALITY)),
        # Another area's statement is no level of this place.
        (ESBJERG, Place(Scope.AREA, Area.DAYCARE), (Verdict.NOT_KNOWN, None, None)),
    ],
)
def test_an_empty_cell_says_why(place, said_at, expected):
    shown = cell(place, Theme.TRUST, edition(finding("F1", said_at, "evaluation", Direction.UP)))
    assert (shown.verdict, shown.coarser, shown.finer) == expected
    assert shown.statements == ()


def test_a_site_never_lifts_its_municipality():
    shown = cell(
        ESBJERG,
        Theme.TRUST,
        edition(finding("F1", ESBJERG, "press", Direction.UP, scope=Scope.SITE, site="Auraskolen")),
    )
    assert shown.verdict is Verdict.SITES_ONLY
    assert shown.is_empty
    assert [row.finding_id for row in shown.statements] == ["F1"]


def test_statements_that_are_filtered_out_are_not_called_unknown():
    rows = edition(finding("F1", ESBJERG, "press", Direction.UP))
    assert cell(ESBJERG, Theme.TRUST, rows, lambda _: False).verdict is Verdict.FILTERED_OUT


def test_all_seven_leave_when_an_area_is_chosen(published):
    shown = matrix(published, Filters(area=(Area.SCHOOL,)))
    assert [place for place, _ in shown.rows] == [
        place for place in PLACES if place.area is Area.SCHOOL
    ]


@pytest.mark.parametrize("filters", [Filters(), Filters(supporting=True)])
def test_every_published_statement_stands_only_at_its_own_level(published, filters):
    for shown in matrix(published, filters).cells:
        for row in shown.deciding:
            assert (row.scope, row.area, row.municipality_code) == (
                shown.place.scope,
                shown.place.area,
                shown.place.municipality_code,
            )
        for row in shown.statements:
            assert row.theme is shown.theme
            assert row.municipality_code == shown.place.municipality_code
            assert row.area == shown.place.area


def test_every_published_statement_stands_exactly_once(published):
    stands = [
        row.finding_id
        for shown in matrix(published, Filters(supporting=True)).cells
        for row in shown.statements
    ]
    assert sorted(stands) == sorted(row.finding_id for row in published.findings)


@pytest.mark.parametrize(
    ("place", "theme", "expected"),
    [
        (ALL_SEVEN, Theme.TRUST, Verdict.REPORTED_UP),
        (ALL_SEVEN, Theme.PROFESSIONAL_FREEDOM, Verdict.REPORTED_SLIGHTLY_UP),
        (ALL_SEVEN, Theme.CITIZEN_OUTCOMES, Verdict.REPORTED_NONE),
        (SCHOOL, Theme.TRUST, Verdict.COARSER_ONLY),
        # Four null results stand beside what staff see for some pupils; none may be hidden.
        (SCHOOL, Theme.CITIZEN_OUTCOMES, Verdict.DISAGREE),
        (ALL_SEVEN, Theme.GOVERNANCE, Verdict.DIFFERENT_THINGS),
    ],
)
def test_published_cells(published, place, theme, expected):
    assert cell(place, theme, published).verdict is expected


def test_no_municipality_cell_rests_on_vive_and_no_area_speaks_of_trust(published):
    # The overview says both in words; when they stop being true, its sentences must change.
    cells = matrix(published, Filters(supporting=True)).cells
    for shown in cells:
        if shown.place.scope is Scope.MUNICIPALITY and not shown.is_empty:
            assert SourceClass.EVALUATION not in shown.source_classes(published)
            assert SourceClass.EVALUATION_RETOLD not in shown.source_classes(published)
        if shown.place.scope is Scope.AREA and shown.theme is Theme.TRUST:
            assert shown.is_empty
