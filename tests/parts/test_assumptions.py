"""What speaks for and against each assumption: counted once, placed, and said to be our reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Support
from frikommune_viz.parts import assumptions


def counts(edition, number):
    return tuple(len(assumptions.results(edition, number, support)) for support in Support)


def section(drawn: str, number: int) -> str:
    return re.split(r'<div class="fx section anchored" id="antagelse-\d">', drawn)[number]


@pytest.mark.parametrize(
    ("number", "for_partly_against"), [(1, (0, 19, 0)), (2, (0, 12, 1)), (3, (1, 1, 0))]
)
def test_results_are_counted_by_how_they_bear(edition, number, for_partly_against):
    assert counts(edition, number) == for_partly_against


def test_one_null_result_told_six_times_counts_once(edition):
    (result,) = assumptions.results(edition, 2, Support.NO)
    assert result.told.finding_id == "F009"
    assert {row.finding_id for row in result.retold} == {"F024", "F036", "F037", "F038", "F039"}


def test_every_statement_on_an_assumption_is_shown_once(edition, danish):
    drawn = assumptions.assumptions(edition, Filters(), danish)
    bearing = [row for row in edition.findings if row.assumption is not None]
    assert drawn.count('<li class="statement">') == len(bearing)
    for row in bearing:
        told = f'<p class="sentence">{row.statement.da}</p>'
        assert section(drawn, row.assumption).count(told) == 1


def test_a_statement_names_whom_it_speaks_about(edition, danish):
    drawn = assumptions.assumptions(edition, Filters(), danish)
    places = {
        "F009": "Alle syv kommuner",
        "F024": "Dagtilbud, to kommuner samlet",
        "F086": "Viborg",
        "F097": "Ét sted i Helsingør",
    }
    for finding_id, place in places.items():
        before, _, _ = drawn.partition(
            f'<p class="sentence">{edition.finding[finding_id].statement.da}'
        )
        assert re.findall(r'<p class="place">([^<]*)</p>', before)[-1].startswith(place)


def test_the_counts_are_said_and_few_are_called_few(edition, danish):
    drawn = assumptions.assumptions(edition, Filters(), danish)
    assert "19 udsagn taler for. Ingen taler imod." in section(drawn, 1)
    assert "12 udsagn taler for. 1 taler imod." in section(drawn, 2)
    assert "Så få udsagn" not in section(drawn, 2)
    third = section(drawn, 3)
    assert "2 udsagn taler for. Ingen taler imod." in third
    assert "1 af dem, der taler for, gør det kun delvist." in third
    assert "Så få udsagn er ikke nok til at sige, om antagelsen holder." in third


def test_each_assumption_says_what_its_statements_cannot_show(edition, danish):
    drawn = assumptions.assumptions(edition, Filters(), danish)
    for row in edition.assumptions:
        assert row.limit.da in section(drawn, row.assumption)


def test_the_page_says_whose_reading_it_is(edition, danish):
    head = assumptions.head(edition, Filters(), danish)
    assert "Læsningen er vores." in head
    assert "VIVE har ikke opgjort udsagnene på den måde" in head


def test_an_empty_side_is_not_left_blank(edition, danish):
    drawn = section(assumptions.assumptions(edition, Filters(), danish), 1)
    assert "Ingen udsagn i de kilder, vi har, taler imod." in drawn


def test_a_retelling_is_found_by_the_data_and_not_by_its_id(edition):
    findings = tuple(
        replace(row, retells="F001") if row.finding_id == "F002" else row
        for row in edition.findings
    )
    changed = replace(edition, findings=findings)
    assert counts(changed, 1) == (0, 18, 0)


def test_the_table_leads_to_each_section(edition, danish):
    table = assumptions.overview(edition, Filters(), danish)
    assert re.findall(r'href="#(antagelse-\d)"', table) == [f"antagelse-{n}" for n in range(1, 5)]
    assert re.findall(r'<td class="number">(\d+)</td>', table) == [
        str(n) for number in range(1, 5) for n in counts(edition, number)
    ]
    assert "Områderne er spurgt og målt forskelligt." in table
