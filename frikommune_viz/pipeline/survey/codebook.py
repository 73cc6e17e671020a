"""The codebook of a survey: what was asked, how it was worded in each wave, when to keep silent.

``codebook.toml`` is described in ``docs/data.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frikommune_viz.model.codes import Better, NotComparable, Theme, Wave
from frikommune_viz.model.rows import Both
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.cells import Thresholds
from frikommune_viz.pipeline.survey.codebook_checks import (
    COUNTS,
    INDEX_ENDING,
    RANGES,
    codebook_faults,
)
from frikommune_viz.pipeline.survey.input_files import CODEBOOK


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
        return None, [Fault(CODEBOOK, None, "", "file is missing", "", f"a file {CODEBOOK}")]
    try:
        written = path.read_text(encoding="utf-8")
        entries = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fault(CODEBOOK, None, "", "the file is not valid TOML", str(error), "TOML")]
    faults = list(codebook_faults(entries, written))
    return (None, faults) if faults else (_codebook(entries), [])


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
            **{name: survey[name] for name in (*COUNTS, *RANGES) if name in survey}
        ),
        scales={
            key: tuple(
                Both(da, en) for da, en in zip(scale["labels_da"], scale["labels_en"], strict=True)
            )
            for key, scale in entries["scales"].items()
        },
        items=items,
        indices={
            f"{key}{INDEX_ENDING}": Index(
                index_id=f"{key}{INDEX_ENDING}",
                theme=Theme(entry["theme"]),
                better=Better(entry["better"]),
                label=_both(entry, "label"),
                items=tuple(
                    item.item_id
                    for item in items.values()
                    if item.index_id == f"{key}{INDEX_ENDING}"
                ),
            )
            for key, entry in indices.items()
            if any(item.index_id == f"{key}{INDEX_ENDING}" for item in items.values())
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
        index_id=f"{entry['index']}{INDEX_ENDING}" if entry["index"] else "",
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
