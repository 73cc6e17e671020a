"""The rows of the tables, as frozen dataclasses. Imports nothing of ours but the codes."""

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
    IndicatorKind,
    KeyNumberKind,
    Modifier,
    Respondent,
    ResultKind,
    RuleStatus,
    Scale,
    Scope,
    SourceClass,
    Support,
    SurveyKind,
    Theme,
    Wave,
)


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
    """One statement: one direction, one scope, one theme, one wave.

    Attributes
    ----------
    respondent, subgroup
        Who gives the account, as far as the source names a group; a statement of VIVE's own
        judgement has none.
    about, about_subgroup
        Whom the account is about, if it is about people.
    theme
        None where the source speaks of several themes at once.
    direction
        Which way the thing the statement names has moved, as the source says.
    supports_assumption
        How it bears on `assumption`, in our reading.
    retells
        Id of the statement whose result this one tells again, for a part of those it is about or
        in other words.
    """

    finding_id: str
    scope: Scope
    area: Area | None
    municipality_code: str | None
    site: str | None
    respondent: Respondent | None
    subgroup: Both
    about: Respondent | None
    about_subgroup: Both
    theme: Theme | None
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
    """One rule and what the agreement did to it, for an area or one municipality."""

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
    modifier: Modifier | None
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
    """One register indicator. ``break_after`` is the last period before a break in the series.

    ``axis_min`` and ``axis_max`` bound every axis the indicator is drawn on, so that a choice
    never moves an axis.
    """

    indicator_id: str
    area: Area
    theme: Theme
    kind: IndicatorKind
    better: Better
    label: Both
    group: Both
    unit: Both
    change_unit: Both
    decimals: int
    axis_min: float
    axis_max: float
    definition: Both
    caveats: Both
    break_after: str
    retrieved: str
    source_id: str


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
