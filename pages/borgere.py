"""Citizens: how the pilots' register figures moved, against everybody else's."""

from frikommune_viz.figures import register
from frikommune_viz.parts import citizens, frame
from frikommune_viz.site import ui

here = ui.here()
edition, filters, text = here.edition, here.filters, here.text
indicator = citizens.chosen(edition, filters)

ui.show(citizens.head, here)
with ui.choices():
    which, whose = ui.columns([2, 1])
    with which:
        offered = citizens.indicator_words(edition, text)
        ui.choose_one("indicator", text.say("Tal"), offered, indicator, here)
    with whose:
        municipalities = citizens.municipality_words(edition)
        ui.choose_one(
            "own",
            text.say("Din kommune"),
            municipalities,
            filters.own,
            here,
            none=text.say("Ingen valgt"),
        )

ui.figure(register.development, here, indicator, filters.own)
if register.has_development(edition, indicator):
    ui.figure(register.latest_levels, here, indicator, filters.own)
ui.show(citizens.level_map, here)

ui.show(citizens.limits, here)
ui.show(frame.footer, here)
