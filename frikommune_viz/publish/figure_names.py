"""Names of what is published: which figures there are, and the files of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.register import default_periods
from frikommune_viz.figures.registry import codes
from frikommune_viz.figures.survey import PRACTICE_PREFIX
from frikommune_viz.model.codes import MUNICIPALITY_AREA, Language

FORMS: Final = ("html", "svg", "png", "csv", "json")
"""The forms of each figure, by the ending of its file."""

MAIN_KINDS: Final = ("trend", "levels")
"""The figure that shows an own municipality: the development, or the only reading there is."""

_NAME: Final = re.compile(
    r"(?P<code>[a-z0-9_-]{1,120})(\.(?P<own>\d{3}))?\.(?P<lang>da|en)\.(?P<form>[a-z]{3,4})"
)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One figure in one language; ``own`` is the municipality it also names, if any."""

    code: str
    own: str
    language: Language

    @property
    def stem(self) -> str:
        """Name of the figure's files without their ending."""
        return ".".join(part for part in (self.code, self.own, self.language) if part)

    def file(self, form: str) -> str:
        """Return the name of the figure's file in a form."""
        return f"{self.stem}.{form}"

    @classmethod
    def from_name(cls, name: str) -> tuple[Self, str] | None:
        """Read the name of a file; None where it names no form of a figure."""
        found = _NAME.fullmatch(name)
        if found is None or found["form"] not in FORMS:
            return None
        return cls(found["code"], found["own"] or "", Language(found["lang"])), found["form"]


def item_of(edition: Edition, figure: Figure, language: Language) -> Item | None:
    """Return what a figure is published as; None where it shows other choices than any that is."""
    own = figure.choices.get("own", "")
    indicator_id = figure.code.partition("-")[0]
    if own and edition.indicators[indicator_id].area is MUNICIPALITY_AREA.get(own):
        own = ""
    if own and figure.code not in own_codes(edition, own).values():
        return None
    if "baseline" in figure.choices:
        shown = (figure.choices["baseline"], figure.choices["endline"])
        if shown != default_periods(edition, indicator_id):
            return None
    return Item(figure.code, own, language)


def index_code(edition: Edition) -> str:
    """Return the code of the edition's list of figures."""
    return f"{PRACTICE_PREFIX if edition.is_simulated else ''}index"


def main_codes(edition: Edition) -> dict[str, str]:
    """Return the code of the figure that shows an own municipality, by register indicator."""
    found: dict[str, str] = {}
    for code in codes(edition):
        indicator_id, _, kind = code.partition("-")
        if indicator_id in edition.indicators and kind in MAIN_KINDS:
            found.setdefault(indicator_id, code)
    return found


def own_codes(edition: Edition, municipality_code: str) -> dict[str, str]:
    """Return the figures that a municipality is added to, by indicator.

    Those of its own area are left out where it has an agreement: they name it already.
    """
    area = MUNICIPALITY_AREA.get(municipality_code)
    return {
        indicator_id: code
        for indicator_id, code in main_codes(edition).items()
        if edition.indicators[indicator_id].area is not area
    }


def items(edition: Edition, municipalities: tuple[str, ...]) -> Iterator[Item]:
    """Give each figure to publish, in both languages; `municipalities` get figures of their own."""
    for code in codes(edition):
        yield from (Item(code, "", language) for language in Language)
    for own in municipalities:
        for code in own_codes(edition, own).values():
            yield from (Item(code, own, language) for language in Language)


def is_figure(edition: Edition, item: Item, known: frozenset[str]) -> bool:
    """Tell whether an edition has a figure; `known` are the codes of all its figures."""
    if item.code not in known:
        return False
    if not item.own:
        return True
    return item.own in edition.municipalities and item.code in own_codes(edition, item.own).values()
