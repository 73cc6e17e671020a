"""What each table holds: columns, kinds and links, derived from the rows of the model.

The schema, the Parquet types, the data package and the data dictionary all follow from here.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Union, get_args, get_origin, get_type_hints

from frikommune_viz.model.codes import ChangeKind, Comparison, Note, PlaceboVerdict, Scope, Status
from frikommune_viz.model.rows import (
    Agreement,
    Assumption,
    Both,
    Event,
    Finding,
    FindingConflict,
    Indicator,
    Initiative,
    KeyNumber,
    Municipality,
    Rule,
    Source,
    Term,
)
from frikommune_viz.pipeline.columns import Column, Kind, Table
from frikommune_viz.pipeline.survey_schema import PRACTICE_TABLES, SURVEY_TABLES


@dataclass(frozen=True, slots=True)
class Observation:
    """One register figure. ``period_end`` is the year in which the period ends."""

    indicator_id: str
    municipality_code: str
    period: str
    period_end: int
    value: float | None
    status: Status
    note: tuple[Note, ...]


TARGETS: Final = {
    "municipality_code": "municipalities",
    "municipality_codes": "municipalities",
    "source_id": "sources",
    "also_source_ids": "sources",
    "source_ids": "sources",
    "finding_id": "findings",
    "finding_id_a": "findings",
    "finding_id_b": "findings",
    "retells": "findings",
    "indicator_id": "indicators",
    "initiative_id": "initiatives",
    "rule_id": "rules",
    "figure_id": "figures",
    "term_id": "terms",
    "assumption": "assumptions",
}
"""Columns that hold ids, and the table in which each id is defined."""

DATES: Final = frozenset({"date", "valid_from", "valid_to", "start", "end", "retrieved"})
PERIODS: Final = frozenset({"period", "year", "break_after"})

MAY_BE_EMPTY: Final = {
    "sources": {"author", "date", "url", "note"},
    "findings": {"subgroup", "unit", "caveat", "also_source_ids", "source_locator", "retells"},
    "initiatives": {"period", "reported_result", "also_source_ids"},
    "rules": {"legal_reference", "valid_from", "valid_to", "note"},
    "figures": {"year", "note"},
    "agreements": {"programme"},
    "indicators": {"break_after"},
    "observations": {"note"},
}
"""Columns whose type alone does not say that a cell may be empty."""


def _columns(table: str, row_type: type) -> tuple[Column, ...]:
    """Columns of a table, in the order of the fields of its row type."""
    columns = []
    for name, hint in get_type_hints(row_type).items():
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        optional = get_origin(hint) in (Union, types.UnionType)
        empty = optional or name in MAY_BE_EMPTY.get(table, set())
        if hint is Both:
            columns += [Column(f"{name}_{lang}", Kind.TEXT, empty) for lang in ("da", "en")]
        else:
            columns.append(_column(name, kinds[0] if optional else hint, empty=empty))
    return tuple(columns)


def _column(name: str, hint: object, *, empty: bool) -> Column:
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if isinstance(item, type) and issubclass(item, StrEnum):
            return Column(name, Kind.CODES, empty, codes=tuple(item))
        return Column(name, Kind.IDS, empty, target=TARGETS[name])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Column(name, Kind.CODE, empty, codes=tuple(str(code) for code in hint))
    if hint is float:
        return Column(name, Kind.NUMBER, empty)
    if hint is int:
        return Column(name, Kind.INTEGER, empty, target=TARGETS.get(name, ""))
    if name in DATES:
        return Column(name, Kind.DATE, empty)
    if name in PERIODS:
        return Column(name, Kind.PERIOD, empty)
    if name in TARGETS:
        return Column(name, Kind.ID, empty, target=TARGETS[name])
    return Column(name, Kind.TEXT, empty)


def _table(
    name: str,
    file: str,
    row_type: type,
    key: tuple[str, ...],
    built: tuple[str, ...] = (),
) -> Table:
    return Table(name, file, key, _columns(name, row_type), built)


TABLES: Final = {
    table.name: table
    for table in (
        _table("municipalities", "municipalities.csv", Municipality, ("municipality_code",)),
        _table("sources", "sources.csv", Source, ("source_id",)),
        _table("findings", "findings.csv", Finding, ("finding_id",)),
        _table(
            "finding_conflicts",
            "finding_conflicts.csv",
            FindingConflict,
            ("finding_id_a", "finding_id_b"),
        ),
        _table("initiatives", "initiatives.csv", Initiative, ("initiative_id",)),
        _table("rules", "rules.csv", Rule, ("rule_id",)),
        _table("figures", "key_numbers.csv", KeyNumber, ("figure_id",)),
        _table("timeline", "timeline.csv", Event, ("date", "title_da")),
        _table("terms", "terms.csv", Term, ("term_id",)),
        _table("assumptions", "assumptions.csv", Assumption, ("assumption",)),
        _table("agreements", "agreements.csv", Agreement, ("municipality_code",)),
        _table("indicators", "indicators.toml", Indicator, ("indicator_id",)),
        _table(
            "observations",
            "register/*.csv",
            Observation,
            ("indicator_id", "municipality_code", "period"),
            built=("period_end",),
        ),
    )
}
"""Every table of the published edition, in the order they are listed."""

DISTRIBUTIONS: Final = Table(
    "distributions",
    "",
    ("indicator_id", "period"),
    (
        Column("indicator_id", Kind.ID, may_be_empty=False, target="indicators"),
        Column("period", Kind.PERIOD, may_be_empty=False),
        Column("period_end", Kind.INTEGER, may_be_empty=False),
        Column("count", Kind.INTEGER, may_be_empty=False),
        *(
            Column(name, Kind.NUMBER, may_be_empty=False)
            for name in ("p05", "p25", "median", "p75", "p95")
        ),
    ),
)
"""Computed by the build alone: how the municipalities without an agreement lie."""

CHANGES: Final = Table(
    "changes",
    "",
    ("indicator_id", "baseline", "endline", "municipality_code"),
    (
        Column("indicator_id", Kind.ID, may_be_empty=False, target="indicators"),
        Column("baseline", Kind.PERIOD, may_be_empty=False),
        Column("endline", Kind.PERIOD, may_be_empty=False),
        Column("municipality_code", Kind.ID, may_be_empty=False, target="municipalities"),
        Column("change", Kind.NUMBER, may_be_empty=False),
        Column("rank", Kind.INTEGER, may_be_empty=False),
        Column("of", Kind.INTEGER, may_be_empty=False),
        Column("median_others", Kind.NUMBER, may_be_empty=True),
    ),
)
"""Computed by the build alone: the change of each municipality, over every pair of periods."""

CHANGE_TESTS: Final = Table(
    "change_tests",
    "",
    ("indicator_id", "kind", "baseline", "endline", "municipality_codes", "comparison"),
    (
        Column("indicator_id", Kind.ID, may_be_empty=False, target="indicators"),
        Column("kind", Kind.CODE, may_be_empty=False, codes=tuple(ChangeKind)),
        Column("baseline", Kind.PERIOD, may_be_empty=False),
        Column("endline", Kind.PERIOD, may_be_empty=False),
        Column("scope", Kind.CODE, may_be_empty=False, codes=(Scope.MUNICIPALITY, Scope.AREA)),
        Column("municipality_codes", Kind.IDS, may_be_empty=False, target="municipalities"),
        Column("comparison", Kind.CODE, may_be_empty=False, codes=tuple(Comparison)),
        Column("change", Kind.NUMBER, may_be_empty=False),
        Column("median_others", Kind.NUMBER, may_be_empty=False),
        Column("count_as_large", Kind.INTEGER, may_be_empty=False),
        Column("others", Kind.INTEGER, may_be_empty=False),
        Column("share_as_large", Kind.NUMBER, may_be_empty=False),
        Column("p_value", Kind.NUMBER, may_be_empty=False),
        Column("family_size", Kind.INTEGER, may_be_empty=False),
        Column("p_adjusted", Kind.NUMBER, may_be_empty=False),
        Column("least_p_adjusted", Kind.NUMBER, may_be_empty=False),
        Column("verdict", Kind.CODE, may_be_empty=False, codes=tuple(PlaceboVerdict)),
    ),
)
"""Computed by the build alone: whether the changes of municipalities with an agreement stand out."""

COMPUTED: Final = {table.name: table for table in (DISTRIBUTIONS, CHANGES, CHANGE_TESTS)}

EDITION_TABLES: Final = {**TABLES, **COMPUTED, **SURVEY_TABLES, **PRACTICE_TABLES}
"""Every table an edition may have; those without rows are not written."""
