"""A practice edition of a few rows, made by hand: every kind of row a survey figure can meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import by_indicator
from frikommune_viz.model.codes import (
    Area,
    Better,
    NotComparable,
    Respondent,
    Scope,
    SourceClass,
    Status,
    SurveyKind,
    SurveyVerdict,
    Theme,
    Wave,
)
from frikommune_viz.model.rows import (
    Both,
    Municipality,
    Source,
    SurveyAnswer,
    SurveyCategory,
    SurveyChange,
    SurveyDifference,
    SurveyIndicator,
    SurveyQuestion,
    SurveyResult,
)
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

TRUST = "trust_in_leader"
INDEX = "trust_index"
REWORDED = "rules_leave_room"
PLANTED = 87.654
"""The value of every number of a suppressed row. It must never be shown."""

NAMES = {
    "217": "Helsingør",
    "840": "Rebild",
    "561": "Esbjerg",
    "316": "Holbæk",
    "482": "Langeland",
    "410": "Middelfart",
    "791": "Viborg",
}
SOURCE = Source(
    "practice-simulation",
    "Øvespørgeskema",
    "Frikommune Explorer",
    "",
    "2026",
    "",
    SourceClass.OWN,
    "da",
    Both("Opdigtet", "Invented"),
)
AGREEMENT = (
    ("Helt uenig", "Strongly disagree"),
    ("Uenig", "Disagree"),
    ("Hverken enig eller uenig", "Neither agree nor disagree"),
    ("Enig", "Agree"),
    ("Helt enig", "Strongly agree"),
)
FREQUENCY = (("Aldrig", "Never"), ("Af og til", "Now and then"), ("Altid", "Always"))


def _indicator(indicator_id: str, da: str, en: str, **other: Any) -> SurveyIndicator:
    told = {"kind": SurveyKind.ITEM, "index": INDEX, "better": Better.HIGHER, "items": ()} | other
    return SurveyIndicator(
        indicator_id=indicator_id,
        theme=Theme.TRUST,
        label=Both(da, en),
        decimals=1,
        relevance_band=3.0,
        smallest_base=5,
        reliable_base=20,
        smallest_category=5,
        fewest_workplaces=3.0,
        source_id="practice-simulation",
        **told,
    )


INDICATORS = (
    _indicator(
        INDEX, "Tillid, samlet", "Trust, overall", kind=SurveyKind.INDEX, index="",
        items=(TRUST, REWORDED),
    ),
    _indicator(TRUST, "Tillid til nærmeste leder", "Trust in one's immediate manager"),
    # No way is better, so no second word may follow its verdict.
    _indicator(REWORDED, "Regler giver plads", "Rules leave room", better=Better.NONE),
)  # fmt: skip
_SAME = Both("Jeg stoler på min nærmeste leder.", "I rely on my immediate manager.")
QUESTIONS = (
    SurveyQuestion(TRUST, Wave.BASELINE, _SAME, "agreement"),
    SurveyQuestion(TRUST, Wave.FINAL, _SAME, "agreement"),
    # The second wave asks of "reglerne" and no longer of "kommunens regler".
    SurveyQuestion(
        REWORDED,
        Wave.BASELINE,
        Both("Kommunens regler giver plads.", "The municipality's rules leave room."),
        "agreement",
    ),
    SurveyQuestion(
        REWORDED,
        Wave.FINAL,
        Both("Reglerne giver plads.", "The rules leave room."),
        "frequency",
    ),
)
SCALES = tuple(
    SurveyCategory(scale_id, number, Both(*label))
    for scale_id, labels in (("agreement", AGREEMENT), ("frequency", FREQUENCY))
    for number, label in enumerate(labels, start=1)
)

# place, before (mean, base, response rate), after, change (lower, upper), verdict, status
_AREA_OF = {"daycare": "daycare", "school": "school", "eldercare": "eldercare"}
CHANGES: list[tuple[Any, ...]] = [
    # The area rises; its interval excludes 0 and so does the adjusted p.
    (TRUST, "staff", "eldercare", 54.2, 1204, 0.62, 57.9, 1188, 0.58, 3.7, 1.6, 5.8, "up", "simulated"),
    # A rise that is as wide as the axis allows, and further: its interval ends beyond 30.
    (TRUST, "staff", "482", 50.1, 150, 0.55, 71.3, 140, 0.52, 21.2, 9.1, 33.3, "up", "simulated"),
    # A fall, and fewer than two in five answered after.
    (TRUST, "staff", "410", 61.0, 300, 0.60, 54.8, 310, 0.31, -6.2, -10.4, -2.0, "down", "simulated"),
    # Nothing sure.
    (TRUST, "staff", "791", 55.5, 754, 0.66, 56.3, 738, 0.61, 0.8, -2.1, 3.7, "no_clear_change", "simulated"),
    # The whole interval inside the band.
    (TRUST, "staff", "school", 60.0, 1230, 0.5, 60.4, 1200, 0.5, 0.4, -1.1, 1.9, "at_most_small", "simulated"),
    (TRUST, "staff", "561", 60.2, 760, 0.5, 60.5, 720, 0.5, 0.3, -1.6, 2.2, "at_most_small", "simulated"),
    # Three people answered after: everything is hidden, whatever still stands in the table.
    (TRUST, "staff", "316", 59.4, 470, 0.5, PLANTED, 3, 0.03, PLANTED, PLANTED, PLANTED, "too_few", "suppressed"),
    # Leaders of day care: nobody's change can be shown.
    (TRUST, "leaders", "daycare", 71.0, 78, 0.8, PLANTED, 12, 0.6, PLANTED, PLANTED, PLANTED, "too_few", "low_reliability"),
    (TRUST, "leaders", "217", 72.0, 64, 0.8, PLANTED, 4, 0.1, PLANTED, PLANTED, PLANTED, "too_few", "suppressed"),
    (TRUST, "leaders", "840", 66.0, 14, 0.6, PLANTED, 12, 0.6, PLANTED, PLANTED, PLANTED, "too_few", "low_reliability"),
    # Another wording: both levels stand and no change is drawn from them.
    (REWORDED, "staff", "daycare", 44.0, 800, 0.6, 52.0, 790, 0.6, None, None, None, "not_comparable", "not_applicable"),
    (REWORDED, "staff", "217", 44.5, 480, 0.6, 52.5, 450, 0.6, None, None, None, "not_comparable", "not_applicable"),
    (REWORDED, "staff", "840", 43.1, 320, 0.6, 51.2, 340, 0.6, None, None, None, "not_comparable", "not_applicable"),
    # An index, with its alpha.
    (INDEX, "staff", "eldercare", 55.0, 1204, 0.62, 57.0, 1188, 0.58, 2.0, 0.2, 3.8, "up", "simulated"),
    # Its interval leaves zero out; only the adjusted p-value makes the change unsure.
    (INDEX, "staff", "482", 53.0, 150, 0.55, 55.0, 140, 0.52, 2.0, 0.1, 3.9, "no_clear_change", "simulated"),
    (INDEX, "staff", "410", 56.0, 300, 0.60, 58.0, 310, 0.31, 2.0, -1.8, 5.8, "no_clear_change", "simulated"),
    (INDEX, "staff", "791", 55.0, 754, 0.66, 57.0, 738, 0.61, 2.0, -0.6, 4.6, "no_clear_change", "simulated"),
]  # fmt: skip

SHARES = {
    # Answers of the agreement scale, lowest first.
    "baseline": (0.08, 0.17, 0.25, 0.38, 0.12),
    "final": (0.06, 0.14, 0.22, 0.42, 0.16),
}
SHARES_OF_THREE = (0.20, 0.55, 0.25)


def _cell(indicator_id: str, respondent: str, code: str) -> dict[str, Any]:
    area = Area(_AREA_OF.get(code) or MUNICIPALITY_AREA[code])
    return {
        "indicator_id": indicator_id,
        "scope": Scope.AREA if code in _AREA_OF else Scope.MUNICIPALITY,
        "area": area,
        "municipality_code": None if code in _AREA_OF else code,
        "respondent": Respondent(respondent),
    }


def _cell_status(base: int) -> Status:
    if base < 5:
        return Status.SUPPRESSED
    return Status.LOW_RELIABILITY if base < 20 else Status.SIMULATED


def _results() -> Iterator[SurveyResult]:
    for indicator_id, respondent, code, before, n, rate, after, n2, rate2, *_ in CHANGES:
        for wave, mean, base, answered in (
            (Wave.BASELINE, before, n, rate),
            (Wave.FINAL, after, n2, rate2),
        ):
            yield SurveyResult(
                **_cell(indicator_id, respondent, code),
                wave=wave,
                estimate=mean,
                lower=mean - 2,
                upper=mean + 2,
                confidence_level=0.95,
                base=base,
                invited=round(base / answered),
                response_rate=answered,
                top_two=0.5,
                alpha=0.81 if indicator_id == INDEX else None,
                status=_cell_status(base),
            )


def _answers() -> Iterator[SurveyAnswer]:
    for indicator_id, respondent, code, _, n, _, _, n2, *_ in CHANGES:
        for wave, base in ((Wave.BASELINE, n), (Wave.FINAL, n2)):
            if indicator_id == INDEX:
                continue
            changed = indicator_id == REWORDED and wave is Wave.FINAL
            shares = SHARES_OF_THREE if changed else SHARES[wave]
            # Middelfart's answers after are hidden by themselves: one category has two people.
            alone = code == "410" and wave is Wave.FINAL
            status = Status.SUPPRESSED if alone else _cell_status(base)
            for number, share in enumerate(shares, start=1):
                yield SurveyAnswer(
                    **_cell(indicator_id, respondent, code),
                    wave=wave,
                    category=number,
                    share=share if status is Status.SIMULATED else PLANTED / 100,
                    lower=share - 0.01,
                    upper=share + 0.01,
                    base=base,
                    status=status,
                )


def _changes() -> Iterator[SurveyChange]:
    for row in CHANGES:
        indicator_id, respondent, code, _, n, _, _, n2, _, change, low, high, verdict, status = row
        comparable = verdict != "not_comparable"
        yield SurveyChange(
            **_cell(indicator_id, respondent, code),
            baseline=Wave.BASELINE,
            endline=Wave.FINAL,
            change=change,
            lower=low,
            upper=high,
            p_value=0.02,
            p_adjusted=0.04,
            family_size=12,
            p_small=0.5,
            p_small_adjusted=0.5,
            effect_size=0.2,
            base_before=n,
            base_after=n2,
            verdict=SurveyVerdict(verdict),
            comparable=comparable,
            not_comparable_reason=None if comparable else NotComparable.WORDING,
            status=Status(status),
        )


DIFFERENCES: list[tuple[Any, ...]] = [
    # Langeland lies below Middelfart before, and the interval leaves 0 out.
    (TRUST, "482", "410", Wave.BASELINE, -10.9, -15.2, -6.6, Status.SIMULATED),
    # After they lie the other way round; and they moved in opposite ways.
    (TRUST, "482", "410", Wave.FINAL, 16.5, 11.0, 22.0, Status.SIMULATED),
    (TRUST, "482", "410", None, 27.4, 20.1, 34.7, Status.SIMULATED),
    # Nothing can be told of who lies higher.
    (TRUST, "482", "791", Wave.BASELINE, -5.4, -11.9, 1.1, Status.SIMULATED),
    (TRUST, "482", "791", Wave.FINAL, 15.0, 9.0, 21.0, Status.SIMULATED),
    (TRUST, "482", "791", None, 20.4, 12.1, 28.7, Status.SIMULATED),
    (TRUST, "410", "791", Wave.BASELINE, 5.5, 1.0, 10.0, Status.SIMULATED),
    (TRUST, "410", "791", Wave.FINAL, -1.5, -6.0, 3.0, Status.SIMULATED),
    (TRUST, "410", "791", None, -7.0, -12.1, -1.9, Status.SIMULATED),
    # Three people answered in Holbæk after: neither that difference nor that of the changes is shown.
    (TRUST, "561", "316", Wave.BASELINE, 0.8, -3.9, 5.5, Status.SIMULATED),
    (TRUST, "561", "316", Wave.FINAL, PLANTED, PLANTED, PLANTED, Status.SUPPRESSED),
    (TRUST, "561", "316", None, PLANTED, PLANTED, PLANTED, Status.SUPPRESSED),
]  # fmt: skip


def _differences() -> Iterator[SurveyDifference]:
    for indicator_id, one, other, wave, difference, lower, upper, status in DIFFERENCES:
        yield SurveyDifference(
            indicator_id=indicator_id,
            area=MUNICIPALITY_AREA[one],
            municipality_code=one,
            other_code=other,
            respondent=Respondent.STAFF,
            wave=wave,
            difference=difference,
            lower=lower,
            upper=upper,
            confidence_level=0.95,
            status=status,
        )


def _of_status(rows: Iterable[Any], *, simulated: bool) -> dict[str, tuple[Any, ...]]:
    """Group rows by indicator; as if they had been answered where they are not simulated."""
    status = Status.SIMULATED if simulated else Status.NORMAL
    return by_indicator(
        replace(row, status=status) if row.status is Status.SIMULATED else row for row in rows
    )


def practice_edition(*, simulated: bool = True) -> Edition:
    """Return the edition; with ``simulated=False`` the same rows as if they had been answered."""
    return Edition(
        name="practice" if simulated else "made",
        version="1",
        date="2026-01-01",
        files={},
        folder=Path(),
        municipalities={
            code: Municipality(code, name, "", "", MUNICIPALITY_AREA[code], 0, 0)
            for code, name in NAMES.items()
        },
        sources={SOURCE.source_id: SOURCE},
        findings=(),
        finding_conflicts=(),
        initiatives=(),
        rules=(),
        figures=(),
        timeline=(),
        terms=(),
        assumptions=(),
        agreements={},
        indicators={},
        observations={},
        distributions={},
        changes={},
        change_tests={},
        gaps={},
        gap_results={},
        survey_indicators={row.indicator_id: row for row in INDICATORS},
        survey_questions=QUESTIONS,
        survey_scales=SCALES,
        survey_results=_of_status(_results(), simulated=simulated),
        survey_answers=_of_status(_answers(), simulated=simulated),
        survey_changes=_of_status(_changes(), simulated=simulated),
        survey_differences=_of_status(_differences(), simulated=simulated),
    )
