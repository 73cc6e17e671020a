"""docs/data-by-address.md: each example runs as it stands, and gives the figures of the edition."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import ROW_FORMS
from frikommune_viz.figures.extract_tables import extract_rows
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.extract_address import PARAMETERS, read_extract
from frikommune_viz.site.data_addresses import MOST_ROWS
from frikommune_viz.text import TEXTS

PAGE = (Path(__file__).parents[2] / "docs" / "data-by-address.md").read_text("utf-8")
SITE = "http://localhost:8501"
_TYPED = re.compile(r'\{"([^"]+)", (type text|type number|Int64\.Type)\}')


def example(language: str, site: str) -> str:
    """Return the one example in a language, with the address of a server that runs."""
    (code,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert SITE in code
    return code.replace(SITE, site)


def told(command: list[str], code: str) -> list[dict[str, str]]:
    """Run an example that ends by writing its rows as CSV after a line of its own."""
    environment = {**os.environ, "NO_PROXY": "*", "no_proxy": "*"}
    ran = subprocess.run(
        command,
        input=code,
        capture_output=True,
        check=False,
        text=True,
        env=environment,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return list(csv.DictReader(io.StringIO(ran.stdout.split("ROWS\n")[1])))


def figures(edition: Edition, query: str) -> list[tuple[str, str, int, str, float | None]]:
    """Return what a question should give: indicator, municipality, year, period and figure."""
    asked = read_extract(dict(parse_qsl(query)), edition)
    assert not asked.faults
    table = extract_rows(edition, asked.extract, TEXTS[asked.language]).data
    place = {column.code: at for at, column in enumerate(table.columns)}
    names = ("indicator_id", "municipality_code", "year", "period", "value")
    return [tuple(row[place[name]] for name in names) for row in table.rows]


def as_figures(
    rows: Iterable[dict[str, str]],
) -> list[tuple[str, str, int, str | None, float | None]]:
    return [
        (
            row["indicator_id"],
            row["municipality_code"],
            int(row["year"]),
            row["period"] or None,
            None if row["value"] in ("", "NA") else float(row["value"]),
        )
        for row in rows
    ]


def test_the_example_in_r_reads_the_figures(site: str, edition: Edition) -> None:
    if not shutil.which("Rscript") and os.environ.get("CI") != "true":
        pytest.skip("R is not installed")
    code = example("r", site)
    query = re.search(r'"\?(indikator=[^"]+)"', code)[1]
    rows = told(["Rscript", "--vanilla", "-"], code + '\ncat("ROWS\\n")\nwrite.csv(rows)\n')
    expected = figures(edition, query)
    assert as_figures(rows) == expected
    assert [row["status"] for row in rows if row["year"] == "2019"] == ["no_period"] * 2
    assert ("absence_grade_7_9", "316", 2025, "2024/25", 9.6) in expected


def test_the_example_in_python_reads_the_figures_in_both_forms(site: str, edition: Edition) -> None:
    code = example("python", site)
    query = re.search(r'"(indikator=[^"]+)"', code)[1]
    end = """
print("ROWS")
print(pd.concat([rows, typed]).to_csv(index=False))
assert list(medians.columns) == ["other", "pilot", "with_agreement"]
assert medians.notna().all().all()
"""
    rows = as_figures(told([sys.executable, "-"], code + end))
    expected = figures(edition, query)
    assert len(expected) == 2 * 98 * 4
    assert rows == expected * 2


def test_the_query_of_excel_names_what_its_address_gives(site: str, edition: Edition) -> None:
    """Excel cannot be run here: what the query says of the file must be true of it."""
    code = example("m", site)
    address = re.search(r'Web\.Contents\("([^"]+)"\)', code)[1]
    delimiter = re.search(r'Delimiter = "(.)"', code)[1]
    assert "Encoding = 65001" in code, "UTF-8"
    assert '"da-DK"' in code, "decimal commas"
    with urlopen(address) as answer:
        content = answer.read()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    types = dict(_TYPED.findall(code))
    assert len(types) == 5
    assert set(types) < set(rows[0])
    for column, type_ in types.items():
        cells = [row[column] for row in rows if row[column]]
        assert cells
        if type_ == "Int64.Type":
            assert all(re.fullmatch(r"\d+", cell) for cell in cells)
        if type_ == "type number":
            assert all(re.fullmatch(r"-?\d+(,\d+)?", cell) for cell in cells)
            assert any("," in cell for cell in cells)
    found = [
        (
            row["Indikatorkode"],
            row["Kommunekode"],
            int(row["År, perioden slutter"]),
            row["Periode"] or None,
            float(row["Værdi"].replace(",", ".")) if row["Værdi"] else None,
        )
        for row in rows
    ]
    assert found == figures(edition, urlsplit(address).query)


def test_a_danish_excel_opens_the_file_by_itself(site: str) -> None:
    with urlopen(f"{site}/hent/registertal.excel.csv?indikator=exam_grade_9&aar=2024") as answer:
        content = answer.read()
    assert content.startswith(b"\xef\xbb\xbf"), "else Excel takes it for Windows-1252"
    head, first, *_ = content.decode("utf-8-sig").split("\r\n")
    assert head.count(";") == 22
    assert re.search(r";\d,\d;", first)


def test_the_page_explains_every_column_parameter_and_form(edition: Edition) -> None:
    asked = read_extract({"aar": "2024"}, edition)
    columns = {
        column.code
        for column in extract_rows(edition, asked.extract, TEXTS[Language.EN]).data.columns
    }
    table = PAGE.split("| column | holds |")[1].split("\n\n")[0]
    heads = "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", heads)) == columns
    for name in PARAMETERS:
        assert f"\n| `{name}` |" in PAGE
    assert set(re.findall(r"^\| `registertal\.([\w.]+)` \|", PAGE, re.MULTILINE)) == set(ROW_FORMS)
    assert f"at most {MOST_ROWS['xlsx']:,} rows" in PAGE
    for license_ in {row.license for row in edition.indicators.values()}:
        assert f"\n| `{license_}` |" in PAGE


def test_the_citation_names_the_edition_as_it_is(edition: Edition) -> None:
    day = TEXTS[Language.EN].date(edition.date)
    assert f"data version {edition.version} of {day}" in PAGE
