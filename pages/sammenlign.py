"""Compare."""

from frikommune_viz.parts import frame
from frikommune_viz.site import ui

here = ui.here()
ui.show(frame.footer, here)
