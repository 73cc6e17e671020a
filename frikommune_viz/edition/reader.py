"""Open an edition: check its files against the manifest, and read each table into typed rows.

An edition is a folder of Parquet tables with a ``manifest.json`` that holds the SHA-256 of each
file. A table is read by its row type (:mod:`frikommune_viz.model.rows`): it must have the columns
that follow from the fields, of the types that follow from them, and no others.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.edition.edition import EDITIONS_FOLDER, Edition, EditionError
from frikommune_viz.edition.leftovers import said_of
from frikommune_viz.edition.manifest import MANIFEST, Manifest, file_faults, read_manifest
from frikommune_viz.model.rows import (
    Agreement,
    Assumption,
    Both,
    Change,
    ChangeTest,
    Distribution,
    Event,
    Finding,
    FindingConflict,
    Gap,
    GapResult,
    Indicator,
    Initiative,
    KeyNumber,
    Municipality,
    Observation,
    Rule,
    Source,
    SurveyAnswer,
    SurveyCategory,
    SurveyChange,
    SurveyDifference,
    SurveyIndicator,
    SurveyQuestion,
    SurveyResult,
    Term,
)

UNKNOWN_TABLE: Final = "the table is not one that this version of the explorer knows"

Row = TypeVar("Row")


class _OfIndicator(Protocol):
    @property
    def indicator_id(self) -> str: ...


Grouped = TypeVar("Grouped", bound=_OfIndicator)

_BY_ID: Final[Mapping[str, tuple[type[Any], str]]] = {
    "municipalities": (Municipality, "municipality_code"),
    "sources": (Source, "source_id"),
    "agreements": (Agreement, "municipality_code"),
    "indicators": (Indicator, "indicator_id"),
    "survey_indicators": (SurveyIndicator, "indicator_id"),
}
_IN_ORDER: Final[Mapping[str, type[Any]]] = {
    "findings": Finding,
    "finding_conflicts": FindingConflict,
    "initiatives": Initiative,
    "rules": Rule,
    "figures": KeyNumber,
    "timeline": Event,
    "terms": Term,
    "assumptions": Assumption,
    "survey_questions": SurveyQuestion,
    "survey_scales": SurveyCategory,
}
_BY_INDICATOR: Final[Mapping[str, type[Any]]] = {
    "observations": Observation,
    "distributions": Distribution,
    "changes": Change,
    "change_tests": ChangeTest,
    "gaps": Gap,
    "gap_results": GapResult,
    "survey_results": SurveyResult,
    "survey_answers": SurveyAnswer,
    "survey_changes": SurveyChange,
    "survey_differences": SurveyDifference,
}


def faults(folder: Path) -> list[str]:
    """Compare the files of an edition with its manifest; return what is wrong, in plain words."""
    manifest, wrong = read_manifest(folder)
    if manifest is None:
        return [*(f"{folder / MANIFEST}: {words}" for words in wrong), *said_of(folder)]
    return [f"{folder / name}: {words}" for name, words in file_faults(folder, manifest)]


def open_edition(name: str, editions_folder: Path = EDITIONS_FOLDER) -> Edition:
    """Read an edition into memory.

    Parameters
    ----------
    name
        Name of its folder.
    editions_folder
        The folder that holds the editions.

    Raises
    ------
    EditionError
        When a file is missing, cut off or changed since the edition was built, or a table lacks a
        column, has one too many, or holds a code that this version of the explorer does not know.

    Examples
    --------
    >>> edition = open_edition("published")
    >>> edition.municipalities["561"].name
    'Esbjerg'
    >>> edition.observations_of("absence_grade_7_9")[0].period
    '2019/20'
    """
    folder = editions_folder / name
    if wrong := faults(folder):
        raise EditionError("\n".join(wrong))
    manifest, _ = read_manifest(folder)
    assert manifest is not None
    return Edition(
        name=manifest.edition,
        version=manifest.version,
        date=manifest.date,
        folder=folder,
        files=manifest.files,
        **_tables(folder, manifest),
    )


def by_indicator(rows: Iterable[Grouped]) -> dict[str, tuple[Grouped, ...]]:
    """Group rows by their ``indicator_id``, in the order they come.

    Examples
    --------
    >>> from frikommune_viz.model.codes import Wave
    >>> from frikommune_viz.model.rows import Both, SurveyQuestion
    >>> rows = [
    ...     SurveyQuestion("trust", Wave.BASELINE, Both("", ""), "agreement"),
    ...     SurveyQuestion("trust", Wave.FINAL, Both("", ""), "agreement"),
    ... ]
    >>> [row.wave.value for row in by_indicator(rows)["trust"]]
    ['baseline', 'final']
    """
    grouped: dict[str, list[Grouped]] = {}
    for row in rows:
        grouped.setdefault(row.indicator_id, []).append(row)
    return {indicator_id: tuple(found) for indicator_id, found in grouped.items()}


def _tables(folder: Path, manifest: Manifest) -> dict[str, Any]:
    def rows(table: str, row_type: type[Row]) -> tuple[Row, ...]:
        return _read(row_type, folder / f"{table}.parquet") if table in manifest.tables else ()

    return {
        **{
            table: {getattr(row, key): row for row in rows(table, row_type)}
            for table, (row_type, key) in _BY_ID.items()
        },
        **{table: rows(table, row_type) for table, row_type in _IN_ORDER.items()},
        **{table: by_indicator(rows(table, row_type)) for table, row_type in _BY_INDICATOR.items()},
    }


def _read(row_type: type[Row], path: Path) -> tuple[Row, ...]:
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise EditionError(f"{path}: the file cannot be read") from error
    if wrong := "; ".join(_column_faults(row_type, table.schema)):
        raise EditionError(f"{path}: {UNKNOWN_TABLE}: {wrong}")
    return _rows(row_type, table, path)


def _column_faults(row_type: type, schema: pa.Schema) -> Iterator[str]:
    """Yield a fault for each column that is missing, of another type, or not known."""
    known = {
        column: _arrow_type(kind)
        for field, kind in get_type_hints(row_type).items()
        for column in _columns(field, kind)
    }
    for column, arrow_type in known.items():
        if column not in schema.names:
            yield f"the column {column} is missing"
        elif schema.field(column).type != arrow_type:
            yield f"the column {column} is of type {schema.field(column).type}, not {arrow_type}"
    for column in schema.names:
        if column not in known:
            yield f"the column {column} is not known"


def _columns(field: str, kind: Any) -> tuple[str, ...]:
    return (f"{field}_da", f"{field}_en") if kind is Both else (field,)


def _arrow_type(kind: Any) -> pa.DataType:
    numbers = {int: pa.int64(), float: pa.float64()}
    return numbers.get(_inner(kind), pa.string())


def _inner(kind: Any) -> Any:
    """Return the type of a cell that is not empty."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not types.NoneType)
    return kind


