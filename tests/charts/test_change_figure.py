"""Is the change unusual? The strip, its sentences, its table and its rows say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import data_sets

from frikommune_viz.figures.changes import changes
from frikommune_viz.model.codes import PlaceboVerdict, Standing

ABSENCE = "absence_grade_7_9"
PAIR = ("2020/21", "2023/24")


@pytest.fixture
def with_test(edition):
    """Return the edition with the comparison of one municipality alone changed, for ABSENCE."""

    def make(code, kind="change", comparison="all_others", **cells):
        def is_meant(row):
            return (row.kind, row.municipality_codes, row.comparison) == (
                kind,
                (code,),
                comparison,
            ) and (kind != "change" or row.pair == PAIR)

        rows = edition.change_tests_of(ABSENCE)
        assert sum(map(is_meant, rows)) == 1
        changed = tuple(replace(row, **cells) if is_meant(row) else row for row in rows)
        return replace(edition, change_tests={**edition.change_tests, ABSENCE: changed})

    return make


def test_each_mark_stands_at_the_built_change(edition, text):
    sets = data_sets(changes(edition, ABSENCE, *PAIR, "101", text).spec)
    assert sets["m561"][0]["v"] == 4.9
    assert sets["m316"][0]["v"] == 2.9
    assert sets["m101"][0]["v"] == 2.0
    assert sets["median"][0]["v"] == 3.2
    built = [row for row in edition.changes_of(ABSENCE) if (row.baseline, row.endline) == PAIR]
    drawn = [row["v"] for name in ("other", "with_agreement") for row in sets[name]]
    assert sorted([*drawn, 4.9, 2.9, 2.0]) == sorted(row.change for row in built)


def test_the_sentence_says_the_count_and_never_an_effect(edition, danish):
    figure = changes(edition, ABSENCE, *PAIR, "", danish)
    assert figure.headline == "Elevfravær, udskoling: ingen af ændringerne er usædvanlige"
    assert figure.leads[0] == (
        "Esbjerg: 21 af 91 kommuner uden aftale ligger mindst lige så langt fra landets midte."
    )
    assert figure.sentences[0] == (
        "Tallet steg med 4,9 procentpoint. Med den største stigning først er kommunen nr. 10 af 98. "
        "Så stor en ændring er ikke usædvanlig. "
        "I samme kommunegruppe er midten +3,45 procentpoint, og 2 af 13 ligger mindst lige så langt "
        "fra den."
    )
    # The 21 are counted from the middle, not from zero.
    assert "ændrede sig mindst" not in " ".join([*figure.leads, *figure.sentences])
    assert figure.leads[2] == "Esbjerg og Holbæk under ét."
    assert "1.963 af 4.095 par af kommuner uden aftale" in figure.sentences[2]
    assert figure.notes[0] == "Tallene viser ikke en virkning af aftalerne."
    assert "Skoler i hele landet fik samtidig friere rammer." in figure.notes
    assert any("2020/21 var præget af covid-19" in note for note in figure.notes)


def test_only_schools_are_said_to_have_got_freedom_elsewhere(edition, danish):
    """The source says it of schools; day care got fewer rules after the figures end."""
    staffing = changes(edition, "children_per_adult_3_5", "2020", "2022", "", danish)
    assert not any("friere rammer" in note for note in staffing.notes)


def test_the_table_sets_both_comparisons_and_the_time_before_beside_the_change(edition, danish):
    figure = changes(edition, ABSENCE, *PAIR, "", danish)
    esbjerg = figure.table.rows[0]
    assert esbjerg == (
        *("Esbjerg", 4.6, 9.5, 4.9),
        *("21 af 91", "Ikke usædvanlig", "2 af 13", "Ikke usædvanlig"),
        *(-0.7, "41 af 91"),
    )
    middle = figure.table.rows[-1]
    assert middle[:4] == ("Median uden aftale", None, None, 3.2)


def test_a_municipality_far_out_is_not_settled(with_test, danish):
    edition = with_test("561", p_value=2 / 92, count_as_large=1, verdict=PlaceboVerdict.UNSETTLED)
    figure = changes(edition, ABSENCE, *PAIR, "", danish)
    assert figure.headline == "Elevfravær, udskoling: kan ikke afgøres for Esbjerg"
    assert figure.leads[0] == (
        "Esbjerg: 1 af 91 kommuner uden aftale ligger mindst lige så langt fra landets midte."
    )
    assert "ligger nogle så langt ude ved et tilfælde" in figure.sentences[0]
    # The comparison within the group of municipalities keeps its own word.
    assert "Så stor en ændring er ikke usædvanlig" not in figure.sentences[0]


def test_the_municipalities_together_answer_for_their_area(edition, danish):
    """Of day care's figures one was chosen beforehand, and its default years are what is asked."""
    chosen = "children_per_adult_3_5"
    figure = changes(edition, chosen, "2020", "2022", "", danish)
    assert figure.leads[2] == "Helsingør og Rebild under ét: ikke usædvanlig."
    assert any("på forhånd valgt til at svare for dagtilbud" in note for note in figure.notes)
    other_years = changes(edition, chosen, "2019", "2022", "", danish)
    assert other_years.leads[2] == "Helsingør og Rebild under ét."


