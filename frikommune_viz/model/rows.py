"""The rows of the tables, as frozen dataclasses: each table of an edition is declared here, once.

The columns of a table follow from the fields of its row type, in their order: the pipeline derives
its schema from them, and the reader of an edition refuses a table of other columns. A field of type
:class:`Both` is two columns, ``_da`` and ``_en``; a tuple is one column whose values are joined by
``;``; an optional field may be empty, and an empty cell is None, never 0.

Imports nothing of ours but the codes and the periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from frikommune_viz.model.codes import (
    Area,
    Better,
    Category,
    ChangeKind,
    Comparison,
    Desirable,
    Direction,
    EvidenceType,
    Exemption,
    GapPart,
    IndicatorKind,
    KeyNumberKind,
    Modifier,
    NotComparable,
    Note,
    PlaceboVerdict,
    Respondent,
    ResultKind,
    RuledOut,
    RuleStatus,
    Scale,
    Scope,
    SourceClass,
    Standing,
    Status,
    Support,
    SurveyKind,
    SurveyVerdict,
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
        Id of the statement whose result this one repeats, for a part of those it is about or
        in other words.
    moved
        The direction together with what the statement measures, where that is not the theme
        itself: less absence stands under job satisfaction.
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
    source_locator: Both
    assumption: int | None
    supports_assumption: Support | None
    retells: str
    moved: Both


@dataclass(frozen=True, slots=True)
class FindingConflict:
    """Two findings that pull apart, and why both can be true."""

    finding_id_a: str
    finding_id_b: str
    note: Both


@dataclass(frozen=True, slots=True)
class Initiative:
    """One thing a municipality or an institution did.

    Attributes
    ----------
    changed
        What was changed or given up along the way, where a source tells it.
    rule_ids, finding_ids
        The rules it is tied to, and the statements about the same, in our reading.
    """

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
    changed: Both
    source_id: str
    also_source_ids: tuple[str, ...]
    rule_ids: tuple[str, ...]
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and what the agreement did to it, for an area or one municipality.

    Attributes
    ----------
    today, today_date, today_source_id
        What holds for every municipality now, since when, and who says so; all three are empty
        where no source we have says it.
    """

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
    today: Both
    today_date: str
    today_source_id: str | None


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
    """The welfare agreement of one municipality, and how much is publicly known of it.

    ``page_source_id`` is the municipality's own page about it; None where we have found none.
    """

    municipality_code: str
    area: Area
    start: str
    end: str
    programme: str
    summary: Both
    coverage: Both
    source_ids: tuple[str, ...]
    page_source_id: str | None


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
        The least difference from the common course, in the indicator's unit, that was declared to
        matter before any was looked at; None where none was set.
    relevant_difference_reason
        Why that difference.
    table, table_url
        What the publisher calls the table with the figures, and its own address; empty where our
        sources do not name it, or know no address that lasts.
    table_steps
        How one finds the figures there, and what of them does not stand in the table itself.
    answers_id
        The indicator that counts the answers each figure rests on; None where the source does not
        tell.
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
    table: str
    table_url: str
    table_steps: Both
    answers_id: str | None
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
        The least difference that was declared beforehand to matter; None where none was.
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
    smallest_base, reliable_base
        On fewer answers no figure is shown; on fewer than the second, only how many there are.
    smallest_category
        An answer given by fewer, and by somebody, hides the distribution.
    fewest_workplaces
        With fewer workplaces of equal size nothing is said of how sure a figure is.
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
    smallest_base: int
    reliable_base: int
    smallest_category: int
    fewest_workplaces: float
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


