"""Method: how to read, what limits it, words, sources, data and the statements about the site."""

from frikommune_viz.parts import (
    about,
    dictionary,
    glossary,
    method,
    page_frame,
    similar,
    sources,
    survey_method,
)
from frikommune_viz.site import ui

here = ui.here()
ui.show(method.head, here)
ui.show(method.contents, here)
if here.edition.findings:
    ui.show(method.reading, here)
    ui.show(method.questions, here)
if here.edition.has_survey:
    ui.show(survey_method.survey_method, here)
if here.edition.findings:
    ui.show(method.register, here)
    ui.show(similar.method, here)
    ui.show(method.timeline, here)
    ui.show(glossary.glossary, here)
    ui.show(sources.sources, here)
ui.show(dictionary.downloads, here)
ui.show(dictionary.dictionary, here)
if here.edition.findings:
    ui.show(about.licences, here)
    ui.show(about.changes, here)
ui.show(about.accessibility, here)
ui.show(about.privacy, here)
ui.show(about.technology, here)
ui.show(page_frame.footer, here)
