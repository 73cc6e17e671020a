"""The entries of ``codebook.toml`` as pydantic models: what each table may and must hold.

A description says what is allowed, in the words of the fault. What ties tables together is in
:mod:`.codebook_ties`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from frikommune_viz.model.codes import Better, Theme, Wave
from frikommune_viz.pipeline.survey.cells import Thresholds
from frikommune_viz.pipeline.survey.estimates import FEWEST_WORKPLACES

ID: Final = re.compile(r"[a-z][a-z0-9_]*")
MOST_ANSWERS: Final = 11
ORDER: Final = (Wave.BASELINE, Wave.MIDWAY, Wave.FINAL)
"""Waves that can be before and after, the earliest first."""


def fault(rule: str, allowed: str) -> PydanticCustomError:
    """Return an error in the words of a fault."""
    return PydanticCustomError("fault", "{rule}", {"rule": rule, "allowed": allowed})


def _filled(text: str) -> str:
    if not text.strip():
        raise fault("the entry is missing or empty", "a text")
    return text


def _wave(given: object) -> object:
    if given not in ORDER:
        raise fault("unknown code", ", ".join(ORDER))
    return Wave(str(given))


def _missing(given: object) -> object:
    """Accept whole numbers and texts; TOML's true is no number."""
    codes = given if isinstance(given, list) else [None]
    if not all(isinstance(code, (int, str)) and not isinstance(code, bool) for code in codes):
        raise fault("not codes of missing answers", "a list of whole numbers or texts: [8, 9]")
    return tuple(str(code).strip() for code in codes)


def _scale_names(given: object) -> object:
    of_waves = given if isinstance(given, dict) else {"": given}
    if not of_waves or not all(isinstance(name, str) for name in of_waves.values()):
        raise fault("unknown scale", "the name of a scale, or one for each wave")
    return given


Text = Annotated[str, AfterValidator(_filled), Field(description="a text")]
Code = Field(strict=False)
Missing = Annotated[tuple[str, ...], BeforeValidator(_missing), Code]


def _number(low: float, high: float) -> Any:
    return Field(ge=low, le=high, description=f"a number from {low:g} to {high:g}")


def _whole(low: int, high: int) -> Any:
    return Field(ge=low, le=high, description=f"a whole number from {low} to {high}")


class Entry(BaseModel):
    """A table: no other entries than these, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Words(Entry):
    """A text in both languages."""

    da: Text
    en: Text


class SurveyEntry(Entry):
    """What ``[survey]`` holds."""

    title_da: Text
    title_en: Text
    source_id: Text
    before: Annotated[Wave, BeforeValidator(_wave)]
    after: Annotated[Wave, BeforeValidator(_wave)]
    confidence_level: Annotated[float, _number(0.5, 0.999)]
    relevance_band: Annotated[float, _number(0, 50)]
    smallest_base: Annotated[int, _whole(3, 100)]
    reliable_base: Annotated[int, _whole(3, 1000)]
    smallest_category: Annotated[int, _whole(2, 100)]
    least_range: Annotated[float, _number(10, 100)] = Thresholds().least_range
    fewest_workplaces: Annotated[float, _number(FEWEST_WORKPLACES, 100)] = FEWEST_WORKPLACES


class LicenseEntry(Entry):
    """What ``[license]`` holds."""

    name: Text
    title: Text
    path: Text


class ScaleEntry(Entry):
    """What ``[scales.…]`` holds: the answers, lowest first, and what stands for no answer."""

    labels_da: Annotated[
        list[Text],
        Field(min_length=2, max_length=MOST_ANSWERS, description=f"2 to {MOST_ANSWERS} answers"),
    ]
    labels_en: Annotated[
        list[Text],
        Field(min_length=2, max_length=MOST_ANSWERS, description=f"2 to {MOST_ANSWERS} answers"),
    ]
    missing: Missing = ()


class NamedEntry(Entry):
    """What an index and an item have in common."""

    theme: Annotated[Theme, Code]
    better: Annotated[Better, Code]
    label_da: Text
    label_en: Text


class IndexEntry(NamedEntry):
    """What ``[indices.…]`` holds."""


class ItemEntry(NamedEntry):
    """What ``[items.…]`` holds: the wording of each wave, and one scale or one for each wave."""

    index: Annotated[str, Field(description="the name of an index, or an empty text")]
    scale: Annotated[str | dict[str, str], BeforeValidator(_scale_names)]
    reversed: Annotated[bool, Field(description="true or false")]
    wording: Annotated[
        dict[str, Words], Field(min_length=1, description="a wording per wave, in da and en")
    ]
    missing: Missing = ()

    def scale_in(self, wave: str) -> str:
        """Return the scale of a wave; empty where none is named for it."""
        return self.scale if isinstance(self.scale, str) else self.scale.get(wave, "")
