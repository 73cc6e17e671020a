"""The rows of the tables, as frozen dataclasses. Imports nothing of ours but the codes and periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from frikommune_viz.model.codes import (
    Area,
    Better,
    Category,
    Desirable,
    Direction,
    EvidenceType,
    Exemption,
    GapPart,
    IndicatorKind,
    KeyNumberKind,
    PlaceboVerdict,
    Respondent,
    ResultKind,
    RuledOut,
    RuleStatus,
    Scale,
    Scope,
    SourceClass,
    Standing,
    Support,
    SurveyKind,
    Theme,
    Wave,
)
from frikommune_viz.model.periods import Pair


class Both(NamedTuple):
    """The same text in both languages."""

    da: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.da)


@dataclass(frozen=True, slots=True)
class Source:
    """One document. ``date`` is as exact as is known: a year, a month, a day or empty."""

    source_id: str
    title: str
    publisher: str
    author: str
    date: str
    url: str
    source_class: SourceClass
    language: str
    note: Both


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement: one direction, one scope, one group, one theme, one wave.

    ``retells`` is the id of the statement whose result this one tells again, for a part of those
    it is about or in other words; where results are counted, the two count as one.
    """

    finding_id: str
    scope: Scope
    area: Area | None
    municipality_code: str | None
    site: str | None
    respondent: Respondent | None
    subgroup: Both
    theme: Theme
    wave: Wave
    direction: Direction
    desirable: Desirable
    evidence_type: EvidenceType
    statement: Both
    value: float | None
    unit: Both
    caveat: Both
    source_id: str
    also_source_ids: tuple[str, ...]
    source_locator: str
    assumption: int | None
    supports_assumption: Support | None
    retells: str


@dataclass(frozen=True, slots=True)
class FindingConflict:
    """Two findings that pull apart, and why both can be true."""

    finding_id_a: str
    finding_id_b: str
    note: Both


@dataclass(frozen=True, slots=True)
class Initiative:
    """One thing a municipality or an institution did."""

    initiative_id: str
    area: Area
    municipality_code: str | None
    site: str | None
    category: Category
    title: Both
    description: Both
    period: str
    required_law_exemption: Exemption
    scale: Scale
    reported_result: Both
    result_kind: ResultKind
    source_id: str
    also_source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule lifted or kept, for an area or one municipality."""

    rule_id: str
    area: Area
    municipality_code: str | None
    status: RuleStatus
    topic: Both
    legal_reference: str
    valid_from: str
    valid_to: str
    source_id: str
    note: Both


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One number that may be shown as context: a count or a circumstance, never an outcome."""

    figure_id: str
    area: Area | None
    municipality_code: str | None
    label: Both
    value: float
    unit: Both
    year: str
    kind: KeyNumberKind
    source_id: str
    note: Both


