"""Ready questions to the two services, from ``recipes.toml``. The build does not read them."""

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

_OF_STATBANK: Final = frozenset({"table", "first", "where"})


def _known_form(form: str) -> str:
    if form not in FORMS:
        raise ValueError(f"there are {', '.join(FORMS)}")
    return form


def _decided(signs: Mapping[str, str]) -> dict[str, str]:
    try:
        return decided(signs)
    except FetchError as error:
        raise ValueError(str(error)) from error


Text = Annotated[str, StringConstraints(min_length=1)]


class Entry(BaseModel):
    """A table of the file: no other entries than these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Where(Entry):
    """One value of one variable of a table."""

    variable: Text
    label: Text
    code: str = ""


class QuestionEntry(Entry):
    """A question to uddannelsesstatistik.dk, in the service's own terms."""

    area: Text
    topic: Text
    subtopic: Text
    measure: Text
    municipality: Text
    period: Text
    filters: dict[str, Text] = {}


class Recipe(Entry):
    """How one indicator is fetched, and what the catalogue would say about it.

    The fields that the catalogue has too are in its words; see ``indicators.toml``.

    Attributes
    ----------
    table, first, where
        A table of StatBank, the first period asked for, and one value of each variable.
    asks
        The question to uddannelsesstatistik.dk instead; ``question`` in the file.
    period_form
        How the publisher names the periods.
    signs
        What each sign in the table becomes, by sign.
    """

    table: str = ""
    first: str = ""
    where: tuple[Where, ...] = ()
    asks: QuestionEntry | None = Field(default=None, alias="question")
    indicator_id: Text
    period_form: Annotated[str, AfterValidator(_known_form)]
    signs: Annotated[dict[str, str], AfterValidator(_decided)] = Field(
        default_factory=dict, validate_default=True
    )
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label_da: Text
    label_en: Text
    unit_da: Text
    unit_en: Text
    decimals: StrictInt

    @model_validator(mode="after")
    def _asks_one_service(self) -> Self:
        given = _OF_STATBANK & self.model_fields_set
        if self.asks and given:
            raise ValueError(
                f"a question to {UDDANNELSESSTATISTIK} has no {', '.join(sorted(given))}"
            )
        if not self.asks and given != _OF_STATBANK:
            missing = ", ".join(sorted(_OF_STATBANK - given))
            raise ValueError(f"a table of {STATBANK} needs {missing}; or give a question")
        return self

    @property
    def service(self) -> str:
        """Which of the two services is asked."""
        return UDDANNELSESSTATISTIK if self.asks else STATBANK

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The value of each variable of a table of StatBank."""
        return tuple(Choice(one.variable, one.code, one.label) for one in self.where)

    @property
    def question(self) -> Question | None:
        """The question to uddannelsesstatistik.dk; None for StatBank."""
        if self.asks is None:
            return None
        terms = self.asks.model_dump(exclude={"filters"})
        return Question(**terms, filters=tuple(self.asks.filters.items()))


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
