"""Ready questions to the two services, from ``recipes.toml``. The build does not read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.publisher_periods import FORMS
from frikommune_viz.fetch.signs import decided
from frikommune_viz.fetch.table_info import Choice
from frikommune_viz.fetch.uddannelsesstatistik import Question
from frikommune_viz.model.codes import Area, Better, IndicatorKind, Theme

FILE: Final = "recipes.toml"


STATBANK: Final = "statbank"
UDDANNELSESSTATISTIK: Final = "uddannelsesstatistik"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one indicator is fetched, and what the catalogue would say of it.

    The fields that the catalogue has too are in its words; see ``indicators.toml``.

    Attributes
    ----------
    service
        Which of the two services is asked.
    table, choices, first
        A table of StatBank, one value of each variable, and the first period asked for.
    question
        The question to uddannelsesstatistik.dk; None for StatBank.
    period_form
        How the publisher names the periods.
    signs
        What each sign in the table becomes, by sign.
    """

    name: str
    service: str
    table: str
    indicator_id: str
    choices: tuple[Choice, ...]
    question: Question | None
    period_form: str
    first: str
    signs: Mapping[str, str]
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label_da: str
    label_en: str
    unit_da: str
    unit_en: str
    decimals: int


_OF_STATBANK: Final = {"table", "first", "where"}
_COMPUTED: Final = {"name", "service", "table", "first", "choices", "question", "signs"}


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
    except (TypeError, ValueError, KeyError, FetchError) as error:
        raise FetchError(f"{path}: {error}") from error


def _recipe(name: str, entry: dict[str, Any]) -> Recipe:
    asks_stil = "question" in entry
    own = {"question"} if asks_stil else _OF_STATBANK
    known = set(Recipe.__dataclass_fields__) - _COMPUTED | own
    if unlike := known.symmetric_difference(set(entry) - {"signs"}):
        raise ValueError(f"{name}: entries missing or unknown: {', '.join(sorted(unlike))}")
    if entry["period_form"] not in FORMS:
        raise ValueError(f"{name}: unknown period_form {entry['period_form']}")
    choices = tuple(
        Choice(choice["variable"], choice.get("code", ""), choice["label"])
        for choice in entry.pop("where", ())
    )
    question = _question(name, entry.pop("question")) if asks_stil else None
    codes = {"area": Area, "theme": Theme, "kind": IndicatorKind, "better": Better}
    entry |= {column: code(entry[column]) for column, code in codes.items()}
    return Recipe(
        name=name,
        service=UDDANNELSESSTATISTIK if asks_stil else STATBANK,
        choices=choices,
        question=question,
        signs=decided(entry.pop("signs", {})),
        **({"table": "", "first": ""} | entry),
    )


def _question(name: str, entry: dict[str, Any]) -> Question:
    known = set(Question.__dataclass_fields__) - {"filters"}
    if unlike := known.symmetric_difference(set(entry) - {"filters"}):
        raise ValueError(f"{name}: entries of the question: {', '.join(sorted(unlike))}")
    filters = tuple(entry.pop("filters", {}).items())
    return Question(**entry, filters=filters)
