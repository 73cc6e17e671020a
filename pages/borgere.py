"""Register figures: how the pilots' figures moved, against everybody else's."""

from frikommune_viz.figures import figure_choices
from frikommune_viz.parts import (
    change_section,
    citizens,
    country_map,
    gap_section,
    page_frame,
    sensitivity,
    verdict_box,
)
from frikommune_viz.selection import choices
from frikommune_viz.site import ui
from frikommune_viz.wording import labels

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text
indicator = choices.indicator(edition, filters)
pair = choices.pair(edition, filters)

ui.show(citizens.head, here)
with ui.choices("register"):
    which, start, end, note = ui.columns([4, 2, 2, 3])
    with which:
        offered = citizens.indicator_words(edition, text)
        ui.choose_one("indicator", text.say("Tal"), offered, indicator, here)
    if pair:
        with start:
            baselines = citizens.baselines(edition, indicator, text)
            ui.choose_one("baseline", text.say("År"), baselines, pair.baseline, here)
        with end:
            endlines = citizens.endlines(edition, indicator, text)
            ui.choose_one("endline", text.say("til"), endlines, pair.endline, here)
        with note:
            ui.show(citizens.same_years, here)

work, third, foot = ui.thirds("register", foot=True)
curve = figure_choices.development(edition, indicator, filters)
with work:
    ui.figure(curve, here, told_beside=True, foot=foot)
with third:
    ui.show(verdict_box.verdict, here)

if pair:
    ui.show(change_section.head, here)
    work, third, foot = ui.thirds("changes", foot=True)
    with work:
        ui.figure(figure_choices.changes(edition, indicator, filters), here, told_beside=True)
    with third:
        ui.show(change_section.verdicts, here)
    with foot:
        ui.show(sensitivity.panel, here)

if gap := figure_choices.gap(edition, indicator, filters):
    ui.show(gap_section.head, here)
    ui.figure(gap, here)

ui.show(country_map.head, here)
if pair:
    with ui.choices("view"):
        ui.choose_between("view", text.say("Kortet viser"), labels.VIEW, filters.view, here)
ui.show(country_map.country_map, here)

ui.show(citizens.limits, here)
ui.show(page_frame.footer, here)
