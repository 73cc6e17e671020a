"""What can be ruled out? Chart, sentences, table and rows say the same, and never more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_code import figure_of
from reading import data_sets

from frikommune_viz.figures.gaps import gap_figure
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import PlaceboVerdict, RuledOut, Standing
from frikommune_viz.selection.gaps import has_gaps, select_gaps
from frikommune_viz.wording.labels import NO_EFFECT

MARKS = "exam_grade_9"
LONG = (MARKS, "wellbeing_five_indicators", "class_size_folkeskole")


@pytest.fixture
def with_result(edition):
    """Return the edition with one result of the marks changed."""

    def make(codes, **cells):
        rows = tuple(
            replace(row, **cells) if row.municipality_codes == codes else row
            for row in edition.gap_results_of(MARKS)
        )
        assert rows != edition.gap_results_of(MARKS)
        return replace(edition, gap_results={**edition.gap_results, MARKS: rows})

    return make


def test_lines_and_band_stand_at_the_built_gaps(edition, text):
    sets = data_sets(gap_figure(edition, MARKS, "390", text).spec)
    built = {(row.municipality_code, row.period_end): row for row in edition.gaps_of(MARKS)}
    for code in ("561", "316", "390"):
        drawn = {row["x"]: row["v"] for row in sets[f"m{code}"]}
        assert drawn == {end: row.gap for (c, end), row in built.items() if c == code}
    assert [(row["p05"], row["p95"]) for row in sets["band-90"]] == [
        (built["561", row["x"]].p05, built["561", row["x"]].p95) for row in sets["band-90"]
    ]


def test_periods_that_do_not_count_are_hollow(edition, danish):
    sets = data_sets(gap_figure(edition, MARKS, "", danish).spec)
    hollow = [row["x"] for row in sets["m561"] if row["hollow"]]
    # The exams of 2020 to 2022 were cancelled or adapted; in 2026 the agreement had ended.
    assert hollow == [2020, 2021, 2022, 2026]


def test_differences_and_the_limit_stand_at_the_right(edition, danish):
    sets = data_sets(gap_figure(edition, MARKS, "390", danish).spec)
    for row in edition.gap_results_of(MARKS)[:2]:
        code = row.municipality_codes[0]
        assert sets[f"difference-{code}"][0]["v"] == row.difference
        assert sets[f"interval-{code}"] == [{"v": row.lower, "v2": row.upper}]
    assert sets["limit"] == [{"v": -0.3, "v2": 0.3}]
    # The visitor's own municipality has a line and no difference: it has no agreement to ask about.
    assert "difference-390" not in sets


def test_the_sentences_are_those_of_the_specification(edition, danish):
    figure = gap_figure(edition, MARKS, "", danish)
    assert figure.headline == "Karakterer, 9. klasse: ingen af forskellene er usædvanlige"
    assert figure.leads[0] == "Esbjerg: −0,18 karakterpoint."
    assert figure.sentences[0] == (
        "Karaktererne i 9. klasse lå i Esbjerg i gennemsnit 0,18 karakterpoint lavere i forhold til "
        "de andre kommuner efter aftalens begyndelse end før. Så stor en forskel er ikke "
        "usædvanlig: 29 af 91 kommuner uden aftale ligger mindst lige så langt fra landets midte. "
        "Med 90 pct. sikkerhed kan forskelle uden for −0,50 til +0,12 udelukkes. En forskel på mere "
        "end 0,3 karakterpoint er altså ikke udelukket. Først en ændring på 0,54 karakterpoint "
        "ville blive set i otte af ti tilfælde."
    )
    assert figure.leads[2] == "Esbjerg og Holbæk under ét: ikke usædvanlig."
    assert figure.notes[0] == danish.say(NO_EFFECT)
    assert any("på forhånd valgt til at svare for folkeskolen" in note for note in figure.notes)


def test_only_the_primary_figure_has_a_verdict_on_all_together(edition, danish):
    together = gap_figure(edition, LONG[1], "", danish)
    assert together.leads[2] == "Esbjerg og Holbæk under ét."
    assert any("karaktererne i 9. klasse på forhånd valgt" in note for note in together.notes)


@pytest.mark.parametrize("indicator_id", LONG)
def test_no_sentence_says_the_word_that_its_row_does_not(edition, danish, indicator_id):
    gaps = select_gaps(edition, indicator_id)
    figure = gap_figure(edition, indicator_id, "", danish)
    for result, said in zip(gaps.results, figure.sentences, strict=False):
        assert ("dermed udelukket" in said) is (result.ruled_out is RuledOut.YES)
        assert ("altså ikke udelukket" in said) is (result.ruled_out is RuledOut.NO)
        ordinary = result.verdict is PlaceboVerdict.NOT_UNUSUAL
        if len(result.municipality_codes) == 1:
            assert ("er ikke usædvanlig" in said) is ordinary


def test_a_single_municipality_far_out_is_not_settled(with_result, danish):
    edition = with_result(
        ("561",), count_as_large=2, p_value=3 / 92, verdict=PlaceboVerdict.UNSETTLED
    )
    figure = gap_figure(edition, MARKS, "", danish)
    assert figure.headline == "Karakterer, 9. klasse: kan ikke afgøres for Esbjerg"
    assert "kan tallene ikke afgøre: 2 af 91 kommuner uden aftale" in figure.sentences[0]


def test_the_answer_of_an_area_can_be_unusual(with_result, danish):
    edition = with_result(("561", "316"), p_value=0.01, verdict=PlaceboVerdict.UNUSUAL)
    figure = gap_figure(edition, MARKS, "", danish)
    assert figure.headline == (
        "Karakterer, 9. klasse: usædvanlig forskel i Esbjerg og Holbæk under ét"
    )
    assert figure.leads[2] == "Esbjerg og Holbæk under ét: usædvanlig."


def test_a_municipality_that_left_its_place_before_the_agreement_warns(with_result, danish):
    warning = "Advarsel: Afstanden flyttede sig langt allerede før aftalen."
    plain = gap_figure(with_result(("316",), count_as_large=44), MARKS, "", danish)
    assert not any(warning in said for said in plain.sentences)
    warned = gap_figure(with_result(("561",), early_p_value=0.03), MARKS, "", danish)
    assert warning in warned.sentences[0]
    assert warning in warned.alt


def test_without_a_limit_nothing_is_said_to_be_ruled_out(edition, danish):
    """Neither the sentence on the limit, nor its strip, its column or its place in the key."""
    indicator = replace(edition.indicators[MARKS], relevant_difference=None)
    rows = tuple(
        replace(row, relevant_difference=None, ruled_out=RuledOut.NO_LIMIT)
        for row in edition.gap_results_of(MARKS)
    )
    changed = replace(
        edition,
        indicators={**edition.indicators, MARKS: indicator},
        gap_results={**edition.gap_results, MARKS: rows},
    )
    figure = gap_figure(changed, MARKS, "", danish)
    assert "limit" not in data_sets(figure.spec)
    assert "ruled_out" not in {column.code for column in figure.table.columns}
    assert not any("grænsen" in item.label for item in figure.key)
    told = " ".join([*figure.sentences, *figure.notes])
    assert "0,3 karakterpoint" not in told


def test_an_interval_beside_zero_that_is_not_unusual_is_explained(edition, danish):
    """Esbjerg's well-being: the interval leaves out 0 at 90 per cent, the test says 10 of 87."""
    row = edition.gap_results_of(LONG[1])[0]
    assert row.upper < 0
    assert row.verdict is PlaceboVerdict.NOT_UNUSUAL
    notes = " ".join(gap_figure(edition, LONG[1], "", danish).notes)
    assert "helt på den ene side af 0" in notes
    assert "helt på den ene side af 0" not in " ".join(gap_figure(edition, MARKS, "", danish).notes)


