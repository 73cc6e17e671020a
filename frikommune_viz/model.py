"""The vocabularies and the rows of the explorer. Imports nothing of ours.

Every code here is English and language-neutral: it stands in source files, tables and addresses.
The words people read live with :mod:`frikommune_viz.words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Language(StrEnum):
    """The two languages of the site; Danish is the first."""

    DA = "da"
    EN = "en"


class Area(StrEnum):
    """A welfare area that was set free, in the order they are always shown."""

    DAYCARE = "daycare"
    SCHOOL = "school"
    ELDERCARE = "eldercare"


class Theme(StrEnum):
    """What a statement is about: the four themes of the product, then the supporting ones."""

    TRUST = "trust"
    JOB_SATISFACTION = "job_satisfaction"
    PROFESSIONAL_FREEDOM = "professional_freedom"
    CITIZEN_OUTCOMES = "citizen_outcomes"
    GOVERNANCE = "governance"
    DOCUMENTATION = "documentation"
    QUALITY = "quality"
    IMPLEMENTATION = "implementation"


MAIN_THEMES: Final = (
    Theme.TRUST,
    Theme.JOB_SATISFACTION,
    Theme.PROFESSIONAL_FREEDOM,
    Theme.CITIZEN_OUTCOMES,
)
SUPPORTING_THEMES: Final = tuple(theme for theme in Theme if theme not in MAIN_THEMES)


class Scope(StrEnum):
    """At which level a source speaks."""

    ALL_SEVEN = "all_seven"
    AREA = "area"
    MUNICIPALITY = "municipality"
    SITE = "site"


class SourceClass(StrEnum):
    """What kind of document a source is; ``own`` is ours (glossary wording), never evidence."""

    EVALUATION = "evaluation"
    EVALUATION_RETOLD = "evaluation_retold"
    RESEARCH = "research"
    MUNICIPALITY = "municipality"
    PRESS = "press"
    LAW = "law"
    REGISTER = "register"
    OWN = "own"


class Direction(StrEnum):
    """Which way the thing a statement names has moved. Never a size."""

    UP = "up"
    SLIGHTLY_UP = "slightly_up"
    NONE = "none"
    MIXED = "mixed"
    SLIGHTLY_DOWN = "slightly_down"
    DOWN = "down"
    NOT_STATED = "not_stated"


class Desirable(StrEnum):
    """Whether the source presents the direction as wanted."""

    YES = "yes"
    NO = "no"
    NEUTRAL = "neutral"


class Respondent(StrEnum):
    """Whose answers, data or words a statement rests on."""

    STAFF = "staff"
    LEADERS = "leaders"
    STAFF_AND_LEADERS = "staff_and_leaders"
    CHILDREN = "children"
    PUPILS = "pupils"
    OLDER_PEOPLE = "older_people"
    PARENTS = "parents"
    RELATIVES = "relatives"
    CITIZENS = "citizens"
    ADMINISTRATION = "administration"
    POLITICIANS = "politicians"


class Wave(StrEnum):
    """When in the trial a statement was made, earliest first."""

    BASELINE = "baseline"
    ONGOING = "ongoing"
    MIDWAY = "midway"
    FINAL = "final"


class EvidenceType(StrEnum):
    """What a statement rests on, as far as its source says."""

    SURVEY_BEFORE_AFTER = "survey_before_after"
    REGISTER = "register"
    INTERVIEWS = "interviews"
    SELF_REPORT = "self_report"
    OBSERVATION = "observation"
    NOT_STATED = "not_stated"


class Support(StrEnum):
    """How a statement bears on an assumption of the programme theory (our reading)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Status(StrEnum):
    """Status of a value, after SDMX CL_OBS_STATUS."""

    NORMAL = "normal"
    PROVISIONAL = "provisional"
    LOW_RELIABILITY = "low_reliability"
    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    BREAK = "break"
    SIMULATED = "simulated"


EMPTY_STATUSES: Final = frozenset(
    {Status.SUPPRESSED, Status.NOT_COLLECTED, Status.NOT_APPLICABLE, Status.MISSING}
)
"""Statuses that say why a value is empty; with any other status a value must stand."""

HIDDEN_STATUSES: Final = EMPTY_STATUSES | {Status.LOW_RELIABILITY}
"""The same for a survey, where an estimate that rests on too few is not shown at all."""


class Note(StrEnum):
    """What to know about one register figure; several are joined by ``;`` in the tables."""

    COVID_19 = "covid_19"
    OWN_CALCULATION = "own_calculation"
    SERIES_BREAK = "series_break"
    UNUSUALLY_LOW = "unusually_low"


