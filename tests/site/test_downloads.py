from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from by_code import comparison, development, latest_levels
from starlette.testclient import TestClient
from workbooks import as_rows, sheets

from frikommune_viz.edition.edition import EDITIONS_FOLDER, Edition, EditionError
from frikommune_viz.export.media_types import MEDIA_TYPES
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Theme
from frikommune_viz.selection.statements import matrix
from frikommune_viz.site import downloads, file_address
from frikommune_viz.text import TEXTS

FOLDER = EDITIONS_FOLDER / "published"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
FILES = [file for table in MANIFEST["tables"].values() for file in (table["csv"], table["file"])]


def read(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_sent_as_it_was_built(client: TestClient, name: str) -> None:
    answer = client.get(f"/hent/tabel/{name}")
    assert answer.status_code == 200
    assert answer.content == (FOLDER / name).read_bytes()
    stem, form = name.split(".")
    assert answer.headers["content-type"] == MEDIA_TYPES[form]
    saved_as = f"frikommune-{stem}-{MANIFEST['version']}.{form}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{saved_as}"'


@pytest.mark.parametrize("path", ["/hent/datapackage.json", "/hent/tabel/datapackage.json"])
def test_the_description_is_sent_also_beside_the_tables_it_names(
    client: TestClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.content == (FOLDER / "datapackage.json").read_bytes()
    assert answer.headers["content-type"] == "application/json"
    for resource in answer.json()["resources"]:
        assert client.head(f"/hent/tabel/{resource['path']}").status_code == 200


def test_a_file_that_is_kept_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/hent/tabel/findings.csv")
    etag = first.headers["etag"]
    assert etag.startswith(f'W/"{MANIFEST["version"]}-')
    again = client.get("/hent/tabel/findings.csv", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/hent/tabel/findings.parquet").headers["etag"] != etag


@pytest.mark.parametrize(
    "path",
    [
        "/hent/",
        "/hent/tabel/",
        "/hent/tabel/findings",
        "/hent/tabel/findings.xlsx",
        "/hent/tabel/manifest.json",
        "/hent/tabel/../../../app.py",
        "/hent/tabel/..%2f..%2f..%2fapp.py",
        "/hent/tabel/%2e%2e%2fsources%2ffindings.csv",
        "/hent/tabel/%2fetc%2fpasswd",
        "/hent/tabel/findings.csv%00",
        "/hent/tabel/findings.csv/x",
        "/hent/nothing.csv",
        "/hent/nothing-trend.csv",
        "/hent/-trend.csv",
        "/hent/.csv",
        "/hent/%3Cscript%3E.csv",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Siden findes ikke" in answer.text
    assert "content-disposition" not in answer.headers
    assert "<script" not in answer.text


def test_nothing_is_sent_from_a_broken_edition(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_address, "fault", lambda name: EditionError("findings.csv: changed"))
    for path in ("/hent/tabel/findings.csv", "/hent/udsagn.csv", "/hent/datapackage.json"):
        assert client.get(path).status_code == 503


def kinds_of(edition, indicator_id):
    """The figures an indicator has: those whose code says so."""
    own = "101"
    for make in (development, comparison, latest_levels):
        yield make(edition, indicator_id, own, TEXTS[Language.DA])


def test_a_figure_sends_the_rows_it_draws(client: TestClient, edition) -> None:
    for indicator_id in edition.indicators:
        for figure in kinds_of(edition, indicator_id):
            answer = client.get(f"/hent/{figure.code}.csv?lang=da&own=101")
            assert answer.status_code == 200, figure.code
            rows = read(answer.content)
            assert [list(row.values()) for row in rows] == [
                ["" if cell is None else str(cell) for cell in row] for row in figure.data.rows
            ]


def test_the_known_figures_of_holbaek_are_in_the_file(client: TestClient) -> None:
    indicator_id = "absence_grade_7_9"
    rows = read(client.get(f"/hent/{indicator_id}-trend.csv").content)
    holbaek = {row["period"]: row["value"] for row in rows if row["municipality_code"] == "316"}
    assert (holbaek["2021/22"], holbaek["2024/25"]) == ("11.9", "9.6")
    excel = client.get(f"/hent/{indicator_id}-trend.excel.csv?lang=da")
    assert excel.content.startswith("\ufeff".encode())
    assert "11,9" in excel.text
    assert (
        f"{indicator_id}-trend-{MANIFEST['version']}-da.excel.csv"
        in (excel.headers["content-disposition"])
    )


def test_a_choice_of_statements_sends_just_those(client: TestClient, edition) -> None:
    filters = Filters(theme=(Theme.CITIZEN_OUTCOMES,), area=(Area.SCHOOL,), lang=Language.EN)
    answer = client.get("/hent/udsagn.csv?lang=en&theme=citizen_outcomes&area=school")
    rows = read(answer.content)
    shown = matrix(edition, filters).statements
    assert [row["finding_id"] for row in rows] == [row.finding_id for row in shown]
    assert [row["statement"] for row in rows] == [row.statement.en for row in shown]
    assert {row["area"] for row in rows} == {"school"}
    assert len(rows) > 3


CHOSEN = {
    "udsagn": "lang=en&theme=citizen_outcomes&area=school",
    "absence_grade_7_9-periods": "lang=en&own=101",
}


def is_written(cell: str | float | None, csv_cell: str) -> bool:
    """Whether a CSV file says what another form says."""
    if cell is None or isinstance(cell, str):
        return csv_cell == (cell or "")
    return float(csv_cell) == cell


@pytest.mark.parametrize("stem", CHOSEN)
def test_rows_without_a_chart_are_the_same_in_every_form(client: TestClient, stem: str) -> None:
    asked = CHOSEN[stem]
    rows = read(client.get(f"/hent/{stem}.csv?{asked}").content)
    assert len(rows) > 3
    parquet = pq.read_table(io.BytesIO(client.get(f"/hent/{stem}.parquet?{asked}").content))
    for row, told in zip(rows, parquet.to_pylist(), strict=True):
        for code, cell in told.items():
            assert is_written(cell, row[code]), (code, cell)
    book = sheets(client.get(f"/hent/{stem}.xlsx?{asked}").content)
    codes = list(rows[0])
    for row, cells in zip(rows, as_rows(book["Data"], len(codes), len(rows)), strict=True):
        for code, cell in zip(codes, cells, strict=True):
            assert is_written(cell, row[code]), (code, cell)
    notes, source = (str(book[name]) for name in ("Notes", "Source"))
    title = parquet.schema.metadata[b"title"].decode()
    assert title in notes
    assert parquet.schema.metadata[b"notes"].decode().split("\n")[0] in notes
    assert "'Terms', 'B" in source
    assert "/sammenlign?" in source or "/borgere?" in source


def test_figures_that_do_not_compare_have_no_before_and_after(client: TestClient, edition) -> None:
    for indicator_id in edition.indicators:
        comparable = edition.indicators[indicator_id].default_pair is not None
        answer = client.get(f"/hent/{indicator_id}-before-after.csv")
        assert (answer.status_code == 200) is comparable, indicator_id


def test_changes_send_every_municipality_and_what_they_were_held_against(
    client: TestClient,
) -> None:
    answer = client.get("/hent/absence_grade_7_9-changes.csv?baseline=2020/21&endline=2023/24")
    rows = read(answer.content)
    esbjerg = [row for row in rows if row["municipality_codes"] == "561"]
    assert esbjerg[0]["change"] == "4.9"
    assert (esbjerg[0]["rank"], esbjerg[0]["of"]) == ("10", "98")
    alone = next(row for row in esbjerg if row["row"] == "comparison")
    assert (alone["count_as_large"], alone["others"], alone["verdict"]) == (
        "21",
        "91",
        "not_unusual",
    )
    assert sum(row["row"] == "municipality" for row in rows) == 98


def test_periods_send_every_pair_and_nothing_that_does_not_compare(client: TestClient) -> None:
    rows = read(client.get("/hent/absence_grade_7_9-periods.csv").content)
    pairs = {(row["baseline"], row["endline"]) for row in rows if row["row"] == "comparison"}
    assert len(pairs) == 15
    assert client.get("/hent/parent_satisfaction-changes.csv").status_code == 404
    assert client.get("/hent/parent_satisfaction-periods.csv").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "baseline=2023/24&endline=2020/21",  # backwards
        "baseline=2020&endline=2022",  # periods of another indicator
        "baseline=2024/25",  # nothing comes after it
    ],
)
def test_a_file_never_answers_for_other_years_than_those_asked_for(client, query) -> None:
    for kind in ("before-after", "changes", "periods", "trend"):
        assert client.get(f"/hent/absence_grade_7_9-{kind}.csv?{query}").status_code == 404
    shown = f"indicator=absence_grade_7_9&view=change&{query}"
    assert client.get(f"/hent/kort.svg?{shown}").status_code == 404


@pytest.mark.parametrize("query", ["baseline=2019/20&endline=2020/21", "endline=2020/21"])
def test_a_file_without_a_choice_of_years_refuses_to_be_asked_for_any(client, query) -> None:
    """Levels show the last year, and a published file those of the catalogue."""
    for path in (
        "/hent/absence_grade_7_9-levels.csv",
        "/hent/kort.svg",
        "/figur/absence_grade_7_9-changes.da.csv",
        "/figur/absence_grade_7_9-trend.da.html",
    ):
        assert client.get(path).status_code == 200
        assert client.get(f"{path}?{query}").status_code == 404, path


def test_the_words_of_a_trend_are_about_the_years_it_is_asked_for(client) -> None:
    drawn = client.get("/hent/absence_grade_7_9-trend.svg?baseline=2021/22&endline=2024/25").text
    assert "2021/22" in drawn
    assert "11,9" in drawn, "Holbæk in 2021/22 stands in the text alternative"
    unasked = client.get("/hent/absence_grade_7_9-trend.svg").text
    assert drawn != unasked


def test_before_and_after_sends_the_years_it_is_asked_for(client) -> None:
    asked = "/hent/absence_grade_7_9-before-after.csv?baseline=2019/20&endline=2020/21"
    rows = read(client.get(asked).content)
    assert {row["period"] for row in rows} == {"2019/20", "2020/21"}
    # Fifteen pairs of six periods, and unasked those of the default.
    unasked = read(client.get("/hent/absence_grade_7_9-before-after.csv").content)
    assert {row["period"] for row in unasked} == {"2020/21", "2023/24"}


@pytest.mark.parametrize("name", ["published", "practice"])
def test_an_edition_that_is_offered_can_be_named(client, name: str) -> None:
    """The first one too, which is shown unasked: a link to it must live when another is first."""
    code = {
        "published": "absence_grade_7_9-trend",
        "practice": "oevedata-trust_index-change-school-staff",
    }[name]
    answer = client.get(f"/hent/{code}.bib?edition={name}")
    assert answer.status_code == 200
    assert f"edition={name}" in answer.text


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("municipality=561&municipality=316", "municipality=561,316"),
        (
            "theme=trust&area=school&theme=citizen_outcomes",
            "theme=trust,citizen_outcomes&area=school",
        ),
    ],
)
def test_what_is_given_twice_is_a_list_as_on_the_page(client, edition, twice, once) -> None:
    rows = read(client.get(f"/hent/udsagn.csv?{twice}").content)
    assert rows == read(client.get(f"/hent/udsagn.csv?{once}").content)
    choices = dict(part.split("=") for part in once.split("&"))
    asked = Filters.from_url(choices, edition.allowed)
    shown = matrix(edition, asked.but(supporting=not asked.theme)).statements
    assert [row["finding_id"] for row in rows] == [row.finding_id for row in shown]


@pytest.mark.parametrize(
    "query",
    ["own=101&own=561", "lang=da&lang=en", "edition=&edition=practice", "baseline=2020/21,2021/22"],
)
def test_one_choice_given_twice_is_refused(client, query) -> None:
    answer = client.get(f"/hent/absence_grade_7_9-trend.csv?{query}")
    assert answer.status_code == 400
    assert "kan kun have én værdi" in answer.text


def saved_as(client, address: str) -> str:
    answer = client.head(address)
    assert answer.status_code == 200, address
    return str(answer.headers["content-disposition"])


def test_two_choices_never_share_the_name_of_a_file(client) -> None:
    addresses = [
        "/hent/absence_grade_7_9-changes.csv",
        "/hent/absence_grade_7_9-changes.csv?own=101",
        "/hent/absence_grade_7_9-changes.csv?baseline=2019/20&endline=2021/22",
        "/hent/absence_grade_7_9-changes.csv?baseline=2019/20&endline=2022/23",
        "/hent/absence_grade_7_9-changes.csv?lang=en",
        "/hent/kort.svg",
        "/hent/kort.svg?indicator=absence_grade_4_6",
        "/hent/kort.svg?indicator=absence_grade_4_6&view=change",
        "/hent/udsagn.csv",
        "/hent/udsagn.csv?municipality=561",
        "/hent/udsagn.csv?municipality=561,316",
        "/hent/udsagn.csv?area=school",
        "/hent/matrix.svg?area=school",
        "/hent/matrix.svg?area=school&supporting=1",
    ]
    names = [saved_as(client, address) for address in addresses]
    assert len(set(names)) == len(names)
    # Asked for or not, the default years are the same file.
    default = "/hent/absence_grade_7_9-changes.csv?baseline=2020/21&endline=2023/24"
    assert saved_as(client, default) == names[0]


def test_the_name_of_some_statements_says_that_they_are_not_all(client) -> None:
    assert "udvalg" not in saved_as(client, "/hent/udsagn.csv")
    named = saved_as(client, "/hent/udsagn.csv?area=school&municipality=561")
    assert "frikommune-udsagn-udvalg-area=school-municipality=561-" in named


def test_the_map_never_answers_with_levels_for_changes(client) -> None:
    """Read once, so there are no changes: the page shows its levels, and takes those."""
    asked = "/hent/kort.svg?indicator=staff_assistant_share"
    assert client.get(asked).status_code == 200
    assert client.get(f"{asked}&view=change").status_code == 404


def test_a_table_that_changes_under_the_server_is_not_sent(client, monkeypatch, edition) -> None:
    broken = replace(edition, files={**edition.files, "terms.csv": "0" * 64})
    monkeypatch.setattr(file_address, "edition", lambda name: broken)
    assert client.get("/hent/tabel/terms.csv").status_code == 503
    assert client.get("/hent/tabel/rules.csv").status_code == 200


FORMS = {
    "svg": b"<svg ",
    "png": b"\x89PNG",
    "csv": b"edition,",
    "excel.csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "parquet": b"PAR1",
    "bib": b"@misc{",
    "ris": b"TY  - DATA",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_is_sent_in_each_form_and_named_after_itself(client, monkeypatch, form) -> None:
    monkeypatch.setattr(downloads, "today", lambda: "2027-01-02")
    answer = client.get(f"/hent/absence_grade_7_9-trend.{form}?lang=en&own=101")
    assert answer.status_code == 200
    assert answer.content.startswith(FORMS[form])
    named = f"frikommune-absence_grade_7_9-trend-101-{MANIFEST['version']}-en.{form}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{named}"'


def test_the_map_is_a_picture_of_what_is_chosen(client) -> None:
    asked = "lang=en&indicator=absence_grade_7_9&view=change&own=101"
    answer = client.get(f"/hent/kort.svg?{asked}")
    assert "change in percentage points from 2020/21 to 2023/24" in answer.text
    assert "indicator=absence_grade_7_9&amp;own=101&amp;view=change#kort" in answer.text
    png = client.get(f"/hent/kort.png?{asked}").content
    assert png.startswith(b"\x89PNG")
    assert "København +".encode() in png, "its words name every municipality and its change"


def test_a_picture_gives_the_address_of_the_site_it_was_taken_from(client, monkeypatch) -> None:
    monkeypatch.setattr(downloads, "today", lambda: "2027-01-02")
    svg = client.get("/hent/absence_grade_7_9-trend.svg?lang=en&own=101").text
    assert "http://frikommune.test/borgere?lang=en&amp;indicator=absence_grade_7_9" in svg
    assert "Retrieved 2 January 2027." in svg


def test_a_citation_is_never_of_an_older_day(client, monkeypatch) -> None:
    """The forms are kept once made; the day must not be kept with them."""
    for day in ("2027-01-02", "2027-01-03"):
        monkeypatch.setattr(downloads, "today", lambda day=day: day)
        bib = client.get("/hent/absence_grade_7_9-trend.bib").text
        assert f"urldate = {{{day}}}" in bib


def test_a_host_that_cannot_be_one_gets_no_picture(client) -> None:
    host = {"host": "evil.example/<script>"}
    answer = client.get("/hent/absence_grade_7_9-trend.svg", headers=host)
    assert answer.status_code == 400


@pytest.mark.parametrize("form", [*FORMS])
def test_invented_numbers_leave_under_a_name_that_says_so(client, form) -> None:
    code = "oevedata-trust_index-change-school-staff"
    answer = client.get(f"/hent/{code}.{form}?edition=practice")
    assert answer.status_code == 200
    assert 'filename="frikommune-oevedata-trust_index' in answer.headers["content-disposition"]
    # Not from the edition that is shown unasked, and not under another name.
    assert client.get(f"/hent/{code}.{form}").status_code == 404
    plain = code.removeprefix("oevedata-")
    assert client.get(f"/hent/{plain}.{form}?edition=practice").status_code == 404


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_matrix_of_a_choice_is_a_picture_with_banner_and_address(client, lang) -> None:
    query = f"lang={lang}&theme=citizen_outcomes&area=school"
    svg = client.get(f"/hent/matrix.svg?{query}")
    assert svg.headers["content-type"] == "image/svg+xml"
    banner = {"da": "Der er kun delvist spurgt om det samme", "en": "Only some of the questions"}[
        lang
    ]
    assert banner in svg.text
    assert f"http://frikommune.test/sammenlign?{query}".replace("&", "&amp;") in svg.text
    assert client.get(f"/hent/matrix.png?{query}").content.startswith(b"\x89PNG")


def test_nothing_is_drawn_of_a_choice_that_leaves_nothing(client) -> None:
    query = "theme=citizen_outcomes&respondent=politicians&wave=baseline&source=press"
    assert client.get(f"/hent/matrix.svg?{query}").status_code == 404


@pytest.mark.parametrize("name", ["published", "practice"])
def test_the_whole_edition_is_one_archive(client, name) -> None:
    answer = client.get("/hent/udgave.zip" + ("?edition=practice" if name == "practice" else ""))
    assert answer.headers["content-type"] == "application/zip"
    folder = EDITIONS_FOLDER / name
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        inside = {path.split("/")[1]: archive.read(path) for path in archive.namelist()}
        tops = {path.split("/")[0] for path in archive.namelist()}
    log = {"CHANGES.md"} if name == "published" else set()
    assert set(inside) == {*manifest["files"], "README.md", "LICENSES.md", *log}
    assert all(inside[path] == (folder / path).read_bytes() for path in manifest["files"])
    described = json.loads(inside["datapackage.json"])
    assert {row["path"] for row in described["resources"]} <= set(inside)
    readme = inside["README.md"].decode()
    assert "En tom celle er ikke nul" in readme
    assert "An empty cell is not zero" in readme
    simulated = name == "practice"
    assert ("opdigtede" in readme) is simulated
    assert all(("oevedata" in top) is simulated for top in tops)
    assert ("oevedata" in answer.headers["content-disposition"]) is simulated


def test_an_archive_of_a_changed_table_is_not_sent(client, monkeypatch, edition) -> None:
    broken = replace(edition, files={**edition.files, "terms.csv": "0" * 64})
    monkeypatch.setattr(file_address, "edition", lambda name: broken)
    assert client.get("/hent/udgave.zip").status_code == 503


def test_the_whole_package_holds_the_change_log(client: TestClient) -> None:
    answer = client.get("/hent/udgave.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    (name,) = [name for name in archive.namelist() if name.endswith("/CHANGES.md")]
    assert archive.read(name) == (EDITIONS_FOLDER / "CHANGES.md").read_bytes()


def test_all_figures_of_an_area_hold_every_published_figure(client: TestClient, edition) -> None:
    answer = client.get("/hent/alle-tal.csv?lang=da&area=school&own=390")
    assert answer.status_code == 200
    assert "alle-tal-area=school-own=390" in answer.headers["content-disposition"]
    rows = [row for row in read(answer.content) if row["statistic"] == "value"]
    written = {
        (row["indicator_id"], row["municipality_code"], row["period"]): row["value"] for row in rows
    }
    assert len(written) == len(rows)
    shown = 0
    for indicator in edition.indicators_of(Area.SCHOOL):
        periods = edition.periods_of(indicator.indicator_id)
        for row in edition.observations_of(indicator.indicator_id):
            if row.period not in periods:
                continue
            value = written.pop((row.indicator_id, row.municipality_code, row.period))
            assert (float(value) if value else None) == row.value
            shown += 1
    assert shown > 5000
    # What is left is an empty cell of a municipality that no row speaks of.
    assert set(written.values()) <= {""}


def test_all_figures_come_as_a_workbook_too(client: TestClient) -> None:
    answer = client.get("/hent/alle-tal.xlsx?lang=en&area=eldercare")
    assert answer.status_code == 200
    assert "home_nursing_recipients_per_1000" in str(sheets(answer.content))


def test_all_figures_come_as_a_picture_that_names_its_years(client: TestClient) -> None:
    answer = client.get("/hent/alle-tal.svg?lang=da&area=school&baseline=2021/22")
    assert answer.status_code == 200
    assert b"2021/22 og 2023/24" in answer.content
    assert "baseline=2021-22" in answer.headers["content-disposition"]
    drawn = client.get("/hent/alle-tal.png?lang=en&area=eldercare")
    assert drawn.content.startswith(b"\x89PNG")
    # No figure of the schools has this year, and a file may not show another.
    assert client.get("/hent/alle-tal.svg?area=school&baseline=2021").status_code == 404


def test_the_practice_edition_has_no_figures_of_the_register(client: TestClient) -> None:
    for form in ("csv", "svg"):
        assert client.get(f"/hent/alle-tal.{form}?edition=practice").status_code == 404


def test_the_file_of_all_statements_holds_all(client: TestClient, edition: Edition) -> None:
    """The page shows the four main themes; the file was named as all and held as few."""
    bare = client.get("/hent/udsagn.csv")
    codes = [row["finding_id"] for row in read(bare.content)]
    assert sorted(codes) == sorted(row.finding_id for row in edition.findings)
    assert "-udvalg-" not in bare.headers["content-disposition"]
    part = client.get("/hent/udsagn.csv?theme=trust")
    assert "-udvalg-theme=trust-" in part.headers["content-disposition"]
    assert {row["theme"] for row in read(part.content)} == {"trust"}