def _rows(row_type: type[Row], table: pa.Table, path: Path) -> tuple[Row, ...]:
    """Return the rows of a table, read column by column: an edition has some 40,000 of them."""
    hints = get_type_hints(row_type)
    columns = []
    for field in fields(row_type):  # type: ignore[arg-type]
        try:
            read = [
                _cells(
                    _inner(hints[field.name]), table.column(name), empty=_empty(hints[field.name])
                )
                for name in _columns(field.name, hints[field.name])
            ]
        except ValueError as error:
            raise EditionError(f"{path}: {UNKNOWN_TABLE}: {field.name}: {error}") from error
        columns.append(
            read[0] if len(read) == 1 else [Both(*texts) for texts in zip(*read, strict=True)]
        )
    return tuple(map(row_type, *columns))


_NEVER: Final = object()


def _empty(kind: Any) -> Any:
    """Return what an empty cell of a type is read as; a number or a code is never empty."""
    if kind in (str, Both):
        return ""
    if get_origin(kind) is tuple:
        return ()
    return _NEVER if _inner(kind) is kind else None


def _cells(kind: Any, column: pa.ChunkedArray, *, empty: Any) -> Sequence[Any]:
    """Return the cells of a column; equal texts are read once and shared."""
    if empty is _NEVER and column.null_count:
        raise ValueError("a cell is empty")
    if not pa.types.is_string(column.type):
        cells: list[Any] = column.to_pylist()
        return cells
    coded = column.combine_chunks().dictionary_encode()
    read = _converter(kind)
    values = [read(text) for text in coded.dictionary.to_pylist()]
    return [empty if index is None else values[index] for index in coded.indices.to_pylist()]


def _converter(kind: Any) -> Callable[[str], Any]:
    """Return a function that reads a text of the table as a value of type `kind`."""
    if get_origin(kind) is tuple:
        item = _converter(get_args(kind)[0])
        return lambda text: tuple(item(part) for part in text.split(";") if part)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is bool:
        return _truth
    return str


def _truth(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{text!r} is neither yes nor no")
    return text == "yes"
