"""A figure as a page of its own, and the document that static pages share.

All of it works without script; the one it has adds the buttons that copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.figures.figure import Figure
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.download_links import PICTURES, STATIC_TABLES, static_forms
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.take import Share, draw_take
from frikommune_viz.parts.topline import OTHER_LANGUAGE
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import SITE_NAME
from frikommune_viz.wording.where_found import way_to_table


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of a static page, and where its frame leads.

    Attributes
    ----------
    title, tab, description
        What the page is called: alone, and with the site's name; what it holds, for search
        engines and link previews.
    kind
        What the page is to a link preview (``article`` or ``website``).
    canonical
        The one address of what is shown; `full` tells whether it names a host.
    fonts
        Its letters; a face that is late is not taken, so they are asked for with the style sheet.
    languages, other_href
        The same page by language, for search engines; the other one, for the reader.
    home
        Where the site's name leads.
    image, image_words
        Full address of the picture of a link preview, and what it shows.
    data
        What the page is to a machine (JSON-LD), already safe to stand in HTML.
    script
        What helps to copy; empty where there is nothing to copy.
    oembed
        Full address that tells how the page is embedded; empty where nothing answers.
    printed
        What stands first on paper: which data, of which date, and the address.
    """

    title: str
    tab: str
    description: str
    canonical: str
    full: bool
    languages: Mapping[Language, str]
    other_href: str
    home: str
    icon: str
    wordmark: str
    stylesheet: str
    fonts: Sequence[str]
    is_simulated: bool
    kind: str = "article"
    image: str = ""
    image_words: str = ""
    data: Markup | None = None
    script: str = ""
    oembed: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in words, and where it is."""

    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a figure's page leads to: files by form, other pages, and what to paste elsewhere."""

    files: Mapping[str, str]
    explorer: str
    index: str
    newest: str
    embed: Markup


def draw_figure_page(
    figure: Figure,
    chart: str,
    narrow: str,
    around: Around,
    sources: Sequence[SourceLine],
    edition_line: str,
    terms: str,
    text: Text,
) -> Markup:
    """Draw what a figure's page says.

    Parameters
    ----------
    chart, narrow
        The chart for a page and for a phone, of which one is shown; SVG made by us, all texts in
        it escaped.
    """
    return draw(
        "static_figure.html",
        text,
        figure=figure,
        way_to_table=way_to_table(figure.found, text) if figure.found else "",
        chart=Markup(chart),
        narrow=Markup(narrow),
        rows=figure.table.written(text),
        sources=sources,
        explorer=around.explorer,
        index=around.index,
        newest=around.newest,
        take=draw_take(
            figure.headline,
            text,
            pictures=static_forms(around.files, PICTURES, text),
            tables=static_forms(around.files, STATIC_TABLES, text),
            rows=len(figure.data.rows),
            share=Share(snippets=around.embed) if around.embed else None,
        ),
        edition_line=edition_line,
        terms=terms,
    )


def draw_static(head: Head, body: Markup, text: Text) -> Markup:
    """Put a page into the document of all static pages."""
    other, name = OTHER_LANGUAGE[text.language]
    alternates = [(str(language), href) for language, href in head.languages.items()]
    return draw(
        "static_document.html",
        text,
        head=head,
        alternates=[*alternates, ("x-default", head.languages[Language.DA])],
        other_language=other,
        other_name=name,
        body=body,
        site_name=SITE_NAME,
    )
