"""Citizens: how the pilots' register figures moved, against everybody else's."""

from frikommune_viz.figures import figure_choices
from frikommune_viz.parts import citizens, country_map, gap_section, page_frame, sensitivity
from frikommune_viz.selection import choices
from frikommune_viz.site import ui
from frikommune_viz.wording import labels

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text
indicator = choices.indicator(edition, filters)
pair = choices.pair(edition, filters)

ui.show(citizens.head, here)
with ui.choices():
    offered = citizens.indicator_words(edition, text)
    ui.choose_one("indicator", text.say("Tal"), offered, indicator, here)

ui.figure(figure_choices.development(edition, indicator, filters), here)

if gap := figure_choices.gap(edition, indicator, filters):
    ui.show(gap_section.head, here)
    ui.figure(gap, here)

if pair:
    ui.show(citizens.change_head, here)
    with ui.choices("periods"):
        start, end, _ = ui.columns([1, 1, 1])
        with start:
            baselines = citizens.baselines(edition, indicator, text)
            ui.choose_one("baseline", text.say("Fra"), baselines, pair.baseline, here)
        with end:
            endlines = citizens.endlines(edition, indicator, text)
            ui.choose_one("endline", text.say("Til"), endlines, pair.endline, here)
    ui.figure(figure_choices.changes(edition, indicator, filters), here)
    ui.show(sensitivity.panel, here)

ui.show(country_map.head, here)
if pair:
    with ui.choices("view"):
        ui.choose_between("view", text.say("Kortet viser"), labels.VIEW, filters.view, here)
ui.show(country_map.country_map, here)

ui.show(citizens.limits, here)
ui.show(page_frame.footer, here)
