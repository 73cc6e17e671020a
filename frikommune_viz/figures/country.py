"""The whole country on a map of equal tiles: the last figures of the 98, or their changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import View
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator, Source
from frikommune_viz.selection import choices as shown
from frikommune_viz.selection.changes import asked_pair, select_changes
from frikommune_viz.selection.map_classes import CLASSES, MapClasses, map_classes
from frikommune_viz.selection.register import select
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import register

COLUMNS: Final = 18
ROWS: Final = 12
_PLACES: Final = (
    (mark("Jylland"), 1, 1),
    (mark("Fyn"), 7, 7),
    (mark("Sjælland"), 13, 3),
    (mark("Bornholm"), 14, 12),
)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the map shows: its values by municipality code, and how they are described.

    A municipality that is not among `values` has none published. `request` is for the figure with
    the same rows.
    """

    request: FigureRequest
    indicator: Indicator
    values: Mapping[str, float]
    caption: str
    line: str
    notes: tuple[str, ...]
    pair: Pair | None = None

    @property
    def signed(self) -> bool:
        """Whether the values are changes."""
        return self.pair is not None

    @property
    def choices(self) -> dict[str, object]:
        """The choices that lead to this map again."""
        start, end = self.pair or ("", "")
        return {
            "indicator": (self.indicator.indicator_id,),
            "view": View.LEVEL if self.pair is None else View.CHANGE,
            "baseline": start,
            "endline": end,
        }

    def written(self, code: str, text: Text, missing: str) -> str:
        """Write the value of a municipality, or that it has none."""
        if code not in self.values:
            return missing
        return text.number(self.values[code], self.indicator.decimals, signed=self.signed)


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map; ``level`` is the class of its value, 0 where it has none."""

    name: str
    column: int
    row: int
    figure: str
    level: int
    is_pilot: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class TileMap:
    """The municipalities on their grid.

    Attributes
    ----------
    classes
        The bounds of the classes in words, smallest first.
    places
        Names written on empty tiles: word, column and row.
    """

    tiles: tuple[Tile, ...]
    classes: tuple[str, ...]
    places: tuple[tuple[str, int, int], ...]

    @property
    def has_missing(self) -> bool:
        """Whether a municipality has no value."""
        return any(not tile.level for tile in self.tiles)

    @property
    def has_own(self) -> bool:
        """Whether one is the visitor's own."""
        return any(tile.is_own for tile in self.tiles)


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The map with its words, ready to be drawn as a picture.

    Attributes
    ----------
    headline, subtitle, sentence
        What it is of; the indicator, its unit and period; the municipalities with an agreement.
    alt
        Every municipality and its value.
    """

    headline: str
    subtitle: str
    sentence: str
    alt: str
    key: tuple[KeyItem, ...]
    map: TileMap
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def mapped(edition: Edition, filters: Filters, text: Text) -> Mapped:
    """Return what the choices put on the map: changes where they are chosen and there are any."""
    return _changes(edition, filters, text) or _levels(edition, filters, text)


def tile_map(of: Mapped, own: str, edition: Edition, text: Text) -> TileMap:
    """Put values on the map; a municipality without one says so.

    Parameters
    ----------
    own
        Code of the visitor's own municipality, or empty.
    """
    decimals = of.indicator.decimals
    classes = map_classes(tuple(of.values.values()), decimals)
    tiles = tuple(
        Tile(
            name=row.name,
            column=row.column,
            row=row.row,
            figure=of.written(code, text, text.say("ikke oplyst")),
            level=classes.of(of.values[code]) if code in of.values else 0,
            is_pilot=row.area is of.indicator.area,
            is_own=code == own,
        )
        for code, row in edition.municipalities.items()
    )
    return TileMap(
        tiles,
        classes=tuple(_bounds(classes, decimals, text, signed=of.signed)),
        places=tuple((text.say(word), column, row) for word, column, row in _PLACES),
    )


def map_picture(edition: Edition, filters: Filters, text: Text) -> MapPicture | None:
    """Return the map of the choices as a picture; None where it cannot show what is asked for."""
    if not edition.indicators:
        return None
    of = mapped(edition, filters, text)
    if not of.values or of.choices["view"] != filters.view:
        return None
    indicator_id, asked = of.indicator.indicator_id, (filters.baseline, filters.endline)
    if of.pair is None and any(asked):
        return None
    if of.pair is not None and asked_pair(edition, indicator_id, *asked) is None:
        return None
    tiles = tile_map(of, filters.own, edition, text)
    told = sorted(tiles.tiles, key=lambda tile: (not tile.is_pilot, tile.name))
    every = "; ".join(f"{tile.name} {tile.figure}" for tile in told)
    pilots = text.join(f"{tile.name} {tile.figure}" for tile in told if tile.is_pilot)
    return MapPicture(
        headline=text.say("{label}: hele landet på et kort", label=text.pick(of.indicator.label)),
        subtitle=of.line,
        sentence=text.say("Kommuner med aftale på området: {named}.", named=pilots),
        alt=text.say("Et felt for hver kommune, farvet efter tallet: {every}.", every=every),
        key=tuple(_key(tiles, text)),
        map=tiles,
        notes=of.notes,
        sources=(edition.sources[of.indicator.source_id],),
    )


def _levels(edition: Edition, filters: Filters, text: Text) -> Mapped:
    outcome = select(edition, shown.indicator(edition, filters), filters.own)
    indicator, period = outcome.indicator, outcome.periods[-1]
    return Mapped(
        request=FigureRequest(
            FigureKind.LEVELS, indicator.indicator_id, own=filters.own, language=text.language
        ),
        indicator=indicator,
        values={
            series.code: value
            for series in outcome.all_series
            if (value := series.at(period).value) is not None
        },
        caption=text.pick(indicator.label),
        line=text.say(
            "{label}, {unit}, {period}.",
            label=text.pick(indicator.label),
            unit=text.pick(indicator.unit),
            period=text.period(period),
        ),
        notes=register.notes(outcome, (period,), text),
    )


def _changes(edition: Edition, filters: Filters, text: Text) -> Mapped | None:
    """Return the changes where they were chosen and there are any."""
    pair = shown.pair(edition, filters)
    if filters.view is not View.CHANGE or pair is None:
        return None
    found = select_changes(edition, shown.indicator(edition, filters), *pair, filters.own)
    indicator = found.indicator
    return Mapped(
        request=FigureRequest(
            FigureKind.CHANGES,
            indicator.indicator_id,
            own=filters.own,
            pair=pair,
            language=text.language,
        ),
        indicator=indicator,
        values={row.series.code: row.change for row in found.changes},
        caption=text.say("Ændring, {unit}", unit=text.pick(indicator.change_unit)),
        line=text.say(
            "{label}: ændring i {unit} fra {start} til {end}.",
            label=text.pick(indicator.label),
            unit=text.pick(indicator.change_unit),
            start=text.period(pair.baseline),
            end=text.period(pair.endline),
        ),
        notes=register.notes(found.outcome, pair, text),
        pair=pair,
    )


def _bounds(classes: MapClasses, decimals: int, text: Text, *, signed: bool) -> list[str]:
    ends = [text.number(bound, decimals, signed=signed) for bound in classes.bounds]
    words = [text.say("under {bound}", bound=ends[0])]
    words += [text.say("{low} til {high}", low=low, high=high) for low, high in pairwise(ends)]
    return [*words, text.say("{bound} og derover", bound=ends[CLASSES - 2])]


def _key(tiles: TileMap, text: Text) -> list[KeyItem]:
    found = [
        KeyItem(word, "tile", f"map-{number}") for number, word in enumerate(tiles.classes, start=1)
    ]
    if tiles.has_missing:
        found.append(KeyItem(text.say("ikke oplyst"), "tile missing", "edge"))
    found.append(KeyItem(text.say("aftale på området"), "tile pilot", "ink"))
    if tiles.has_own:
        found.append(KeyItem(text.say("din kommune"), "tile own", "ink"))
    return found
