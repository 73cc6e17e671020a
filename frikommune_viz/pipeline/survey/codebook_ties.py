"""Read the tables of a codebook, and check what ties them to each other.

A table that is wrong is left out of what is checked afterwards, so that all faults come at once
and none because of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.codebook_entries import (
    ID,
    ORDER,
    Entry,
    IndexEntry,
    ItemEntry,
    LicenseEntry,
    ScaleEntry,
    SurveyEntry,
    Words,
)
from frikommune_viz.pipeline.survey.codebook_errors import in_words, line_of
from frikommune_viz.pipeline.survey.input_files import CODEBOOK, NEEDED, OPTIONAL

INDEX_ENDING: Final = "_index"
_TABLES: Final = ("survey", "population", "license", "scales", "indices", "items")
E = TypeVar("E", bound=Entry)


@dataclass(slots=True)
class Entries:
    """The tables that could be read, and the faults."""

    written: str
    survey: SurveyEntry | None = None
    license: LicenseEntry | None = None
    population: dict[str, Words] = field(default_factory=dict)
    scales: dict[str, ScaleEntry] = field(default_factory=dict)
    indices: dict[str, IndexEntry] = field(default_factory=dict)
    items: dict[str, ItemEntry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, place: str, key: str, rule: str, found: object, allowed: str) -> None:
        """Add a fault, with the line of the entry if it can be found."""
        column = f"{place}.{key}".strip(".")
        line = line_of(self.written, place, key)
        self.faults.append(Fault(CODEBOOK, line, column, rule, str(found), allowed))


def read_entries(tables: Mapping[str, Any], written: str) -> Entries:
    """Read and check a codebook.

    Parameters
    ----------
    tables
        The codebook as TOML gives it; anything may be anywhere.
    written
        Its text, for the lines.
    """
    found = Entries(written)
    _check_tables(tables, found)
    if survey := _table(tables, "survey"):
        found.survey = _valid(SurveyEntry, survey, "survey", found)
    if license_ := _table(tables, "license"):
        found.license = _valid(LicenseEntry, license_, "license", found)
    found.population = _each(Words, tables, "population", found)
    found.scales = _each(ScaleEntry, tables, "scales", found)
    found.indices = _each(IndexEntry, tables, "indices", found)
    found.items = _each(ItemEntry, tables, "items", found)
    _check_survey(found)
    for key, scale in found.scales.items():
        _check_scale(key, scale, found)
    for key in _table(tables, "indices"):
        _check_index(key, tables, found)
    for key, item in found.items.items():
        _check_item(key, item, tables, found)
    _check_names(tables, found)
    return found


def _check_tables(tables: Mapping[str, Any], found: Entries) -> None:
    for name in tables:
        if name not in _TABLES:
            found.add("", name, "unknown entry", name, ", ".join(_TABLES))
    for name in ("survey", "scales", "items"):
        if not _table(tables, name):
            found.add("", name, "the table is missing", "", f"a table [{name}]")
    for name in ("population", "license", "indices"):
        if not isinstance(tables.get(name, {}), dict):
            found.add("", name, "not a table", "", f"a table [{name}]")


def _check_names(tables: Mapping[str, Any], found: Entries) -> None:
    for name in ("indices", "items"):
        for key in _table(tables, name):
            if not ID.fullmatch(key):
                allowed = "lower-case letters, digits and underscores"
                found.add(f"{name}.{key}", "", "wrong form of a name", key, allowed)


def _each(model: type[E], tables: Mapping[str, Any], name: str, found: Entries) -> dict[str, E]:
    entries = _table(tables, name)
    read = {key: _valid(model, entry, f"{name}.{key}", found) for key, entry in entries.items()}
    return {key: entry for key, entry in read.items() if entry is not None}


def _valid(model: type[E], entry: object, place: str, found: Entries) -> E | None:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        for one in error.errors():
            found.add(place, *in_words(model, one))
        return None


def _check_survey(found: Entries) -> None:
    survey = found.survey
    if survey is None:
        return
    if ORDER.index(survey.before) >= ORDER.index(survey.after):
        found.add("survey", "after", "not later than before", survey.after, "a later wave")
    if survey.reliable_base < survey.smallest_base:
        rule = "below smallest_base"
        found.add("survey", "reliable_base", rule, survey.reliable_base, "at least smallest_base")
    for wave in found.population:
        if wave not in (survey.before, survey.after):
            allowed = f"{survey.before}, {survey.after}"
            found.add("population", wave, "unknown wave", wave, allowed)


def _check_scale(key: str, scale: ScaleEntry, found: Entries) -> None:
    place = f"scales.{key}"
    if len(scale.labels_da) != len(scale.labels_en):
        allowed = "as many answers in both languages"
        found.add(place, "labels_en", "the answers do not match", "", allowed)
    for name in ("labels_da", "labels_en"):
        labels = [" ".join(label.split()).casefold() for label in getattr(scale, name)]
        if len(set(labels)) < len(labels):
            found.add(place, name, "an answer is there twice", "", "each answer once")
    _check_missing(place, scale.missing, len(scale.labels_da), found)


def _check_missing(place: str, missing: Sequence[str], highest: int, found: Entries) -> None:
    answers = {str(number) for number in range(1, highest + 1)}
    for code in missing:
        if code in answers:
            allowed = f"none of 1 to {highest}"
            found.add(place, "missing", "an answer of the scale", code, allowed)


def _check_index(key: str, tables: Mapping[str, Any], found: Entries) -> None:
    items = _table(tables, "items")
    if not any(_table(items, item).get("index") == key for item in items):
        found.add(f"indices.{key}", "", "no item belongs to the index", "", "items, or no index")


def _check_item(key: str, item: ItemEntry, tables: Mapping[str, Any], found: Entries) -> None:
    place = f"items.{key}"
    if key.endswith(INDEX_ENDING):
        allowed = "another name; it would be taken for an index"
        found.add(place, "", "the name ends in _index", key, allowed)
    if key in (*NEEDED, *OPTIONAL):
        found.add(place, "", "the name is that of another column", key, "another name")
    indices = _table(tables, "indices")
    if item.index and item.index not in indices:
        allowed = "; ".join(filter(None, (", ".join(indices), "or an empty text")))
        found.add(place, "index", "unknown index", item.index, allowed)
    index = found.indices.get(item.index)
    if index is not None and index.theme != item.theme:
        found.add(place, "theme", "another theme than its index", item.theme, str(index.theme))
    waves = (found.survey.before, found.survey.after) if found.survey else ()
    for wave in item.wording:
        if waves and wave not in waves:
            found.add(place, f"wording.{wave}", "unknown wave", wave, ", ".join(waves))
    _check_scales(place, item, _table(tables, "scales"), found)


def _check_scales(place: str, item: ItemEntry, scales: Mapping[str, Any], found: Entries) -> None:
    for name in item.scale.values() if isinstance(item.scale, dict) else (item.scale,):
        if name not in scales:
            found.add(place, "scale", "unknown scale", name, ", ".join(scales))
        elif name in found.scales:
            _check_missing(place, item.missing, len(found.scales[name].labels_da), found)
    if isinstance(item.scale, dict) and set(item.scale) != set(item.wording):
        allowed = "one scale for each wave that has a wording, or one for all"
        found.add(place, "scale", "not a scale for each wave", "", allowed)


def _table(tables: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a table; an empty one where something else is there."""
    entry = tables.get(name)
    return entry if isinstance(entry, dict) else {}


def all_faults(entries: Entries) -> Iterator[Fault]:
    """Yield each fault once, in the order of the file."""
    yield from sorted(dict.fromkeys(entries.faults), key=lambda one: (one.row or 0, one.column))
