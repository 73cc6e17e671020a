"""What is written in a cell: an answer as a number or in words, a weight, a whole number.

Programs write whole numbers beside empty cells as ``3.0``, a Danish spreadsheet as ``3,0``, and some
export the answers in words. What can mean one thing only is accepted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from frikommune_viz.model.codes import Wave
from frikommune_viz.model.rows import Both
from frikommune_viz.pipeline.survey.codebook import Codebook

LEAST_WEIGHT, GREATEST_WEIGHT = 1e-6, 1e6
_WHOLE: Final = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
_COUNT: Final = re.compile(r"([0-9]{1,9})(?:[.,]0{1,2})?")
"""Three noughts after a point may be thousands: 1.000 is no whole number for certain."""
_WEIGHT: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_DANISH_WEIGHT: Final = re.compile(r"[0-9]{1,9}(?:,[0-9]+|\.[0-9]{1,2}|\.[0-9]{4,})?")
"""In a file with semicolons a comma is for decimals, and 1.250 may be thousands."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the answers to an item are written in one wave.

    Attributes
    ----------
    highest
        The answers are 1 to this.
    words
        The number of each answer in words, either language, where the words mean one number.
    missing
        What stands for no answer.
    """

    highest: int
    words: Mapping[str, int]
    missing: frozenset[str]

    def number(self, cell: str) -> float | None:
        """Return an answer as a number, NaN for none, and None for what is neither.

        Examples
        --------
        >>> answers = [Both("Nej", "No"), Both("Ved ikke", "Do not know"), Both("Ja", "Yes")]
        >>> reading = Reading(3, words_of(answers), frozenset({"9"}))
        >>> [reading.number(cell) for cell in ("3", "3.0", "ja", "No", "9", "", "4", "maybe")]
        [3.0, 3.0, 3.0, 1.0, nan, nan, None, None]
        """
        plain = _plain(cell)
        whole = _WHOLE.fullmatch(plain)
        number = str(int(whole[1])) if whole else ""
        if not plain or {plain, number} & self.missing:
            return np.nan
        if whole:
            return float(number) if 1 <= int(number) <= self.highest else None
        return float(self.words[plain]) if plain in self.words else None


def reading_of(codebook: Codebook, item_id: str, wave: Wave) -> Reading:
    """Return how an item is answered in a wave in which it was asked."""
    item = codebook.items[item_id]
    answers = codebook.scales[item.scale[wave]]
    missing = frozenset(_plain(code) for code in item.missing[wave])
    return Reading(len(answers), words_of(answers), missing)


def words_of(answers: Sequence[Both]) -> dict[str, int]:
    """Return the number of each answer, lowest first, in the words of either language.

    Words that mean two answers mean none. Where one of them is a number, none is taken for an
    answer: on a scale from 0 to 10 the second answer is called 1.
    """
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(answers, start=1):
        for text in words:
            numbers[_plain(text)].add(number)
    if any(_WHOLE.fullmatch(text) for text in numbers):
        return {}
    return {text: number for text, (number, *more) in numbers.items() if not more}


def count_of(cell: str) -> int | None:
    """Return a number of people; None for what is none.

    Examples
    --------
    >>> count_of("50"), count_of("50.0"), count_of("50,0"), count_of("1.000"), count_of("1_0")
    (50, 50, 50, None, None)
    """
    found = _COUNT.fullmatch(cell.strip())
    return int(found[1]) if found else None


def weight_of(cell: str, *, has_semicolons: bool) -> float | None:
    """Return a weight; None for what is none.

    Examples
    --------
    >>> [weight_of("1.25", has_semicolons=False), weight_of("1,25", has_semicolons=True)]
    [1.25, 1.25]
    >>> [weight_of(cell, has_semicolons=False) for cell in ("1,25", "1_0", "1e308", "0")]
    [None, None, None, None]
    """
    form = _DANISH_WEIGHT if has_semicolons else _WEIGHT
    if not form.fullmatch(cell.strip()):
        return None
    weight = float(cell.strip().replace(",", "."))
    return weight if LEAST_WEIGHT <= weight <= GREATEST_WEIGHT else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
