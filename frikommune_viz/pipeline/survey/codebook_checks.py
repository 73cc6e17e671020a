"""Look through a codebook as it was written and tell everything that is wrong with it.

A codebook is written by hand, so anything may stand anywhere: each entry is asked for its type
before it is used. An entry that is not known is told too, for a misspelt one would be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeGuard

from frikommune_viz.model.codes import Better, Theme, Wave
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.input_files import CODEBOOK, NEEDED, OPTIONAL

INDEX_ENDING: Final = "_index"
NUMBERS: Final = {
    "confidence_level": (0.5, 0.999),
    "relevance_band": (0.0, 50.0),
}
"""Numbers of ``[survey]``, and between which they may lie."""
COUNTS: Final = {
    "smallest_base": (3, 100),
    "reliable_base": (3, 1000),
    "smallest_category": (2, 100),
}
"""Whole numbers of ``[survey]``: the thresholds of disclosure control."""
RANGES: Final = {
    "least_range": (10.0, 100.0),
}
"""Numbers of ``[survey]`` that may be left out: the default is that of :class:`.cells.Thresholds`."""

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_ORDER: Final = (Wave.BASELINE, Wave.MIDWAY, Wave.FINAL)
"""Waves that can be before and after, the earliest first."""
_NAMED: Final = ("theme", "better", "label_da", "label_en")
_LICENSE: Final = ("name", "title", "path")
_KNOWN: Final = {
    "": ("survey", "population", "license", "scales", "indices", "items"),
    "survey": ("title_da", "title_en", "source_id", "before", "after", *NUMBERS, *COUNTS, *RANGES),
    "scales": ("labels_da", "labels_en"),
    "indices": _NAMED,
    "items": (*_NAMED, "index", "scale", "reversed", "wording"),
    "license": _LICENSE,
}
"""The entries each kind of table may have."""
Entries = Mapping[str, Any]
Tell = Callable[..., Fault]


def codebook_faults(entries: Entries, written: str) -> Iterator[Fault]:
    """Tell what is wrong with a codebook.

    Parameters
    ----------
    entries
        The codebook as TOML gives it.
    written
        Its text, to find the line of a table in.
    """
    tell = _teller(written)
    for name in ("survey", "scales", "items"):
        if not _table(entries, name):
            yield tell("", name, "the table is missing", "", f"a table [{name}]")
    for name in ("indices", "population", "license"):
        if not isinstance(entries.get(name, {}), dict):
            yield tell("", name, "not a table", "", f"a table [{name}]")
    yield from _unknown(tell, "", entries, "")
    yield from _survey(tell, _table(entries, "survey"))
    yield from _population(tell, _table(entries, "population"), _waves(entries))
    license_ = _table(entries, "license")
    yield from _unknown(tell, "license", license_, "license")
    if license_:
        yield from _texts(tell, "license", license_, _LICENSE)
    for key in _table(entries, "scales"):
        yield from _scale(tell, f"scales.{key}", _table(entries, "scales", key))
    for key in _table(entries, "indices"):
        yield from _named(tell, "indices", key, _table(entries, "indices", key))
        if not any(
            _table(entries, "items", item).get("index") == key for item in _table(entries, "items")
        ):
            yield tell(f"indices.{key}", "", "no item belongs to the index", "", "items, or none")
    for key in _table(entries, "items"):
        yield from _item(tell, key, entries)


def _survey(tell: Tell, survey: Entries) -> Iterator[Fault]:
    yield from _unknown(tell, "survey", survey, "survey")
    yield from _texts(tell, "survey", survey, ("title_da", "title_en", "source_id"))
    for key in ("before", "after"):
        yield from _one_of(tell, "survey", survey, key, _ORDER)
    before, after = (survey.get(key) for key in ("before", "after"))
    if before in _ORDER and after in _ORDER and _ORDER.index(before) >= _ORDER.index(after):
        yield tell("survey", "after", "not later than before", after, "a later wave")
    given = {key: between for key, between in RANGES.items() if key in survey}
    for key, (low, high) in {**NUMBERS, **given}.items():
        if not _is_number(survey.get(key)) or not low <= survey[key] <= high:
            allowed = f"a number from {low:g} to {high:g}"
            yield tell("survey", key, "not a number in range", _shown(survey, key), allowed)
    for key, (least, most) in COUNTS.items():
        count = survey.get(key)
        if not _is_number(count) or not isinstance(count, int) or not least <= count <= most:
            allowed = f"a whole number from {least} to {most}"
            yield tell("survey", key, "not a whole number in range", _shown(survey, key), allowed)
    reliable, smallest = survey.get("reliable_base"), survey.get("smallest_base")
    if _is_number(reliable) and _is_number(smallest) and reliable < smallest:
        yield tell(
            "survey",
            "reliable_base",
            "below smallest_base",
            str(reliable),
            "at least smallest_base",
        )


def _population(tell: Tell, population: Entries, waves: Sequence[str]) -> Iterator[Fault]:
    for wave in population:
        words = _table(population, wave)
        if wave not in waves:
            yield tell("population", wave, "unknown wave", wave, ", ".join(waves))
        yield from _texts(tell, "population", words, ("da", "en"), f"{wave}.")


def _scale(tell: Tell, place: str, scale: Entries) -> Iterator[Fault]:
    yield from _unknown(tell, place, scale, "scales")
    labels = [scale.get(f"labels_{language}") for language in ("da", "en")]
    if not all(isinstance(one, list) and 2 <= len(one) <= 11 for one in labels):
        allowed = "labels_da and labels_en, each with 2 to 11 answers"
        yield tell(place, "labels_da", "the answers are missing", "", allowed)
        return
    danish, english = ([*(one or ())] for one in labels)
    if len(danish) != len(english) or not all(map(_is_text, (*danish, *english))):
        allowed = "as many answers in both languages, none empty"
        yield tell(place, "labels_en", "the answers do not match", "", allowed)


def _named(tell: Tell, kind: str, key: str, entry: Entries) -> Iterator[Fault]:
    """Tell what is wrong with what an index and an item have in common."""
    place = f"{kind}.{key}"
    yield from _unknown(tell, place, entry, kind)
    if not _ID.fullmatch(key):
        yield tell(
            place, "", "wrong form of a name", key, "lower-case letters, digits and underscores"
        )
    yield from _texts(tell, place, entry, ("label_da", "label_en"))
    yield from _one_of(tell, place, entry, "theme", tuple(Theme))
    yield from _one_of(tell, place, entry, "better", tuple(Better))


def _item(tell: Tell, key: str, entries: Entries) -> Iterator[Fault]:
    place, item = f"items.{key}", _table(entries, "items", key)
    yield from _named(tell, "items", key, item)
    if key.endswith(INDEX_ENDING):
        allowed = "another name; it would be taken for an index"
        yield tell(place, "", "the name ends in _index", key, allowed)
    if key in (*NEEDED, *OPTIONAL):
        yield tell(place, "", "the name is that of another column", key, "another name")
    if not isinstance(item.get("reversed"), bool):
        yield tell(
            place, "reversed", "not true or false", _shown(item, "reversed"), "true or false"
        )
    indices, index = _table(entries, "indices"), item.get("index")
    if index != "" and not _among(index, indices):
        allowed = "; ".join(filter(None, (", ".join(indices), "or an empty text")))
        yield tell(place, "index", "unknown index", _shown(item, "index"), allowed)
    elif index and item.get("theme") != _table(indices, index).get("theme"):
        yield tell(place, "theme", "another theme than its index", "", "the same theme")
    yield from _wording(tell, place, item, _waves(entries))
    yield from _scales(tell, place, item, _table(entries, "scales"))


def _wording(tell: Tell, place: str, item: Entries, waves: Sequence[str]) -> Iterator[Fault]:
    wording = _table(item, "wording")
    if not wording:
        yield tell(place, "wording", "the wording is missing", "", "a wording per wave")
    for wave in wording:
        words = _table(wording, wave)
        if wave not in waves:
            yield tell(place, "wording", "unknown wave", wave, ", ".join(waves))
        if not all(_is_text(words.get(language)) for language in ("da", "en")):
            yield tell(place, f"wording.{wave}", "a language is missing", "", "da and en")


def _scales(tell: Tell, place: str, item: Entries, scales: Entries) -> Iterator[Fault]:
    scale = item.get("scale")
    for one in scale.values() if isinstance(scale, dict) else [scale]:
        if not _among(one, scales):
            yield tell(place, "scale", "unknown scale", str(one or ""), ", ".join(scales))
    if isinstance(scale, dict) and set(scale) != set(_table(item, "wording")):
        allowed = "one scale for each wave that has a wording, or one for all"
        yield tell(place, "scale", "not a scale for each wave", "", allowed)


def _unknown(tell: Tell, place: str, entry: Entries, kind: str) -> Iterator[Fault]:
    for key in entry:
        if key not in _KNOWN[kind]:
            yield tell(place, key, "unknown entry", key, ", ".join(_KNOWN[kind]))


def _texts(
    tell: Tell, place: str, entry: Entries, keys: Sequence[str], before: str = ""
) -> Iterator[Fault]:
    for key in keys:
        if not _is_text(entry.get(key)):
            yield tell(place, f"{before}{key}", "the entry is missing or empty", "", "a text")


def _one_of(
    tell: Tell, place: str, entry: Entries, key: str, codes: Sequence[str]
) -> Iterator[Fault]:
    if not _among(entry.get(key), tuple(map(str, codes))):
        yield tell(place, key, "unknown code", _shown(entry, key), ", ".join(map(str, codes)))


def _teller(written: str) -> Tell:
    """Give a function that says what is wrong, with the line where that can be found."""
    lines = written.split("\n")

    def tell(place: str, key: str, rule: str, found: str, allowed: str) -> Fault:
        start = f"[{place}]"
        line = next((n for n, one in enumerate(lines, start=1) if one.startswith(start)), None)
        return Fault(CODEBOOK, line, f"{place}.{key}".strip("."), rule, found, allowed)

    return tell


def _waves(entries: Entries) -> tuple[str, ...]:
    survey = _table(entries, "survey")
    return tuple(str(survey.get(key, "")) for key in ("before", "after"))


def _table(entries: Entries, *keys: str) -> dict[str, Any]:
    """Return the table at the end of the path; an empty one where something else stands."""
    found: Any = entries
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _shown(entry: Entries, key: str) -> str:
    return str(entry.get(key, ""))


def _among(given: object, codes: Sequence[str] | Mapping[str, Any]) -> bool:
    return isinstance(given, str) and given in codes


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _is_number(given: object) -> TypeGuard[float]:
    """Say whether it is a number; TOML's true and false are none, though Python's are."""
    return isinstance(given, (int, float)) and not isinstance(given, bool)