def test_only_the_answer_of_an_area_is_called_unusual(edition, danish):
    chosen = "children_per_adult_3_5"
    rows = tuple(
        replace(row, p_value=0.01, verdict=PlaceboVerdict.UNUSUAL)
        if row.standing is Standing.PRIMARY
        else row
        for row in edition.change_tests_of(chosen)
    )
    edition = replace(edition, change_tests={**edition.change_tests, chosen: rows})
    figure = changes(edition, chosen, "2020", "2022", "", danish)
    assert figure.headline.endswith(": usædvanlig ændring i Helsingør og Rebild under ét")
    assert figure.leads[2] == "Helsingør og Rebild under ét: usædvanlig."


def test_none_as_far_from_the_middle_is_said_in_words(with_test, danish):
    edition = with_test("561", count_as_large=0, verdict=PlaceboVerdict.UNSETTLED)
    lead = changes(edition, ABSENCE, *PAIR, "", danish).leads[0]
    assert lead == "Esbjerg: Ingen af de 91 kommuner uden aftale ligger så langt fra landets midte."


def test_a_group_that_answers_otherwise_is_told(with_test, danish):
    edition = with_test(
        "561", comparison="same_group", count_as_large=0, verdict=PlaceboVerdict.UNSETTLED
    )
    said = changes(edition, ABSENCE, *PAIR, "", danish).sentences[0]
    assert (
        "er midten +3,45 procentpoint, og 0 af 13 ligger mindst lige så langt fra den: kan ikke "
        "afgøres." in said
    )
    assert "men der er for få kommuner at sammenligne med" in said


def test_an_unusual_time_before_prints_a_warning(edition, with_test, danish):
    warning = "Advarsel: Tallet flyttede sig langt fra midten allerede før aftalen"
    plain = changes(edition, ABSENCE, *PAIR, "", danish)
    assert not any(warning in said for said in plain.sentences)
    edition = with_test("561", kind="pre_trend", verdict=PlaceboVerdict.UNSETTLED)
    warned = changes(edition, ABSENCE, *PAIR, "", danish)
    assert warning in warned.sentences[0]
    assert warning in warned.alt
    assert warning not in warned.sentences[1]


def test_a_pilot_without_figures_says_why_and_has_no_mark(edition, danish):
    figure = changes(edition, "children_per_adult_childminder", "2020", "2022", "", danish)
    assert "m217" not in data_sets(figure.spec)
    assert figure.sentences[0] == "Helsingør, 2020 og 2022: ikke offentliggjort."
    assert figure.leads[0] == ""
    assert figure.table.written(danish)[0][:4] == (
        "Helsingør",
        "ikke offentliggjort",
        "ikke offentliggjort",
        "",
    )
    # Two are needed for a verdict on both; one alone is no pair.
    assert not any("under ét" in str(row[0]) for row in figure.table.rows)


def test_the_alternative_says_what_the_table_says(edition, text):
    figure = changes(edition, ABSENCE, *PAIR, "760", text)
    for row in figure.table.rows[:2]:
        assert text.number(row[3], 1) in figure.alt
        assert row[4].split()[0] in figure.alt


def test_the_rows_taken_are_the_marks_and_the_comparisons(edition, danish):
    figure = changes(edition, ABSENCE, *PAIR, "", danish)
    codes = [column.code for column in figure.data.columns]
    rows = [dict(zip(codes, row, strict=True)) for row in figure.data.rows]
    assert {len(row) for row in figure.data.rows} == {len(codes)}
    places = [row for row in rows if row["row"] == "municipality"]
    assert len({row["municipality_codes"] for row in places}) == 98
    # Esbjerg, Holbæk and both, against all and against their groups.
    assert sum(row["row"] == "comparison" for row in rows) == 6
    assert sum(row["row"] == "pre_trend" for row in rows) == 6


@pytest.mark.parametrize("own", ["", "101"])
def test_every_choice_of_years_gives_a_figure_with_a_short_headline(edition, text, own):
    for indicator_id in edition.indicators:
        found = sorted({(row.baseline, row.endline) for row in edition.changes_of(indicator_id)})
        # The first and the last, and one between: all of them would take minutes.
        for pair in dict.fromkeys(found[:1] + found[len(found) // 2 :][:1] + found[-1:]):
            figure = changes(edition, indicator_id, *pair, own, text)
            assert len(figure.headline.split()) <= 14
            assert len(figure.leads) == len(figure.sentences)


def test_the_figure_says_which_change_alone_can_be_unusual(edition, danish):
    notes = " ".join(changes(edition, ABSENCE, *PAIR, "", danish).notes)
    assert "Kun det ene tal, der på forhånd er valgt for et område" in notes
    assert "højst 5 pct." in notes
    assert "For folkeskolen er karaktererne i 9. klasse på forhånd valgt" in notes
    # The marks themselves answer by all their years, and elder care by none.
    marks = " ".join(changes(edition, "exam_grade_9", "2018/19", "2023/24", "", danish).notes)
    assert "Svaret hviler på alle årene under »Hvad kan udelukkes?«" in marks
    nursing = changes(edition, "home_nursing_recipients_per_1000", "2021", "2025", "", danish)
    assert any("For ældreområdet er intet tal valgt" in note for note in nursing.notes)


def test_a_figure_wholly_before_the_agreements_says_so(edition, danish):
    before = "Begge perioder ligger før aftalen."
    assert before in changes(edition, ABSENCE, "2019/20", "2020/21", "", danish).notes
    assert before not in changes(edition, ABSENCE, *PAIR, "", danish).notes
