"""Check the answers of a survey; every fault is told, and none tells an answer or a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import MUNICIPALITY_AREA, Respondent
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import FILE, ROW
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import INVITED, PERSON, WORKPLACE
from frikommune_viz.pipeline.survey.read_answers import Answers, Coded

GROUPS: Final = (str(Respondent.STAFF), str(Respondent.LEADERS))


def check_answers(answers: Answers, codebook: Codebook) -> Iterator[Fault]:
    """Tell what is wrong with the answers."""
    allowed = {
        "wave": tuple(str(wave) for wave in codebook.waves),
        "respondent": GROUPS,
        "municipality_code": tuple(MUNICIPALITY_AREA),
    }
    for column, codes in allowed.items():
        if coded := answers.columns.get(column):
            wrong = [place for place, value in enumerate(coded.values) if value not in codes]
            yield from answers.told(column, coded.holds(wrong), "unknown code", ", ".join(codes))
    for column in (PERSON, WORKPLACE):
        if coded := answers.columns.get(column):
            empty = [place for place, value in enumerate(coded.values) if not value.strip()]
            yield from answers.told(column, coded.holds(empty), "the cell is empty", "a name")
    yield from _weights(answers)
    yield from _areas(answers)
    yield from _persons(answers)
    yield from _workplaces(answers)
    for item_id in codebook.items:
        yield from _item(answers, item_id, codebook)


def check_invited(invited: pd.DataFrame, answers: Answers, codebook: Codebook) -> Iterator[Fault]:
    """Tell what is wrong with the numbers invited, and where more have answered than were."""
    if not {column.name for column in INVITED.columns} <= set(invited):
        return
    answered = _answered(answers)
    seen: dict[tuple[str, ...], int] = {}
    waves = tuple(str(wave) for wave in codebook.waves)
    for row in invited.to_dict("records"):
        key = (row["wave"], row["municipality_code"], row["respondent"])
        for column, codes in (
            ("wave", waves),
            ("municipality_code", tuple(MUNICIPALITY_AREA)),
            ("respondent", GROUPS),
        ):
            if row[column] not in codes:
                allowed = ", ".join(codes)
                yield _in_invited(row, column, "unknown code", row[column], allowed)
        if key in seen:
            allowed = f"one row for each; it stands already in row {seen[key]}"
            yield _in_invited(row, "wave", "the row stands twice", ", ".join(key), allowed)
        seen.setdefault(key, row[ROW])
        if not row["invited"].isascii() or not row["invited"].isdecimal():
            allowed = "digits only, such as 120"
            yield _in_invited(row, "invited", "not a whole number", row["invited"], allowed)
        elif int(row["invited"]) < answered.get(key, 0):
            # How many have answered may be few enough to be a secret.
            rule = "fewer were invited than have answered"
            yield _in_invited(row, "invited", rule, row["invited"], "all who were asked")
    for key in answered:
        if key not in seen and all(key):
            rule = "the number invited is missing"
            yield Fault(INVITED.file, None, "invited", rule, ", ".join(key), "a row for it")


def _item(answers: Answers, item_id: str, codebook: Codebook) -> Iterator[Fault]:
    """Tell answers outside the scale, and a wave in which a question was not asked or answered."""
    coded, waves = answers.columns.get(item_id), answers.columns.get("wave")
    if coded is None or waves is None:
        return
    item = codebook.items[item_id]
    is_empty = np.array([not value.strip() for value in coded.values])[coded.codes]
    for wave in codebook.waves:
        in_wave = _is(waves, str(wave))
        if wave not in item.wording:
            is_wrong = in_wave & ~is_empty
            rule = f"answered in {wave}, where the codebook has no wording for it"
            yield from answers.told(item_id, is_wrong, rule, "empty, or a wording in the codebook")
            continue
        answers_known = {str(n) for n in range(1, codebook.highest(item_id, wave) + 1)}
        wrong = np.array([v.strip() != "" and v not in answers_known for v in coded.values])
        is_wrong = in_wave & wrong[coded.codes]
        allowed = f"a whole number from 1 to {len(answers_known)}, or empty"
        yield from answers.told(item_id, is_wrong, "the answer is outside the scale", allowed)
        if in_wave.any() and is_empty[in_wave].all():
            rule = f"nobody has answered it in {wave}"
            yield Fault(
                answers.file, None, item_id, rule, "", "answers, or no wording in that wave"
            )


def _persons(answers: Answers) -> Iterator[Fault]:
    person, wave = answers.columns.get(PERSON), answers.columns.get("wave")
    if person is None or wave is None:
        return
    key = person.codes.astype(np.int64) * len(wave.values) + wave.codes
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    is_wrong = first[inverse] != np.arange(len(key))
    rule = "the person stands twice in this wave"
    yield from answers.told(PERSON, is_wrong, rule, "one row for each person and wave")


def _workplaces(answers: Answers) -> Iterator[Fault]:
    """Tell a workplace in two municipalities: it would tie answers together that are not alike."""
    workplace = answers.columns.get(WORKPLACE)
    municipality = answers.columns.get("municipality_code")
    if workplace is None or municipality is None:
        return
    home = np.full(len(workplace.values), -1, dtype=np.int64)
    # Assigned backwards, so that the first row of a workplace has the last word.
    home[workplace.codes[::-1]] = municipality.codes[::-1]
    is_wrong = home[workplace.codes] != municipality.codes
    rule = "the workplace lies in two municipalities"
    yield from answers.told(WORKPLACE, is_wrong, rule, "a name that no other municipality uses")


def _areas(answers: Answers) -> Iterator[Fault]:
    area, municipality = answers.columns.get("area"), answers.columns.get("municipality_code")
    if area is None or municipality is None:
        return
    right = np.array([str(MUNICIPALITY_AREA.get(code, "")) for code in municipality.values], object)
    differs = area.text() != right[municipality.codes]
    known = np.isin(municipality.codes, [
        place for place, code in enumerate(municipality.values) if code in MUNICIPALITY_AREA
    ])  # fmt: skip
    is_wrong = differs & known
    rule = "wrong area for the municipality"
    yield from answers.told("area", is_wrong, rule, "the area of the municipality's agreement")


def _weights(answers: Answers) -> Iterator[Fault]:
    coded = answers.columns.get("weight")
    if coded is None:
        return
    wrong = [place for place, value in enumerate(coded.values) if not _is_weight(value)]
    is_wrong = coded.holds(wrong)
    yield from answers.told("weight", is_wrong, "not a weight", "a number above 0, such as 1.25")


def _is_weight(value: str) -> bool:
    try:
        weight = float(value)
    except ValueError:
        return False
    return 0 < weight < float("inf")


def _is(coded: Coded, value: str) -> NDArray[np.bool_]:
    place = coded.values.index(value) if value in coded.values else -1
    here: NDArray[np.bool_] = coded.codes == place
    return here


def _answered(answers: Answers) -> dict[tuple[str, str, str], int]:
    """Count the people of each wave, municipality and group."""
    names = ("wave", "municipality_code", "respondent")
    if not set(names) <= set(answers.columns):
        return {}
    told = zip(*(answers.columns[name].text() for name in names), strict=True)
    counted = Counter((str(wave), str(code), str(group)) for wave, code, group in told)
    return {
        (wave, code, group): count
        for (wave, code, group), count in sorted(counted.items())
        if code in MUNICIPALITY_AREA and group in GROUPS
    }


def _in_invited(row: Mapping[Any, Any], column: str, rule: str, found: str, allowed: str) -> Fault:
    return Fault(row[FILE], row[ROW], column, rule, found, allowed)