@dataclass(frozen=True, slots=True)
class Observation:
    """One register figure of one municipality and period.

    Attributes
    ----------
    period_end
        The year in which the period ends.
    value
        In the unit of the indicator; None where no figure is published, and ``status`` says why.
    """

    indicator_id: str
    municipality_code: str
    period: str
    period_end: int
    value: float | None
    status: Status
    note: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the municipalities without an agreement are distributed in one period.

    A period in which none of them has a figure has no row.

    Attributes
    ----------
    count
        How many of them have a figure.
    p05, p25, median, p75, p95
        Quantiles in the unit of the indicator.
    """

    indicator_id: str
    period: str
    period_end: int
    count: int
    p05: float
    p25: float
    median: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one municipality between two periods that can be compared.

    Attributes
    ----------
    change
        In the indicator's unit of change.
    rank, of
        1 is the greatest of ``of`` changes.
    median_others
        Median change of the municipalities without an agreement; None where none of them has one.
    """

    indicator_id: str
    baseline: str
    endline: str
    municipality_code: str
    change: float
    rank: int
    of: int
    median_others: float | None


@dataclass(frozen=True, slots=True)
class ChangeTest:
    """A change of municipalities with an agreement, against one group without any.

    Attributes
    ----------
    municipality_codes
        One municipality, or all of the area, in the fixed order.
    change
        The change of the one, or the mean of several.
    middle
        The median that distances are measured from, their own changes included.
    count_as_large, others
        How many of the others lie as far from it; of several municipalities, how many pairs or
        triples.
    p_value
        The share the verdict rests on, their own counted.
    standing
        Whether it answers for its area, as was decided beforehand, or only describes.
    """

    indicator_id: str
    kind: ChangeKind
    baseline: str
    endline: str
    scope: Scope
    municipality_codes: tuple[str, ...]
    comparison: Comparison
    change: float
    middle: float
    count_as_large: int
    others: int
    p_value: float
    standing: Standing
    verdict: PlaceboVerdict

    @property
    def pair(self) -> Pair:
        """The two periods."""
        return Pair(self.baseline, self.endline)


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """The mean of one indicator, place, group and wave.

    Attributes
    ----------
    municipality_code
        None for the area as a whole.
    estimate, lower, upper
        On 0-100; None where the status says that they are hidden.
    base, invited
        How many answered, and how many were asked.
    response_rate, top_two
        Shares of 1; ``top_two`` is the share in the two highest categories.
    alpha
        Cronbach's alpha of an index.
    """

    indicator_id: str
    scope: Scope
    area: Area
    municipality_code: str | None
    respondent: Respondent
    wave: Wave
    estimate: float | None
    lower: float | None
    upper: float | None
    confidence_level: float | None
    base: int | None
    invited: int | None
    response_rate: float | None
    top_two: float | None
    alpha: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """The share (0-1) of the answers in one category; 1 is the lowest."""

    indicator_id: str
    scope: Scope
    area: Area
    municipality_code: str | None
    respondent: Respondent
    wave: Wave
    category: int
    share: float | None
    lower: float | None
    upper: float | None
    base: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class SurveyDifference:
    """By how much two municipalities of an area differ in one indicator and group.

    Attributes
    ----------
    municipality_code, other_code
        The two, in the fixed order of the area.
    wave
        The wave in which their levels differ; None for their changes between the two waves.
    difference, lower, upper
        The first less the other, in points; None where either figure is hidden.
    """

    indicator_id: str
    area: Area
    municipality_code: str
    other_code: str
    respondent: Respondent
    wave: Wave | None
    difference: float | None
    lower: float | None
    upper: float | None
    confidence_level: float
    status: Status


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """The change of one indicator, place and group between two waves, and the verdict on it.

    Attributes
    ----------
    change, lower, upper
        In points.
    p_small, p_small_adjusted
        Of the test that the change is more than a small one.
    effect_size
        Hedges' g.
    comparable
        Whether the two waves can be compared; if not, ``not_comparable_reason`` says why.
    """

    indicator_id: str
    scope: Scope
    area: Area
    municipality_code: str | None
    respondent: Respondent
    baseline: Wave
    endline: Wave
    change: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    p_adjusted: float | None
    family_size: int | None
    p_small: float | None
    p_small_adjusted: float | None
    effect_size: float | None
    base_before: int | None
    base_after: int | None
    verdict: SurveyVerdict
    comparable: bool
    not_comparable_reason: NotComparable | None
    status: Status
