"""Check the answers of a survey; every fault is reported, and none holds an answer or a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frikommune_viz.model.codes import Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.answer_faults import Report
from frikommune_viz.pipeline.survey.answer_values import (
    GREATEST_WEIGHT,
    LEAST_WEIGHT,
    reading_of,
    weight_of,
)
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import GROUPS, PERSON, WORKPLACE
from frikommune_viz.pipeline.survey.read_answers import Answers, Coded

MOST_TIMES_MEDIAN: Final = 1000
"""A weight above so many times the median would be nearly the only one that counts."""
_INVISIBLE: Final = frozenset({"Cc", "Cf"})
"""Unicode categories of control and format characters, such as NUL and the space without width."""
Rows = NDArray[np.bool_]


def check_answers(answers: Answers, codebook: Codebook) -> list[Fault]:
    """Return what is wrong with the answers."""
    report = Report(answers.file)
    checks = _Checks(answers, codebook, report)
    checks.codes()
    checks.names()
    checks.weights()
    checks.areas()
    checks.persons()
    checks.workplaces()
    for item_id in codebook.items:
        for wave in codebook.waves:
            checks.item(item_id, wave)
    return report.faults


class _Checks:
    """The checks of one file, each by itself where its columns are there."""

    def __init__(self, answers: Answers, codebook: Codebook, report: Report) -> None:
        self._answers = answers
        self._codebook = codebook
        self._report = report

    def codes(self) -> None:
        """Check the columns that hold codes."""
        for column, codes in (
            ("wave", tuple(str(wave) for wave in self._codebook.waves)),
            ("respondent", GROUPS),
            ("municipality_code", tuple(MUNICIPALITY_AREA)),
        ):
            if coded := self._column(column):
                wrong = [place for place, value in enumerate(coded.values) if value not in codes]
                self._add(column, coded.holds(wrong), "unknown code", ", ".join(codes))

    def names(self) -> None:
        """Check persons and workplaces: a space more or a character unseen is another name."""
        for column in (PERSON, WORKPLACE):
            if not (coded := self._column(column)):
                continue
            for rule, is_wrong, allowed in (
                ("the cell is empty", _is_blank, "a name"),
                ("a space at an end of the name", _has_outer_space, "the name alone"),
                ("a character that cannot be seen", _has_invisible, "letters, digits and signs"),
            ):
                wrong = [place for place, value in enumerate(coded.values) if is_wrong(value)]
                self._add(column, coded.holds(wrong), rule, allowed)
            there = set(coded.values)
            twice = [place for place, value in enumerate(coded.values) if f"{value}.0" in there]
            twice += [coded.values.index(f"{coded.values[place]}.0") for place in twice]
            rule = "a number with .0 at its end in some rows and without it in others"
            self._add(column, coded.holds(twice), rule, "each name in one way")

    def weights(self) -> None:
        """Check that weights are numbers of a sane size."""
        if not (coded := self._column("weight")):
            return
        weights = [
            weight_of(value, has_semicolons=self._answers.has_semicolons) for value in coded.values
        ]
        wrong = [place for place, weight in enumerate(weights) if weight is None]
        mark = "comma or point" if self._answers.has_semicolons else "point"
        allowed = (
            f"a number from {LEAST_WEIGHT:f} to {GREATEST_WEIGHT:.0f} with a decimal {mark}, such "
            "as 1.25, without separators of thousands"
        )
        self._add("weight", coded.holds(wrong), "not a weight", allowed)
        if wrong:
            return
        numbers = np.array(weights, dtype=float)[coded.codes]
        is_huge = numbers > MOST_TIMES_MEDIAN * np.median(numbers)
        rule = f"a weight of more than {MOST_TIMES_MEDIAN:,} times the median weight"
        self._add("weight", is_huge, rule, "weights that let others count as well")

    def areas(self) -> None:
        """Check that an area is that of the municipality's agreement."""
        area, municipality = self._column("area"), self._column("municipality_code")
        if area is None or municipality is None:
            return
        right = [str(MUNICIPALITY_AREA.get(code, "")) for code in municipality.values]
        known = [place for place, code in enumerate(municipality.values) if right[place]]
        differs = area.text() != np.array(right, dtype=object)[municipality.codes]
        is_wrong = differs & municipality.holds(known)
        rule = "wrong area for the municipality"
        self._add("area", is_wrong, rule, "the area of the municipality's agreement")

    def persons(self) -> None:
        """Check that each person has one row in a wave."""
        person, wave = self._column(PERSON), self._column("wave")
        if person is None or wave is None:
            return
        key = person.codes.astype(np.int64) * len(wave.values) + wave.codes
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        is_wrong = first[inverse] != np.arange(len(key))
        rule = "the person is there twice in this wave"
        self._add(PERSON, is_wrong, rule, "one row for each person and wave")

    def workplaces(self) -> None:
        """Check that no workplace is in two municipalities: it would tie unlike answers together."""
        workplace, municipality = self._column(WORKPLACE), self._column("municipality_code")
        if workplace is None or municipality is None:
            return
        home = np.full(len(workplace.values), -1, dtype=np.int64)
        # Assigned backwards, so that the first row of a workplace has the last word.
        home[workplace.codes[::-1]] = municipality.codes[::-1]
        is_wrong = home[workplace.codes] != municipality.codes
        rule = "the workplace is in two municipalities"
        self._add(WORKPLACE, is_wrong, rule, "a name that no other municipality uses")

    def item(self, item_id: str, wave: Wave) -> None:
        """Check the answers to an item in a wave, and that there are any if it was asked."""
        coded, waves = self._column(item_id), self._column("wave")
        if coded is None or waves is None:
            return
        item = self._codebook.items[item_id]
        in_wave = waves.holds([n for n, value in enumerate(waves.values) if value == wave])
        if wave not in item.wording:
            codes = frozenset().union(*item.missing.values())
            given = [n for n, v in enumerate(coded.values) if v.strip() and v.strip() not in codes]
            rule = "answered in a wave for which the codebook has no wording"
            allowed = "empty, or a wording in the codebook"
            self._add(item_id, in_wave & coded.holds(given), rule, allowed, wave)
            return
        reading = reading_of(self._codebook, item_id, wave)
        numbers = [reading.number(value) for value in coded.values]
        wrong = [place for place, number in enumerate(numbers) if number is None]
        allowed = (
            f"a whole number from 1 to {reading.highest}, an answer in the words of the codebook, "
            "or empty; codes for no answer are named in the codebook (missing = [8, 9])"
        )
        is_wrong = in_wave & coded.holds(wrong)
        self._add(item_id, is_wrong, "the answer is outside the scale", allowed, wave)
        nothing = [n for n, number in enumerate(numbers) if number is not None and np.isnan(number)]
        if in_wave.any() and coded.holds(nothing)[in_wave].all():
            rule = f"nobody has answered it in {wave}"
            self._report.add_file(item_id, rule, "answers, or no wording in that wave")

    def _column(self, name: str) -> Coded | None:
        return self._answers.columns.get(name)

    def _add(self, column: str, is_wrong: Rows, rule: str, allowed: str, wave: str = "") -> None:
        rows: Sequence[int] = self._answers.rows[is_wrong].tolist()
        self._report.add(column, rows, rule, allowed, wave)


def _is_blank(name: str) -> bool:
    return not name.strip()


def _has_outer_space(name: str) -> bool:
    return bool(name.strip()) and name != name.strip()


def _has_invisible(name: str) -> bool:
    return any(unicodedata.category(letter) in _INVISIBLE for letter in name)
