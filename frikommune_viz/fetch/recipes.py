"""Ready questions to StatBank and uddannelsesstatistik.dk, from ``recipes.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.publisher_periods import FORMS
from frikommune_viz.fetch.signs import decided
from frikommune_viz.fetch.table_info import Choice
from frikommune_viz.fetch.uddannelsesstatistik import Question
from frikommune_viz.model.codes import Area, Better, IndicatorKind, Theme
from frikommune_viz.pipeline.faults import BadInputError
from frikommune_viz.pipeline.toml_file import checked, read_entries

FILE: Final = "recipes.toml"
STATBANK: Final = "statbank"
UDDANNELSESSTATISTIK: Final = "uddannelsesstatistik"

Text = Annotated[str, StringConstraints(min_length=1)]


def _known_form(form: str) -> str:
    if form not in FORMS:
        raise ValueError(f"there are {', '.join(FORMS)}")
    return form


def _decided(signs: dict[str, str]) -> dict[str, str]:
    try:
        return decided(signs)
    except FetchError as error:
        raise ValueError(str(error)) from error


class Where(BaseModel):
    """One value of one variable of a table of StatBank."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    variable: Text
    label: Text
    code: str = ""


class WrittenQuestion(BaseModel):
    """A question to uddannelsesstatistik.dk; see :class:`.uddannelsesstatistik.Question`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: Text
    topic: Text
    subtopic: Text
    measure: Text
    municipality: Text
    period: Text
    filters: dict[str, Text] = {}


class Recipe(BaseModel):
    """How one indicator is fetched, and what the catalogue would say about it.

    The fields that the catalogue has too are in its words; see ``indicators.toml``. A recipe asks
    either StatBank (`table`, `first` and `where`) or uddannelsesstatistik.dk (`question`).

    Attributes
    ----------
    table, where, first
        A table of StatBank, one value of each variable, and the first period asked for.
    period_form
        How the publisher names the periods.
    signs
        What each sign in the table becomes, by sign.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator_id: Text
    period_form: Annotated[str, AfterValidator(_known_form)]
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label_da: Text
    label_en: Text
    unit_da: Text
    unit_en: Text
    decimals: StrictInt
    table: Text | None = None
    first: str | None = None
    where: tuple[Where, ...] | None = None
    written_question: WrittenQuestion | None = Field(None, alias="question")
    signs: Annotated[Mapping[str, str], AfterValidator(_decided)] = Field(
        default_factory=dict, validate_default=True
    )

    @model_validator(mode="after")
    def _asks_one_service(self) -> Self:
        of_statbank = (self.table, self.first, self.where)
        asks_stil = self.written_question is not None
        if any((one is None) is not asks_stil for one in of_statbank):
            raise ValueError("either table, first and where, or a question")
        return self

    @property
    def service(self) -> str:
        """Which of the two services is asked."""
        return STATBANK if self.written_question is None else UDDANNELSESSTATISTIK

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The value of each variable, as a table is asked."""
        return tuple(Choice(one.variable, one.code, one.label) for one in self.where or ())

    @property
    def question(self) -> Question | None:
        """The question to uddannelsesstatistik.dk; None for StatBank."""
        if self.written_question is None:
            return None
        written = self.written_question.model_dump()
        return Question(**{**written, "filters": tuple(written["filters"].items())})


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