def test_the_smallest_change_seen_is_never_rounded_down(with_result, danish):
    figure = gap_figure(with_result(("561",), smallest_seen=0.541), MARKS, "", danish)
    assert "Først en ændring på 0,55 karakterpoint" in figure.sentences[0]


def test_the_alternative_and_the_table_hold_what_the_sentences_say(edition, text):
    figure = gap_figure(edition, MARKS, "390", text)
    for said in (*figure.leads, *figure.sentences):
        assert said in figure.alt
    written = figure.table.written(text)
    for row, said in zip(written[:2], figure.sentences, strict=False):
        for cell in (row[2], row[3], row[7]):
            assert cell in said
    # Several municipalities have no interval, and the cell says so.
    assert written[2][2] == text.say("ikke regnet ud")


def test_the_rows_taken_are_every_gap_drawn_and_every_result(edition, text):
    figure = gap_figure(edition, MARKS, "390", text)
    names = [column.code for column in figure.data.columns]
    rows = [dict(zip(names, row, strict=True)) for row in figure.data.rows]
    assert sum(row["row"] == "gap" for row in rows) == 3 * 11
    found = [row for row in rows if row["row"] == "result"]
    assert [row["municipality_codes"] for row in found] == ["561", "316", "561;316"]
    assert [row["standing"] for row in found] == [
        *[str(Standing.DESCRIPTIVE)] * 2,
        str(Standing.PRIMARY),
    ]


@pytest.mark.parametrize("own", ["", "390", "741"])
@pytest.mark.parametrize("indicator_id", LONG)
def test_the_axis_never_moves_and_holds_what_it_must(edition, text, indicator_id, own):
    gaps = select_gaps(edition, indicator_id, own)
    assert gaps.reach == select_gaps(edition, indicator_id).reach
    for line in gaps.pilots:
        assert not gaps.beyond(line)
    outside = [row.period for line in gaps.lines for row in gaps.beyond(line)]
    notes = " ".join(gap_figure(edition, indicator_id, own, text).notes)
    assert all(text.period(period) in notes for period in outside)
    # Samsø's classes are far smaller than others'; its line stands at the edge, and is named.
    if (indicator_id, own) == ("class_size_folkeskole", "741"):
        assert outside


def test_short_series_have_no_such_figure_and_long_ones_an_address(edition, text):
    found = {code for code in codes(edition) if code.endswith("-gap")}
    assert found == {f"{indicator_id}-gap" for indicator_id in LONG}
    assert figure_of(edition, "absence_grade_7_9-gap", Filters(), text) is None
    figure = figure_of(edition, f"{MARKS}-gap", Filters(own="390"), text)
    assert figure is not None
    assert figure.request.code == f"{MARKS}-gap"
    # It holds all years, so nobody can ask it for two.
    asked = Filters(baseline="2018/19", endline="2023/24")
    assert figure_of(edition, f"{MARKS}-gap", asked, text) is None
    assert not has_gaps(edition, "absence_grade_7_9")
    with pytest.raises(ValueError, match="too short"):
        select_gaps(edition, "absence_grade_7_9")
