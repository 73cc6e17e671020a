"""The number of answers stands beside a figure where the source tells it, and nowhere else."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import figure
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS


def of(edition: Edition, indicator_id: str, own: str = "390", lang: Language = Language.DA):
    drawn = figure(edition, FigureRequest(FigureKind.LEVELS, indicator_id, own=own, language=lang))
    assert drawn is not None
    return drawn


def test_the_answers_stand_in_sentence_table_mark_and_file(published: Edition) -> None:
    drawn = of(published, "parent_satisfaction", own="482")  # Langeland
    assert (
        "I Langeland var tallet 4,41 point på grundlag af 121 svar (oktober 2021 til februar 2022)."
        in drawn.sentences
    )
    row = next(row for row in drawn.table.written(TEXTS[Language.DA]) if row[0] == "Langeland")
    assert list(row) == ["Langeland", "4,41", "121"]
    assert drawn.table.columns[-1].label == "Antal svar"
    assert "Langeland, oktober 2021 til februar 2022: 4,41 point, 121 svar" in str(drawn.spec)
    codes = [column.code for column in drawn.data.columns]
    answers = {
        row[codes.index("municipality_code")]: row[codes.index("answers")]
        for row in drawn.data.rows
        if row[codes.index("statistic")] == "value"
    }
    counted = published.observations_of("parent_satisfaction_answers")
    assert answers == {row.municipality_code: row.value for row in counted}


def test_the_median_rests_on_no_number_of_answers(published: Edition) -> None:
    drawn = of(published, "parent_satisfaction")
    last = drawn.table.rows[-1]
    assert last[0] == "Median uden aftale"
    assert last[-1] is None


def test_where_the_source_counts_none_it_is_said_and_no_column_is_empty(
    published: Edition,
) -> None:
    for indicator_id, kind in (("nursery", "vuggestuer"), ("kindergarten", "børnehaver")):
        drawn = of(published, f"parent_satisfaction_{indicator_id}")
        assert "answers" not in [column.code for column in drawn.data.columns]
        assert not [said for said in drawn.sentences if "efter" in said]
        assert f"hverken antal svar eller konfidensinterval for {kind} alene" in drawn.caveats
    assert "intet konfidensinterval" in of(published, "parent_satisfaction").caveats
