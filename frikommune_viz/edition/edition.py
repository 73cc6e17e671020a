"""Open an edition and select its rows. Never computes a statistic.

An edition is a folder of Parquet tables with a ``manifest.json`` that holds the SHA-256 of each
file. It is read once per process and shared read-only by all visitors.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.edition.manifest import MANIFEST, file_faults, read_manifest
from frikommune_viz.filters import Allowed
from frikommune_viz.model.codes import Area, Status
from frikommune_viz.model.periods import shown
from frikommune_viz.model.rows import (
    Agreement,
    Assumption,
    Both,
    Event,
    Finding,
    FindingConflict,
    Gap,
    GapResult,
    Indicator,
    Initiative,
    KeyNumber,
    Municipality,
    Rule,
    Source,
    SurveyCategory,
    SurveyIndicator,
    SurveyQuestion,
    Term,
)

UNKNOWN_TABLE: Final = "the table is not one that this version of the explorer knows"
EDITIONS_FOLDER: Final = Path(__file__).parents[2] / "data"
PUBLISHED: Final = "published"
PRACTICE: Final = "practice"
"""The shipped editions, by folder: what is true, and what shows how a survey would look."""

Row = TypeVar("Row")


class EditionError(Exception):
    """An edition cannot be read. The message names the file and what is wrong with it."""


# Compared and hashed by identity: an edition is opened once, and drawn parts are kept by it.
@dataclass(frozen=True, eq=False)
class Edition:
    """All tables of one edition.

    Attributes
    ----------
    observations
        One register figure a row: ``indicator_id``, ``municipality_code``, ``period`` (str),
        ``period_end`` (int, year), ``value`` (float, in the indicator's unit), ``status``, ``note``.
    distributions
        One indicator and period a row, over the municipalities without an agreement:
        ``indicator_id``, ``period``, ``period_end``, ``count``, ``p05``, ``p25``, ``median``,
        ``p75``, ``p95`` (in the indicator's unit).
    changes
        One indicator, pair of periods and municipality a row: ``indicator_id``, ``baseline``,
        ``endline``, ``municipality_code``, ``change``, ``rank`` (1 is the greatest), ``of``,
        ``median_others`` (over the municipalities without an agreement; NaN where there is none).
    change_tests
        One change of municipalities with an agreement a row, held against one group of others:
        ``indicator_id``, ``kind``, ``baseline``, ``endline``, ``scope``, ``municipality_codes``
        (joined by ``;``), ``comparison``, ``change``, ``middle``, ``count_as_large``, ``others``,
        ``p_value``, ``standing``, ``verdict``.
    gaps, gap_results
        Gaps from the common course by ``indicator_id``; an indicator without them has no entry.
    survey_indicators, survey_questions, survey_scales
        The questions of a survey; empty where the edition has none.
    survey_results
        One indicator, place, group and wave a row: ``indicator_id``, ``scope``, ``area``,
        ``municipality_code`` (None for the area), ``respondent``, ``wave``, ``estimate`` (0–100),
        ``lower``, ``upper``, ``confidence_level``, ``base``, ``invited``, ``response_rate`` (0–1),
        ``top_two`` (0–1), ``alpha``, ``status``.
    survey_answers
        The same with ``category`` and ``share`` (0–1) for each answer.
    survey_changes
        One indicator, place and group a row: ``baseline`` and ``endline`` (waves), ``change``
        (points), ``lower``, ``upper``, ``p_value``, ``p_adjusted``, ``family_size``,
        ``effect_size``, ``base_before``, ``base_after``, ``verdict``, ``comparable``,
        ``not_comparable_reason``, ``status``.
    """

    name: str
    version: str
    date: str
    folder: Path
    files: Mapping[str, str]
    municipalities: Mapping[str, Municipality]
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    finding_conflicts: tuple[FindingConflict, ...]
    initiatives: tuple[Initiative, ...]
    rules: tuple[Rule, ...]
    figures: tuple[KeyNumber, ...]
    timeline: tuple[Event, ...]
    terms: tuple[Term, ...]
    assumptions: tuple[Assumption, ...]
    agreements: Mapping[str, Agreement]
    indicators: Mapping[str, Indicator]
    observations: pd.DataFrame
    distributions: pd.DataFrame
    changes: pd.DataFrame
    change_tests: pd.DataFrame
    gaps: Mapping[str, tuple[Gap, ...]]
    gap_results: Mapping[str, tuple[GapResult, ...]]
    survey_indicators: Mapping[str, SurveyIndicator]
    survey_questions: tuple[SurveyQuestion, ...]
    survey_scales: tuple[SurveyCategory, ...]
    survey_results: pd.DataFrame
    survey_answers: pd.DataFrame
    survey_changes: pd.DataFrame

    @cached_property
    def _observations_by_indicator(self) -> dict[str, pd.DataFrame]:
        return _by_indicator(self.observations)

    @cached_property
    def _changes_by_indicator(self) -> dict[str, pd.DataFrame]:
        return _by_indicator(self.changes)

    @cached_property
    def _periods(self) -> dict[str, tuple[str, ...]]:
        return {
            indicator_id: shown(rows["period"], self.indicators[indicator_id].first_shown)
            for indicator_id, rows in self._observations_by_indicator.items()
        }

    def observations_of(self, indicator_id: str) -> pd.DataFrame:
        """Return the register figures of one indicator, all municipalities and periods."""
        return self._observations_by_indicator[indicator_id]

    def distribution_of(self, indicator_id: str) -> pd.DataFrame:
        """Return the distribution over municipalities without agreement, one period a row."""
        return self.distributions[self.distributions["indicator_id"] == indicator_id]

    def changes_of(self, indicator_id: str) -> pd.DataFrame:
        """Return every change of one indicator; no row where no two periods compare."""
        return self._changes_by_indicator.get(indicator_id, self.changes.iloc[:0])

    def change_tests_of(self, indicator_id: str) -> pd.DataFrame:
        """Return what the changes of one indicator were held against, and what was found."""
        return self.change_tests[self.change_tests["indicator_id"] == indicator_id]

    def gaps_of(self, indicator_id: str) -> tuple[Gap, ...]:
        """Return every gap of one indicator; none where its series is too short."""
        return self.gaps.get(indicator_id, ())

    def gap_results_of(self, indicator_id: str) -> tuple[GapResult, ...]:
        """Return what the gaps of one indicator say of the municipalities with an agreement."""
        return self.gap_results.get(indicator_id, ())

    def primary_of(self, area: Area) -> Indicator | None:
        """Return the indicator that was named beforehand to answer for an area."""
        return next((row for row in self.indicators_of(area) if row.primary_reason), None)

    def indicators_of(self, area: Area) -> tuple[Indicator, ...]:
        """Return the indicators of an area, in the order of the catalogue."""
        return tuple(row for row in self.indicators.values() if row.area is area)

    def periods_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return the periods of an indicator that are shown and compared, oldest first."""
        return self._periods[indicator_id]

    def conflicts_of(self, finding_id: str) -> tuple[FindingConflict, ...]:
        """Return the conflicts a finding takes part in."""
        return tuple(
            row
            for row in self.finding_conflicts
            if finding_id in (row.finding_id_a, row.finding_id_b)
        )

    @cached_property
    def is_simulated(self) -> bool:
        """Whether any value is invented; then nothing of the edition may pass for a result."""
        return any(
            (table["status"] == Status.SIMULATED).any()
            for table in (
                self.observations,
                self.survey_results,
                self.survey_answers,
                self.survey_changes,
            )
        )

    @property
    def has_survey(self) -> bool:
        """Whether the edition holds results of a survey."""
        return bool(self.survey_indicators)

    @cached_property
    def allowed(self) -> Allowed:
        """The codes of this edition that an address may hold."""
        periods = frozenset(period for found in self._periods.values() for period in found)
        return Allowed(
            indicators=frozenset(self.indicators),
            municipalities=frozenset(self.municipalities),
            periods=periods,
            questions=frozenset(self.survey_indicators),
        )

    @cached_property
    def finding(self) -> Mapping[str, Finding]:
        """Findings by their id."""
        return {row.finding_id: row for row in self.findings}


_ROW_TYPES: Final[dict[str, tuple[type, str | None]]] = {
    "municipalities": (Municipality, "municipality_code"),
    "sources": (Source, "source_id"),
    "findings": (Finding, None),
    "finding_conflicts": (FindingConflict, None),
    "initiatives": (Initiative, None),
    "rules": (Rule, None),
    "figures": (KeyNumber, None),
    "timeline": (Event, None),
    "terms": (Term, None),
    "assumptions": (Assumption, None),
    "agreements": (Agreement, "municipality_code"),
    "indicators": (Indicator, "indicator_id"),
    "survey_indicators": (SurveyIndicator, "indicator_id"),
    "survey_questions": (SurveyQuestion, None),
    "survey_scales": (SurveyCategory, None),
}
_GROUPED: Final[dict[str, type[Any]]] = {"gaps": Gap, "gap_results": GapResult}
_PLACE: Final = ("indicator_id", "scope", "area", "municipality_code", "respondent")
_FRAMES: Final = {
    "observations": ("indicator_id", "municipality_code", "period", "value", "status"),
    "distributions": ("indicator_id", "period", "period_end", "count", "median"),
    "changes": ("indicator_id", "baseline", "endline", "municipality_code", "change"),
    "change_tests": ("indicator_id", "kind", "baseline", "endline", "municipality_codes"),
    "survey_results": (*_PLACE, "wave", "estimate", "status"),
    "survey_answers": (*_PLACE, "wave", "category", "share", "status"),
    "survey_changes": (*_PLACE, "baseline", "endline", "change", "verdict", "status"),
}
"""Tables that are read as frames, and columns that stand also where an edition has no such table."""


def faults(folder: Path) -> list[str]:
    """Compare the files of an edition with its manifest; return what is wrong, in plain words."""
    manifest, wrong = read_manifest(folder)
    if manifest is None:
        return [f"{folder / MANIFEST}: {words}" for words in wrong]
    return [f"{folder / name}: {words}" for name, words in file_faults(folder, manifest)]


def open_edition(name: str, editions_folder: Path = EDITIONS_FOLDER) -> Edition:
    """Read an edition into memory.

    Raises
    ------
    EditionError
        When a file is missing, cut off or changed since the edition was built, or holds a table
        that this version of the explorer does not know.
    """
    folder = editions_folder / name
    if wrong := faults(folder):
        raise EditionError("\n".join(wrong))
    manifest, _ = read_manifest(folder)
    assert manifest is not None
    tables: dict[str, Any] = {}
    for table, (row_type, key) in _ROW_TYPES.items():
        rows: tuple[Any, ...] = ()
        if table in manifest.tables:
            rows = _typed_rows(row_type, folder, table)
        tables[table] = {getattr(row, key): row for row in rows} if key else rows
    for table, row_type in _GROUPED.items():
        grouped: dict[str, list[Any]] = {}
        for row in _typed_rows(row_type, folder, table) if table in manifest.tables else ():
            grouped.setdefault(row.indicator_id, []).append(row)
        tables[table] = {id_: tuple(rows) for id_, rows in grouped.items()}
    for table, columns in _FRAMES.items():
        tables[table] = (
            _frame(folder, table, columns)
            if table in manifest.tables
            else pd.DataFrame(columns=[*columns])
        )
    return Edition(
        name=manifest.edition,
        version=manifest.version,
        date=manifest.date,
        folder=folder,
        files=manifest.files,
        **tables,
    )


def _typed_rows(row_type: type[Row], folder: Path, table: str) -> tuple[Row, ...]:
    try:
        return _rows(row_type, _table(folder, table))
    except (KeyError, ValueError, TypeError) as error:
        raise EditionError(f"{folder / table}.parquet: {UNKNOWN_TABLE}") from error


def _frame(folder: Path, table: str, columns: Sequence[str]) -> pd.DataFrame:
    read = _table(folder, table)
    if not set(columns) <= set(read.column_names):
        raise EditionError(f"{folder / table}.parquet: {UNKNOWN_TABLE}")
    frame: pd.DataFrame = read.to_pandas()
    return frame


def _table(folder: Path, table: str) -> pa.Table:
    try:
        return pq.read_table(folder / f"{table}.parquet")
    except (pa.ArrowException, OSError) as error:
        raise EditionError(f"{folder / table}.parquet: the file cannot be read") from error


def _by_indicator(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(id_): rows for id_, rows in table.groupby("indicator_id", sort=False)}


def _rows(row_type: type[Row], table: pa.Table) -> tuple[Row, ...]:
    hints = get_type_hints(row_type)
    convert = {field.name: _converter(hints[field.name]) for field in fields(row_type)}  # type: ignore[arg-type]
    return tuple(
        row_type(**{name: read(record, name) for name, read in convert.items()})
        for record in table.to_pylist()
    )


def _converter(kind: Any) -> Callable[[dict[str, Any], str], Any]:
    """Return a function that reads a field of type `kind` from a record of the table."""
    if kind is Both:
        return lambda record, name: Both(record[f"{name}_da"] or "", record[f"{name}_en"] or "")
    if get_origin(kind) is tuple:
        return lambda record, name: tuple(filter(None, (record[name] or "").split(";")))
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(part for part in get_args(kind) if part is not types.NoneType)
        return lambda record, name: None if record[name] is None else inner(record[name])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda record, name: kind(record[name])
    if kind is str:
        return lambda record, name: record[name] or ""
    return lambda record, name: record[name]
