"""The questions of a survey as tables: what was asked, in which words, with which answers."""

from __future__ import annotations

import pandas as pd

from frikommune_viz.model.codes import SurveyKind
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.rounding import SCALE_DECIMALS
from frikommune_viz.pipeline.survey_schema import SURVEY_INDICATORS, SURVEY_QUESTIONS, SURVEY_SCALES


def catalogue(codebook: Codebook) -> dict[str, pd.DataFrame]:
    """Return ``survey_indicators``, ``survey_questions`` and ``survey_scales``.

    Each index comes before its items; items of no index come last.
    """
    rows = []
    for index in codebook.indices.values():
        rows.append(_row(codebook, index.index_id, SurveyKind.INDEX, "", ";".join(index.items)))
        rows += [_row(codebook, item, SurveyKind.ITEM, index.index_id, "") for item in index.items]
    rows += [
        _row(codebook, item.item_id, SurveyKind.ITEM, "", "")
        for item in codebook.items.values()
        if not item.index_id
    ]
    questions = [
        (item.item_id, str(wave), *item.wording[wave], item.scale[wave])
        for item in codebook.items.values()
        for wave in codebook.waves
        if wave in item.wording
    ]
    used = {item.scale[wave] for item in codebook.items.values() for wave in item.wording}
    scales = [
        (scale_id, category, *label)
        for scale_id, labels in codebook.scales.items()
        if scale_id in used
        for category, label in enumerate(labels, start=1)
    ]
    return {
        table.name: pd.DataFrame(
            [tuple(None if cell == "" else cell for cell in row) for row in found],
            columns=[column.name for column in table.columns],
            dtype=object,
        )
        for table, found in (
            (SURVEY_INDICATORS, rows),
            (SURVEY_QUESTIONS, questions),
            (SURVEY_SCALES, scales),
        )
    }


def _row(
    codebook: Codebook, indicator_id: str, kind: SurveyKind, index: str, items: str
) -> tuple[object, ...]:
    entry = codebook.indices.get(indicator_id) or codebook.items[indicator_id]
    return (
        indicator_id,
        str(entry.theme),
        str(kind),
        index,
        str(entry.better),
        *entry.label,
        items,
        SCALE_DECIMALS,
        codebook.relevance_band,
        codebook.thresholds.smallest_base,
        codebook.thresholds.reliable_base,
        codebook.thresholds.smallest_category,
        codebook.fewest_workplaces,
        codebook.source_id,
    )
