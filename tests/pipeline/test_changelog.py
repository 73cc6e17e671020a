"""The change log says what a build changed, once, and nothing where nothing has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.pipeline import changelog
from frikommune_viz.pipeline.schema import EDITION_TABLES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def out(tmp_path):
    """The real sources in a copy, built once."""
    shutil.copytree(ROOT / "data" / "sources", tmp_path / "sources")
    build(tmp_path)
    return tmp_path


def build(folder):
    command = ["build", "--sources", str(folder / "sources"), "--out", str(folder)]
    assert main(command) == 0
    return (folder / "CHANGES.md").read_text("utf-8")


def edit(folder, file, old, new):
    path = folder / "sources" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (file, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


HOLBAEK = "absence_grade_7_9,316,2024/25,9.6,"


def absence_file():
    register = ROOT / "data" / "sources" / "register"
    (found,) = [path for path in register.glob("*.csv") if HOLBAEK in path.read_text("utf-8")]
    return f"register/{found.name}"


def test_the_first_build_counts_its_tables(out):
    log = (out / "CHANGES.md").read_text("utf-8")
    assert "## 1.0.0 (" in log
    register = (ROOT / "data" / "sources" / "register").glob("*.csv")
    figures = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in register)
    assert f"{figures} observations" in log


def test_a_build_that_changes_nothing_leaves_the_log_as_it_is(out):
    before = (out / "CHANGES.md").read_bytes()
    build(out)
    assert (out / "CHANGES.md").read_bytes() == before
    assert not (out / ".CHANGES.md").exists()


def test_the_committed_log_is_that_of_the_committed_edition(repository):
    assert "## 1.0.0 (" in (repository / "data" / "CHANGES.md").read_text("utf-8")


def test_a_corrected_figure_is_told_with_both_values_under_its_version(out):
    edit(out, absence_file(), HOLBAEK, HOLBAEK.replace("9.6", "9.7"))
    edit(out, "edition.toml", 'version = "1.0.0"', 'version = "1.0.1"')
    log = build(out)
    newest, older = log.split("\n## ")[1:3]
    assert newest.startswith("1.0.1 (")
    assert "* `observations` absence_grade_7_9: 1 changed" in newest
    assert "316 2024/25, value: “9.6” → “9.7”" in newest.replace("absence_grade_7_9 316", "316")
    assert "`changes`, computed: " in newest
    assert older.startswith("1.0.0 (")


def test_what_goes_and_what_comes_is_named(out):
    path = out / "sources" / "terms.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    log = build(out)
    assert "* `terms`: 1 removed" in log
    path.write_text("".join(lines), "utf-8")
    log = build(out)
    assert "* `terms`: 1 added" in log
    # Both stand under the one version that has been built twice.
    assert log.count("## 1.0.0") == 1


def test_figures_of_a_survey_are_counted_and_never_told():
    """What was published and is hidden from now on must not stay readable in the log."""
    before = {"survey_results": survey_row(estimate=91.6667, status="normal")}
    after = {"survey_results": survey_row(estimate=None, status="suppressed")}
    log = changelog.written(
        "head\n## 1.0.0 (2026-01-01)\n\n* x\n", "1.0.1", "2026-02-01", before, after
    )
    assert "* `survey_results`, computed: 2 changed" in log
    assert "91.6667" not in log


def survey_row(**cells):
    key = dict.fromkeys(("indicator_id", "area", "municipality_code", "respondent", "wave"), "x")
    return pd.DataFrame([{**key, **cells}])


def test_a_broken_edition_is_replaced_and_the_log_kept(out):
    before = (out / "CHANGES.md").read_bytes()
    (out / "published" / "rules.parquet").write_bytes(b"broken")
    build(out)
    assert (out / "CHANGES.md").read_bytes() == before


def test_each_indicator_is_told_by_itself():
    def figures(**values):
        return pd.DataFrame(
            [
                {"indicator_id": name, "municipality_code": "316", "period": "2022", "value": value}
                for name, value in values.items()
            ]
        )

    found = {
        one.where: (len(one.added), len(one.removed), one.changed)
        for one in changelog.differences(
            EDITION_TABLES["observations"],
            figures(same=1.0, moved=2.0, gone=3.0),
            figures(same=1.0, moved=2.5, new=4.0),
        )
    }
    assert found == {
        "`observations` moved": (0, 0, ((("moved", "316", "2022"), "value", "2", "2.5"),)),
        "`observations` new": (1, 0, ()),
        "`observations` gone": (0, 1, ()),
    }
