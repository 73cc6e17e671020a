"""The rows of the comparison that a handout shows, with the words of every mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout import scopes
from frikommune_viz.model.codes import MAIN_THEMES, Scope, Theme
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import PLACES, Cell, Place, cell
from frikommune_viz.style import area_colour
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.mark_words import (
    key_lines,
    mark_word,
    qualifier_word,
    wanted_note,
    whole_words,
)


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell: the code of its mark, the word and the qualifier beside it, and all of it in words."""

    mark: str
    word: str
    qualifier: str
    whole: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place: its name, the token of its bar, whether it is a municipality, and its cells."""

    name: str
    token: str
    is_municipality: bool
    cells: tuple[CellWords, ...]


@dataclass(frozen=True, slots=True)
class KeyWords:
    """One line of the key: the code of a mark and what it means."""

    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Table:
    """The comparison of a handout. ``who`` heads the column of places."""

    heading: str
    who: str
    themes: tuple[str, ...]
    rows: tuple[Row, ...]
    key: tuple[KeyWords, ...]
    note: str


def table_of(edition: Edition, place: Place, text: Text) -> Table:
    """Return the rows around a place: wider ones above it, and below an area its municipalities."""
    rows = [
        (one, tuple(cell(one, theme, edition) for theme in _themes())) for one in places_of(place)
    ]
    cells = tuple(found for _, found_cells in rows for found in found_cells)
    crosses_areas = len({one.area for one, _ in rows if one.area}) > 1
    notes = (
        wanted_note(cells, text),
        text.say(labels.BANNER) if crosses_areas else "",
    )
    return Table(
        heading=text.say("Hvem siger hvad?"),
        who=text.say("Hvem"),
        themes=tuple(text.say(labels.SHORT_THEME[theme]) for theme in _themes()),
        rows=tuple(_row(one, found, edition, text) for one, found in rows),
        key=tuple(KeyWords(*line) for line in key_lines(cells, text)),
        note=" ".join(note for note in notes if note),
    )


def places_of(place: Place) -> tuple[Place, ...]:
    """Return the places whose rows are shown."""
    return tuple(dict.fromkeys((*reversed(scopes.around(place)), *_within(place))))


def _within(place: Place) -> Iterator[Place]:
    if place.scope is Scope.ALL_SEVEN:
        yield from (one for one in PLACES if one.scope is Scope.AREA)
    if place.scope is Scope.AREA and place.area:
        for code in AREA_MUNICIPALITIES[place.area]:
            yield Place(Scope.MUNICIPALITY, place.area, code)


def _themes() -> tuple[Theme, ...]:
    return tuple(theme for theme in Theme if theme in MAIN_THEMES)


def _row(place: Place, cells: tuple[Cell, ...], edition: Edition, text: Text) -> Row:
    return Row(
        name=text.say("Alle syv")
        if place.scope is Scope.ALL_SEVEN
        else scopes.name_of(place, edition, text),
        token=area_colour(place.area) if place.area else "ink",
        is_municipality=place.scope is Scope.MUNICIPALITY,
        cells=tuple(_cell(one, edition, text) for one in cells),
    )


def _cell(one: Cell, edition: Edition, text: Text) -> CellWords:
    shown = mark_of(one)
    return CellWords(
        mark=shown.code,
        word=mark_word(one, edition, text),
        qualifier=qualifier_word(shown, text),
        whole=whole_words(one, edition, text),
    )
