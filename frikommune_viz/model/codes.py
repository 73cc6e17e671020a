"""The vocabularies of the explorer, each in the order it is always shown. Imports nothing of ours.

Every code is English and language-neutral: source files, tables and addresses hold it. The words
that people read are in :mod:`frikommune_viz.wording.labels`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


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
    """A group of people: those who give an account, or those it is about."""

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
    ORGANISATIONS = "organisations"


class Wave(StrEnum):
    """When in the trial a statement was made, earliest first.

    ``MIDWAY`` and ``FINAL`` are VIVE's evaluations; a municipality's closing account of itself is
    ``OWN_FINAL``.
    """

    BASELINE = "baseline"
    ONGOING = "ongoing"
    MIDWAY = "midway"
    OWN_FINAL = "own_final"
    FINAL = "final"


class EvidenceType(StrEnum):
    """What a statement rests on, as far as its source says."""

    SURVEY_BEFORE_AFTER = "survey_before_after"
    REGISTER = "register"
    NATIONAL_SURVEY = "national_survey"
    INTERVIEWS = "interviews"
    SELF_REPORT = "self_report"
    OBSERVATION = "observation"
    NOT_STATED = "not_stated"


class Support(StrEnum):
    """How a statement bears on an assumption of the programme theory (our reading)."""

    YES = "yes"
    PARTLY = "partly"
    BOTH = "both"
    NO = "no"


class Status(StrEnum):
    """Status of a value, after SDMX CL_OBS_STATUS."""

    NORMAL = "normal"
    PROVISIONAL = "provisional"
    LOW_RELIABILITY = "low_reliability"
    SUPPRESSED = "suppressed"
    PROTECTS_ANOTHER = "protects_another"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    BREAK = "break"
    SIMULATED = "simulated"
    FEW_WORKPLACES = "few_workplaces"


EMPTY_STATUSES: Final = frozenset(
    {
        Status.SUPPRESSED,
        Status.PROTECTS_ANOTHER,
        Status.NOT_COLLECTED,
        Status.NOT_APPLICABLE,
        Status.MISSING,
    }
)
"""Statuses that say why a value is empty; with any other status there must be a value."""

BASE_ALONE: Final = frozenset({Status.LOW_RELIABILITY, Status.FEW_WORKPLACES})
"""Statuses of a survey where nothing is shown but how many answered: too few of them, or too few
workplaces to state any uncertainty."""
HIDDEN_STATUSES: Final = EMPTY_STATUSES | BASE_ALONE
"""Statuses of a survey where no estimate is shown."""


class Note(StrEnum):
    """What to know about one register figure; several are joined by ``;`` in the tables."""

    COVID_19 = "covid_19"
    EXAMS_ADAPTED = "exams_adapted"
    EXAMS_CANCELLED = "exams_cancelled"
    INCOMPLETE_REPORTING = "incomplete_reporting"
    OWN_CALCULATION = "own_calculation"
    SERIES_BREAK = "series_break"
    SMALL_NUMBERS = "small_numbers"
    UNUSUALLY_LOW = "unusually_low"


DISTURBED: Final = frozenset({Note.COVID_19, Note.EXAMS_ADAPTED, Note.EXAMS_CANCELLED})
"""Notes that say that a whole period was unlike others, for every municipality."""

LEAST_REPORTING: Final = 0.9
"""A period in which a smaller share of the municipalities has a figure takes part in no verdict."""


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
    """Who reports the result of an initiative, if anyone does."""

    SELF_REPORT = "self_report"
    PRESS = "press"
    NONE = "none"


class Exemption(StrEnum):
    """Whether an initiative needed an exemption from the law."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RuleStatus(StrEnum):
    """What the agreement did to a rule: lifted it, kept it, brought it, or did not reach it."""

    LIFTED = "lifted"
    KEPT = "kept"
    NEW_DUTY = "new_duty"
    OUTSIDE = "outside"


class KeyNumberKind(StrEnum):
    """What a number shown as context is about. None of them is an outcome."""

    DESIGN = "design"
    ACTIVITY = "activity"
    CONTEXT = "context"


class Modifier(StrEnum):
    """How exact the source is about a key number; without one the number is stated as it is."""

    ABOUT = "about"
    JUST_UNDER = "just_under"
    CLOSE_TO = "close_to"
    MORE_THAN = "more_than"


class Verdict(StrEnum):
    """The only words used for a change; worded by :mod:`frikommune_viz.wording.labels`."""

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
    """Whether a register change stands out from those of municipalities without an agreement.

    Only a comparison of primary standing can be `unusual`.
    """

    UNUSUAL = "unusual"
    UNSETTLED = "unsettled"
    NOT_UNUSUAL = "not_unusual"


SIGNIFICANCE_LEVEL: Final = 0.05
"""At most this p-value gives a register change or a survey's (adjusted) the word for a sure one."""


class Standing(StrEnum):
    """Whether a comparison answers for its area, as was decided beforehand, or only describes."""

    PRIMARY = "primary"
    DESCRIPTIVE = "descriptive"


class GapPart(StrEnum):
    """Whether a period counts before or after the agreements in a gap, or why it does not count."""

    BEFORE = "before"
    AFTER = "after"
    DISTURBED = "disturbed"
    FEW_FIGURES = "few_figures"
    BEYOND_BREAK = "beyond_break"
    AGREEMENT_BEGAN = "agreement_began"
    AGREEMENT_ENDED = "agreement_ended"


class RuledOut(StrEnum):
    """Whether an interval rules out every difference that was declared beforehand to matter."""

    YES = "yes"
    NO = "no"
    NO_LIMIT = "no_limit"
    NO_INTERVAL = "no_interval"


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
    """What may be said of an estimated change; worded by :mod:`frikommune_viz.wording.labels`."""

    UP = "up"
    DOWN = "down"
    AT_MOST_SMALL = "at_most_small"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_COMPARABLE = "not_comparable"
    TOO_FEW = "too_few"
    PROTECTS_ANOTHER = "protects_another"
    FEW_WORKPLACES = "few_workplaces"


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


class Trait(StrEnum):
    """In what a municipality can be like one of the seven: a frame, never a result."""

    GROUP = "group"
    REGION = "region"
    REGISTER = "register"


class Weight(StrEnum):
    """How much a trait counts where the seven are ordered by their likeness to another."""

    NONE = "none"
    SOME = "some"
    MUCH = "much"


class FoundKind(StrEnum):
    """What kind of thing a search finds, in the order the kinds are offered."""

    INITIATIVE = "initiative"
    RULE = "rule"
    STATEMENT = "statement"
    TERM = "term"
    PAGE = "page"
