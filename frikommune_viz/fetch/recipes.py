"""Ready questions to StatBank, from ``recipes.toml``. The build does not read them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StrictInt,
    StringConstraints,
    TypeAdapter,
)

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.publisher_periods import FORMS
from frikommune_viz.fetch.table_info import Choice
from frikommune_viz.model.codes import Area, Better, IndicatorKind, Theme
from frikommune_viz.pipeline.faults import BadInputError
from frikommune_viz.pipeline.toml_file import checked, read_entries

FILE: Final = "recipes.toml"

Text = Annotated[str, StringConstraints(min_length=1)]


def _known_form(form: str) -> str:
    if form not in FORMS:
        raise ValueError(f"there are {', '.join(FORMS)}")
    return form


class Where(BaseModel):
    """One value of one variable of the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    variable: Text
    label: Text
    code: str = ""


class Recipe(BaseModel):
    """How one indicator is fetched, and what the catalogue would say about it.

    The fields that the catalogue has too are in its words; see ``indicators.toml``. ``first`` is
    the first period asked for, ``period_form`` how the table names its periods.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: Text
    indicator_id: Text
    period_form: Annotated[str, AfterValidator(_known_form)]
    first: str
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label_da: Text
    label_en: Text
    unit_da: Text
    unit_en: Text
    decimals: StrictInt
    where: tuple[Where, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The value of each variable, as a table is asked."""
        return tuple(Choice(one.variable, one.code, one.label) for one in self.where)


_RECIPES: Final = TypeAdapter(dict[str, Recipe])


def read(sources: Path) -> dict[str, Recipe]:
    """Read the recipes of a folder of sources, by name.

    Raises
    ------
    FetchError
        If the file is missing, or a recipe lacks an entry or has an unknown one or code.
    """
    try:
        entries, written = read_entries(sources / FILE)
        return checked(entries, written, FILE, _RECIPES)
    except BadInputError as error:
        raise FetchError("\n".join(map(str, error.faults))) from error
