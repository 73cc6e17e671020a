"""What an edition holds: the rows of its tables, by the ids they are looked up with.

It is read once per process (:mod:`.reader`) and shared read-only by all visitors. Nothing here
computes a statistic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final

from frikommune_viz.filters import Allowed
from frikommune_viz.model.codes import Area, Note, Status, Theme
from frikommune_viz.model.periods import shown, span
from frikommune_viz.model.rows import (
    Agreement,
    Assumption,
    Change,
    ChangeTest,
    Distribution,
    Event,
    Finding,
    FindingConflict,
    Gap,
    GapResult,
    Indicator,
    Initiative,
    KeyNumber,
    Municipality,
    Observation,
    Rule,
    Source,
    SurveyAnswer,
    SurveyCategory,
    SurveyChange,
    SurveyDifference,
    SurveyIndicator,
    SurveyQuestion,
    SurveyResult,
    Term,
)

EDITIONS_FOLDER: Final = Path(__file__).parents[2] / "data"
PUBLISHED: Final = "published"
PRACTICE: Final = "practice"
"""The shipped editions, by folder: what is true, and what shows how a survey would look."""


class EditionError(Exception):
    """An edition cannot be read. The message names the file and what is wrong with it."""


_WithStatus = Observation | SurveyResult | SurveyAnswer | SurveyChange | SurveyDifference


# Compared and hashed by identity: an edition is opened once, and drawn parts are kept by it.
@dataclass(frozen=True, eq=False)
class Edition:
    """All tables of one edition.

    Attributes
    ----------
    name, version, date
        As its manifest says; ``date`` is an ISO day.
    folder, files
        Where it was read from, and the SHA-256 of each of its files by name.
    municipalities, sources, agreements, indicators, survey_indicators
        Rows by their id, in the order of the table.
    findings, finding_conflicts, initiatives, rules, figures, timeline, terms, assumptions
        Rows in the order of the table.
    observations, distributions, changes, change_tests, gaps, gap_results
        Rows of the register by ``indicator_id``; an indicator without rows has no entry.
    survey_questions, survey_scales
        How each question was worded, and the categories of each scale.
    survey_results, survey_answers, survey_changes, survey_differences
        Rows of a survey by ``indicator_id``; empty where the edition has no survey.

    The columns of each table are the fields of its row type in :mod:`frikommune_viz.model.rows`.
    """

    name: str
    version: str
    date: str
    folder: Path
    files: Mapping[str, str]
    municipalities: Mapping[str, Municipality]
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    finding_conflicts: tuple[FindingConflict, ...]
    initiatives: tuple[Initiative, ...]
    rules: tuple[Rule, ...]
    figures: tuple[KeyNumber, ...]
    timeline: tuple[Event, ...]
    terms: tuple[Term, ...]
    assumptions: tuple[Assumption, ...]
    agreements: Mapping[str, Agreement]
    indicators: Mapping[str, Indicator]
    observations: Mapping[str, tuple[Observation, ...]]
    distributions: Mapping[str, tuple[Distribution, ...]]
    changes: Mapping[str, tuple[Change, ...]]
    change_tests: Mapping[str, tuple[ChangeTest, ...]]
    gaps: Mapping[str, tuple[Gap, ...]]
    gap_results: Mapping[str, tuple[GapResult, ...]]
    survey_indicators: Mapping[str, SurveyIndicator]
    survey_questions: tuple[SurveyQuestion, ...]
    survey_scales: tuple[SurveyCategory, ...]
    survey_results: Mapping[str, tuple[SurveyResult, ...]]
    survey_answers: Mapping[str, tuple[SurveyAnswer, ...]]
    survey_changes: Mapping[str, tuple[SurveyChange, ...]]
    survey_differences: Mapping[str, tuple[SurveyDifference, ...]]

    @cached_property
    def _periods(self) -> dict[str, tuple[str, ...]]:
        return {
            indicator_id: shown(
                (row.period for row in rows), self.indicators[indicator_id].first_shown
            )
            for indicator_id, rows in self.observations.items()
            if indicator_id in self.indicators
        }

    def observations_of(self, indicator_id: str) -> tuple[Observation, ...]:
        """Return the register figures of one indicator, all municipalities and periods."""
        return self.observations.get(indicator_id, ())

    def distribution_of(self, indicator_id: str) -> tuple[Distribution, ...]:
        """Return one row for each period in which a municipality without agreement has a figure."""
        return self.distributions.get(indicator_id, ())

    def changes_of(self, indicator_id: str) -> tuple[Change, ...]:
        """Return every change of one indicator; none where no two periods can be compared."""
        return self.changes.get(indicator_id, ())

    def change_tests_of(self, indicator_id: str) -> tuple[ChangeTest, ...]:
        """Return every comparison of the changes of one indicator, with its verdict."""
        return self.change_tests.get(indicator_id, ())

    @cached_property
    def covid_periods(self) -> tuple[str, ...]:
        """The periods in which any register figure is marked by covid-19, oldest first."""
        rows = chain.from_iterable(self.observations.values())
        return tuple(sorted({row.period for row in rows if Note.COVID_19 in row.note}, key=span))

    def indicators_noted(self, note: Note) -> tuple[Indicator, ...]:
        """Return the indicators with a figure that carries a note, in the order of the catalogue."""
        return tuple(
            row
            for row in self.indicators.values()
            if any(note in found.note for found in self.observations_of(row.indicator_id))
        )

    def gaps_of(self, indicator_id: str) -> tuple[Gap, ...]:
        """Return every gap of one indicator; none where its series is too short."""
        return self.gaps.get(indicator_id, ())

    def gap_results_of(self, indicator_id: str) -> tuple[GapResult, ...]:
        """Return what the gaps of one indicator say of the municipalities with an agreement."""
        return self.gap_results.get(indicator_id, ())

    def primary_of(self, area: Area) -> Indicator | None:
        """Return the indicator that was named beforehand to answer for an area."""
        return next((row for row in self.indicators_of(area) if row.primary_reason), None)

    def indicators_of(self, area: Area) -> tuple[Indicator, ...]:
        """Return the indicators of an area, in the order of the catalogue."""
        return tuple(row for row in self.indicators.values() if row.area is area)

    def periods_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return the periods of an indicator that are shown and compared, oldest first."""
        return self._periods[indicator_id]

    def conflicts_of(self, finding_id: str) -> tuple[FindingConflict, ...]:
        """Return the conflicts a finding takes part in."""
        return tuple(
            row
            for row in self.finding_conflicts
            if finding_id in (row.finding_id_a, row.finding_id_b)
        )

    @cached_property
    def is_simulated(self) -> bool:
        """Whether any value is simulated; then nothing of the edition may pass for a result."""
        tables: tuple[Mapping[str, tuple[_WithStatus, ...]], ...] = (
            self.observations,
            self.survey_results,
            self.survey_answers,
            self.survey_changes,
            self.survey_differences,
        )
        return any(
            row.status is Status.SIMULATED
            for table in tables
            for row in chain.from_iterable(table.values())
        )

    @property
    def has_survey(self) -> bool:
        """Whether the edition holds results of a survey."""
        return bool(self.survey_indicators)

    @cached_property
    def allowed(self) -> Allowed:
        """The codes of this edition that an address may hold."""
        periods = frozenset(period for found in self._periods.values() for period in found)
        return Allowed(
            indicators=frozenset(self.indicators),
            municipalities=frozenset(self.municipalities),
            periods=periods,
            questions=frozenset(self.survey_indicators),
            initiatives=frozenset(self.initiative),
        )

    @cached_property
    def finding(self) -> Mapping[str, Finding]:
        """Findings by their id."""
        return {row.finding_id: row for row in self.findings}

    @cached_property
    def findings_on(self) -> Mapping[Theme, tuple[Finding, ...]]:
        """Findings by their theme; a theme of which nothing is said has none."""
        return {theme: tuple(row for row in self.findings if row.theme is theme) for theme in Theme}

    @cached_property
    def initiative(self) -> Mapping[str, Initiative]:
        """Initiatives by their id as an address has it, in small letters."""
        return {row.initiative_id.lower(): row for row in self.initiatives}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by their id."""
        return {row.rule_id: row for row in self.rules}
