"""StatBank's description of a table, and the choice of one value for each of its variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from frikommune_viz.fetch.fetch_error import FetchError

MOST_LISTED: Final = 40
"""Values listed in a message; a variable of ages has over a hundred."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its id in questions, its Danish name, and its values by code."""

    id: str
    text: str
    is_time: bool
    values: Mapping[str, str]

    def is_called(self, name: str) -> bool:
        """Return whether the id or the Danish name is `name`, ignoring case."""
        return name.casefold() in (self.id.casefold(), self.text.casefold())

    def listed(self) -> str:
        """Return the values as a list in one line."""
        shown = [f"{code} = {text}" for code, text in list(self.values.items())[:MOST_LISTED]]
        more = len(self.values) - len(shown)
        return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table with its variables, by role."""

    id: str
    title: str
    unit: str
    updated: str
    area: Variable
    time: Variable
    others: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one variable: by its label, its code, or both, which must then agree.

    Attributes
    ----------
    variable
        Id or Danish name of the variable.
    code
        Code of the value, or empty.
    label
        Danish label of the value, or empty.
    """

    variable: str
    code: str = ""
    label: str = ""

    def __str__(self) -> str:
        return " = ".join(part for part in (self.code, self.label) if part)


def read(described: Any, municipalities: Mapping[str, str]) -> TableInfo:
    """Parse the response of ``tableinfo``.

    The variable of areas is the one that holds most of the codes of the municipalities; its name
    differs from table to table.

    Raises
    ------
    FetchError
        If the response is no such description, or lacks exactly one variable of either kind.
    """
    try:
        variables = [
            Variable(
                id=str(variable["id"]),
                text=str(variable["text"]),
                is_time=bool(variable["time"]),
                values={str(value["id"]): str(value["text"]) for value in variable["values"]},
            )
            for variable in described["variables"]
        ]
        table, title, unit = (
            str(described["id"]),
            str(described["text"]),
            str(described.get("unit", "")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise FetchError(f"tableinfo does not describe a table (no {error})") from error
    times = [variable for variable in variables if variable.is_time]
    areas = [
        v for v in variables if 2 * len(set(v.values) & set(municipalities)) > len(municipalities)
    ]
    if len(times) != 1 or len(areas) != 1:
        names = ", ".join(f"{variable.id} ({variable.text})" for variable in variables)
        raise FetchError(
            f"{table} is no table by municipality and time; its variables are: {names}"
        )
    others = tuple(v for v in variables if v not in (times[0], areas[0]))
    updated = str(described.get("updated", ""))
    return TableInfo(table, title, unit, updated, areas[0], times[0], others)


def choose(table: TableInfo, own: Sequence[Choice], ready: Sequence[Choice] = ()) -> dict[str, str]:
    """Return the code of one value for each variable except area and time.

    Parameters
    ----------
    table
        The table's variables and values.
    own
        Choices made by hand; each must match a variable.
    ready
        Choices of a recipe, for variables not chosen by hand.

    Returns
    -------
    dict
        Code by id of the variable, in the table's order.

    Raises
    ------
    FetchError
        If a variable has no choice, or a choice matches nothing; the values that exist are listed.
        Nothing is ever guessed.
    """
    faults = [_no_variable(table, choice) for choice in own if not _fits(table, choice)]
    chosen: dict[str, str] = {}
    for variable in table.others:
        meant = _meant(variable, own) or _meant(variable, ready)
        codes = _codes(variable, meant[0]) if len(meant) == 1 else []
        if len(codes) == 1:
            chosen[variable.id] = codes[0]
            continue
        why = f'has no value "{meant[0]}"' if len(meant) == 1 else f"has {len(meant)} choices"
        faults.append(
            f"{variable.id} ({variable.text}) {why}; choose one with "
            f"--where {variable.id}=CODE; there are: {variable.listed()}"
        )
    if faults:
        faults += [_no_variable(table, choice) for choice in ready if not _fits(table, choice)]
        raise FetchError("\n".join(f"{table.id}: {fault}" for fault in faults))
    return chosen


def _meant(variable: Variable, choices: Sequence[Choice]) -> list[Choice]:
    return [choice for choice in choices if variable.is_called(choice.variable)]


def _fits(table: TableInfo, choice: Choice) -> bool:
    return any(variable.is_called(choice.variable) for variable in table.others)


def _no_variable(table: TableInfo, choice: Choice) -> str:
    names = ", ".join(f"{variable.id} ({variable.text})" for variable in table.others)
    return f'there is no variable "{choice.variable}" to choose of; there are: {names or "none"}'


def _codes(variable: Variable, choice: Choice) -> list[str]:
    """Return the codes that match label and code; without either, none does."""
    return [
        code
        for code, label in variable.values.items()
        if (choice.label or choice.code)
        and choice.code in ("", code)
        and choice.label.casefold() in ("", label.strip().casefold())
    ]
