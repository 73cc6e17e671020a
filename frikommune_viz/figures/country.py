"""The whole country on a map of equal tiles: the last figures of the 98, or their changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

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
from frikommune_viz.selection.register import Outcome, indicator_rows, select
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import register
from frikommune_viz.wording.movement import MOST_DECIMALS, amount
from frikommune_viz.wording.short_names import SHORT_NAME

COLUMNS: Final = 18
ROWS: Final = 12
_PLACES: Final = (  # word, column and row; on an empty tile also in its half
    (mark("Jylland"), 1, 1),
    (mark("Fyn"), 7, 7),
    (mark("Sjælland"), 11, 4),
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

    def written(self, code: str, text: Text, missing: str, *, most: int = MOST_DECIMALS) -> str:
        """Write the value of a municipality with `most` decimals at most, or that it has none."""
        if code not in self.values:
            return missing
        decimals = min(self.indicator.decimals, most)
        return text.number(self.values[code], decimals, signed=self.signed)

    def told(self, code: str, outcome: Outcome, text: Text) -> str:
        """Write the value with its unit; of a change also what it went from and to."""
        if code not in self.values:
            return text.say("ikke oplyst")
        if self.pair is None:
            return amount(self.indicator, self.values[code], text)
        series = next(one for one in outcome.all_series if one.code == code)
        before, after = (series.at(period).value for period in self.pair)
        assert before is not None
        assert after is not None
        return text.say(
            "{change} fra {before} til {after}",
            change=self.written(code, text, ""),
            before=text.number(before, min(self.indicator.decimals, MOST_DECIMALS)),
            after=amount(self.indicator, after, text),
        )


class Half(StrEnum):
    """A part of the country that a phone has room for."""

    WEST = "west"
    EAST = "east"


_FIRST_OF_EAST: Final = (11, 4)
"""Column and row at which the eastern half begins."""


class Spot(NamedTuple):
    """A place on the map of the whole country, and on that of its half."""

    column: int
    row: int

    @property
    def half(self) -> Half:
        """The half it lies in."""
        return Half.EAST if self.column >= _FIRST_OF_EAST[0] else Half.WEST

    @property
    def in_half(self) -> tuple[int, int]:
        """Column and row in its half."""
        if self.half is Half.WEST:
            return self
        column, row = _FIRST_OF_EAST
        return max(1, self.column - column + 1), max(1, self.row - row + 1)


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map.

    Attributes
    ----------
    name, short
        Its name, and in three letters.
    figure
        Its value as the tile has room for it.
    told
        The value with its unit; of a change also what it went from and to.
    level
        The class of its value, 0 where it has none.
    """

    code: str
    name: str
    short: str
    column: int
    row: int
    figure: str
    told: str
    level: int
    is_pilot: bool
    is_own: bool

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.column, self.row)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The municipalities on their grid.

    Attributes
    ----------
    first
        The one that is told while none is chosen: the visitor's own, else the first of the pilots.
    classes
        The classes that a tile is in: number, and its bounds in words, smallest first.
    places
        Names written on empty tiles: word, column and row.
    """

    tiles: tuple[Tile, ...]
    first: Tile
    classes: tuple[tuple[int, str], ...]
    places: tuple[tuple[str, Spot], ...]

    @property
    def has_missing(self) -> bool:
        """Whether a municipality has no value."""
        return any(not tile.level for tile in self.tiles)

    @property
    def longest(self) -> int:
        """How many characters the longest number has."""
        return max(len(tile.figure) for tile in self.tiles if tile.level)

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
    outcome = indicator_rows(edition, of.indicator.indicator_id)
    tiles = tuple(
        Tile(
            code=code,
            name=row.name,
            short=SHORT_NAME[code],
            column=row.column,
            row=row.row,
            figure=of.written(code, text, text.say("ikke oplyst")),
            told=of.told(code, outcome, text),
            level=classes.of(of.values[code]) if code in of.values else 0,
            is_pilot=row.area is of.indicator.area,
            is_own=code == own,
        )
        for code, row in edition.municipalities.items()
    )
    in_use = {tile.level for tile in tiles}
    words = enumerate(_bounds(classes, decimals, text, signed=of.signed), start=1)
    told_first = own or outcome.pilots[0].code
    return TileMap(
        tiles,
        first=next(tile for tile in tiles if tile.code == told_first),
        classes=tuple((number, word) for number, word in words if number in in_use),
        places=tuple((text.say(word), Spot(column, row)) for word, column, row in _PLACES),
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
    ends = [
        text.number(bound, _needed(classes, decimals), signed=signed) for bound in classes.bounds
    ]
    words = [text.say("under {bound}", bound=ends[0])]
    words += [text.say("{low} til {high}", low=low, high=high) for low, high in pairwise(ends)]
    return [*words, text.say("{bound} og derover", bound=ends[CLASSES - 2])]


def _needed(classes: MapClasses, decimals: int) -> int:
    """Return the fewest decimals that write every bound exactly."""
    return next(
        count
        for count in range(decimals + 1)
        if count == decimals
        or all(abs(round(bound, count) - bound) < 1e-9 for bound in classes.bounds)
    )


def _key(tiles: TileMap, text: Text) -> list[KeyItem]:
    found = [KeyItem(word, "tile", f"map-{number}") for number, word in tiles.classes]
    if tiles.has_missing:
        found.append(KeyItem(text.say("ikke oplyst"), "tile missing", "edge"))
    found.append(KeyItem(text.say("aftale på området"), "tile pilot", "ink"))
    if tiles.has_own:
        found.append(KeyItem(text.say("din kommune"), "tile own", "ink"))
    return found
