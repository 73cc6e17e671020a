"""Draw the search field and the filters of the catalogue, each with how many it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Category, Exemption, FoundKind
from frikommune_viz.parts import filter_options
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.initiative_words import NEEDED
from frikommune_viz.parts.render import draw
from frikommune_viz.search.entries import Entry, entries
from frikommune_viz.search.facets import chosen, narrowed, without
from frikommune_viz.search.find import find
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

CATEGORIES: Final = {str(category): labels.CATEGORY[category] for category in Category}
_FIELDS: Final = ("q", "area", "municipality", "category")
"""Choices with a field in the form; the others travel along unseen."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its word, how many it leaves, and the address or the code."""

    word: str
    n: int
    value: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A list of which one is chosen."""

    name: str
    label: str
    options: tuple[Option, ...]


def choices(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the field and the filters."""
    searched = universe(edition, filters)
    kept = without(filters, *_FIELDS).to_url()
    of_initiatives = _asks_for_initiatives(filters)
    return draw(
        "inspiration_choices.html",
        text,
        action=f".{PAGE['inspiration'].address}",
        kept=kept,
        q=filters.q,
        narrowed_by=sum(name not in {"q", "kind"} for name in chosen(filters)),
        exemptions=_exemptions(searched, filters, text) if of_initiatives else (),
        flags=_flags(searched, filters, text) if of_initiatives else (),
        selects=_selects(searched, edition, filters, text),
    )


def _asks_for_initiatives(filters: Filters) -> bool:
    """Return whether all that is listed may be initiatives: only these have an exemption."""
    is_narrowed = filters.exemption or filters.results or filters.changed
    return not filters.q.strip() or bool(is_narrowed) or filters.kind == (FoundKind.INITIATIVE,)


def universe(edition: Edition, filters: Filters) -> tuple[Entry, ...]:
    """Return what the filters narrow: what a search found; without one, every initiative."""
    if filters.q.strip():
        return find(edition, filters.q).entries
    return tuple(row for row in entries(edition) if row.kind is FoundKind.INITIATIVE)


def _exemptions(searched: Sequence[Entry], filters: Filters, text: Text) -> list[Option]:
    rest = without(filters, "exemption")
    among = [row for row in narrowed(searched, rest) if row.exemption is not None]
    return [
        Option(text.say("Alle"), len(among), _here(rest), not filters.exemption),
        *(
            Option(
                text.say(NEEDED[code]),
                sum(row.exemption is code for row in among),
                _here(rest.but(exemption=(code,))),
                code in filters.exemption,
            )
            for code in Exemption
        ),
    ]


def _flags(searched: Sequence[Entry], filters: Filters, text: Text) -> list[Option]:
    words = {
        "changed": text.say("Noget blev lavet om"),
        "results": text.say("Fortalt, hvordan det gik"),
    }
    return [
        Option(
            word,
            len(narrowed(searched, filters.but(**{name: True}))),
            _here(filters.but(page=1, **{name: not getattr(filters, name)})),
            getattr(filters, name),
        )
        for name, word in words.items()
    ]


def _selects(
    searched: Sequence[Entry], edition: Edition, filters: Filters, text: Text
) -> list[Select]:
    return [
        _select("area", text.say("Område"), filter_options.AREAS, searched, filters, text),
        _select(
            "municipality",
            text.say("Kommune"),
            filter_options.seven_words(edition),
            searched,
            filters,
            text,
        ),
        _select("category", text.say("Emne"), CATEGORIES, searched, filters, text),
    ]


def _select(
    name: str,
    label: str,
    options: Mapping[str, str],
    searched: Iterable[Entry],
    filters: Filters,
    text: Text,
) -> Select:
    among = narrowed(searched, without(filters, name))
    asked = tuple(str(code) for code in getattr(filters, name))
    offered = [
        Option(
            labels.capital(text.say(word)),
            sum(getattr(row, name) == code for row in among),
            code,
            asked == (code,),
        )
        for code, word in options.items()
    ]
    if len(asked) > 1:
        # An address may name several; a list has one more entry for just these.
        words = text.join(option.word for option in offered if option.value in asked)
        number = sum(getattr(row, name) in asked for row in among)
        offered.insert(0, Option(words, number, ",".join(asked), is_chosen=True))
    return Select(
        name,
        label,
        (
            Option(text.say("{label}: alle", label=label), len(among), "", not asked),
            *(option for option in offered if option.n or option.is_chosen),
        ),
    )


def _here(filters: Filters) -> str:
    return page_href("inspiration", filters)
