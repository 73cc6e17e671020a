"""Bad sources are told in full, with their place, and never reach the published edition."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from frikommune_viz.__main__ import main

Change = Callable[[Path, int, str, str], None]


@dataclass(frozen=True)
class Bad:
    """One kind of bad input: how it is made, and what the message must name."""

    name: str
    spoil: Callable[[Path, Change], None]
    file: str
    row: int
    column: str
    says: str
    allowed: str


def cell(file: str, row: int, column: str, text: str) -> Callable[[Path, Change], None]:
    return lambda folder, change: change(folder / file, row, column, text)


def repeat_row(folder: Path, change: Change) -> None:
    path = folder / "rules.csv"
    path.write_text(
        path.read_text("utf-8") + path.read_text("utf-8").split("\n")[1] + "\n", "utf-8"
    )


def save_as_latin_1(folder: Path, change: Change) -> None:
    path = folder / "terms.csv"
    text = path.read_text("utf-8").replace("At regne", "På regne")
    path.write_bytes(text.encode("latin-1"))


def drop_column(folder: Path, change: Change) -> None:
    path = folder / "timeline.csv"
    lines = [line.rsplit(",", 1)[0] for line in path.read_text("utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def cut_off(folder: Path, change: Change) -> None:
    path = folder / "initiatives.csv"
    path.write_text(path.read_text("utf-8")[:-30], "utf-8")


KINDS = [
    Bad(
        "unknown code",
        cell("findings.csv", 2, "theme", "happiness"),
        *("findings.csv", 2, "theme"),
        *('unknown code. Found "happiness"', "trust, job_satisfaction, professional_freedom"),
    ),
    Bad(
        "duplicate id",
        repeat_row,
        *("rules.csv", 3, "rule_id"),
        *('the row stands twice. Found "R001"', "it stands already in rules.csv, row 2"),
    ),
    Bad(
        "missing source",
        cell("findings.csv", 3, "source_id", "nowhere"),
        *("findings.csv", 3, "source_id"),
        *('unknown id. Found "nowhere"', "an id that is in sources.csv"),
    ),
    Bad(
        "municipality in the wrong area",
        cell("agreements.csv", 2, "area", "eldercare"),
        *("agreements.csv", 2, "area"),
        *('wrong area for 840. Found "eldercare"', "daycare"),
    ),
    Bad(
        "scope columns that disagree",
        cell("findings.csv", 4, "scope", "area"),
        *("findings.csv", 4, "municipality_code"),
        *('scope area has nothing in this column. Found "316"', "empty, or another scope"),
    ),
    Bad(
        "missing translation",
        cell("findings.csv", 5, "caveat_en", ""),
        *("findings.csv", 5, "caveat_en"),
        *("the English text is missing", "a text like caveat_da"),
    ),
    Bad(
        "value without status",
        cell("register/absence.csv", 2, "status", ""),
        *("register/absence.csv", 2, "status"),
        *('a value has no status. Found "11.9"', "normal, provisional, low_reliability"),
    ),
    Bad(
        "text where a number belongs",
        cell("register/absence.csv", 4, "value", "8,0"),
        *("register/absence.csv", 4, "value"),
        *('not a number. Found "8,0"', "a number with a point, such as 9.6"),
    ),
    Bad(
        "unknown municipality code",
        cell("register/absence.csv", 3, "municipality_code", "999"),
        *("register/absence.csv", 3, "municipality_code"),
        *('unknown id. Found "999"', "an id that is in municipalities.csv"),
    ),
    Bad(
        "wrong encoding",
        save_as_latin_1,
        *("terms.csv", 2, "definition_da"),
        *('wrong encoding. Found "byte 0xe5"', "text saved as UTF-8"),
    ),
    Bad(
        "missing column",
        drop_column,
        *("timeline.csv", 1, "source_id"),
        *("the column is missing", "date, title_da, title_en"),
    ),
    Bad(
        "truncated file",
        cut_off,
        *("initiatives.csv", 2, "scale"),
        *("the row has the wrong number of cells", "21 cells, one for each column"),
    ),
]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def build(sources: Path, out: Path) -> int:
    return main(["build", "--sources", str(sources), "--out", str(out)])


def is_told(kind: Bad, messages: str) -> bool:
    place = f"{kind.file}, row {kind.row}, column {kind.column}: {kind.says}"
    return any(
        line.startswith(place) and kind.allowed in line.split("Allowed: ", 1)[1]
        for line in messages.splitlines()
    )


def test_the_small_sources_have_no_faults(sources, tmp_path, capsys):
    assert build(sources, tmp_path) == 0
    assert "no faults" in capsys.readouterr().err


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_bad_input_is_told_with_its_place(
    kind, sources, change, published_copy, tmp_path, capsys
):
    before = bytes_of(published_copy)
    kind.spoil(sources, change)

    assert build(sources, tmp_path) == 1

    messages = capsys.readouterr().err
    assert is_told(kind, messages), messages
    assert "Nothing was written." in messages
    assert bytes_of(published_copy) == before
    assert {path.name for path in tmp_path.iterdir()} == {"sources", "published"}


def test_all_kinds_together_are_told_together(sources, change, published_copy, tmp_path, capsys):
    before = bytes_of(published_copy)
    for kind in KINDS:
        kind.spoil(sources, change)

    assert build(sources, tmp_path) == 1

    messages = capsys.readouterr().err
    assert [kind.name for kind in KINDS if not is_told(kind, messages)] == []
    assert bytes_of(published_copy) == before
    counted = re.search(r"^(\d+) fault\(s\) found", messages, re.MULTILINE)
    assert counted is not None
    assert int(counted[1]) == messages.count("Allowed: ") >= len(KINDS)


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k.name != "truncated file"], ids=lambda k: k.name
)
def test_a_single_fault_is_not_drowned_in_others(kind, sources, change, tmp_path, capsys):
    kind.spoil(sources, change)
    assert build(sources, tmp_path) == 1
    assert capsys.readouterr().err.count("Allowed: ") <= 2


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.unlink(), "rules.csv: file is missing"),
        (lambda path: path.write_text("", "utf-8"), "rules.csv: the file is empty"),
        (
            lambda path: path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8"),
            "rules.csv, row 2: the file is cut off in its last row",
        ),
        (
            lambda path: path.write_text(path.read_text("utf-8").split("\n")[0] + "\n", "utf-8"),
            "rules.csv: the file has no rows",
        ),
        (
            lambda path: path.write_text(path.read_text("utf-8") + '"R002,school', "utf-8"),
            "rules.csv, row 3: the file cannot be read on",
        ),
        (
            lambda path: path.write_text("\ufeff" + path.read_text("utf-8"), "utf-8"),
            "rules.csv, row 1: wrong encoding",
        ),
        (
            lambda path: path.write_text(
                path.read_text("utf-8").replace("rule_id,area", "rule_id,rule_id"), "utf-8"
            ),
            "rules.csv, row 1: a column stands twice",
        ),
    ],
    ids=["absent", "empty", "no last break", "header only", "open quote", "mark", "column twice"],
)
def test_a_broken_file_is_told_as_such(spoil, says, sources, tmp_path, capsys):
    spoil(sources / "rules.csv")
    assert build(sources, tmp_path) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "row", "column", "text", "says"),
    [
        ("register/absence.csv", 2, "status", "suppressed", "means that the value is empty"),
        ("register/absence.csv", 6, "status", "normal", "does not say why"),
        ("register/absence.csv", 2, "value", "16.1", "outside the axis"),
        ("register/absence.csv", 2, "value", "11.91", "too many decimals"),
        ("register/absence.csv", 2, "period", "2021/23", "not a period"),
        ("register/absence.csv", 2, "period", "2021–", "the period is open"),
        ("register/absence.csv", 2, "note", "own_calculation;covid_19", "unknown code"),
        ("municipalities.csv", 4, "area", "school", "wrong area for 101"),
        ("findings.csv", 5, "unit_da", "", "the Danish text is missing"),
        ("findings.csv", 2, "value", "0.4", "value and unit go together"),
        ("findings.csv", 2, "retells", "F009", "unknown id"),
        ("findings.csv", 2, "retells", "F001", "is itself a retelling"),
        ("findings.csv", 2, "retells", "F002", "tells another result"),
        ("findings.csv", 2, "statement_da", "Aftalen førte til tillid.", "claims a cause"),
        ("findings.csv", 2, "statement_en", "The agreement caused trust.", "claims a cause"),
        ("findings.csv", 3, "evidence_type", "self_report", None),
        ("timeline.csv", 2, "description_da", "Aftalen skabte ro.", "claims a cause"),
        ("initiatives.csv", 2, "description_en", "Calm due to the rules.", "claims a cause"),
        ("sources.csv", 2, "url", "http://example.org/", "wrong form"),
        ("sources.csv", 2, "title", "Titel ", "space at an end"),
        ("timeline.csv", 2, "date", "2021-13", "not a date"),
        ("initiatives.csv", 2, "also_source_ids", "own;", "not a list"),
        ("initiatives.csv", 2, "also_source_ids", "own;gone", "unknown id"),
        ("terms.csv", 2, "definition_da", "", "the cell is empty"),
        ("assumptions.csv", 2, "assumption", "2", "the id is used nowhere"),
    ],
)
def test_the_laws_hold_row_by_row(file, row, column, text, says, sources, change, tmp_path, capsys):
    change(sources / file, row, column, text)
    code = build(sources, tmp_path)
    messages = capsys.readouterr().err
    if says is None:  # VIVE is named, so a self-report may stand: no fault
        assert code == 0
    else:
        assert code == 1
        assert any(
            line.startswith(f"{file}, row {row}, column ") and says in line
            for line in messages.splitlines()
        ), messages


def test_a_catalogue_entry_without_a_label_is_told(sources, tmp_path, capsys):
    path = sources / "indicators.toml"
    path.write_text(path.read_text("utf-8").replace('label_en = "Pupil absence"\n', ""), "utf-8")
    assert build(sources, tmp_path) == 1
    assert (
        "indicators.toml, row 1, column label_en: the column is missing" in capsys.readouterr().err
    )


def test_a_catalogue_that_is_not_toml_is_told_with_its_line(sources, tmp_path, capsys):
    path = sources / "indicators.toml"
    path.write_text(path.read_text("utf-8").replace("decimals = 1", "decimals = "), "utf-8")
    assert build(sources, tmp_path) == 1
    assert "indicators.toml, row 16: the file is not valid TOML" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ('version = "1.0.0"\n', "", "column version: the entry is missing."),
        ('version = "1.0.0"', "version = 1", 'row 3, column version: wrong value. Found "1"'),
        ('name = "small"', 'name = ""', "row 2, column name: wrong value."),
        # It names a folder.
        ('edition = "published"', 'edition = "../x"', 'column edition: wrong value. Found "../x"'),
        ("\n[table_sources]", 'colour = "red"\n\n[table_sources]', "column colour: unknown entry."),
        (
            'municipalities = ["own"]',
            'municipalities = "own"',
            "column table_sources.municipalities",
        ),
        ('title = "CC BY 4.0"\n', "", "column licenses.0.title: the entry is missing."),
    ],
)
def test_a_wrong_entry_of_the_edition_is_told(sources, tmp_path, capsys, written, instead, told):
    path = sources / "edition.toml"
    text = path.read_text("utf-8")
    assert text.count(written) == 1
    path.write_text(text.replace(written, instead), "utf-8")
    assert build(sources, tmp_path) == 1
    (line,) = [line for line in capsys.readouterr().err.split("\n") if "edition.toml" in line]
    assert told in line


@pytest.mark.parametrize(
    ("entry", "text", "says"),
    [
        ("default_baseline", "2020/21", "column default_baseline: the default pair cannot be comp"),
        ("default_endline", "", "column default_baseline: the default pair cannot be compared"),
        ("default_reason_da", "", "column default_reason_da: a default pair and its reason go"),
        ("first_shown", "2019/20", "column first_shown: no figure has this period"),
        ("first_shown", "2024/25", "column default_baseline: no two periods of this indicator"),
        ("break_after", "2021/22", "column default_baseline: no two periods of this indicator"),
        ("license", "gone", "column license: unknown terms of use"),
        ("caveats_da", "Fraværet faldt på grund af aftalen.", "claims a cause"),
        ("definition_da", "Fraværet på grund af covid-19.", "claims a cause"),
    ],
)
def test_a_catalogue_that_chooses_what_is_not_there_is_told(
    entry, text, says, sources, tmp_path, capsys
):
    path = sources / "indicators.toml"
    found = re.sub(rf'(?m)^{entry} = ".*"$', f'{entry} = "{text}"', path.read_text("utf-8"))
    assert found != path.read_text("utf-8")
    path.write_text(found, "utf-8")
    assert build(sources, tmp_path) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        # The source of the small catalogue is at example.org.
        ({"table_url": "https://example.org/t"}, "column table: an address of a table goes with"),
        ({"table": "T", "table_url": "http://example.org/t"}, "column table_url: the address of"),
        ({"table": "T", "table_url": "https://other.org/t"}, "not at the publisher of the source"),
        ({"table_steps_en": ""}, "column table_steps_en: "),
        ({"answers_id": "gone"}, "column answers_id: the answers are counted by no other"),
        ({"answers_id": "absence"}, "column answers_id: the answers are counted by no other"),
    ],
)
def test_a_way_to_the_figures_that_leads_nowhere_is_told(entries, says, sources, tmp_path, capsys):
    path = sources / "indicators.toml"
    found = path.read_text("utf-8")
    for entry, text in entries.items():
        found, changed = re.subn(rf'(?m)^{entry} = ".*"$', f'{entry} = "{text}"', found)
        assert changed == 1
    path.write_text(found, "utf-8")
    assert build(sources, tmp_path) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("caveats_da", "Prøverne blev aflyst på grund af covid-19."),
        ("caveats_en", "The exams were cancelled because of covid-19."),
        ("default_reason_da", "Prøverne blev aflyst på grund af covid-19."),
    ],
)
def test_a_caveat_may_name_a_cause_that_is_not_the_agreement(entry, text, sources, tmp_path):
    path = sources / "indicators.toml"
    path.write_text(
        re.sub(rf'(?m)^{entry} = ".*"$', f'{entry} = "{text}"', path.read_text("utf-8")), "utf-8"
    )
    assert build(sources, tmp_path) == 0


def test_a_thousand_equal_faults_hide_no_other(sources, tmp_path, capsys):
    path = sources / "register" / "absence.csv"
    rows = [f"absence,316,{year},9.123,normal," for year in range(1000, 1999)]
    path.write_text(path.read_text("utf-8") + "\n".join(rows) + "\n", "utf-8")
    (sources / "rules.csv").unlink()
    assert build(sources, tmp_path) == 1
    lines = capsys.readouterr().err.splitlines()
    same = [line for line in lines if "too many decimals" in line]
    assert len(same) == 21
    assert "register/absence.csv, column value: too many decimals, in 979 more rows." in same
    assert any(line.startswith("rules.csv: file is missing") for line in lines)
    assert sum(int(line.split()[0]) for line in lines if line.endswith("written.")) >= 1000
