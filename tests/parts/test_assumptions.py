"""What supports and contradicts each assumption: counted by account, and said to be our reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Direction, Support, Theme
from frikommune_viz.parts import assumptions
from frikommune_viz.selection.accounts import accounts


def counts(edition, number):
    return tuple(len(accounts(edition, number, support)) for support in Support)


def section(drawn: str, number: int) -> str:
    return re.split(r'<div class="fx section anchored" id="antagelse-\d">', drawn)[number]


@pytest.mark.parametrize(
    ("number", "support", "source_id"),
    [
        # One press release that says four things for the second assumption.
        (2, Support.PARTLY, "viborg-resultater"),
        # One evaluation of a municipality's own that says two.
        (2, Support.PARTLY, "esbjerg-evaluering-2023"),
        # One sentence of the ministry on day care and schools together.
        (1, Support.PARTLY, "uvm-slutevaluering-2025"),
        # VIVE's own page, which says five.
        (1, Support.PARTLY, "vive-slutrapport-2025"),
        # And on the other side: one null result, told seven times.
        (2, Support.NO, "vive-slutrapport-2025"),
    ],
)
def test_an_account_counts_once_on_either_side(edition, number, support, source_id):
    rows = [
        row
        for row in edition.findings
        if (row.assumption, row.supports_assumption, row.source_id) == (number, support, source_id)
    ]
    assert len(rows) > 1
    holding = [
        told for told in accounts(edition, number, support) if set(rows) & set(told.statements)
    ]
    assert len(holding) == 1
    assert set(rows) <= set(holding[0].statements)


def test_the_result_told_first_hand_is_read_first(edition):
    (told,) = accounts(edition, 2, Support.NO)
    assert told.first.finding_id == "F009"
    assert {row.finding_id for row in told.more if row.retells == "F009"} == {
        row.finding_id for row in edition.findings if row.retells == "F009"
    }


def test_what_both_supports_and_contradicts_is_on_neither_side(edition):
    both = {
        row.finding_id
        for number in range(1, 5)
        for told in accounts(edition, number, Support.BOTH)
        for row in told.statements
    }
    # Six of 53 initiatives needed exemption and 47 did not; some changes were lawful already; the
    # rules were the municipality's own: each says something both ways. So do those whose
    # statement is itself mixed.
    assert both == {"F058", "F053", "F071", "F083", "F033", "F112"}


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
        "F024": "Dagtilbud, to kommuner samlet. Gengiver samme resultat.",
        "F086": "Viborg",
        "F097": "Ét sted i Helsingør",
    }
    for finding_id, place in places.items():
        before, _, _ = drawn.partition(
            f'<p class="sentence">{edition.finding[finding_id].statement.da}'
        )
        assert re.findall(r'<p class="place">([^<]*)</p>', before)[-1].startswith(place)


@pytest.mark.parametrize("number", range(1, 5))
def test_the_four_counts_are_said_with_the_same_weight(edition, danish, number):
    drawn = section(assumptions.assumptions(edition, Filters(), danish), number)
    yes, partly, both, no = (str(n) if n else "ingen" for n in counts(edition, number))
    assert (
        f"<strong>Kilder, der taler helt for: {yes}; delvist for: {partly}; både for og imod: {both}; "
        f"imod: {no}.</strong>"
    ) in drawn
    assert "Antallet afgør ikke, om antagelsen holder." in drawn


def test_the_count_says_how_many_sources_the_statements_come_from(edition, danish):
    drawn = section(assumptions.assumptions(edition, Filters(), danish), 2)
    rows = [row for row in edition.findings if row.assumption == 2]
    # Seven sources for; the one against, VIVE's final evaluation, is among them.
    assert f"{len(rows)} udsagn fra 7 kilder; en kilde kan tælle med på flere sider." in drawn


def test_each_assumption_says_what_its_statements_cannot_show(edition, danish):
    drawn = assumptions.assumptions(edition, Filters(), danish)
    for row in edition.assumptions:
        assert row.limit.da in section(drawn, row.assumption)


def test_the_page_says_whose_reading_it_is(edition, danish):
    reading = assumptions.reading(edition, Filters(), danish)
    assert "Læsningen er vores." in reading
    assert "VIVE har ikke opgjort udsagnene på den måde" in reading
    assert "Antal er ikke vægt." in reading


def test_the_heading_answers_from_the_counts(edition, danish):
    more = 0
    for number in range(1, 5):
        yes, partly, _, against = counts(edition, number)
        more += yes + partly > against
    head = assumptions.head(edition, Filters(), danish)
    assert (
        f"{more} af de 4 antagelser har flere kilder for sig end imod sig, men de fleste kilder "
        "taler kun delvist for" in head
    )


def test_the_heading_does_not_say_partly_where_most_are_wholly_for(edition, danish):
    wholly = tuple(
        replace(row, supports_assumption=Support.YES)
        if row.supports_assumption is Support.PARTLY
        else row
        for row in edition.findings
    )
    head = assumptions.head(replace(edition, findings=wholly), Filters(), danish)
    assert "kun delvist" not in head


def test_an_empty_side_is_not_left_blank(edition, danish):
    drawn = section(assumptions.assumptions(edition, Filters(), danish), 3)
    assert "Vi har ikke fundet udsagn, der taler imod." in drawn


def test_the_table_leads_to_each_section_and_holds_its_counts(edition, danish):
    table = assumptions.overview(edition, Filters(), danish)
    assert re.findall(r'href="#(antagelse-\d)"', table) == [f"antagelse-{n}" for n in range(1, 5)]
    wanted = []
    for number in range(1, 5):
        yes, partly, both, against = counts(edition, number)
        wanted += [yes + partly, both, against]
    drawn = re.findall(r'data-label="[^"]+"><b>(\d+) kilde', table)
    assert [int(n) for n in drawn] == wanted
    assert "7 kilder, 12 udsagn" in table
    # Each number stays on the line of what it counts.
    held = '<span class="nowrap">1 om alle syv,</span> <span class="nowrap">3 om områder,</span> '
    assert held in table
    said = " ".join(re.sub(r"<[^>]*>", "", table).split())
    assert "1 om alle syv, 3 om områder, 6 om kommuner, 2 om enkelte steder" in said
    assert "Der er kun delvist spurgt om det samme på de tre områder." in table


def test_most_statements_on_trust_say_that_there_is_more_of_it(edition, danish):
    """The limit of the first assumption says "de fleste"; counted by theme and direction."""
    rows = [row for row in edition.findings if row.assumption == 1]
    more = [
        row
        for row in rows
        if row.theme in (Theme.TRUST, Theme.PROFESSIONAL_FREEDOM)
        and row.direction in (Direction.UP, Direction.SLIGHTLY_UP)
    ]
    (first,) = [row for row in edition.assumptions if row.assumption == 1]
    assert danish.pick(first.limit).startswith("De fleste udsagn siger")
    assert 2 * len(more) > len(rows)
