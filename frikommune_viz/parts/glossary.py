"""The glossary: the terms of the field, in the order of the alphabet of the page."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, SourceClass
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, danish_order


def glossary(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List the terms with their meaning; a source stands where the wording is not only ours."""
    order = danish_order if text.language is Language.DA else str.casefold
    rows = []
    for row in sorted(edition.terms, key=lambda row: order(text.pick(row.term))):
        source = edition.sources[row.source_id]
        rows.append(
            {
                "anchor": f"ord-{row.term_id}",
                "term": text.pick(row.term),
                "definition": text.pick(row.definition),
                "source": None if source.source_class is SourceClass.OWN else source,
            }
        )
    return draw("glossary.html", text, heading=section_heading("ord", text), rows=rows)
