"""Assumptions: what speaks for and against each of the four ideas behind the trial."""

from frikommune_viz.parts import assumptions, page_frame
from frikommune_viz.site import ui

here = ui.here()
work, third = ui.thirds()
with work:
    ui.show(assumptions.head, here)
    ui.show(assumptions.overview, here)
with third:
    ui.show(assumptions.reading, here)
    ui.show(assumptions.closing, here)
ui.show(assumptions.assumptions, here)
ui.show(page_frame.footer, here)
