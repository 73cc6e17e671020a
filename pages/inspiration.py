"""Inspiration: what was done with the freedom, and which rules it needed."""

from frikommune_viz.parts import filter_options, inspiration, page_frame
from frikommune_viz.site import ui

here = ui.here()
text = here.text

ui.show(inspiration.head, here)
with ui.choices("inspiration"):
    words, area, municipality, topic = ui.columns([2, 1, 1.2, 1.3])
    with words:
        example = text.say("fx skoledag eller måltider")
        ui.search(text.say("Søg i titel og beskrivelse"), example, here)
    with area:
        ui.choose_many("area", text.say("Område"), filter_options.AREAS, here)
    with municipality:
        ui.choose_many(
            "municipality", text.say("Kommune"), filter_options.seven_words(here.edition), here
        )
    with topic:
        ui.choose_many("category", text.say("Emne"), inspiration.CATEGORIES, here)
    ui.choose_flag("results", text.say("Vis kun dem, hvor nogen fortæller om et resultat"), here)

ui.show(inspiration.initiatives, here)
ui.show(inspiration.rules, here)
ui.show(page_frame.footer, here)
