"""The committed edition: what it holds, that it is fresh, and that damage is found."""

import csv
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.model.codes import MAIN_THEMES

ROOT = Path(__file__).parents[2]
SOURCES = {
    "municipalities": "municipalities.csv",
    "sources": "sources.csv",
    "findings": "findings.csv",
    "finding_conflicts": "finding_conflicts.csv",
    "initiatives": "initiatives.csv",
    "rules": "rules.csv",
    "figures": "key_numbers.csv",
    "timeline": "timeline.csv",
    "terms": "terms.csv",
    "assumptions": "assumptions.csv",
    "agreements": "agreements.csv",
    "indicators": "indicators.toml",
    "observations": "register/*.csv",
}
"""The table of each source file. What the build computes is held against slow references."""

COMPUTED = ("distributions", "changes", "change_tests")


@pytest.fixture(scope="module")
def edition(repository):
    folder = repository / "data" / "published"
    return {
        name: pq.read_table(folder / f"{name}.parquet").to_pandas()
        for name in (*SOURCES, *COMPUTED)
    }


def value(edition, indicator_id, code, period):
    rows = edition["observations"].set_index(["indicator_id", "municipality_code", "period"])
    return rows.loc[(indicator_id, code, period), "value"]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows_in(path: Path) -> int:
    """Count what people have typed, by another way than the build reads it."""
    if path.suffix == ".toml":
        return len(tomllib.loads(path.read_text("utf-8")))
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


@pytest.mark.parametrize("table", SOURCES)
def test_each_table_holds_every_row_of_its_source(repository, edition, table):
    files = list((repository / "data" / "sources").glob(SOURCES[table]))
    assert files
    assert len(edition[table]) == sum(rows_in(path) for path in files) > 0


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
        ("exam_grade_9", "561", "2018/19", 7.1),
        ("exam_grade_9", "561", "2024/25", 6.9),
        ("exam_grade_9", "316", "2018/19", 7.1),
        ("exam_grade_9", "316", "2024/25", 7.2),
        ("high_absence_share", "561", "2021/22", 19.0),
        ("high_absence_share", "561", "2024/25", 24.2),
        ("high_absence_share", "316", "2021/22", 37.2),
        ("high_absence_share", "316", "2024/25", 26.5),
        ("wellbeing_five_indicators", "561", "2020/21", 3.76),
        ("wellbeing_five_indicators", "561", "2024/25", 3.58),
        ("wellbeing_five_indicators", "561", "2016/17", 3.92),
        ("wellbeing_five_indicators", "316", "2020/21", 3.58),
        ("wellbeing_five_indicators", "316", "2024/25", 3.48),
        ("class_size_folkeskole", "316", "2020/21", 19.8),
        ("class_size_folkeskole", "316", "2024/25", 19.3),
        ("class_size_folkeskole", "561", "2020/21", 20.6),
        ("class_size_folkeskole", "561", "2024/25", 20.3),
        ("pedagogue_share_all_staff", "217", "2020", 52.8),
        ("pedagogue_share_all_staff", "217", "2024", 47.1),
        ("pedagogue_share_all_staff", "840", "2020", 50.3),
        ("pedagogue_share_all_staff", "840", "2024", 51.0),
        ("home_nursing_recipients_per_1000", "482", "2021", 56.2),
        ("home_nursing_recipients_per_1000", "482", "2025", 54.7),
        ("home_nursing_recipients_per_1000", "410", "2021", 29.6),
        ("home_nursing_recipients_per_1000", "410", "2025", 31.6),
        ("home_nursing_recipients_per_1000", "791", "2021", 31.0),
        ("home_nursing_recipients_per_1000", "791", "2025", 32.2),
    ],
)
def test_known_figures_are_the_published_ones(edition, indicator_id, code, period, expected):
    decimals = len(str(expected).partition(".")[2])
    found = value(edition, indicator_id, code, period)
    # Shares and rates that are calculated have two decimals; the fact that is checked has one.
    assert abs(found - expected) < 0.5 * 10**-decimals + 1e-9


def known(edition, indicator_id, period):
    rows = edition["observations"]
    chosen = rows[(rows["indicator_id"] == indicator_id) & (rows["period"] == period)]
    return chosen.dropna(subset="value").set_index("municipality_code")["value"]


def test_the_median_change_of_the_98_is_the_one_that_was_checked(edition):
    marks = known(edition, "exam_grade_9", "2024/25") - known(edition, "exam_grade_9", "2018/19")
    assert len(marks) == 98
    assert round(marks.median(), 1) == 0.0
    after = known(edition, "home_nursing_recipients_per_1000", "2025")
    before = known(edition, "home_nursing_recipients_per_1000", "2021")
    assert len(after) == len(before) == 98
    assert round(((after / before - 1) * 100).median(), 1) == 6.3


def test_the_six_compiled_files_are_the_ones_their_origin_names(repository):
    folder = repository / "data" / "sources" / "register"
    origins = sorted(folder.glob("*.origin.toml"))
    assert len(origins) == 6
    for path in origins:
        origin = tomllib.loads(path.read_text("utf-8"))
        figures = path.with_name(path.name.replace(".origin.toml", ".csv")).read_bytes()
        assert hashlib.sha256(figures).hexdigest() == origin["file_sha256"], path.name
        assert figures.count(b"\n") - 1 == origin["rows"]
        assert "Danmarks 98 Doughnuts" in origin["compiled_by"]


