"""What a figure is to machines: ``schema.org/Dataset``, and all of it as JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export.json_file import (
    described_origin,
    described_sources,
    described_table,
    json_bytes,
)
from frikommune_viz.export.media_types import media_type_of
from frikommune_viz.export.provenance import provenance_of
from frikommune_viz.figures.figure import Figure
from frikommune_viz.publish.locations import Place
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import SITE_NAME

_ROW_FORMS: Final = ("csv", "json")
# "</script>" in a title would end the block, and what follows would be HTML.
_IN_HTML: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def dataset(edition: Edition, figure: Figure, place: Place, title: str, description: str) -> Markup:
    """Describe a figure's rows for search engines (JSON-LD), safe to stand in HTML."""
    request, origin = figure.request, provenance_of(edition, "", sources=figure.sources)
    publishers = dict.fromkeys(source.publisher for source in figure.sources)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "identifier": f"{request.stem}@{edition.version}",
        "inLanguage": str(request.language),
        "version": edition.version,
        "dateModified": edition.date,
        "license": TEXTS[request.language].pick(origin.terms),
        "isAccessibleForFree": True,
        "creator": [{"@type": "Organization", "name": name} for name in publishers],
        "publisher": {"@type": "Organization", "name": SITE_NAME},
        "isBasedOn": [source.url for source in figure.sources if source.url],
        "spatialCoverage": {"@type": "Country", "name": "Danmark"},
        "variableMeasured": figure.subtitle,
        "distribution": [
            {
                "@type": "DataDownload",
                # Without its character set, as schema.org has it.
                "encodingFormat": media_type_of(form).partition(";")[0],
                "contentUrl": place.frozen + request.file(form),
            }
            for form in _ROW_FORMS
        ],
    }
    if place.frozen:
        described["url"] = place.canonical(request)
    return Markup(json.dumps(described, ensure_ascii=False).translate(_IN_HTML))


def figure_json(edition: Edition, figure: Figure, place: Place) -> bytes:
    """Write everything a figure says and every row it draws; empty cells are null."""
    request = figure.request
    origin = provenance_of(edition, place.canonical(request), sources=figure.sources)
    written = {
        "figure": request.code,
        "own": request.own or None,
        "language": str(request.language),
        **described_origin(origin, TEXTS[request.language]),
        "headline": figure.headline,
        "subtitle": figure.subtitle,
        "sentences": figure.sentences,
        "notes": figure.notes,
        "alternative": figure.alt,
        "key": [entry.label for entry in figure.key],
        "kind": figure.kind,
        "definition": figure.definition,
        "caveats": figure.caveats,
        "sources": described_sources(figure.sources),
        **described_table(figure.data),
    }
    return json_bytes(written)
