"""Municipalities: the profile of one of the seven, and whom of them another resembles."""

from frikommune_viz.figures import figure_choices
from frikommune_viz.parts import (
    citizens,
    compare,
    filter_options,
    handout_link,
    municipality,
    municipality_facts,
    page_frame,
    profile_register,
    similar,
)
from frikommune_viz.selection import choices
from frikommune_viz.site import survey_page, ui

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text

ui.show(municipality.head, here)
ui.show(handout_link.of_profile, here)
with ui.choices():
    ui.choose_between(
        "municipality",
        text.say("Vælg kommune"),
        filter_options.seven_words(edition),
        filters.profile,
        here,
    )

if edition.findings:
    ui.show(municipality.own_matrix, here)
    ui.show(municipality.beyond, here)

survey_page.show(choices.survey_areas_of_profile, here)

if edition.findings:
    ui.show(municipality.statements, here)
    ui.show(profile_register.register_of_profile, here)
    if area := choices.register_area_of_profile(edition, filters):
        indicator = choices.indicator(edition, filters, area)
        offered = citizens.indicator_words(edition, text, area)
        with ui.choices("indicator"):
            ui.choose_one(
                f"indicator@{area}", compare.figure_label(area, text), offered, indicator, here
            )
        ui.figure(figure_choices.development(edition, indicator, filters), here)
    ui.show(municipality.initiatives, here)
    ui.show(municipality.rules, here)
    ui.show(municipality.whole_area, here)
    ui.show(municipality_facts.key_numbers, here)
    ui.show(municipality_facts.events, here)

    ui.show(similar.head, here)
    ui.show(similar.alike, here)

    ui.show(municipality_facts.sources, here)

ui.show(page_frame.footer, here)