@dataclass(frozen=True, slots=True)
class Event:
    """One event on the timeline. ``date`` is as exact as is known."""

    date: str
    title: Both
    description: Both
    source_id: str


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary term."""

    term_id: str
    term: Both
    definition: Both
    source_id: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption of the programme theory, in our own words.

    ``limit`` says what the statements for and against it cannot show.
    """

    assumption: int
    title: Both
    description: Both
    limit: Both
    source_id: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The welfare agreement of one municipality, and how much is publicly known of it."""

    municipality_code: str
    area: Area
    start: str
    end: str
    programme: str
    summary: Both
    coverage: Both
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 98. ``column`` and ``row`` are its place on the tile map (18 × 12)."""

    municipality_code: str
    name: str
    region: str
    municipality_group: str
    area: Area | None
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One register indicator.

    Attributes
    ----------
    subject
        What a sentence says has risen or fallen: the subject of "… rose from 2020/21 to 2023/24".
    axis_min, axis_max
        Bounds of every axis the levels are drawn on, so that a choice never moves an axis.
    break_after
        The last period before a break in the series; empty without one.
    first_shown
        The first period that is shown and compared; empty where all are. Earlier figures stay in
        the table of observations.
    default_baseline, default_endline
        The two periods shown unless others are chosen; empty where no two can be compared.
    default_reason
        Why these two.
    primary_reason
        Why the indicator answers for its area, decided before any change was looked at; empty for
        all but at most one indicator of an area.
    relevant_difference
        The least difference from the common course, in the indicator's unit, that was said to
        matter before any was looked at; None where none was set.
    relevant_difference_reason
        Why that difference.
    license
        The ``id`` of the terms of use in ``edition.toml``.
    """

    indicator_id: str
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label: Both
    subject: Both
    group: Both
    unit: Both
    change_unit: Both
    decimals: int
    axis_min: float
    axis_max: float
    definition: Both
    caveats: Both
    break_after: str
    first_shown: str
    default_baseline: str
    default_endline: str
    default_reason: Both
    primary_reason: Both
    relevant_difference: float | None
    relevant_difference_reason: Both
    retrieved: str
    source_id: str
    license: str

    @property
    def default_pair(self) -> Pair | None:
        """The two periods shown unless others are chosen; None where no two can be compared."""
        if not self.default_baseline:
            return None
        return Pair(self.default_baseline, self.default_endline)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far one municipality lay from the common course in one period.

    Attributes
    ----------
    part
        Whether the period counts before or after, or why it does not.
    gap
        The figure less the median of the municipalities without an agreement in that period.
    p05, p95
        Between these lie the gaps of the middle 90 per cent of those without an agreement.
    """

    indicator_id: str
    municipality_code: str
    period: str
    period_end: int
    part: GapPart
    gap: float
    p05: float
    p95: float


@dataclass(frozen=True, slots=True)
class GapResult:
    """How far one municipality with an agreement, or those of the area together, left their place.

    Attributes
    ----------
    periods_before, periods_after
        How many periods the two means rest on.
    difference
        Mean gap after less mean gap before, in the indicator's unit; of several, their mean.
    noise
        The municipality's own yearly noise, shrunk towards that of the others; None of several.
    statistic
        ``difference / noise``; of several, the mean of their statistics.
    middle
        The median statistic, own included, that distances are measured from.
    count_as_large, others
        How many of the others (or of the pairs or triples of them) lie as far from the middle.
    p_value
        Exact: the share of all, own included, that lie as far from the middle.
    early_p_value
        The same as if the agreement had begun two periods before it did; a small one warns.
    lower, upper
        The interval of 90 per cent for `difference`; None of several.
    smallest_seen
        The smallest change that the comparison would see eight times of ten; None where none is.
    relevant_difference
        The least difference that was said to matter beforehand; None where none was set.
    """

    indicator_id: str
    scope: Scope
    municipality_codes: tuple[str, ...]
    periods_before: int
    periods_after: int
    difference: float
    noise: float | None
    statistic: float
    middle: float
    count_as_large: int
    others: int
    p_value: float
    early_p_value: float
    lower: float | None
    upper: float | None
    smallest_seen: float | None
    relevant_difference: float | None
    ruled_out: RuledOut
    standing: Standing
    verdict: PlaceboVerdict


@dataclass(frozen=True, slots=True)
class SurveyIndicator:
    """One question of a survey, or the index of several.

    Attributes
    ----------
    index
        The index an item belongs to; empty for an index and for an item of none.
    items
        The items of an index, in the order of the codebook.
    better
        Which way is better on 0–100, once a reversed item is turned.
    relevance_band
        A change whose whole interval lies within ± this is at most small.
    """

    indicator_id: str
    theme: Theme
    kind: SurveyKind
    index: str
    better: Better
    label: Both
    items: tuple[str, ...]
    decimals: int
    relevance_band: float
    source_id: str


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """How an item was worded in one wave, and on which scale it was answered."""

    indicator_id: str
    wave: Wave
    wording: Both
    scale_id: str


@dataclass(frozen=True, slots=True)
class SurveyCategory:
    """One answer of a scale; ``category`` 1 is the lowest."""

    scale_id: str
    category: int
    label: Both
