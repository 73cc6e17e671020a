"""Workbooks, tables, sentences and text alternatives say no more than the files that are attacked."""

import re
from collections import Counter
from itertools import chain

import pytest
from workbooks import as_rows, sheets

from frikommune_viz import export
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures import survey
from frikommune_viz.model.codes import Area, Respondent, Status
from frikommune_viz.selection.survey import select_survey, surveyed
from frikommune_viz.text import TEXTS

EDITION = open_edition("practice")
ASKED = [
    (indicator.indicator_id, area)
    for area in (Area.DAYCARE, Area.ELDERCARE)
    for indicator in surveyed(EDITION, area, Respondent.LEADERS)
]
DANISH = TEXTS["da"]
SUPPRESSED = {Status.SUPPRESSED, Status.PROTECTS_ANOTHER}


def shown(indicator_id, area):
    """Give what the attacked files hold of the leaders: all numbers, by place and wave."""
    return {
        (row.municipality_code or "", str(row.wave)): row
        for row in EDITION.survey_results.get(indicator_id, ())
        if (row.indicator_id, row.area, row.respondent) == (indicator_id, area, "leaders")
    }


@pytest.mark.parametrize(("indicator_id", "area"), ASKED[::4])
def test_a_workbook_holds_the_figures_of_the_files_and_no_other(indicator_id, area):
    figure = survey.change(EDITION, indicator_id, area, Respondent.LEADERS, DANISH)
    origin = export.provenance_of(EDITION, "https://frikommune.example")
    cells = next(iter(sheets(export.xlsx_bytes(figure, origin, DANISH)).values()))
    columns = [column.code for column in figure.data.columns]
    written = as_rows(cells, len(columns), len(figure.data.rows))
    rows = [dict(zip(columns, row, strict=True)) for row in written]
    files, seen = shown(indicator_id, area), 0
    for row in rows:
        if row["statistic"] != "mean":
            continue
        file = files[str(row["municipality_code"] or ""), row["wave"]]
        names = (("value", "estimate"), ("lower", "lower"), ("upper", "upper"), ("base", "base"))
        for name, column in names:
            assert row[name] == getattr(file, column)
        assert row["status"] == file.status
        seen += 1
    assert seen == len(files)


@pytest.mark.parametrize(("indicator_id", "area"), ASKED)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_hold_no_number_of_a_place_that_is_hidden(indicator_id, area, text):
    figures = [
        survey.change(EDITION, indicator_id, area, Respondent.LEADERS, text),
        survey.arrows(EDITION, indicator_id, area, Respondent.LEADERS, text),
    ]
    if survey.has_answers(EDITION, indicator_id):
        figures.append(survey.answers(EDITION, indicator_id, area, Respondent.LEADERS, text))
    rows = select_survey(EDITION, indicator_id, area, Respondent.LEADERS).rows
    assert all(len(figure.sentences) >= len(rows) > 0 for figure in figures)
    for number, row in enumerate(rows):
        if not {level.status for level in row.levels} <= SUPPRESSED:
            continue
        for figure in figures:
            assert not re.search(r"\d", figure.sentences[number]), figure.sentences[number]
            assert figure.sentences[number] in figure.alt
            cells = figure.table.written(text)
            name = cells[0][0] if row.municipality is None else row.municipality.name
            of_place = [cell for line in cells if line[0] == name for cell in line[1:]]
            assert not [cell for cell in of_place if re.search(r"\d", cell)], of_place


def test_some_place_is_hidden_in_both_waves():
    """Or the test above would look at nothing."""
    rows = chain.from_iterable(EDITION.survey_results.values())
    leaders = [row for row in rows if row.respondent == "leaders"]
    hidden = Counter(
        (row.indicator_id, row.area, row.municipality_code)
        for row in leaders
        if row.status in SUPPRESSED
    )
    assert sum(waves == 2 for waves in hidden.values()) >= 10
    assert all(row.estimate is None for row in leaders if row.status in SUPPRESSED)
