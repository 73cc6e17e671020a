"""Overview: the first minute of whoever decides, writes or considers something alike."""

from frikommune_viz.parts import disagreement_list, handout_link, overview, page_frame
from frikommune_viz.site import ui

here = ui.here()
work, third = ui.thirds("overview")
with work:
    ui.show(overview.head, here)
    ui.show(overview.quotes, here)
    ui.show(handout_link.of_all, here)
with third:
    ui.show(overview.not_known, here)
ui.show(overview.ways_on, here)
ui.show(disagreement_list.apart_list, here)
ui.show(page_frame.footer, here)
