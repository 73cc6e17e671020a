"""Derive the columns of a table from the fields of its row type."""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Union, get_args, get_origin, get_type_hints

from frikommune_viz.model.codes import Respondent, Scope, Status
from frikommune_viz.model.rows import Both
from frikommune_viz.pipeline.columns import Column, Kind, Table

TARGETS: Final = {
    "municipality_code": "municipalities",
    "municipality_codes": "municipalities",
    "other_code": "municipalities",
    "source_id": "sources",
    "today_source_id": "sources",
    "page_source_id": "sources",
    "also_source_ids": "sources",
    "source_ids": "sources",
    "finding_id": "findings",
    "finding_ids": "findings",
    "finding_id_a": "findings",
    "finding_id_b": "findings",
    "retells": "findings",
    "indicator_id": "indicators",
    "answers_id": "indicators",
    "index": "survey_indicators",
    "items": "survey_indicators",
    "initiative_id": "initiatives",
    "rule_id": "rules",
    "rule_ids": "rules",
    "figure_id": "figures",
    "term_id": "terms",
    "assumption": "assumptions",
}
"""Columns that hold ids, and the table in which each id is defined."""

DATES: Final = frozenset(
    {"date", "valid_from", "valid_to", "today_date", "start", "end", "retrieved"}
)
PERIODS: Final = frozenset(
    {
        *("period", "year", "baseline", "endline"),
        *("break_after", "first_shown", "default_baseline", "default_endline"),
    }
)

MAY_BE_EMPTY: Final = {
    "sources": {"author", "date", "url", "note"},
    "findings": {
        *("subgroup", "about_subgroup", "unit", "caveat"),
        *("also_source_ids", "source_locator", "retells", "moved"),
    },
    "initiatives": {
        *("period", "reported_result", "changed"),
        *("also_source_ids", "rule_ids", "finding_ids"),
    },
    "rules": {"legal_reference", "valid_from", "valid_to", "note", "today", "today_date"},
    "figures": {"year", "note"},
    "agreements": {"programme"},
    "indicators": {
        *("break_after", "first_shown"),
        *("default_baseline", "default_endline", "default_reason"),
        *("primary_reason", "relevant_difference_reason"),
        *("table", "table_url"),
    },
    "observations": {"note"},
    "survey_indicators": {"index", "items"},
}
"""Columns whose type alone does not say that a cell may be empty."""

_SURVEY_STATUSES: Final = (
    Status.NORMAL,
    Status.SIMULATED,
    Status.LOW_RELIABILITY,
    Status.FEW_WORKPLACES,
    Status.SUPPRESSED,
    Status.PROTECTS_ANOTHER,
    Status.NOT_COLLECTED,
    Status.NOT_APPLICABLE,
)
_SURVEY: Final[Mapping[str, tuple[StrEnum, ...]]] = {
    "scope": (Scope.AREA, Scope.MUNICIPALITY),
    "respondent": (Respondent.STAFF, Respondent.LEADERS),
    "status": _SURVEY_STATUSES,
}
ALLOWED_CODES: Final[Mapping[str, Mapping[str, tuple[StrEnum, ...]]]] = {
    "change_tests": {"scope": (Scope.MUNICIPALITY, Scope.AREA)},
    "survey_results": _SURVEY,
    "survey_answers": _SURVEY,
    "survey_changes": _SURVEY,
    "survey_differences": _SURVEY,
    "true_parameters": {**_SURVEY, "status": (Status.SIMULATED,)},
}
"""Columns that hold only some codes of their vocabulary, by table."""

YES_OR_NO: Final = ("yes", "no")
"""How a truth value is written in a table."""


def table_of(
    name: str,
    row_type: type,
    key: tuple[str, ...],
    *,
    file: str = "",
    built: tuple[str, ...] = (),
    indicators: str = "indicators",
) -> Table:
    """Return the table of a row type.

    Parameters
    ----------
    name
        Name of the table.
    row_type
        A dataclass of :mod:`frikommune_viz.model.rows`.
    key
        The columns that identify a row.
    file
        The source file; empty for a table that the pipeline computes.
    built
        Columns of a source table that the pipeline computes.
    indicators
        The table in which ``indicator_id`` is defined.

    Examples
    --------
    >>> from frikommune_viz.model.rows import SurveyCategory
    >>> table = table_of("survey_scales", SurveyCategory, ("scale_id", "category"))
    >>> [(column.name, str(column.kind)) for column in table.columns]
    [('scale_id', 'text'), ('category', 'integer'), ('label_da', 'text'), ('label_en', 'text')]
    """
    targets = {**TARGETS, "indicator_id": indicators}
    columns: list[Column] = []
    for field, hint in get_type_hints(row_type).items():
        kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
        optional = get_origin(hint) in (Union, types.UnionType)
        empty = optional or field in MAY_BE_EMPTY.get(name, set())
        if hint is Both:
            columns += [Column(f"{field}_{lang}", Kind.TEXT, empty) for lang in ("da", "en")]
        else:
            allowed = ALLOWED_CODES.get(name, {}).get(field, ())
            columns.append(
                _column(field, kinds[0] if optional else hint, targets, allowed, empty=empty)
            )
    return Table(name, file, key, tuple(columns), built)


def _column(
    name: str,
    hint: object,
    targets: Mapping[str, str],
    allowed: tuple[StrEnum, ...],
    *,
    empty: bool,
) -> Column:
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if isinstance(item, type) and issubclass(item, StrEnum):
            return Column(name, Kind.CODES, empty, codes=tuple(item))
        return Column(name, Kind.IDS, empty, target=targets[name])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Column(name, Kind.CODE, empty, codes=tuple(str(code) for code in allowed or hint))
    if hint is bool:
        return Column(name, Kind.CODE, empty, codes=YES_OR_NO)
    if hint is float:
        return Column(name, Kind.NUMBER, empty)
    if hint is int:
        return Column(name, Kind.INTEGER, empty, target=targets.get(name, ""))
    if name in DATES:
        return Column(name, Kind.DATE, empty)
    if name in PERIODS:
        return Column(name, Kind.PERIOD, empty)
    if name in targets:
        return Column(name, Kind.ID, empty, target=targets[name])
    return Column(name, Kind.TEXT, empty)
