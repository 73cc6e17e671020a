"""Compare: filter to the statement or the figure, see its source, take it."""

from frikommune_viz import shown
from frikommune_viz.figures import register
from frikommune_viz.figures import survey as survey_figures
from frikommune_viz.parts import citizens, compare, frame, survey
from frikommune_viz.site import ui

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text

ui.show(compare.head, here)
with ui.choices():
    left, middle, right = ui.columns([1, 1, 1])
    with left:
        ui.choose_many("theme", text.say("Tema"), compare.THEMES, here)
        if edition.findings:
            ui.choose_many("respondent", text.say("Gruppe"), compare.RESPONDENTS, here)
    with middle:
        ui.choose_many("area", text.say("Område"), compare.AREAS, here)
        if edition.findings:
            ui.choose_many("wave", text.say("Tidspunkt"), compare.WAVES, here)
    with right:
        ui.choose_many("municipality", text.say("Kommune"), compare.seven_words(edition), here)
        if edition.findings:
            ui.choose_many("source", text.say("Kilde"), compare.SOURCES, here)

if edition.findings:
    ui.show(compare.chosen_matrix, here)

if edition.has_survey:
    ui.show(survey.head, here)
    question = shown.question(edition, filters)
    with ui.choices("survey"):
        what, who = ui.columns([2, 1])
        with what:
            offered = survey.question_words(edition, text)
            ui.choose_one("question", text.say("Spørgsmål"), offered, question, here)
        with who:
            ui.choose_between("group", text.say("Svar fra"), survey.GROUPS, filters.group, here)
    areas = shown.survey_areas(edition, filters)
    for area in areas:
        ui.figure(survey_figures.change, here, question, area, filters.group)
        ui.figure(survey_figures.arrows, here, question, area, filters.group)
        if shown.has_answers(edition, filters, areas):
            ui.figure(survey_figures.answers, here, question, area, filters.group)
    ui.show(survey.no_answers, here)
elif ui.offers_practice():
    ui.show(survey.not_published_but_practice, here)
else:
    ui.show(survey.not_published, here)

if edition.findings:
    ui.show(compare.statements, here)

if edition.indicators:
    ui.show(compare.register_head, here)
    for area in shown.register_areas(edition, filters):
        indicator = shown.indicator(edition, filters, area)
        with ui.choices(area):
            offered = citizens.indicator_words(edition, text, area)
            ui.choose_one(
                f"indicator@{area}", compare.figure_label(area, text), offered, indicator, here
            )
        ui.figure(register.comparison, here, indicator, filters.own)
    ui.show(compare.no_register, here)

ui.show(frame.footer, here)
