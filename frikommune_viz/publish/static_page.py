"""Static pages: a figure's own page, and the list of all figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export.provenance import edition_line, provenance_of
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.registry import requests
from frikommune_viz.handout.content import BY_CODE
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.embed import (
    Snippets,
    draw_embed,
    frame_snippet,
    height_snippet,
    picture_snippet,
)
from frikommune_viz.parts.handout_link import is_offered
from frikommune_viz.parts.static_figure import (
    Around,
    Head,
    draw_figure_page,
    draw_static,
)
from frikommune_viz.parts.static_index import Link, draw_index
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.dataset import dataset
from frikommune_viz.publish.figure_names import FORMS, FRAME, own_figures
from frikommune_viz.publish.frame import source_lines
from frikommune_viz.publish.frame_height import Framed
from frikommune_viz.publish.locations import Place, explorer_address
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import SITE_NAME
from frikommune_viz.wording.statement_words import place_name

LONGEST_DESCRIPTION: Final = 300
"""Longer ones are cut off by whoever shows them, in the middle of a word."""


def page_title(edition: Edition, figure: Figure, text: Text) -> str:
    """Return what the page is called: the headline, and the municipality that is added to it."""
    title = figure.headline
    if own := figure.request.own:
        name = edition.municipalities[own].name
        title = text.say("{headline} ({name} er fremhævet)", headline=title, name=name)
    # The headline of invented numbers says so itself already.
    if edition.is_simulated and text.say(labels.PRACTICE_MARK) not in title:
        return text.say("ØVEDATA: {title}", title=title)
    return title


def figure_page(
    edition: Edition, figure: Figure, chart: str, narrow: str, place: Place, room: Framed | None
) -> str:
    """Write the page of a figure.

    Parameters
    ----------
    chart, narrow
        Its chart as SVG, for a page and for a phone.
    room
        What its frame needs; None where the page has no address to be framed from.
    """
    request, text = figure.request, TEXTS[figure.request.language]
    origin = provenance_of(edition, "", sources=figure.sources)
    title = page_title(edition, figure, text)
    files = {form: request.file(form) for form in FORMS if form not in ("html", FRAME)}
    description = shortened(f"{figure.subtitle} {' '.join(figure.sentences)}")
    canonical = {
        language: place.frozen + request.but(language=language).file("html")
        for language in Language
    }
    body = draw_figure_page(
        figure,
        chart,
        narrow,
        Around(
            files=files,
            explorer=explorer_address(edition, request, place),
            index=place.index_file(request.language),
            newest=place.to_newest + request.file("html") if place.to_newest else "",
            embed=_snippets(figure, title, place, room, text),
        ),
        source_lines(figure, text, with_month=figure.found is None),
        edition_line(origin, text),
        text.pick(origin.terms),
        text,
    )
    head = _head(
        edition,
        place,
        canonical,
        request.but(language=_other(request.language)).file("html"),
        text,
        title=title,
        description=description,
        own=request.own,
    )
    described = replace(
        head,
        image=place.frozen + files["png"] if place.frozen else "",
        image_words=shortened(figure.alt),
        data=dataset(edition, figure, place, title, description),
        script=place.assets + assets().script,
        oembed=place.oembed_of(request),
    )
    return str(draw_static(described, body, text))


def index_page(
    edition: Edition,
    municipalities: Sequence[str],
    place: Place,
    text: Text,
) -> str:
    """Write the list of the figures of an edition.

    Parameters
    ----------
    municipalities
        Codes of those that have figures of their own.
    """
    figures = [one.but(language=text.language) for one in requests(edition)]
    own = {
        code: found
        for code in municipalities
        if (found := own_figures(edition, code, text.language))
    }
    sheets = [
        Link(
            place_name(one, edition, text), place.handouts.format(code=code, language=text.language)
        )
        for code, one in BY_CODE.items()
        if is_offered(edition)
    ]
    body = draw_index(edition, figures, own, text, sheets)
    title = text.say("Alle figurer")
    canonical = {language: place.frozen + place.index_file(language) for language in Language}
    other = place.index_file(_other(text.language))
    head = _head(
        edition,
        place,
        canonical,
        other,
        text,
        title=text.say("ØVEDATA: {title}", title=title) if edition.is_simulated else title,
        description=text.say(
            "Alle figurer om velfærdsaftalerne, ordnet efter tema, område, kommune og tal."
        ),
    )
    return str(draw_static(replace(head, kind="website"), body, text))


def _snippets(figure: Figure, title: str, place: Place, room: Framed | None, text: Text) -> Markup:
    if room is None:
        return Markup()
    request = figure.request
    groups = {
        text.say("Altid de nyeste tal"): place.newest,
        text.say("Fast dataversion: tallene ændres ikke"): place.frozen,
    }
    return draw_embed(
        [
            Snippets(
                label,
                frame_snippet(folder + request.file(FRAME), title, room.stretches()),
                picture_snippet(folder + request.file("png"), f"{title}. {figure.subtitle}"),
            )
            for label, folder in groups.items()
        ],
        height_snippet(place.newest),
        text,
    )


def shortened(said: str) -> str:
    """Cut a text to whole words, for where there is little room.

    Examples
    --------
    >>> shortened("word " * 100)[-6:]
    'word …'
    """
    if len(said) <= LONGEST_DESCRIPTION:
        return said
    return said[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _other(language: Language) -> Language:
    return Language.EN if language is Language.DA else Language.DA


def _head(
    edition: Edition,
    place: Place,
    canonical: Mapping[Language, str],
    other: str,
    text: Text,
    *,
    title: str,
    description: str,
    own: str = "",
) -> Head:
    home = place.explorer_page("overblik", text.language, own)
    return Head(
        title=title,
        tab=f"{title} – {SITE_NAME}",
        description=description,
        canonical=canonical[text.language],
        full=bool(place.frozen),
        languages=canonical,
        other_href=other,
        home=home or place.index_file(text.language),
        icon=place.assets + assets().icon,
        wordmark=place.assets + assets().wordmark,
        stylesheet=place.assets + assets().stylesheet,
        fonts=[place.assets + name for name in assets().fonts],
        is_simulated=edition.is_simulated,
        printed=_printed(edition, canonical[text.language] if place.frozen else "", text),
    )


def _printed(edition: Edition, address: str, text: Text) -> str:
    """Return the line on paper: a file that is kept for years cannot know the day it is printed."""
    said = edition_line(provenance_of(edition, ""), text)
    return f"{said} {address}".strip()
