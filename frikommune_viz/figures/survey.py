"""The figures of a survey: the change, the levels before and after, and how the answers fall.

One indicator, one area and one group a figure. All that is drawn, told and taken comes from one
:class:`~frikommune_viz.selection.survey.Survey`, so areas are never put on one axis. Where a row is simulated
the warning stands in the chart itself, its words, its tables and its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypedDict, Unpack

from frikommune_viz.charts import answer_bars as answers_chart
from frikommune_viz.charts import change_arrows as arrows_chart
from frikommune_viz.charts import change_plot as change_chart
from frikommune_viz.charts.layers import Layers
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure, chart_json
from frikommune_viz.figures.figure_key import (
    KeyItem,
    answers_key,
    arrows_key,
    survey_change_key,
)
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.figures.survey_tables import answer_table, change_table, level_table, taken
from frikommune_viz.model.codes import Area, Respondent
from frikommune_viz.selection.survey import Survey, select_survey
from frikommune_viz.style import CSS_COLOURS, Colours
from frikommune_viz.table import Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import survey as describe
from frikommune_viz.wording import survey_differences as differences
from frikommune_viz.wording import survey_headlines as headlines
from frikommune_viz.wording import survey_notes as notes
from frikommune_viz.wording import survey_sentences as sentences

_Draw = Callable[[Survey, Text, Colours, str], Layers]


def change(edition: Edition, indicator_id: str, area: str, respondent: str, text: Text) -> Figure:
    """Return how far each place of an area moved, with intervals and verdicts.

    Raises
    ------
    ValueError
        When the group of the area was not asked; ask for one of
        :func:`frikommune_viz.selection.survey.surveyed`.
    """
    survey = _selected(edition, indicator_id, area, respondent)
    opening = text.say(
        "Punktdiagram med intervaller: {label}, {group} {where}.", **_who(survey, text)
    )
    return _figure(
        edition,
        survey,
        text,
        kind=FigureKind.CHANGE,
        draw=change_chart.draw,
        headline=headlines.change(survey, text),
        unit=text.say("forskel i point på 0–100"),
        leads=(
            *(sentences.lead(survey, row, text) for row in survey.rows),
            *(differences.lead(between, text) for between in differences.of_changes(survey)),
        ),
        sentences=(
            *sentences.takes(survey, text),
            *(
                differences.told(survey, between, text)
                for between in differences.of_changes(survey)
            ),
        ),
        alt=sentences.alternative(opening, survey, text),
        key=survey_change_key(survey, text),
        notes=notes.change(survey, text),
        table=change_table(survey, text),
    )


def arrows(edition: Edition, indicator_id: str, area: str, respondent: str, text: Text) -> Figure:
    """Return where each place of an area stood before and after.

    Raises
    ------
    ValueError
        As :func:`change` does.
    """
    survey = _selected(edition, indicator_id, area, respondent)
    opening = text.say(
        "Punktdiagram, før og efter: {label}, {group} {where}.", **_who(survey, text)
    )
    said = (*sentences.levels(survey, text), *differences.of_levels(survey, text))
    return _figure(
        edition,
        survey,
        text,
        kind=FigureKind.ARROWS,
        draw=arrows_chart.draw,
        headline=headlines.arrows(survey, text),
        unit=text.say("point på 0–100"),
        leads=(),
        sentences=said,
        alt=sentences.alternative(opening, survey, text, said),
        key=arrows_key(survey, text),
        notes=notes.arrows(survey, text),
        table=level_table(survey, text),
    )


def answers(edition: Edition, indicator_id: str, area: str, respondent: str, text: Text) -> Figure:
    """Return how the answers to one question fall, before and after.

    Raises
    ------
    ValueError
        As :func:`change` does, and for an index, which has no answers of its own.
    """
    survey = _selected(edition, indicator_id, area, respondent)
    if survey.is_index:
        raise ValueError(f"{indicator_id}: an index has no answers of its own")
    opening = text.say(
        "Stablede bjælker, før og efter: {label}, {group} {where}.", **_who(survey, text)
    )
    said = sentences.distributions(survey, text)
    return _figure(
        edition,
        survey,
        text,
        kind=FigureKind.ANSWERS,
        draw=answers_chart.draw,
        headline=headlines.answers(survey, text),
        unit=text.say("pct. af svarene"),
        leads=(),
        sentences=said,
        alt=sentences.alternative(opening, survey, text, said),
        key=answers_key(survey, text),
        notes=notes.answers(survey, text),
        table=answer_table(survey, text),
    )


def has_answers(edition: Edition, indicator_id: str) -> bool:
    """Whether an indicator is a question, so that :func:`answers` can be drawn."""
    return not edition.survey_indicators[indicator_id].items


KINDS: Final[dict[FigureKind, Callable[[Edition, str, str, str, Text], Figure]]] = {
    FigureKind.CHANGE: change,
    FigureKind.ARROWS: arrows,
    FigureKind.ANSWERS: answers,
}
"""The function that makes each kind of figure of a survey."""


def _selected(edition: Edition, indicator_id: str, area: str, respondent: str) -> Survey:
    survey = select_survey(edition, indicator_id, Area(area), Respondent(respondent))
    if survey is None:
        raise ValueError(f"{indicator_id}: {respondent} of {area} were not asked")
    return survey


def _who(survey: Survey, text: Text) -> dict[str, str]:
    return {
        "label": text.pick(survey.indicator.label),
        "group": text.say(labels.RESPONDENT[survey.respondent]),
        "where": text.say(labels.IN_AREA[survey.area]),
    }


class _Shown(TypedDict):
    """What each kind of figure says and shows in its own way; see :class:`Figure`."""

    headline: str
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    alt: str
    key: tuple[KeyItem, ...]
    notes: tuple[str, ...]
    table: Table


def _figure(
    edition: Edition,
    survey: Survey,
    text: Text,
    *,
    kind: FigureKind,
    draw: _Draw,
    unit: str,
    **shown: Unpack[_Shown],
) -> Figure:
    return Figure(
        request=FigureRequest(
            kind,
            survey.indicator.indicator_id,
            survey.area,
            survey.respondent,
            language=text.language,
            is_simulated=survey.is_simulated,
        ),
        subtitle=_subtitle(survey, unit, text),
        kind=text.say("Indeks af spørgsmål")
        if survey.is_index
        else text.say("Spørgsmål i et spørgeskema"),
        definition=text.say(
            "Svarene er regnet om til en skala fra 0 til 100, og tallet er deres gennemsnit."
        ),
        caveats=text.say(
            "Intervallet regner med, at svar fra samme arbejdsplads ligner hinanden. Vurderingen "
            "gælder forskellen mellem de to tal og ikke hvert af dem."
        ),
        data=taken(survey, edition.name, text),
        sources=(survey.source,),
        chart=chart_json(draw(survey, text, CSS_COLOURS, shown["alt"])),
        **shown,
    )


def _subtitle(survey: Survey, unit: str, text: Text) -> str:
    said = text.say(
        "{label}, {unit}. {group} {where}, {before} og {after} ({bases} for hele området).",
        unit=unit,
        before=text.say(labels.IN_WAVE[survey.baseline]),
        after=text.say(labels.IN_WAVE[survey.endline]),
        bases=describe.bases(survey.whole.before.base, survey.whole.after.base, text),
        **{**_who(survey, text), "group": labels.capital(_who(survey, text)["group"])},
    )
    return describe.as_practice(survey, said, text)