def test_a_source_that_was_compiled_by_others_says_so(edition):
    compiled = edition["sources"].set_index("source_id")
    catalogue = edition["indicators"].set_index("indicator_id")["source_id"]
    for indicator_id in (
        *("exam_grade_9", "high_absence_share", "wellbeing_five_indicators"),
        *("class_size_folkeskole", "pedagogue_share_all_staff"),
        "home_nursing_recipients_per_1000",
    ):
        source = compiled.loc[catalogue[indicator_id]]
        assert "Danmarks 98 Doughnuts" in source["note_da"]
        assert source["note_en"]
        assert source["publisher"].startswith(("Styrelsen for It og Læring", "Danmarks Statistik"))


def test_flags_of_the_new_series_stand_as_they_were_given(edition):
    rows = edition["observations"].assign(note=edition["observations"]["note"].fillna(""))

    def periods(indicator_id, note):
        found = rows[(rows["indicator_id"] == indicator_id) & rows["note"].str.contains(note)]
        return sorted(found["period"].unique()), len(found)

    cancelled = (["2019/20", "2020/21"], 196)
    assert periods("exam_grade_9", "exams_cancelled") == cancelled
    assert periods("exam_grade_9", "exams_adapted") == (["2021/22"], 98)
    assert periods("high_absence_share", "covid_19") == cancelled
    assert periods("high_absence_share", "unusually_low") == (["2022/23"], 1)
    years, count = periods("home_nursing_recipients_per_1000", "incomplete_reporting")
    assert (years, count) == (["2017", "2018", "2019", "2020"], 13)
    nursing = rows[rows["indicator_id"] == "home_nursing_recipients_per_1000"]
    preliminary = nursing[nursing["status"] == "provisional"]
    assert set(preliminary["period"]) == {"2025"}
    assert len(preliminary) == 98
    small = rows[rows["note"].str.contains("small_numbers")]
    assert set(small["indicator_id"]) == {
        "class_size_folkeskole",
        "home_nursing_recipients_per_1000",
    }


def test_what_the_source_lacks_is_absent_and_not_empty(edition):
    five = edition["observations"].query("indicator_id == 'wellbeing_five_indicators'")
    assert not set(five["municipality_code"]) & {"101", "157", "159"}  # Kbh., Gentofte, Gladsaxe
    assert "825" not in set(five[five["period"] == "2021/22"]["municipality_code"])  # Læsø
    assert five["value"].notna().all()


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
    absence = rows["indicator_id"].str.startswith("absence")
    flagged = rows[absence & (rows["status"] == "low_reliability")]
    # Læsø three times and Morsø once; the fourth also lies in a covid year.
    assert sorted(flagged["municipality_code"]) == ["773", "825", "825", "825"]
    assert (flagged["value"] < 2).all()
    assert flagged["note"].str.contains("unusually_low").all()
    assert flagged["note"].str.contains("covid_19").sum() == 1


def test_own_calculation_is_said_with_every_figure_that_is_one(edition):
    rows = edition["observations"]
    own = rows["note"].fillna("").str.contains("own_calculation")
    flagged = set(rows[own]["indicator_id"])
    assert {"wellbeing_grade_4_6", "wellbeing_grade_7_9", "wellbeing_five_indicators"} <= flagged
    assert not set(rows[~own]["indicator_id"]) & flagged, "all figures of it, or none"
    catalogue = edition["indicators"].set_index("indicator_id")
    for column, words in (("caveats_da", "Egen beregning"), ("caveats_en", "Own calculation")):
        said = catalogue[column].str.contains(words)
        assert set(catalogue[said].index) == flagged


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
    assert numbers.loc["F058", "unit_da"] == "af 53 tiltag"
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


# The committed edition is one run, .ci/run makes another in its place, and this is a third.
@pytest.mark.parametrize("_time", ["once", pytest.param("again", marks=pytest.mark.every)])
def test_a_fresh_build_equals_the_committed_edition(repository, tmp_path, _time):
    committed = bytes_of(repository / "data" / "published")
    # A new process each time: hash seeds and caches must not show.
    words = ["-m", "frikommune_viz", "build", "--out", str(tmp_path)]
    subprocess.run([sys.executable, *words], cwd=repository, check=True, capture_output=True)
    assert bytes_of(tmp_path / "published") == committed


def test_a_build_replaces_what_stood_there(sources, published_copy, tmp_path):
    (published_copy / "left over.txt").write_text("old", "utf-8")
    assert main(["build", "--sources", str(sources), "--out", str(tmp_path)]) == 0
    assert not (published_copy / "left over.txt").exists()
    assert pq.read_table(published_copy / "findings.parquet").num_rows == 4
    assert {path.name for path in tmp_path.iterdir()} == {"sources", "published", "CHANGES.md"}


def test_the_committed_edition_passes_the_check(repository, capsys):
    folder = repository / "data" / "published"
    assert main(["check", str(folder)]) == 0
    tables = json.loads((folder / "manifest.json").read_text("utf-8"))["tables"]
    rows = sum(table["rows"] for table in tables.values())
    assert f"{rows} rows, no faults" in capsys.readouterr().err


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
