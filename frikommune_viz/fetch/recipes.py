"""Ready questions to StatBank, from ``recipes.toml``. The build does not read them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.publisher_periods import FORMS
from frikommune_viz.fetch.table_info import Choice
from frikommune_viz.model.codes import Area, Better, IndicatorKind, Theme

FILE: Final = "recipes.toml"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one indicator is fetched, and what the catalogue would say of it.

    The fields that the catalogue has too are in its words; see ``indicators.toml``. ``first`` is
    the first period asked for, ``period_form`` how the table names its periods.
    """

    name: str
    table: str
    indicator_id: str
    choices: tuple[Choice, ...]
    period_form: str
    first: str
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label_da: str
    label_en: str
    unit_da: str
    unit_en: str
    decimals: int


def read(sources: Path) -> dict[str, Recipe]:
    """Read the recipes of a folder of sources.

    Raises
    ------
    FetchError
        If the file is missing, or a recipe lacks an entry or has an unknown one or code.
    """
    path = sources / FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _recipe(name, entry) for name, entry in entries.items()}
    except FileNotFoundError as error:
        raise FetchError(f"{path}: file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FetchError(f"{path}: not valid TOML ({error})") from error
    except (TypeError, ValueError, KeyError) as error:
        raise FetchError(f"{path}: {error}") from error


def _recipe(name: str, entry: dict[str, Any]) -> Recipe:
    known = set(Recipe.__dataclass_fields__) - {"name", "choices"} | {"where"}
    if unlike := known.symmetric_difference(entry):
        raise ValueError(f"{name}: entries missing or unknown: {', '.join(sorted(unlike))}")
    if entry["period_form"] not in FORMS:
        raise ValueError(f"{name}: unknown period_form {entry['period_form']}")
    choices = tuple(
        Choice(choice["variable"], choice.get("code", ""), choice["label"])
        for choice in entry.pop("where")
    )
    codes = {"area": Area, "theme": Theme, "kind": IndicatorKind, "better": Better}
    entry |= {column: code(entry[column]) for column, code in codes.items()}
    return Recipe(name=name, choices=choices, **entry)
