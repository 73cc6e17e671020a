"""Compare: eleven rows, four themes and one figure in one screen; then statements and figures."""

from frikommune_viz.figures import figure_choices
from frikommune_viz.parts import (
    compare,
    comparison,
    filter_options,
    handout_link,
    multiples,
    page_frame,
)
from frikommune_viz.selection import choices
from frikommune_viz.site import survey_page, ui

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text

if filters.numbers and edition.indicators:
    ui.show(multiples.head, here)
    ui.show(multiples.multiples, here)
else:
    ui.show(comparison.head, here)
    ui.show(handout_link.of_choice, here)
    if edition.findings:
        ui.show(comparison.switches, here)

    with ui.choices("more" if edition.findings else ""):
        if edition.findings:
            left, middle, right = ui.columns([1, 1, 1])
            with left:
                ui.choose_many("theme", text.say("Tema"), filter_options.THEMES, here)
                ui.choose_many("respondent", text.say("Gruppe"), filter_options.RESPONDENTS, here)
        else:
            middle, right = ui.columns([1, 1])
        with middle:
            ui.choose_many("area", text.say("Område"), filter_options.AREAS, here)
            if edition.findings:
                ui.choose_many("wave", text.say("Tidspunkt"), filter_options.WAVES, here)
        with right:
            ui.choose_many(
                "municipality", text.say("Kommune"), filter_options.seven_words(edition), here
            )
            if edition.findings:
                ui.choose_many("source", text.say("Kilde"), filter_options.SOURCES, here)

    if edition.findings:
        ui.show(comparison.chosen, here)

    survey_page.show(choices.survey_areas, here)

    if edition.findings:
        ui.show(compare.statements, here)

    if edition.indicators:
        ui.show(compare.register_head, here)
        if indicator := choices.compared(edition, filters):
            with ui.choices("figure"):
                offered = compare.figures_on_offer(edition, filters, text)
                ui.choose_one("indicator", text.say("Tal"), offered, indicator, here)
            ui.figure(figure_choices.comparison(edition, indicator, filters), here)
        ui.show(compare.no_register, here)

ui.show(page_frame.footer, here)
