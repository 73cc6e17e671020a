"""The section of a survey, the same on every page that has one: its question, its figures."""

from __future__ import annotations

from collections.abc import Callable

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure_choices import of_survey
from frikommune_viz.figures.request import SURVEY_KINDS, FigureKind
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.parts import survey_figures
from frikommune_viz.selection import choices
from frikommune_viz.site import ui
from frikommune_viz.site.surface import Here

Areas = Callable[[Edition, Filters], tuple[Area, ...]]


def show(areas: Areas, at: Here) -> None:
    """Show what was answered in the areas of a choice, or say that there are no numbers.

    One area after another, for each was asked by itself; an answer's own figure where the page
    has room for it.
    """
    edition, filters, text = at.edition, at.filters, at.text
    if not edition.has_survey:
        offered = ui.offers_practice()
        ui.show(
            survey_figures.not_published_but_practice if offered else survey_figures.not_published,
            at,
        )
        return
    question = choices.question(edition, filters)
    ui.show(survey_figures.head, at)
    with ui.choices("survey"):
        what, who = ui.columns([2, 1])
        with what:
            words = survey_figures.question_words(edition, text)
            ui.choose_one("question", text.say("Spørgsmål"), words, question, at)
        with who:
            ui.choose_between(
                "group", text.say("Svar fra"), survey_figures.GROUPS, filters.group, at
            )
    ui.show(survey_figures.two_chosen, at)
    asked = areas(edition, filters)
    with_answers = choices.has_answers(edition, filters, asked)
    few = len(asked) <= choices.MOST_AREAS_WITH_ANSWERS
    both = (FigureKind.CHANGE, FigureKind.ARROWS) if few else (FigureKind.CHANGE,)
    kinds = SURVEY_KINDS if with_answers else both
    for area in asked:
        for kind in kinds:
            ui.figure(of_survey(edition, kind, question, area, filters), at)
    if not asked:
        ui.show(survey_figures.not_asked, at)
    elif not few:
        ui.show(survey_figures.too_many_areas, at)
    elif not with_answers:
        ui.show(survey_figures.no_answers, at)
