"""Draw the comparison itself: the finding, its switches, and the table with the panel beside it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, span
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.cell_panel import draw_panels
from frikommune_viz.parts.disagreement_list import APART_PLACE
from frikommune_viz.parts.download_links import (
    CHOICE,
    MATRIX,
    PICTURES,
    STATEMENT_CHOICES,
    TABLES,
    hrefs,
)
from frikommune_viz.parts.filtered import draw_filtered
from frikommune_viz.parts.matrix_table import LeadsTo, draw_key, draw_matrix
from frikommune_viz.parts.one_figure import figures_beside
from frikommune_viz.parts.page_frame import draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.area_numbers import select_one_each
from frikommune_viz.selection.changes import chosen_pair
from frikommune_viz.selection.disagreements import disagreements
from frikommune_viz.selection.statements import matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import comparison_finding, labels, small_multiples
from frikommune_viz.wording.mark_words import wanted_note
from frikommune_viz.wording.pages import PAGE

BEHIND = ("theme", "area", "municipality", "respondent", "wave", "source")
"""The choices that stand behind "Flere valg"."""


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page: what the rows shown say, or what the page is for."""
    page = PAGE["sammenlign"]
    if not edition.findings:
        return draw_hero(page, text)
    return draw_hero(
        page,
        text,
        heading=comparison_finding.finding(matrix(edition, filters), edition, filters, text),
        counted=small_multiples.headline_of_one_each(select_one_each(edition, filters), text),
    )


def switches(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what is chosen most: words or numbers, all sources or VIVE alone; the rest is folded."""
    kinds = filters.but(vive=False), filters.but(vive=True)
    return draw(
        "switches.html",
        text,
        kinds=_options(kinds, (text.say("Alle"), text.say("Kun VIVE")), second=filters.vive),
        **_views_and_takes(edition, filters, text),
    )


def _views_and_takes(edition: Edition, filters: Filters, text: Text) -> dict[str, Any]:
    """Return what stands over the table, and on a phone under it."""
    taken = filters.only(*STATEMENT_CHOICES)
    words = filters.but(numbers=False), filters.but(numbers=True, cell="")
    return {
        "views": _options(
            words, (text.say("Ord og ét tal"), text.say("Alle tal")), second=filters.numbers
        ),
        "files": hrefs(CHOICE, taken, TABLES, text),
        "pictures": hrefs(MATRIX, taken, PICTURES, text),
        "has_statements": bool(matrix(edition, filters).statements),
        "here": page_href("sammenlign", filters),
        "apart": len(disagreements(edition)),
        "apart_word": _apart_word(edition, filters, text),
        "apart_href": page_href("overblik", filters.travelling(), APART_PLACE),
    }


def _apart_word(edition: Edition, filters: Filters, text: Text) -> str:
    """Say on how many points the sources disagree, and under a choice how many of them are in it."""
    total = disagreements(edition)
    is_narrowed = any(getattr(filters, name) for name in (*BEHIND, "vive"))
    if not is_narrowed:
        return text.say("Hvor kilderne er uenige: {n}", n=text.number(len(total)))
    # The list has all themes; so has the count, as long as none is chosen.
    here = {row.finding_id for row in matrix(edition, filters.but(supporting=True)).statements}
    found = sum(any(row.finding_id in here for side in one.sides for row in side) for one in total)
    return text.say(
        "Hvor kilderne er uenige: {n} af {total}",
        n=text.number(found),
        total=text.number(len(total)),
    )


def _options(
    both: tuple[Filters, Filters], words: tuple[str, str], *, second: bool
) -> list[dict[str, object]]:
    """Return the two sides of a switch; `second` says that it stands on the second."""
    return [
        {"word": word, "href": page_href("sammenlign", choice), "on": number == second}
        for number, (word, choice) in enumerate(zip(words, both, strict=True))
    ]


def _figures_named(edition: Edition, filters: Filters, text: Text) -> str:
    """Name the figure of each area with its unit, for which the column has no room."""
    shown = [
        edition.indicators[choices.indicator(edition, filters, area)]
        for area in choices.register_areas(edition, filters)
    ]
    return text.say(
        "Registertal: {figures}.",
        figures="; ".join(f"{text.pick(row.label)} ({text.pick(row.unit)})" for row in shown),
    )


def _no_year_before(edition: Edition, filters: Filters, text: Text) -> str:
    """Name the areas whose figure is not compared with a year that ended before the agreements."""
    pairs = {
        area: chosen_pair(
            edition,
            choices.indicator(edition, filters, area),
            filters.baseline,
            filters.endline,
        )
        for area in choices.register_areas(edition, filters)
    }
    late = [
        text.say(labels.AREA_INLINE[area])
        for area, pair in pairs.items()
        if pair and span(pair.baseline).end >= AGREEMENTS_BEGAN
    ]
    if not late:
        return ""
    return text.say("For {areas} er intet år fra før aftalerne.", areas=text.join(late))


def chosen(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the table of the choice with the panel beside it, and what the choice leaves out."""
    drawn = matrix(edition, filters)
    # A theme is chosen among all of them; without one the page holds the four.
    whole = edition.findings if filters.theme else matrix(edition, Filters()).statements
    return draw(
        "comparison.html",
        text,
        filtered=draw_filtered(
            "sammenlign",
            BEHIND,
            edition,
            filters,
            text,
            found=len(drawn.statements),
            total=len(whole),
        ),
        matrix=draw_matrix(
            drawn,
            edition,
            text,
            filters,
            leads_to=LeadsTo.PANEL,
            numbers=figures_beside(edition, filters, text),
        ),
        key=draw_key(drawn.cells, text),
        notes=[
            note
            for note in (
                wanted_note(drawn.cells, text),
                text.say("Gælder de kilder, vi har; VIVEs rapport selv er ikke læst."),
                text.say(labels.BANNER),
            )
            if note
        ],
        figure_notes=[
            note
            for note in (
                _figures_named(edition, filters, text),
                text.say(
                    "Grå bånd: de midterste 50 og 90 procent af kommunerne uden aftale. Hult mærke: "
                    "første år, fyldt: sidste år."
                ),
                _no_year_before(edition, filters, text),
                text.say(labels.NO_EFFECT),
            )
            if note
        ],
        panels=draw_panels(drawn, edition, text, filters),
        **_views_and_takes(edition, filters, text),
    )
