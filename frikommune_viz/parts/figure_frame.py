"""What stands around a figure: headline, subtitle and key over it; words, source, table under it."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz import export
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.figures.request import KINDS_OF_TWO_PERIODS, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.rows import Source
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.data_links import BY_ADDRESS, extract_href
from frikommune_viz.parts.download_links import (
    CITATIONS,
    PICTURES,
    TABLES,
    forms_of,
    full_address,
    place_of,
    static_forms,
)
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.take import SHARE_PLACE, Fewer, Share, draw_take
from frikommune_viz.selection.extract import Extract
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.where_found import is_month_retrieved


def draw_figure_head(figure: Figure, text: Text, *, told_beside: bool = False) -> Markup:
    """Draw what is read before the figure.

    Parameters
    ----------
    told_beside
        Whether its headline is a heading of the page and its sentences stand beside it; its key
        then stands under it.
    """
    name = "told_head.html" if told_beside else "figure_head.html"
    return draw(name, text, figure=figure, key=_key(figure))


def draw_figure_key(figure: Figure, text: Text) -> Markup:
    """Draw the key of a figure whose headline is the page's; it stands right under the figure."""
    return draw("told_key.html", text, key=_key(figure))


def draw_figure_foot(
    figure: Figure,
    edition: Edition,
    edition_code: str,
    base: str,
    today: str,
    text: Text,
    *,
    page: str = "",
    told_beside: bool = False,
) -> Markup:
    """Draw what is read after the figure: sentences, notes, source, table and what can be taken.

    Parameters
    ----------
    edition_code
        The edition as an address names it; empty for the one that is shown unasked.
    base
        Scheme and host of the site, for addresses that are written elsewhere.
    today
        The day of the visit (``2026-11-25``), for the citation.
    page
        Address of the figure's own page, from where it is embedded; empty where it has none.
    told_beside
        See :func:`draw_figure_head`.
    """
    request = figure.request
    chosen = request.choices(edition_code)
    place = place_of(request, edition, edition_code)
    origin = export.provenance_of(edition, full_address(base, place), today, sources=figure.sources)
    shown = _extract(figure, edition)
    says_month = figure.found is not None and not figure.in_section
    return draw(
        "figure_foot.html",
        text,
        figure=figure,
        told_beside=told_beside,
        rows=figure.table.written(text),
        source_names=[
            # The month stands once, with the latest figures.
            _named(source, text, dated=not (says_month and is_month_retrieved(source)))
            for source in figure.sources
        ],
        take=draw_take(
            figure.headline,
            text,
            pictures=forms_of(request.code, chosen, PICTURES, text),
            tables=forms_of(request.code, chosen, TABLES, text),
            rows=len(figure.data.rows),
            shown=_files_of(shown, edition, chosen, text) if shown else None,
            more=_by_address(request, chosen),
            share=Share(
                link=place,
                numbers=extract_href(shown, "csv", edition, chosen) if shown else "",
                embed=f"{page}#{SHARE_PLACE}" if page else "",
                citation=export.plain(figure, origin, text),
                files=forms_of(request.code, chosen, CITATIONS, text),
            ),
        ),
    )


def _by_address(request: FigureRequest, chosen: Filters) -> str:
    """Return where figures by address are explained; empty of a survey, which has none."""
    return "" if request.group else page_href("metode", chosen.travelling(), BY_ADDRESS)


def _extract(figure: Figure, edition: Edition) -> Extract | None:
    """Return the figures shown of the area's municipalities and the visitor's own; of a survey none."""
    request = figure.request
    if request.group:
        return None
    pilots = AREA_MUNICIPALITIES[edition.indicators[request.indicator].area]
    own = (request.own,) if request.own and request.own not in pilots else ()
    shown = edition.periods_of(request.indicator)
    periods = (
        tuple(request.pair) if request.kind in KINDS_OF_TWO_PERIODS and request.pair else shown
    )
    return Extract((request.indicator,), (*pilots, *own), periods)


def _files_of(shown: Extract, edition: Edition, chosen: Filters, text: Text) -> Fewer:
    names = text.join(edition.municipalities[code].name for code in shown.municipalities)
    few = {form: TABLES[form] for form in ("csv", "xlsx")}
    files = {form: extract_href(shown, form, edition, chosen) for form in few}
    return Fewer(names, static_forms(files, few, text))


def _key(figure: Figure) -> list[dict[str, str]]:
    return [_mark(item) for item in figure.key]


def _mark(item: KeyItem) -> dict[str, str]:
    """Return a key item with the classes of its mark."""
    classes = item.mark.replace("line-", "on-line ")
    return {"label": item.label, "classes": classes, "token": item.token}


def _named(source: Source, text: Text, *, dated: bool) -> dict[str, str]:
    date = text.date(source.date) if source.date else text.say("år ikke oplyst")
    return {
        "publisher": source.publisher,
        "title": source.title,
        "language": source.language,
        "url": source.url,
        "date": date if dated else "",
        "note": text.pick(source.note),
        "kind": text.say(labels.SOURCE_CLASS[source.source_class]),
    }
