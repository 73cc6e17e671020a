"""What each table holds: columns, kinds and links, derived from the rows of the model.

The schema, the Parquet types, the data package and the data dictionary all follow from here.
"""

from __future__ import annotations

from typing import Final

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
    Term,
)
from frikommune_viz.pipeline.row_columns import table_of
from frikommune_viz.pipeline.survey_schema import PRACTICE_TABLES, SURVEY_TABLES

TABLES: Final = {
    table.name: table
    for table in (
        table_of("municipalities", Municipality, ("municipality_code",), file="municipalities.csv"),
        table_of("sources", Source, ("source_id",), file="sources.csv"),
        table_of("findings", Finding, ("finding_id",), file="findings.csv"),
        table_of(
            "finding_conflicts",
            FindingConflict,
            ("finding_id_a", "finding_id_b"),
            file="finding_conflicts.csv",
        ),
        table_of("initiatives", Initiative, ("initiative_id",), file="initiatives.csv"),
        table_of("rules", Rule, ("rule_id",), file="rules.csv"),
        table_of("figures", KeyNumber, ("figure_id",), file="key_numbers.csv"),
        table_of("timeline", Event, ("date", "title_da"), file="timeline.csv"),
        table_of("terms", Term, ("term_id",), file="terms.csv"),
        table_of("assumptions", Assumption, ("assumption",), file="assumptions.csv"),
        table_of("agreements", Agreement, ("municipality_code",), file="agreements.csv"),
        table_of("indicators", Indicator, ("indicator_id",), file="indicators.toml"),
        table_of(
            "observations",
            Observation,
            ("indicator_id", "municipality_code", "period"),
            file="register/*.csv",
            built=("period_end",),
        ),
    )
}
"""The tables that come from source files, in the order they are listed."""

DISTRIBUTIONS: Final = table_of("distributions", Distribution, ("indicator_id", "period"))
CHANGES: Final = table_of(
    "changes", Change, ("indicator_id", "baseline", "endline", "municipality_code")
)
CHANGE_TESTS: Final = table_of(
    "change_tests",
    ChangeTest,
    ("indicator_id", "kind", "baseline", "endline", "municipality_codes", "comparison"),
)

GAPS: Final = table_of("gaps", Gap, ("indicator_id", "municipality_code", "period"))
GAP_RESULTS: Final = table_of("gap_results", GapResult, ("indicator_id", "municipality_codes"))

COMPUTED: Final = {
    table.name: table for table in (DISTRIBUTIONS, CHANGES, CHANGE_TESTS, GAPS, GAP_RESULTS)
}
"""The tables of the register that the pipeline computes."""

EDITION_TABLES: Final = {**TABLES, **COMPUTED, **SURVEY_TABLES, **PRACTICE_TABLES}
"""Every table an edition may have; those without rows are not written."""
