"""The codebook of a survey: what was asked, the wording in each wave, and the thresholds.

``codebook.toml`` is described in ``docs/data.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from frikommune_viz.model.codes import Better, NotComparable, Theme, Wave
from frikommune_viz.model.rows import Both
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.cells import Thresholds
from frikommune_viz.pipeline.survey.codebook_entries import ItemEntry, ScaleEntry, SurveyEntry
from frikommune_viz.pipeline.survey.codebook_ties import (
    INDEX_ENDING,
    Entries,
    all_faults,
    read_entries,
)
from frikommune_viz.pipeline.survey.estimates import Rule
from frikommune_viz.pipeline.survey.input_files import CODEBOOK


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``wording``, ``scale`` and ``missing`` have each wave it was asked in.

    ``missing`` holds what stands for no answer, as it is written in the file.
    """

    item_id: str
    theme: Theme
    index_id: str
    better: Better
    label: Both
    is_reversed: bool
    wording: Mapping[Wave, Both]
    scale: Mapping[Wave, str]
    missing: Mapping[Wave, frozenset[str]]


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
        ``name``, ``title`` and ``path`` of the licence of the results; may be empty.
    """

    title: Both
    source_id: str
    before: Wave
    after: Wave
    confidence_level: float
    relevance_band: float
    thresholds: Thresholds
    fewest_workplaces: float
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
    def rule(self) -> Rule:
        """When and how sure an estimate is stated."""
        return Rule(self.confidence_level, self.fewest_workplaces, self.thresholds.smallest_base)

    @property
    def index_of(self) -> dict[str, str]:
        """The index of each item that has one."""
        return {item.item_id: item.index_id for item in self.items.values() if item.index_id}

    def highest(self, item_id: str, wave: Wave) -> int:
        """Return the highest answer of an item in a wave."""
        return len(self.scales[self.items[item_id].scale[wave]])

    def not_comparable(self, indicator_id: str) -> NotComparable | None:
        """Return why an indicator's waves cannot be compared, or None where they can.

        A wording is compared in both languages: what was asked in English is what English readers
        are told was asked. An index cannot be compared where one of its items cannot.
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
        written = path.read_text(encoding="utf-8-sig")  # a byte order mark says nothing
        tables = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fault(CODEBOOK, None, "", "the file is not valid TOML", str(error), "TOML")]
    entries = read_entries(tables, written)
    if entries.faults or entries.survey is None:
        return None, list(all_faults(entries))
    return _codebook(entries, entries.survey), []


def _codebook(entries: Entries, survey: SurveyEntry) -> Codebook:
    items = {key: _item(key, entry, entries.scales) for key, entry in entries.items.items()}
    members = {
        key: tuple(item.item_id for item in items.values() if item.index_id == _index_id(key))
        for key in entries.indices
    }
    return Codebook(
        title=Both(survey.title_da, survey.title_en),
        source_id=survey.source_id,
        before=survey.before,
        after=survey.after,
        confidence_level=survey.confidence_level,
        relevance_band=survey.relevance_band,
        thresholds=Thresholds(
            survey.smallest_base,
            survey.reliable_base,
            survey.smallest_category,
            survey.least_range,
        ),
        fewest_workplaces=survey.fewest_workplaces,
        scales={
            key: tuple(
                Both(da, en) for da, en in zip(scale.labels_da, scale.labels_en, strict=True)
            )
            for key, scale in entries.scales.items()
        },
        items=items,
        indices={
            _index_id(key): Index(
                index_id=_index_id(key),
                theme=entry.theme,
                better=entry.better,
                label=Both(entry.label_da, entry.label_en),
                items=members[key],
            )
            for key, entry in entries.indices.items()
        },
        population={
            Wave(wave): Both(words.da, words.en) for wave, words in entries.population.items()
        },
        license=entries.license.model_dump() if entries.license else {},
    )


def _item(key: str, entry: ItemEntry, scales: Mapping[str, ScaleEntry]) -> Item:
    waves = [Wave(wave) for wave in entry.wording]
    scale = {wave: entry.scale_in(wave) for wave in waves}
    return Item(
        item_id=key,
        theme=entry.theme,
        index_id=_index_id(entry.index) if entry.index else "",
        better=entry.better,
        label=Both(entry.label_da, entry.label_en),
        is_reversed=entry.reversed,
        wording={wave: Both(entry.wording[wave].da, entry.wording[wave].en) for wave in waves},
        scale=scale,
        missing={wave: frozenset({*scales[scale[wave]].missing, *entry.missing}) for wave in waves},
    )


def _index_id(key: str) -> str:
    return f"{key}{INDEX_ENDING}"


def _plain(words: Both) -> tuple[str, str]:
    """Return a wording as it is compared: spaces and case do not make another question."""
    return _same(words.da), _same(words.en)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
