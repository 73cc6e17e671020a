"""Draw what follows the comparison: the statements of the choice, and its register figures."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import Pair
from frikommune_viz.parts.citizens import indicator_words
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.statement_list import draw_statements
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import chosen_pair
from frikommune_viz.selection.statements import matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

MOST_OPEN = 16
"""More statements than this are folded, place by place."""


def statements(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the statements of the choice, with caveats, conflicts and sources."""
    found = matrix(edition, filters).statements
    if not found:
        return Markup()
    heading = text.count("{n} udsagn, ét for ét", "{n} udsagn, ét for ét", len(found))
    return draw_section(heading, text) + draw_statements(
        found, edition, text, folded=len(found) > MOST_OPEN
    )


def register_head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the register figures: where there are numbers, and where there are none."""
    return draw_section(
        text.say("Registertal"),
        text,
        text.say(
            "Figuren viser udviklingen i kommunerne med en aftale og medianen af kommunerne uden "
            "aftale. Alle områdets tal side om side står under »Alle tal« øverst på siden."
        ),
        *_other_years(edition, filters, text),
    )


def _other_years(edition: Edition, filters: Filters, text: Text) -> Iterator[str]:
    """Yield a sentence where the figure cannot show the years that were chosen."""
    indicator_id = choices.compared(edition, filters)
    if indicator_id is None or not (filters.baseline or filters.endline):
        return
    label = text.pick(edition.indicators[indicator_id].label)
    pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        yield text.say(
            "{label}: Ingen to år kan sammenlignes for dette tal. Figuren viser {period}.",
            label=label,
            period=text.period(edition.periods_of(indicator_id)[-1]),
        )
        return
    asked = Pair(filters.baseline or pair.baseline, filters.endline or pair.endline)
    if asked != pair:
        yield text.say(
            "{label}: {start} og {end} kan ikke sammenlignes for dette tal. Figuren viser "
            "{shown_start} til {shown_end}.",
            label=label,
            start=text.period(asked.baseline),
            end=text.period(asked.endline),
            shown_start=text.period(pair.baseline),
            shown_end=text.period(pair.endline),
        )


def figures_on_offer(edition: Edition, filters: Filters, text: Text) -> dict[str, str]:
    """Return the words for each indicator of the areas of the choice, by code."""
    areas = choices.register_areas(edition, filters)
    return {
        code: word
        for code, word in indicator_words(edition, text).items()
        if edition.indicators[code].area in areas
    }


def no_register(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say that elder care has no register figures here."""
    if edition.indicators_of(Area.ELDERCARE) or (
        filters.area and Area.ELDERCARE not in filters.area
    ):
        return Markup()
    return draw_section(
        text.say("Ældrepleje: ingen registertal"),
        text,
        text.say(
            "Der er ingen åbne registertal for ældreområdet i denne udgave. "
            "Det betyder ikke, at intet er sket."
        ),
    )


def figure_label(area: Area, text: Text) -> str:
    """Return the label of the control that chooses an area's figure."""
    return text.say("Tal for {area}", area=text.say(labels.AREA_INLINE[area]))