class Better(StrEnum):
    """Which way an indicator is better, if it is at all."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class IndicatorKind(StrEnum):
    """Whether an indicator says how citizens fare or under which conditions work is done."""

    OUTCOME = "outcome"
    CONDITION = "condition"


class Category(StrEnum):
    """Subject of an initiative."""

    DAYCARE_LEARNING = "daycare_learning"
    SCHOOL_DAY = "school_day"
    TEACHING = "teaching"
    TRANSITIONS = "transitions"
    REABLEMENT_HOME_CARE = "reablement_home_care"
    MEALS = "meals"
    TEAMS_CONTINUITY = "teams_continuity"
    INVOLVEMENT = "involvement"
    PARENT_COOPERATION = "parent_cooperation"
    GOVERNANCE = "governance"
    DOCUMENTATION_WORKFLOWS = "documentation_workflows"
    OTHER = "other"


class Scale(StrEnum):
    """How widely an initiative was carried out."""

    ONE_SITE = "one_site"
    SEVERAL_SITES = "several_sites"
    MUNICIPALITY_WIDE = "municipality_wide"
    TRIAL = "trial"
    UNKNOWN = "unknown"


class ResultKind(StrEnum):
    """Who tells the result of an initiative, if anyone does."""

    SELF_REPORT = "self_report"
    PRESS = "press"
    NONE = "none"


class Exemption(StrEnum):
    """Whether an initiative needed an exemption from the law."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RuleStatus(StrEnum):
    """Whether a rule was lifted or kept."""

    LIFTED = "lifted"
    KEPT = "kept"


class KeyNumberKind(StrEnum):
    """What a number shown as context is about. None of them is an outcome."""

    DESIGN = "design"
    ACTIVITY = "activity"
    CONTEXT = "context"


class Verdict(StrEnum):
    """The only words used for a change; said by :mod:`frikommune_viz.words`."""

    REPORTED_UP = "reported_up"
    REPORTED_SLIGHTLY_UP = "reported_slightly_up"
    REPORTED_NONE = "reported_none"
    REPORTED_MIXED = "reported_mixed"
    REPORTED_SLIGHTLY_DOWN = "reported_slightly_down"
    REPORTED_DOWN = "reported_down"
    DIRECTION_NOT_STATED = "direction_not_stated"
    DISAGREE = "disagree"
    DIFFERENT_THINGS = "different_things"
    SITES_ONLY = "sites_only"
    COARSER_ONLY = "coarser_only"
    FINER_ONLY = "finer_only"
    NOT_KNOWN = "not_known"
    FILTERED_OUT = "filtered_out"


class PlaceboVerdict(StrEnum):
    """Whether a register change stands out from those of municipalities without an agreement."""

    UNUSUAL = "unusual"
    UNSETTLED = "unsettled"
    NOT_UNUSUAL = "not_unusual"


SIGNIFICANCE_LEVEL: Final = 0.05
"""At most this share, adjusted, gives a register change or a survey's the word for a sure one."""


class Comparison(StrEnum):
    """Whose changes a register change is held against; all are without any agreement."""

    ALL_OTHERS = "all_others"
    SAME_GROUP = "same_group"


class ChangeKind(StrEnum):
    """Whether a change may be asked about, or is the one before the agreements."""

    CHANGE = "change"
    PRE_TREND = "pre_trend"


class SurveyKind(StrEnum):
    """Whether a survey indicator is one question or the mean of several on a theme."""

    ITEM = "item"
    INDEX = "index"


class SurveyVerdict(StrEnum):
    """What may be said of an estimated change; said by :mod:`frikommune_viz.words`."""

    UP = "up"
    DOWN = "down"
    AT_MOST_SMALL = "at_most_small"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_COMPARABLE = "not_comparable"
    TOO_FEW = "too_few"


class NotComparable(StrEnum):
    """Why the answers of two waves cannot be compared."""

    NOT_ASKED = "not_asked"
    WORDING = "wording"
    SCALE = "scale"
    POPULATION = "population"


class View(StrEnum):
    """What the map of the whole country shows of an indicator."""

    LEVEL = "level"
    CHANGE = "change"


REPORTED: Final = {
    Direction.UP: Verdict.REPORTED_UP,
    Direction.SLIGHTLY_UP: Verdict.REPORTED_SLIGHTLY_UP,
    Direction.NONE: Verdict.REPORTED_NONE,
    Direction.MIXED: Verdict.REPORTED_MIXED,
    Direction.SLIGHTLY_DOWN: Verdict.REPORTED_SLIGHTLY_DOWN,
    Direction.DOWN: Verdict.REPORTED_DOWN,
    Direction.NOT_STATED: Verdict.DIRECTION_NOT_STATED,
}
"""The verdict that retells a direction; it never says more than the source."""

AREA_MUNICIPALITIES: Final = {
    Area.DAYCARE: ("217", "840"),
    Area.SCHOOL: ("561", "316"),
    Area.ELDERCARE: ("482", "410", "791"),
}
"""The municipalities with an agreement, by area, in the order they are always shown."""

MUNICIPALITY_AREA: Final = {
    code: area for area, codes in AREA_MUNICIPALITIES.items() for code in codes
}


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
