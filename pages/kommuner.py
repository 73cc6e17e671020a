"""Municipalities: the seven to choose from, the profile of one, and whom another resembles."""

from frikommune_viz.figures import figure_choices
from frikommune_viz.parts import (
    chooser,
    citizens,
    compare,
    filter_options,
    municipality,
    municipality_facts,
    page_frame,
    profile_figures,
    profile_head,
    profile_marks,
    profile_register,
    similar,
)
from frikommune_viz.selection import choices
from frikommune_viz.site import survey_page, ui

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text

if filters.profile:
    work, third = ui.thirds()
    with work:
        ui.show(profile_head.head, here)
        with ui.choices("who"):
            ui.choose_between(
                "municipality",
                text.say("Vælg kommune"),
                filter_options.seven_words(edition),
                filters.profile,
                here,
            )
        if edition.findings:
            ui.show(profile_head.agreement, here)
            ui.show(profile_marks.marks, here)
            ui.show(profile_figures.figures, here)
    with third:
        if edition.findings:
            ui.show(profile_head.unknown, here)
            ui.show(similar.nearest, here)
else:
    ui.show(chooser.head, here)
    work, third = ui.thirds()
    with work:
        ui.show(chooser.seven, here)
    with third:
        ui.show(similar.nearest, here)

if not filters.profile and edition.findings:
    ui.show(similar.head, here)
    if similar.own_of(edition, filters):
        with ui.choices("alike"):
            columns = ui.columns([1] * len(similar.TRAITS))
            for column, (name, label) in zip(columns, similar.TRAITS.items(), strict=True):
                with column:
                    ui.choose_between(
                        name, text.say(label), similar.WEIGHTS, getattr(filters, name), here
                    )
    ui.show(similar.table, here)

if filters.profile and edition.findings:
    ui.show(municipality.contents, here)
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
    ui.show(municipality.statements, here)
    ui.show(municipality.whole_area, here)

if filters.profile:
    survey_page.show(choices.survey_areas_of_profile, here)

if filters.profile and edition.findings:
    ui.show(municipality_facts.more, here)
    ui.show(municipality_facts.key_numbers, here)
    ui.show(municipality_facts.events, here)
    ui.show(municipality_facts.sources, here)

ui.show(page_frame.footer, here)
