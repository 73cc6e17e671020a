"""A small set of sources that breaks no rule. The reason for every row stands beside it."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Cells = dict[str, str]


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of small sources, free of faults; a test may spoil it."""
    folder = tmp_path / "sources"
    (folder / "register").mkdir(parents=True)
    for name, rows in SMALL.items():
        write_rows(folder / name, rows)
    (folder / "indicators.toml").write_text(INDICATORS, encoding="utf-8")
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    return folder


@pytest.fixture
def published_copy(tmp_path: Path) -> Path:
    """A copy of the committed edition; a test may spoil it."""
    return Path(shutil.copytree(ROOT / "data" / "published", tmp_path / "published"))


@pytest.fixture
def change() -> Callable[[Path, int, str, str], None]:
    """Change one cell of a CSV file, with its row counted as in a spreadsheet."""

    def change_cell(path: Path, row: int, column: str, cell: str) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows[row - 2][column] != cell, "the change must change something"
        rows[row - 2][column] = cell
        write_rows(path, rows)

    return change_cell


def write_rows(path: Path, rows: list[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _municipality(code: str, name: str, area: str, column: str) -> Cells:
    return {
        "municipality_code": code,
        "name": name,
        "region": "Region Sjælland",
        "municipality_group": "Provinsbykommuner",
        "area": area,
        "column": column,
        "row": "1",
    }


def _source(source_id: str, source_class: str) -> Cells:
    return {
        "source_id": source_id,
        "title": "Titel",
        "publisher": "Udgiver",
        "author": "",
        "date": "2025-02-04",
        "url": "https://example.org/",
        "source_class": source_class,
        "language": "da",
        "note_da": "",
        "note_en": "",
    }


def _finding(finding_id: str, scope: str, area: str, code: str, **cells: str) -> Cells:
    return {
        "finding_id": finding_id,
        "scope": scope,
        "area": area,
        "municipality_code": code,
        "site": "",
        "respondent": "staff",
        "subgroup_da": "",
        "subgroup_en": "",
        "about": "",
        "about_subgroup_da": "",
        "about_subgroup_en": "",
        "theme": "trust",
        "wave": "final",
        "direction": "up",
        "desirable": "yes",
        "evidence_type": "not_stated",
        "statement_da": "VIVE vurderer, at tilliden er steget.",
        "statement_en": "VIVE assesses that trust has increased.",
        "value": "",
        "unit_da": "",
        "unit_en": "",
        "caveat_da": "Størrelsen er ikke oplyst.",
        "caveat_en": "The size is not reported.",
        "source_id": "vive",
        "also_source_ids": "",
        "source_locator_da": "",
        "source_locator_en": "",
        "assumption": "",
        "supports_assumption": "",
        "retells": "",
        "moved_da": "",
        "moved_en": "",
    } | cells


def _figure(code: str, period: str, value: str, status: str = "normal") -> Cells:
    return {
        "indicator_id": "absence",
        "municipality_code": code,
        "period": period,
        "value": value,
        "status": status,
        "note": "",
    }


SMALL: dict[str, list[Cells]] = {
    "municipalities.csv": [
        # Two with an agreement in different areas, so that one can stand in the wrong area.
        _municipality("316", "Holbæk", "school", "1"),
        _municipality("840", "Rebild", "daycare", "2"),
        # One without an agreement, so that there are others to compare with.
        _municipality("101", "København", "", "3"),
    ],
    "sources.csv": [
        # VIVE itself, which may judge a cause.
        _source("vive", "evaluation"),
        # A register, used through the indicator only.
        _source("stil", "register"),
        # Our own wording, used through the edition's table_sources too.
        _source("own", "own"),
    ],
    "findings.csv": [
        # One at each level, so that each law of the scope columns has a row to hold.
        _finding("F001", "all_seven", "", ""),
        _finding("F002", "area", "school", "", assumption="1", supports_assumption="yes"),
        _finding("F003", "municipality", "school", "316"),
        # The site also carries a value with its unit.
        _finding("F004", "site", "school", "316", site="Skolen", value="6")
        | {"unit_da": "af 53", "unit_en": "of 53"},
    ],
    "finding_conflicts.csv": [
        # Points at two findings.
        {"finding_id_a": "F001", "finding_id_b": "F002", "note_da": "Uens.", "note_en": "Unlike."},
    ],
    "initiatives.csv": [
        # Has an open period, which a register figure may not have.
        {
            "initiative_id": "I001",
            "area": "school",
            "municipality_code": "316",
            "site": "",
            "category": "school_day",
            "title_da": "Kortere dag",
            "title_en": "Shorter day",
            "description_da": "Skoledagen er kortere.",
            "description_en": "The school day is shorter.",
            "period": "2021–",
            "required_law_exemption": "unknown",
            "scale": "one_site",
            "reported_result_da": "",
            "reported_result_en": "",
            "result_kind": "none",
            "changed_da": "",
            "changed_en": "",
            "source_id": "vive",
            "also_source_ids": "own",
            "rule_ids": "R001",
            "finding_ids": "",
        }
    ],
    "rules.csv": [
        # Holds for an area and for no single municipality.
        {
            "rule_id": "R001",
            "area": "school",
            "municipality_code": "",
            "status": "lifted",
            "topic_da": "Fælles Mål",
            "topic_en": "Common Objectives",
            "legal_reference": "",
            "valid_from": "2021",
            "valid_to": "2025-07-31",
            "source_id": "vive",
            "note_da": "",
            "note_en": "",
            "today_da": "",
            "today_en": "",
            "today_date": "",
            "today_source_id": "",
        }
    ],
    "key_numbers.csv": [
        # A number about all seven: neither area nor municipality.
        {
            "figure_id": "N001",
            "area": "",
            "municipality_code": "",
            "label_da": "Kommuner",
            "label_en": "Municipalities",
            "modifier": "",
            "value": "7",
            "unit_da": "kommuner",
            "unit_en": "municipalities",
            "year": "2021",
            "kind": "design",
            "source_id": "vive",
            "note_da": "",
            "note_en": "",
        }
    ],
    "timeline.csv": [
        # Known by the month only.
        {
            "date": "2021-08",
            "title_da": "Start",
            "title_en": "Start",
            "description_da": "Skolerne går i gang.",
            "description_en": "The schools start.",
            "source_id": "vive",
        }
    ],
    "terms.csv": [
        # Our own explanation.
        {
            "term_id": "tillid",
            "term_da": "Tillid",
            "term_en": "Trust",
            "definition_da": "At regne med andre.",
            "definition_en": "Counting on others.",
            "source_id": "own",
        }
    ],
    "assumptions.csv": [
        # Used by F002.
        {
            "assumption": "1",
            "title_da": "Tillid",
            "title_en": "Trust",
            "description_da": "Nye løsninger opstår.",
            "description_en": "New solutions arise.",
            "limit_da": "De siger ikke hvorfor.",
            "limit_en": "They do not say why.",
            "source_id": "vive",
        }
    ],
    "agreements.csv": [
        # Without a programme's name, which may be empty.
        {
            "municipality_code": "840",
            "area": "daycare",
            "start": "2021-06-01",
            "end": "2025-07-31",
            "programme": "",
            "summary_da": "Tid til børn.",
            "summary_en": "Time for children.",
            "coverage_da": "Tynd.",
            "coverage_en": "Thin.",
            "source_ids": "own;vive",
            "page_source_id": "",
        }
    ],
    "register/absence.csv": [
        # Each municipality is used; København has a value that says why it is empty.
        _figure("316", "2021/22", "11.9"),
        _figure("316", "2024/25", "9.6"),
        _figure("840", "2021/22", "8.0"),
        _figure("101", "2021/22", "9.3"),
        _figure("101", "2024/25", "", "suppressed"),
    ],
}

INDICATORS = """\
[absence]
area = "school"
theme = "citizen_outcomes"
kind = "outcome"
better = "lower"
label_da = "Elevfravær"
label_en = "Pupil absence"
subject_da = "Fraværet"
subject_en = "Absence"
group_da = "Elevfravær"
group_en = "Pupil absence"
unit_da = "pct."
unit_en = "per cent"
change_unit_da = "procentpoint"
change_unit_en = "percentage points"
decimals = 1
axis_min = 0.0
axis_max = 16.0
definition_da = "Fravær i procent af skoledagene."
definition_en = "Absence as a percentage of school days."
caveats_da = "Ikke en virkning."
caveats_en = "Not an effect."
break_after = ""
first_shown = ""
default_baseline = "2021/22"
default_endline = "2024/25"
default_reason_da = "De to skoleår, der er."
default_reason_en = "The two school years there are."
primary_reason_da = ""
primary_reason_en = ""
relevant_difference = ""
relevant_difference_reason_da = ""
relevant_difference_reason_en = ""
retrieved = "2026-07"
table = ""
table_url = ""
table_steps_da = "Find tallet hos udgiveren."
table_steps_en = "Find the figure at the publisher."
answers_id = ""
source_id = "stil"
license = "CC-BY-4.0"
"""

EDITION = """\
edition = "published"
name = "small"
version = "1.0.0"
date = "2026-11-25"
title_da = "Lille"
title_en = "Small"
description_da = "Lille udgave."
description_en = "Small edition."

[table_sources]
municipalities = ["own"]

[[licenses]]
id = "CC-BY-4.0"
name = "CC-BY-4.0"
title = "CC BY 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"
tables = ["municipalities", "sources", "findings", "finding_conflicts", "initiatives", "rules",
  "figures", "timeline", "terms", "assumptions", "agreements", "indicators", "observations",
  "distributions", "changes", "change_tests", "gaps", "gap_results"]
"""
