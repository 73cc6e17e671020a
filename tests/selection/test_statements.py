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
from frikommune_viz.selection.statements import (
    ALL_SEVEN,
    PLACES,
    Place,
    cell,
    count_accounts,
    matrix,
)

ESBJERG = Place(Scope.MUNICIPALITY, Area.SCHOOL, "561")
SCHOOL = Place(Scope.AREA, Area.SCHOOL)
HELSINGOER = Place(Scope.MUNICIPALITY, Area.DAYCARE, "217")


def finding(finding_id, place, source_id, direction, **other):
    """Make a statement on trust at a place; `source_id` names its class in `edition`."""
    known = {
        "site": None,
        "respondent": Respondent.STAFF,
        "subgroup": Both("", ""),
        "about": None,
        "about_subgroup": Both("", ""),
        "theme": Theme.TRUST,
        "wave": Wave.FINAL,
        "desirable": Desirable.NEUTRAL,
        "evidence_type": EvidenceType.NOT_STATED,
        "statement": Both("Udsagn.", "Statement."),
        "value": None,
        "unit": Both("", ""),
        "caveat": Both("", ""),
        "also_source_ids": (),
        "source_locator": Both("", ""),
        "assumption": None,
        "supports_assumption": None,
        "retells": "",
        "moved": Both("", ""),
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
        findings_on={theme: [row for row in findings if row.theme is theme] for theme in Theme},
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
    shown = matrix(published, Filters(supporting=True))
    stands = [row.finding_id for cells in shown.cells for row in cells.statements]
    stands += [row.finding_id for row in shown.unthemed]
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
        # VIVE says both in one sentence: gains for particular groups, none marked for all.
        (Place(Scope.AREA, Area.ELDERCARE), Theme.CITIZEN_OUTCOMES, Verdict.DISAGREE),
        # Teachers' answers as a whole are about no single theme, so they cannot split this one.
        (SCHOOL, Theme.PROFESSIONAL_FREEDOM, Verdict.REPORTED_UP),
        # No savings is no statement that governance did not change.
        (HELSINGOER, Theme.GOVERNANCE, Verdict.DIRECTION_NOT_STATED),
    ],
)
def test_published_cells(published, place, theme, expected):
    assert cell(place, theme, published).verdict is expected


def test_no_municipality_cell_rests_on_vive_and_no_area_speaks_of_trust(published):
    # The overview says both in words; when they stop being true, its sentences must change.
    cells = matrix(published, Filters(supporting=True)).cells
    for shown in cells:
        if shown.place.scope is Scope.MUNICIPALITY and not shown.is_empty:
            classes = {published.sources[row.source_id].source_class for row in shown.deciding}
            assert classes.isdisjoint({SourceClass.EVALUATION, SourceClass.EVALUATION_RETOLD})
        if shown.place.scope is Scope.AREA and shown.theme is Theme.TRUST:
            assert shown.is_empty


def test_a_statement_of_several_themes_stands_in_no_cell_and_is_not_lost():
    several = finding("F1", SCHOOL, "evaluation", Direction.NONE, theme=None)
    # A site's statement, so that the place it belongs to is found as well.
    site = finding("F2", ESBJERG, "press", Direction.UP, theme=None, scope=Scope.SITE, site="Skole")
    rows = edition(several, site)
    shown = matrix(rows, Filters())
    assert not any(cells.statements for cells in shown.cells)
    assert shown.unthemed == shown.statements == (several, site)
    # Of a theme it says nothing alone, so it leaves once a theme is chosen, and so does its place.
    assert matrix(rows, Filters(theme=(Theme.TRUST,))).statements == ()
    assert matrix(rows, Filters(municipality=("316",))).statements == ()


def test_a_group_is_found_where_it_speaks_and_where_it_is_spoken_of():
    spoken_of = finding(
        "F1", SCHOOL, "press", Direction.UP, respondent=Respondent.LEADERS, about=Respondent.PUPILS
    )
    rows = edition(spoken_of)
    for group in ("leaders", "pupils"):
        assert matrix(rows, Filters(respondent=(group,))).statements == (spoken_of,)
    for group in ("staff", "not_stated"):
        assert matrix(rows, Filters(respondent=(group,))).statements == ()


def test_a_closing_account_of_their_own_is_later_than_what_was_said_along_the_way():
    assert (
        verdict(
            ESBJERG,
            finding("F1", ESBJERG, "municipality", Direction.UP, wave=Wave.ONGOING),
            finding("F2", ESBJERG, "municipality", Direction.NONE, wave=Wave.OWN_FINAL),
        )
        is Verdict.REPORTED_NONE
    )


def test_an_evaluation_counts_once_and_so_does_each_other_document():
    rows = (
        # VIVE's final evaluation, told by itself and by a newspaper: one account.
        finding("F1", SCHOOL, "evaluation", Direction.UP),
        finding("F2", SCHOOL, "evaluation_retold", Direction.NONE),
        # Its midway evaluation is another.
        finding("F3", SCHOOL, "evaluation", Direction.UP, wave=Wave.MIDWAY),
        # One press release that says two things.
        finding("F4", ESBJERG, "municipality", Direction.UP, wave=Wave.OWN_FINAL),
        finding("F5", ESBJERG, "municipality", Direction.DOWN, wave=Wave.OWN_FINAL),
    )
    assert count_accounts(rows, edition(*rows)) == 3
