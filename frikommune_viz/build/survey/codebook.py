"""The codebook of a survey: what was asked, how it was worded in each wave, when to keep silent.

``codebook.toml`` is described in ``docs/data.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from frikommune_viz.build.faults import Fault
from frikommune_viz.build.survey.cells import Thresholds
from frikommune_viz.model import Better, Both, NotComparable, Theme, Wave

NAME: Final = "codebook.toml"
DECIMALS: Final = 1
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_INDEX_ENDING: Final = "_index"
_NUMBERS: Final = {
    "confidence_level": (0.5, 0.999),
    "relevance_band": (0.0, 50.0),
    "smallest_base": (3, 100),
    "reliable_base": (3, 1000),
    "smallest_category": (2, 100),
}
"""The numbers of ``[survey]``, and between which they may lie."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``wording`` and ``scale`` are given for each wave it was asked in."""

    item_id: str
    theme: Theme
    index_id: str
    better: Better
    label: Both
    is_reversed: bool
    wording: Mapping[Wave, Both]
    scale: Mapping[Wave, str]


@dataclass(frozen=True, slots=True)
class Index:
    """The mean of several items on a theme."""

    index_id: str
    theme: Theme
    better: Better
    label: Both
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything the codebook says.

    Attributes
    ----------
    scales
        The answers of each scale, lowest first.
    population
        Who was asked in each wave, where the codebook says so.
    license
        ``name``, ``title`` and ``path`` of the licence the results stand under; may be empty.
    """

    title: Both
    source_id: str
    before: Wave
    after: Wave
    confidence_level: float
    relevance_band: float
    thresholds: Thresholds
    scales: Mapping[str, tuple[Both, ...]]
    items: Mapping[str, Item]
    indices: Mapping[str, Index]
    population: Mapping[Wave, Both] = field(default_factory=dict)
    license: Mapping[str, str] = field(default_factory=dict)

    @property
    def waves(self) -> tuple[Wave, Wave]:
        """The two waves, the earlier first."""
        return self.before, self.after

    @property
    def index_of(self) -> dict[str, str]:
        """The index of each item that has one."""
        return {item.item_id: item.index_id for item in self.items.values() if item.index_id}

    def highest(self, item_id: str, wave: Wave) -> int:
        """Return the highest answer of an item in a wave."""
        return len(self.scales[self.items[item_id].scale[wave]])

    def not_comparable(self, indicator_id: str) -> NotComparable | None:
        """Say why an indicator's waves cannot be compared, or None where they can.

        An index cannot be compared where one of its items cannot.
        """
        if index := self.indices.get(indicator_id):
            return next(filter(None, map(self.not_comparable, index.items)), None)
        item = self.items[indicator_id]
        if set(item.wording) != set(self.waves):
            return NotComparable.NOT_ASKED
        before, after = (_plain(item.wording[wave]) for wave in self.waves)
        if before != after:
            return NotComparable.WORDING
        if item.scale[self.before] != item.scale[self.after]:
            return NotComparable.SCALE
        asked = {wave: _plain(words) for wave, words in self.population.items()}
        if asked and asked.get(self.before) != asked.get(self.after):
            return NotComparable.POPULATION
        return None


def read_codebook(path: Path) -> tuple[Codebook | None, list[Fault]]:
    """Read a codebook; None where it cannot be used, and every fault found."""
    if not path.is_file():
        return None, [Fault(NAME, None, "", "file is missing", "", f"a file {NAME}")]
    try:
        written = path.read_text(encoding="utf-8")
        entries = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fault(NAME, None, "", "the file is not valid TOML", str(error), "TOML")]
    faults = list(_Reader(entries, written).faults())
    return (None, faults) if faults else (_codebook(entries), [])


class _Reader:
    """Looks through the entries and tells what is wrong, with the line where that can be found."""

    def __init__(self, entries: Mapping[str, Any], written: str) -> None:
        self._entries = entries
        self._lines = written.split("\n")

    def faults(self) -> Iterator[Fault]:
        for table in ("survey", "scales", "items"):
            if not isinstance(self._entries.get(table), dict) or not self._entries[table]:
                yield self._fault("", table, "the table is missing", "", f"a table [{table}]")
        yield from self._survey()
        for scale_id, scale in self._tables("scales"):
            yield from self._scale(scale_id, scale)
        for key, index in self._tables("indices"):
            yield from self._named("indices", key, index)
            yield from self._one_of("indices", key, index, "better", tuple(Better))
        for key, item in self._tables("items"):
            yield from self._item(key, item)

    def _tables(self, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
        found = self._entries.get(table, {})
        for key, entry in found.items() if isinstance(found, dict) else ():
            yield key, entry if isinstance(entry, dict) else {}

    def _survey(self) -> Iterator[Fault]:
        survey = self._entries.get("survey", {})
        for key in ("title_da", "title_en", "source_id"):
            if not _is_text(survey.get(key)):
                yield self._fault("survey", key, "the entry is missing or empty", "", "a text")
        waves = tuple(str(wave) for wave in Wave)
        for key in ("before", "after"):
            yield from self._one_of("survey", "", survey, key, waves)
        if survey.get("before") in waves and survey.get("before") == survey.get("after"):
            yield self._fault("survey", "after", "the same wave as before", "", "a later wave")
        for key, (low, high) in _NUMBERS.items():
            given = survey.get(key)
            if not isinstance(given, (int, float)) or not low <= given <= high:
                allowed = f"a number from {low:g} to {high:g}"
                yield self._fault("survey", key, "not a number in range", str(given or ""), allowed)
        if _lower(survey, "reliable_base", "smallest_base"):
            allowed = "at least smallest_base"
            yield self._fault("survey", "reliable_base", "below smallest_base", "", allowed)

    def _scale(self, scale_id: str, scale: Mapping[str, Any]) -> Iterator[Fault]:
        place = f"scales.{scale_id}"
        labels = [scale.get(f"labels_{lang}") or [] for lang in ("da", "en")]
        if not all(isinstance(one, list) and 2 <= len(one) <= 11 for one in labels):
            allowed = "labels_da and labels_en, each with 2 to 11 answers"
            yield self._fault(place, "labels_da", "the answers are missing", "", allowed)
        elif len(labels[0]) != len(labels[1]) or not all(map(_is_text, (*labels[0], *labels[1]))):
            allowed = "as many answers in both languages, none empty"
            yield self._fault(place, "labels_en", "the answers do not match", "", allowed)

    def _named(self, table: str, key: str, entry: Mapping[str, Any]) -> Iterator[Fault]:
        place = f"{table}.{key}"
        if not _ID.fullmatch(key):
            allowed = "lower-case letters, digits and underscores"
            yield self._fault(place, "", "wrong form of a name", key, allowed)
        for column in ("label_da", "label_en"):
            if not _is_text(entry.get(column)):
                yield self._fault(place, column, "the entry is missing or empty", "", "a text")
        yield from self._one_of(table, key, entry, "theme", tuple(Theme))

    def _item(self, key: str, item: Mapping[str, Any]) -> Iterator[Fault]:
        place = f"items.{key}"
        yield from self._named("items", key, item)
        yield from self._one_of("items", key, item, "better", tuple(Better))
        if key.endswith(_INDEX_ENDING):
            allowed = "another name; it would be taken for an index"
            yield self._fault(place, "", "the name ends in _index", key, allowed)
        if not isinstance(item.get("reversed"), bool):
            yield self._fault(place, "reversed", "not true or false", "", "true or false")
        indices = self._entries.get("indices", {})
        index = item.get("index")
        if index != "" and index not in indices:
            allowed = f"{', '.join(indices)}; or an empty text"
            yield self._fault(place, "index", "unknown index", str(index or ""), allowed)
        elif index and item.get("theme") != indices[index].get("theme"):
            yield self._fault(place, "theme", "another theme than its index", "", "the same theme")
        yield from self._wordings(key, item)

    def _wordings(self, key: str, item: Mapping[str, Any]) -> Iterator[Fault]:
        place = f"items.{key}"
        waves = [self._entries.get("survey", {}).get(name) for name in ("before", "after")]
        wording = item.get("wording", {})
        if not isinstance(wording, dict) or not wording:
            yield self._fault(place, "wording", "the wording is missing", "", "a wording per wave")
            return
        for wave, words in wording.items():
            if wave not in waves:
                allowed = ", ".join(map(str, waves))
                yield self._fault(place, "wording", "unknown wave", wave, allowed)
            if not isinstance(words, dict) or not all(
                _is_text(words.get(lang)) for lang in ("da", "en")
            ):
                allowed = "da and en"
                yield self._fault(place, f"wording.{wave}", "a language is missing", "", allowed)
        scales = self._entries.get("scales", {})
        scale = item.get("scale")
        used = scale.values() if isinstance(scale, dict) else [scale]
        for one in used:
            if one not in scales:
                allowed = ", ".join(scales)
                yield self._fault(place, "scale", "unknown scale", str(one or ""), allowed)
        if isinstance(scale, dict) and set(scale) != set(wording):
            allowed = "one scale for each wave that has a wording, or one for all"
            yield self._fault(place, "scale", "not a scale for each wave", "", allowed)

    def _one_of(
        self, table: str, key: str, entry: Mapping[str, Any], column: str, codes: tuple[str, ...]
    ) -> Iterator[Fault]:
        if entry.get(column) not in tuple(map(str, codes)):
            place = f"{table}.{key}" if key else table
            found = str(entry.get(column, ""))
            yield self._fault(place, column, "unknown code", found, ", ".join(map(str, codes)))

    def _fault(self, table: str, column: str, rule: str, found: str, allowed: str) -> Fault:
        start = f"[{table}]"
        line = next((n for n, one in enumerate(self._lines, 1) if one.startswith(start)), None)
        return Fault(NAME, line, f"{table}.{column}".strip("."), rule, found, allowed)


def _codebook(entries: Mapping[str, Any]) -> Codebook:
    survey = entries["survey"]
    indices = entries.get("indices", {})
    items = {key: _read_item(key, entry) for key, entry in entries["items"].items()}
    return Codebook(
        title=_both(survey, "title"),
        source_id=survey["source_id"],
        before=Wave(survey["before"]),
        after=Wave(survey["after"]),
        confidence_level=float(survey["confidence_level"]),
        relevance_band=float(survey["relevance_band"]),
        thresholds=Thresholds(
            **{name: int(survey[name]) for name in _NUMBERS if name.endswith(("base", "category"))}
        ),
        scales={
            key: tuple(
                Both(da, en) for da, en in zip(scale["labels_da"], scale["labels_en"], strict=True)
            )
            for key, scale in entries["scales"].items()
        },
        items=items,
        indices={
            f"{key}{_INDEX_ENDING}": Index(
                index_id=f"{key}{_INDEX_ENDING}",
                theme=Theme(entry["theme"]),
                better=Better(entry["better"]),
                label=_both(entry, "label"),
                items=tuple(
                    item.item_id
                    for item in items.values()
                    if item.index_id == f"{key}{_INDEX_ENDING}"
                ),
            )
            for key, entry in indices.items()
            if any(item.index_id == f"{key}{_INDEX_ENDING}" for item in items.values())
        },
        population={
            Wave(wave): Both(words["da"], words["en"])
            for wave, words in entries.get("population", {}).items()
        },
        license=entries.get("license", {}),
    )


def _read_item(key: str, entry: Mapping[str, Any]) -> Item:
    scale = entry["scale"]
    wording = {
        Wave(wave): Both(words["da"], words["en"]) for wave, words in entry["wording"].items()
    }
    return Item(
        item_id=key,
        theme=Theme(entry["theme"]),
        index_id=f"{entry['index']}{_INDEX_ENDING}" if entry["index"] else "",
        better=Better(entry["better"]),
        label=_both(entry, "label"),
        is_reversed=entry["reversed"],
        wording=wording,
        scale={wave: scale if isinstance(scale, str) else scale[wave] for wave in wording},
    )


def _both(entry: Mapping[str, Any], name: str) -> Both:
    return Both(entry[f"{name}_da"], entry[f"{name}_en"])


def _plain(words: Both) -> str:
    """Return a wording as it is compared: spaces and case do not make another question."""
    return " ".join(words.da.split()).casefold()


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _lower(entry: Mapping[str, Any], name: str, other: str) -> bool:
    given, least = entry.get(name), entry.get(other)
    numbers = isinstance(given, (int, float)), isinstance(least, (int, float))
    return all(numbers) and float(str(given)) < float(str(least))
