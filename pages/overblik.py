"""Overview: the first minute of a policymaker."""

from frikommune_viz.parts import handout_link, overview, page_frame
from frikommune_viz.site import ui

here = ui.here()
ui.show(overview.conclusion, here)
ui.show(handout_link.of_all, here)
ui.show(overview.counts, here)
ui.show(overview.matrix_head, here)
ui.show(overview.main_matrix, here)
with ui.choices():
    ui.choose_flag(
        "supporting",
        here.text.say("Vis også styring, dokumentation, kvalitet og implementering"),
        here,
    )
ui.show(overview.supporting_matrix, here)
ui.show(overview.limits, here)
ui.show(page_frame.footer, here)
