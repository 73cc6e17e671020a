"""Figures as pure functions, one module per form: rows in, chart out."""

from altair.utils.schemapi import disable_debug_mode

# Altair holds every part of a chart against the schema as it is made, for people who write one by
# hand; that was a third of the time a figure took. The tests hold whole charts against it.
disable_debug_mode()
