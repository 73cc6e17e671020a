"""Inspiration: what was done with the freedom, one initiative by itself, and a list of one's own."""

from frikommune_viz.parts import (
    initiative_page,
    inspiration,
    inspiration_choices,
    own_list,
    page_frame,
)
from frikommune_viz.site import ui

here = ui.here()

if here.filters.initiative:
    ui.show(initiative_page.head, here)
    work, third = ui.thirds("initiative")
    with work:
        ui.show(initiative_page.whole, here)
    with third:
        ui.show(own_list.panel, here)
        ui.show(initiative_page.alike, here)
elif here.filters.sheet and here.filters.list:
    ui.show(own_list.sheet, here)
else:
    ui.show(inspiration.head, here)
    ui.show(inspiration_choices.choices, here)
    work, third = ui.thirds("inspiration")
    with work:
        ui.show(inspiration.work, here)
    with third:
        ui.show(own_list.panel, here)
        ui.show(inspiration.can_we, here)
    ui.show(inspiration.rules, here)

ui.show(page_frame.footer, here)
