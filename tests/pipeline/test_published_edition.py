"""The committed edition: what it holds, that it is fresh, and that damage is found."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.model.codes import MAIN_THEMES

ROOT = Path(__file__).parents[2]
COUNTS = {
    "municipalities": 98,
    "sources": 120,  # 113 documents, six registers and our own wording
    "findings": 118,
    "finding_conflicts": 15,
    "initiatives": 61,
    "rules": 37,
    "figures": 30,
    "timeline": 37,
    "terms": 57,
    "assumptions": 4,
    "agreements": 7,
    "indicators": 16,
    "observations": 5252,
    "distributions": 54,
    "changes": 10_225,
    "change_tests": 608,
}


@pytest.fixture(scope="module")
def edition(repository):
    folder = repository / "data" / "published"
    return {name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in COUNTS}


def value(edition, indicator_id, code, period):
    rows = edition["observations"].set_index(["indicator_id", "municipality_code", "period"])
    return rows.loc[(indicator_id, code, period), "value"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("table", COUNTS)
def test_each_table_holds_its_rows(edition, table):
    assert len(edition[table]) == COUNTS[table]


@pytest.mark.parametrize(
    ("indicator_id", "code", "period", "expected"),
    [
        ("absence_grade_7_9", "316", "2021/22", 11.9),
        ("absence_grade_7_9", "316", "2024/25", 9.6),
        ("absence_grade_7_9", "561", "2021/22", 7.4),
        ("absence_grade_7_9", "561", "2024/25", 9.9),
        ("children_per_adult_3_5", "840", "2020", 5.8),
        ("children_per_adult_3_5", "840", "2021", 5.8),
        ("children_per_adult_3_5", "840", "2022", 5.8),
        ("children_per_adult_3_5", "840", "2023", 6.5),
    ],
)
def test_known_figures_are_the_published_ones(edition, indicator_id, code, period, expected):
    assert value(edition, indicator_id, code, period) == expected


def test_answers_of_parents_sum_to_the_published_number(edition):
    rows = edition["observations"]
    answers = rows[rows["indicator_id"] == "parent_satisfaction_answers"]["value"]
    assert answers.sum() == 120_976


def test_staffing_after_the_break_is_marked(edition):
    rows = edition["observations"]
    staffing = rows[rows["indicator_id"].str.startswith("children_per_adult")]
    marked = staffing["status"] == "break"
    assert set(staffing[marked]["period"]) == {"2023"}
    assert set(staffing[~marked]["period"]) == {str(year) for year in range(2017, 2023)}
    catalogue = edition["indicators"].set_index("indicator_id")["break_after"].dropna()
    assert catalogue.to_dict() == dict.fromkeys(staffing["indicator_id"].unique(), "2022")


def test_unusually_low_values_stand_and_are_flagged(edition):
    rows = edition["observations"]
    flagged = rows[rows["status"] == "low_reliability"]
    # Læsø three times and Morsø once; the fourth also lies in a covid year.
    assert sorted(flagged["municipality_code"]) == ["773", "825", "825", "825"]
    assert (flagged["value"] < 2).all()
    assert flagged["note"].str.contains("unusually_low").all()
    assert flagged["note"].str.contains("covid_19").sum() == 1


def test_own_calculation_is_said_with_every_well_being_figure(edition):
    rows = edition["observations"]
    wellbeing = rows["indicator_id"].str.startswith("wellbeing")
    own = rows["note"].fillna("").str.contains("own_calculation")
    assert (wellbeing == own).all()
    catalogue = edition["indicators"].set_index("indicator_id")
    for column, words in (("caveats_da", "Egen beregning"), ("caveats_en", "Own calculation")):
        said = catalogue[column].str.contains(words)
        assert set(catalogue[said].index) == {"wellbeing_grade_4_6", "wellbeing_grade_7_9"}


def test_no_municipality_statement_rests_on_vive_itself(edition):
    classes = edition["sources"].set_index("source_id")["source_class"]
    findings = edition["findings"]
    own_level = findings[findings["scope"].isin(["municipality", "site"])]
    assert not own_level["source_id"].map(classes).isin(["evaluation"]).any()


def test_no_area_has_a_statement_on_trust(edition):
    findings = edition["findings"]
    assert "trust" in MAIN_THEMES
    assert findings[(findings["scope"] == "area") & (findings["theme"] == "trust")].empty


def test_the_baseline_is_not_told_as_a_midway_result(edition):
    findings = edition["findings"].set_index("finding_id")
    assert findings.loc["F048", "wave"] == "baseline"
    assert list(findings.index[findings["wave"] == "baseline"]) == ["F048"]


def test_the_only_number_in_a_statement_is_a_count(edition):
    findings = edition["findings"].set_index("finding_id")
    numbers = findings[findings["value"].notna()]
    assert list(numbers.index) == ["F058"]
    assert numbers.loc["F058", "value"] == 6
    assert numbers.loc["F058", "unit_da"] == "af 53 indsatser"
    assert numbers.loc["F058", "unit_en"] == "of 53 initiatives"


def test_tiles_of_the_map_do_not_overlap(edition):
    tiles = edition["municipalities"]
    assert not tiles.duplicated(["column", "row"]).any()
    assert tiles["column"].between(1, 18).all()
    assert tiles["row"].between(1, 12).all()


def test_distributions_count_only_municipalities_without_an_agreement(edition):
    counts = edition["distributions"].set_index(["indicator_id", "period"])["count"]
    assert counts.max() == 91
    rows, area = edition["observations"], edition["municipalities"].set_index("municipality_code")
    others = rows[rows["municipality_code"].map(area["area"]).isna()]
    one = others[(others["indicator_id"] == "absence_grade_7_9") & (others["period"] == "2023/24")]
    ordered = sorted(one["value"])
    found = edition["distributions"].set_index(["indicator_id", "period"])
    # 91 values: the median is the 46th, whatever the interpolation.
    assert found.loc[("absence_grade_7_9", "2023/24"), "median"] == ordered[45]
    assert found.loc[("absence_grade_7_9", "2023/24"), "count"] == len(ordered) == 91


def test_empty_is_null_and_never_an_empty_text(edition):
    for name, rows in edition.items():
        for column in rows.select_dtypes(["object", "string"]):
            assert not (rows[column] == "").any(), (name, column)


def test_a_fresh_build_equals_the_committed_edition_twice(repository, tmp_path):
    committed = bytes_of(repository / "data" / "published")
    for out in (tmp_path / "one", tmp_path / "two"):
        # A new process each time: hash seeds and caches must not show.
        words = ["-m", "frikommune_viz", "build", "--out", str(out)]
        subprocess.run([sys.executable, *words], cwd=repository, check=True, capture_output=True)
        assert bytes_of(out / "published") == committed


def test_a_build_replaces_what_stood_there(sources, published_copy, tmp_path):
    (published_copy / "left over.txt").write_text("old", "utf-8")
    assert main(["build", "--sources", str(sources), "--out", str(tmp_path)]) == 0
    assert not (published_copy / "left over.txt").exists()
    assert pq.read_table(published_copy / "findings.parquet").num_rows == 4
    assert {path.name for path in tmp_path.iterdir()} == {"sources", "published", "CHANGES.md"}


def test_the_committed_edition_passes_the_check(repository, capsys):
    assert main(["check", str(repository / "data" / "published")]) == 0
    assert "16739 rows, no faults" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda folder: (folder / "rules.parquet").unlink(), "rules.parquet: the file is missing"),
        (
            lambda folder: (folder / "rules.parquet").write_bytes(
                (folder / "rules.parquet").read_bytes()[:-100]
            ),
            "rules.parquet: cannot be read",
        ),
        (
            lambda folder: (folder / "rules.csv").write_bytes(b"R999\n"),
            "rules.csv: the file differs from the one that was built",
        ),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json: the file is missing"),
        (
            lambda folder: (folder / "manifest.json").write_text("{", "utf-8"),
            "manifest.json: the file cannot be read as JSON",
        ),
        (
            lambda folder: (folder / "draft.csv").write_text("a\n", "utf-8"),
            "draft.csv: the file is not in the manifest",
        ),
    ],
    ids=["absent table", "cut table", "changed twin", "no manifest", "bad manifest", "stray file"],
)
def test_check_names_the_damaged_file_and_what_to_do(damage, says, published_copy, capsys):
    damage(published_copy)
    assert main(["check", str(published_copy)]) == 1
    messages = capsys.readouterr().err
    line = next(line for line in messages.splitlines() if line.startswith(says))
    assert "run: python -m frikommune_viz build" in line or "draft.csv" in says


def test_check_finds_a_broken_law_behind_right_checksums(published_copy, capsys):
    """A table rewritten with its checksum still has to keep the laws."""
    import hashlib

    path = published_copy / "observations.parquet"
    rows = pq.read_table(path)
    place = rows.column_names.index("status")
    statuses = rows["status"].to_pylist()
    statuses[0] = "suppressed"
    pq.write_table(rows.set_column(place, "status", [statuses]), path)
    manifest = json.loads((published_copy / "manifest.json").read_text("utf-8"))
    manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (published_copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    assert main(["check", str(published_copy)]) == 1
    messages = capsys.readouterr().err
    assert "observations.parquet, row 2, column value: status suppressed means" in messages
    assert "1 fault(s) found" in messages


# Runs a command where only the libraries of the explorer are installed.
SERVER = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("httpx", "hypothesis", "pydantic", "pytest", "scipy", "statsmodels"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from frikommune_viz.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def on_a_server(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SERVER, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_server_checks_everything_with_the_libraries_it_has(published_copy):
    whole = on_a_server("check", str(published_copy))
    assert whole.returncode == 0, whole.stderr
    assert "Checking observations" in whole.stderr
    path = published_copy / "rules.csv"
    path.write_bytes(b"R999\n")
    changed = on_a_server("check", str(published_copy))
    assert changed.returncode == 1
    assert "rules.csv: the file differs" in changed.stderr


@pytest.mark.parametrize(
    "words", [("build", "--out"), ("simulate", "--out"), ("fetch", "list", "--sources")]
)
def test_what_a_server_cannot_do_says_what_is_missing(words, tmp_path):
    done = on_a_server(*words, str(tmp_path))
    assert done.returncode == 1
    assert re.search(
        r"(pydantic|scipy|httpx)\S* is missing: pip install -r .ci/requirements-dev.txt",
        done.stderr,
    )
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("content", ["[]", "null", '{"files": []}', '{"version": 5}'])
def test_check_tells_what_is_no_manifest(published_copy, capsys, content):
    (published_copy / "manifest.json").write_text(content, "utf-8")
    assert main(["check", str(published_copy)]) == 1
    assert "manifest.json: " in capsys.readouterr().err
