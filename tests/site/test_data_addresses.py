"""Figures by address: exactly the rows that are asked for, or all that is wrong with the question."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import quote, urlencode

import pyarrow.parquet as pq
import pytest
from by_code import development
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from workbooks import as_rows, sheets

from frikommune_viz.edition.edition import EditionError
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.export import ROW_FORMS
from frikommune_viz.figures import registry
from frikommune_viz.figures.extract_lists import LISTS
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Note, Status
from frikommune_viz.model.period_format import parse
from frikommune_viz.parts import dictionary
from frikommune_viz.parts.data_links import BY_ADDRESS
from frikommune_viz.parts.figure_frame import draw_figure_foot
from frikommune_viz.selection.extract import count_rows
from frikommune_viz.selection.extract_address import read_extract
from frikommune_viz.selection.extract_choices import years_of
from frikommune_viz.site import data_addresses

AS_OFTEN_AS_NEEDED = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def asked(client: TestClient, **parameters: str) -> list[dict[str, str]]:
    answer = client.get(f"/hent/registertal.csv?{urlencode(parameters)}")
    assert answer.status_code == 200, answer.text
    return read(answer.content)


def test_a_figure_comes_with_all_that_belongs_to_it(client: TestClient, edition) -> None:
    (row,) = asked(client, indikator="absence_grade_7_9", kommune="316", aar="2020", lang="en")
    (figure,) = (
        one
        for one in edition.observations_of("absence_grade_7_9")
        if (one.municipality_code, one.period) == ("316", "2019/20")
    )
    assert row == {
        "edition": "published",
        "version": edition.version,
        "indicator_id": "absence_grade_7_9",
        "indicator": "Pupil absence, grades 7–9",
        "municipality_code": "316",
        "municipality": "Holbæk",
        "role": "pilot",
        "role_label": "agreement in the area",
        "year": "2020",
        "period": "2019/20",
        "value": str(figure.value),
        "unit": "per cent",
        "status": "normal",
        "status_label": "normal",
        "note": "covid_19",
        "note_label": "the period was affected by covid-19",
        "break_after": "",
        "shown": "yes",
        "source_id": "stil-elevfravaer",
        "source": row["source"],
        "source_date": edition.sources["stil-elevfravaer"].date,
        "source_url": edition.sources["stil-elevfravaer"].url,
        "license": "stil",
    }
    assert edition.sources["stil-elevfravaer"].title in row["source"]


def test_a_year_that_a_series_does_not_have_is_said_and_not_left_out(client: TestClient) -> None:
    rows = asked(client, indikator="staff_qualified_share", kommune="561", aar="2022-2024")
    assert [(row["year"], row["period"], row["status"]) for row in rows] == [
        ("2022", "", "no_period"),
        ("2023", "2023", "normal"),
        ("2024", "", "no_period"),
    ]
    assert [bool(row["value"]) for row in rows] == [False, True, False]
    assert rows[0]["status_label"] == "indikatoren har ikke denne periode"


def test_a_figure_that_is_not_published_is_empty_and_says_so(client: TestClient, edition) -> None:
    held = {row.municipality_code for row in edition.observations_of("staff_assistant_share")}
    without = sorted(set(edition.municipalities) - held)
    rows = asked(client, indikator="staff_assistant_share", kommune=",".join(without))
    assert [row["municipality_code"] for row in rows] == without
    assert {(row["value"], row["status"], row["status_label"]) for row in rows} == {
        ("", "missing", "ikke offentliggjort")
    }


def test_breaks_and_periods_the_pages_leave_out_are_marked(client: TestClient, edition) -> None:
    rows = asked(client, indikator="children_per_adult_3_5", kommune="561")
    assert {row["break_after"] for row in rows} == {"2022"}
    assert {row["period"] for row in rows if row["status"] == "break"} == {"2023"}
    rows = asked(client, indikator="home_nursing_recipients_per_1000", kommune="101")
    assert {row["period"]: row["shown"] for row in rows}.items() >= {
        "2020": "no",
        "2021": "yes",
    }.items()


@pytest.mark.parametrize("form", list(ROW_FORMS))
def test_every_form_holds_the_same_rows(client: TestClient, form: str) -> None:
    query = "indikator=exam_grade_9,staff_qualified_share&kommune=561,492&aar=2022-2024&lang=da"
    plain = read(client.get(f"/hent/registertal.csv?{query}").content)
    answer = client.get(f"/hent/registertal.{form}?{query}")
    content = answer.content
    assert answer.headers["content-disposition"].endswith(f'-da.{form}"')
    if form in ("csv", "excel.csv"):
        found = [row.values() for row in read(content, ";" if form == "excel.csv" else ",")]
    elif form == "json":
        found = json.loads(content)["rows"]
    elif form == "parquet":
        found = [row.values() for row in pq.read_table(io.BytesIO(content)).to_pylist()]
    else:
        found = as_rows(sheets(content)["Data"], len(plain[0]), len(plain))
    assert len(plain) == 12
    assert [[*map(_cell, row)] for row in found] == [[*map(_cell, row.values())] for row in plain]


def _cell(cell: object) -> object:
    """Return a number as a number, however it is written, and an empty cell as none."""
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return cell or None


def codes(name: str):
    """Draw the choice of a parameter: some codes of it, or all."""
    return st.one_of(
        st.just(None),
        st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=4, unique=True),
    )


OPENED = open_edition("published")
YEARS = [str(year) for year in years_of(OPENED)]
CHOICES = {
    "indikator": list(OPENED.indicators),
    "kommune": list(OPENED.municipalities),
    "aar": [
        *YEARS,
        *sorted({row.period for rows in OPENED.observations.values() for row in rows} - {*YEARS}),
    ],
}


@AS_OFTEN_AS_NEEDED
@given(data=st.data())
def test_any_choice_gives_exactly_the_rows_that_are_asked_for(client: TestClient, data) -> None:
    chosen = {name: data.draw(codes(name), label=name) for name in CHOICES}
    if chosen["indikator"] is None and chosen["kommune"] is None:
        chosen["kommune"] = ["561"]  # the whole is asked for below
    rows = asked(client, **{name: ",".join(some) for name, some in chosen.items() if some})
    indicators = chosen["indikator"] or CHOICES["indikator"]
    municipalities = chosen["kommune"] or CHOICES["kommune"]
    # What the rows should be, from the tables and the question alone.
    held = {
        (row.indicator_id, row.municipality_code, row.period): row
        for code in indicators
        for row in OPENED.observations_of(code)
    }
    expected = set()
    for code in indicators:
        ends = {row.period: str(row.period_end) for row in OPENED.observations_of(code)}
        if chosen["aar"] is None:
            pairs = {(end, period) for period, end in ends.items()}
        else:
            pairs = set()
            for part in chosen["aar"]:
                in_year = {(end, period) for period, end in ends.items() if part in (end, period)}
                pairs |= in_year or {(part, "") if part in YEARS else (end_of(part), part)}
        expected |= {(code, place, *pair) for place in municipalities for pair in pairs}
    keys = [
        (row["indicator_id"], row["municipality_code"], row["year"], row["period"]) for row in rows
    ]
    assert len(keys) == len(set(keys))
    assert set(keys) == expected
    for row in rows:
        figure = held.get((row["indicator_id"], row["municipality_code"], row["period"]))
        value = figure.value if figure else None
        assert row["value"] == ("" if value is None else repr(value))
        assert row["note"] == ";".join(figure.note if figure else ())
        if figure:
            assert row["status"] == figure.status
        else:
            assert row["status"] in ("missing", "no_period")
        indicator = OPENED.indicators[row["indicator_id"]]
        assert (row["unit"], row["source_id"]) == (indicator.unit.da, indicator.source_id)


def end_of(period: str) -> str:
    return str(parse(period).end_year)


def test_the_address_without_choices_is_every_figure_of_the_edition(client, edition) -> None:
    rows = asked(client)
    written = {
        (row["indicator_id"], row["municipality_code"], row["period"]): row["value"] for row in rows
    }
    assert len(written) == len(rows)
    for code in edition.indicators:
        for figure in edition.observations_of(code):
            value = written.pop((code, figure.municipality_code, figure.period))
            assert value == ("" if figure.value is None else repr(figure.value))
    assert set(written.values()) == {""}, "what is left is not published, and said to be empty"


@pytest.mark.parametrize(
    "query",
    [
        "indikator=exam_grade_9&kommune=561,101&aar=2023,2024",
        "indikator=exam_grade_9&kommune=561&kommune=101&aar=2023-2024",
        "indicator=exam_grade_9&municipality=Esbjerg,københavn&year=2023–2024",
        "Indikatorer=exam_grade_9&kommuner= esbjerg , Koebenhavn,&år=2022/23,2023/24",
        "indikator=exam_grade_9&kommune=561,101&aar=2023-2024&edition=published&lang=da",
    ],
)
def test_one_question_may_be_written_in_several_ways(client: TestClient, query: str) -> None:
    answer = client.get(f"/hent/registertal.csv?{quote(query, safe='=&,')}")
    found = [(row["municipality"], row["period"]) for row in read(answer.content)]
    assert found == [*itertools.product(("Esbjerg", "København"), ("2022/23", "2023/24"))]


def test_all_may_be_said(client: TestClient) -> None:
    some = "indikator=exam_grade_9&aar=2024"
    bare = client.get(f"/hent/registertal.csv?{some}").content
    assert len(read(bare)) == 98
    assert client.get(f"/hent/registertal.csv?{some}&kommune=alle").content == bare
    assert client.get(f"/hent/registertal.csv?{some}&kommune=All").content == bare


def test_every_fault_is_told_at_once_in_both_languages(client: TestClient) -> None:
    query = "indikator=moon,exam_grade_9&komune=561&kommune=Berlin,561&aar=1999,2024-2019&lang=en"
    answer = client.get(f"/hent/registertal.csv?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-disposition" not in answer.headers
    english, danish = answer.text.split("\n\n")
    for told in (
        "There is no parameter called “komune”.",
        "“indikator”: there is no “moon” here.",
        "exam_grade_9 (Marks, grade 9)",
        "“kommune”: there is no “Berlin” here.",
        "All of them are in /hent/kommuner.csv.",
        "“aar”: there is no “1999” here.",
        "years from 2015 to 2026",
        "“2024-2019” ends before it begins",
        "/hent/perioder.csv",
    ):
        assert told in english
    for told in (
        "Der er ingen parameter, der hedder »komune«.",
        "»indikator«: »moon« findes ikke her.",
        "»kommune«: »Berlin« findes ikke her.",
        "»aar«: »1999« findes ikke her.",
        "»2024-2019« slutter, før det begynder.",
    ):
        assert told in danish


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("municipality=Berlin", "»municipality«: »Berlin« findes ikke her."),
        ("kommuner=", "»kommuner« står tom"),
        ("Year=1999&kommune=561", "»Year«: »1999« findes ikke her."),
        ("udgave=moon", "»udgave«: »moon« findes ikke her."),
        # By the name that stands first, where one thing has several.
        ("municipality=561&kommune=Berlin", "»municipality«: »Berlin« findes ikke her."),
    ],
)
def test_a_fault_is_told_by_the_name_that_was_written(
    client: TestClient, query: str, told: str
) -> None:
    answer = client.get(f"/hent/registertal.csv?{query}").text
    assert told in answer
    # The 98 municipalities are named nowhere: the answer stands in two languages.
    assert "Esbjerg" not in answer


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("indikator=", "»indikator« står tom"),
        ("kommune=,", "»kommune« står tom"),
        ("kommune=alle,moon", "»moon« findes ikke her"),
        ("aar=2014", "»2014« findes ikke her"),
        ("aar=2014-2020", "»2014-2020« findes ikke her"),
        ("aar=0001-9999", "»0001-9999« findes ikke her"),
        ("aar=２０２０", "»２０２０« findes ikke her"),
        ("aar=2023/25", "»2023/25« findes ikke her"),
        ("aar=2021–", "»2021–« findes ikke her"),
        ("kommune=0561", "»0561« findes ikke her"),
        ("kommune=%00%0a561", "»��561« findes ikke her"),
        ("indikator=' OR 1=1 --", "»' OR 1=1 --« findes ikke her"),
        ("indikator=<script>alert(1)</script>", "»<script>alert(1)</script>« findes ikke her"),
        ("indikator=__class__", "»__class__« findes ikke her"),
        ("indikator=../../etc/passwd", "»../../etc/passwd« findes ikke her"),
        ("lang=xx", "»xx« findes ikke her"),
        ("lang=da&lang=en", "»lang« kan kun have én værdi, og her står »da«, »en«"),
        ("kommune=" + "x" * 5000, f"»{'x' * 40}…«"),
        ("kommune=" + ",".join(f"x{n}" for n in range(500)), "»x9« og 490 til"),
        ("lang=", "»lang« står tom"),
        ("lang=da&lang=da", "»lang« kan kun have én værdi"),
        ("edition=", "»edition« står tom"),
        ("edition=published&edition=published", "»edition« kan kun have én værdi"),
        ("&".join(f"x{n}=1" for n in range(500)), "der hedder »x0«, »x1«"),
        ("baseline=2020", "ingen parameter, der hedder »baseline«"),
        ("utm_source=post", "ingen parameter, der hedder »utm_source«"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_gets_no_file(
    client: TestClient, query: str, told: str
) -> None:
    answer = client.get(f"/hent/registertal.csv?{query}")
    assert answer.status_code == 400
    assert told in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(answer.text) < 12_000


@settings(AS_OFTEN_AS_NEEDED, max_examples=60)
@given(
    name=st.sampled_from(["indikator", "kommune", "aar", "lang", "edition", "x"]),
    value=st.text(max_size=30),
)
def test_whatever_is_written_gets_a_file_or_a_plain_answer(client, name: str, value: str) -> None:
    query = {"indikator": "exam_grade_9", "kommune": "561", "aar": "2024", name: value}
    try:
        written = urlencode(query)
    except UnicodeEncodeError:
        written = urlencode(query, errors="replace")
    answer = client.get(f"/hent/registertal.csv?{written}")
    if answer.status_code == 200:
        rows = read(answer.content)
        assert rows
        assert {row["indicator_id"] for row in rows} == {"exam_grade_9"}
    else:
        assert answer.status_code in (400, 404)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert "Adressen kan ikke besvares" in answer.text
        assert "The address cannot be answered" in answer.text


@pytest.mark.parametrize("path", ["registertal", "registertal.pdf", "perioder.svg"])
def test_a_form_that_is_not_there_leads_to_those_that_are(client: TestClient, path: str) -> None:
    answer = client.get(f"/hent/{path}?kommune=moon")
    assert answer.status_code == 404
    name = path.partition(".")[0]
    assert f"{name}.csv, {name}.excel.csv, {name}.xlsx, {name}.parquet, {name}.json" in answer.text
    assert "moon" in answer.text or "»kommune«" in answer.text, "with the other faults"


def test_a_workbook_holds_all_there_is_and_no_more(client: TestClient, edition) -> None:
    everything = read_extract({}, edition).extract
    assert count_rows(edition, everything) <= data_addresses.MOST_ROWS["xlsx"]
    answer = client.get("/hent/registertal.xlsx?aar=2015-2026")
    assert answer.status_code == 400
    assert "Udtrækket har 25.872 rækker, og XLSX har højst 12.000." in answer.text


def test_an_unknown_edition_is_told_with_those_there_are(client: TestClient) -> None:
    answer = client.get("/hent/registertal.csv?edition=moon")
    assert answer.status_code == 404
    assert "»edition«: »moon« findes ikke her." in answer.text
    assert "Det kan være published, practice." in answer.text


def test_a_fault_of_the_edition_hides_no_other(client: TestClient) -> None:
    query = "komune=561&indikator=exam_grade_9,moon&aar=1999&lang=en"
    others = ("“komune”", "“moon”", "“1999”")
    for edition in ("moon", "practice"):
        answer = client.get(f"/hent/registertal.pdf?edition={edition}&{query}")
        assert answer.status_code == 404
        for told in (f"“{edition}”", "registertal.csv", *others):
            assert told in answer.text, (edition, told)
    listed = client.get("/hent/kommuner.csv?edition=moon&lang=xx&own=101").text
    for told in ("»moon«", "»xx«", "»own«"):
        assert told in listed


def test_the_practice_edition_has_no_register_figures_and_says_so(client: TestClient) -> None:
    for name in ("registertal", *LISTS):
        answer = client.get(f"/hent/{name}.csv?edition=practice&lang=en")
        assert answer.status_code == 404
        assert "The edition “practice” has no register figures." in answer.text


def test_invented_register_figures_are_marked_in_name_and_rows(
    client, edition, monkeypatch
) -> None:
    invented = {
        code: tuple(replace(row, status=Status.SIMULATED) for row in rows)
        for code, rows in edition.observations.items()
    }
    made = replace(edition, name="practice", observations=invented)
    monkeypatch.setattr(data_addresses, "edition", lambda name: made)
    query = "edition=practice&indikator=exam_grade_9&kommune=561&aar=2023-2024"
    answer = client.get(f"/hent/registertal.csv?{query}")
    assert 'filename="frikommune-oevedata-registertal-' in answer.headers["content-disposition"]
    rows = read(answer.content)
    assert [row["edition"] for row in rows] == ["practice"] * 2
    assert {row["municipality"] for row in rows} == {"Demo-Esbjerg"}
    assert {row["status_label"] for row in rows} == {"øvedata"}
    book = sheets(client.get(f"/hent/registertal.xlsx?{query}").content)
    assert "Øvedata" in " ".join(book) or "ØVEDATA" in " ".join(book)
    names = read(client.get("/hent/kommuner.csv?edition=practice").content)
    assert {row["municipality"].partition("-")[0] for row in names} == {"Demo"}


def test_a_file_that_is_kept_is_not_sent_again(client: TestClient, edition) -> None:
    path = "/hent/registertal.csv?indikator=exam_grade_9&kommune=561"
    first = client.get(path)
    etag = first.headers["etag"]
    assert etag.startswith(f'W/"{edition.version}-')
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-language"] == "da"
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert client.get(f"{path}&aar=2024").headers["etag"] != etag
    assert client.head(path).headers["etag"] == etag


def test_the_same_file_is_sent_on_every_day_where_no_day_stands_in_it(client, monkeypatch) -> None:
    path = "/hent/registertal.{}?indikator=exam_grade_9&kommune=561"
    for form, differs in (("csv", False), ("xlsx", True)):
        tags = set()
        for day in ("2027-01-02", "2027-01-03"):
            monkeypatch.setattr(data_addresses, "today", lambda day=day: day)
            tags.add(client.get(path.format(form)).headers["etag"])
        assert (len(tags) > 1) is differs, form


def test_two_questions_never_share_a_name(client: TestClient) -> None:
    queries = [
        "",
        "kommune=561",
        "kommune=561,316",
        "kommune=316,561",
        "aar=2023",
        "aar=2022/23",
        "aar=2022-2023",
        "aar=2022-2024",
        "aar=2022,2024",
        f"kommune={','.join(list(OPENED.municipalities)[:40])}",
        f"kommune={','.join(list(OPENED.municipalities)[:41])}",
        "lang=en",
    ]
    names = [
        client.head(f"/hent/registertal.csv?indikator=exam_grade_9&{query}").headers[
            "content-disposition"
        ]
        for query in queries
    ]
    assert len(set(names)) == len(queries)
    assert max(map(len, names)) < 240
    assert names[0] == (
        f'attachment; filename="frikommune-registertal-indikator=exam_grade_9-{OPENED.version}-da.csv"'
    )


def test_the_workbook_says_where_it_is_from_and_on_which_terms(client: TestClient) -> None:
    path = "/hent/registertal.xlsx?indikator=home_nursing_recipients_per_1000&aar=2019-2021&lang=en"
    book = sheets(client.get(path).content)
    said = " ".join(str(cell) for cell in book["Source"].values())
    assert "Creative Commons Attribution 4.0" in said
    assert "Uddannelsesstatistik" not in said, "terms of other figures"
    assert (
        "http://frikommune.test/hent/registertal.xlsx?indikator=home_nursing_recipients_per_1000"
        "&aar=2019-2021&lang=en"
    ) in said
    notes = " ".join(str(cell) for cell in book["Notes"].values())
    assert "periods before 2021 are not shown on the pages" in notes
    assert "An empty figure is not zero." in notes


def test_the_lists_name_all_that_can_be_asked_for(client: TestClient, edition) -> None:
    indicators = read(client.get("/hent/indikatorer.csv").content)
    assert [row["indicator_id"] for row in indicators] == list(edition.indicators)
    municipalities = read(client.get("/hent/kommuner.csv?lang=en").content)
    assert [row["municipality_code"] for row in municipalities] == list(edition.municipalities)
    assert {row["area_label"] for row in municipalities if row["municipality_code"] == "561"} == {
        "Schools"
    }
    answer = client.get("/hent/perioder.json").json()
    columns = [column["code"] for column in answer["columns"]]
    periods = [dict(zip(columns, row, strict=True)) for row in answer["rows"]]
    assert {(row["indicator_id"], row["period"], row["year"]) for row in periods} == {
        (row.indicator_id, row.period, row.period_end)
        for rows in edition.observations.values()
        for row in rows
    }
    covid = {row["period"] for row in periods if "covid_19" in (row["note"] or "")}
    assert covid == set(edition.covid_periods)
    (few,) = (row for row in periods if row["indicator_id"] == "staff_assistant_share")
    assert few["municipalities"] == 95
    # What they name is answered.
    for row in periods[:: len(periods) // 5]:
        query = {"indikator": row["indicator_id"], "aar": row["period"]}
        assert {one["status"] for one in asked(client, **query)} & {
            "normal",
            "provisional",
            "break",
        }


def test_a_list_is_not_filtered_and_says_so(client: TestClient) -> None:
    answer = client.get("/hent/perioder.csv?indikator=exam_grade_9")
    assert answer.status_code == 400
    assert "Der er ingen parameter, der hedder »indikator«." in answer.text
    assert "Der kan stå: lang, edition." in answer.text


def test_nothing_is_sent_from_a_broken_edition(client: TestClient, monkeypatch) -> None:
    monkeypatch.setattr(data_addresses, "fault", lambda name: EditionError("findings.csv: changed"))
    assert client.get("/hent/registertal.csv").status_code == 503


def test_a_host_that_cannot_be_one_gets_no_file(client: TestClient) -> None:
    headers = {"host": "evil.example/<script>"}
    assert client.get("/hent/registertal.xlsx?kommune=561", headers=headers).status_code == 400


def test_notes_are_the_codes_of_the_tables(client: TestClient, edition) -> None:
    rows = asked(client, indikator="exam_grade_9", kommune="561")
    notes = {row["period"]: row["note"] for row in rows}
    assert notes["2019/20"].split(";") == [Note.COVID_19, Note.EXAMS_CANCELLED]


def test_every_address_that_the_page_on_method_shows_is_answered(
    client: TestClient, edition, practice, text
) -> None:
    filters = Filters(lang=text.language)
    page = unescape(str(dictionary.downloads(edition, filters, text)))
    section = page.split(f'id="{BY_ADDRESS}"')[1]
    addresses = re.findall(r'href="\.(/hent/[^"]+)"', section)
    assert len(addresses) == 3 + 3 * len(LISTS)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-language"] == text.language
    first = read(client.get(addresses[0]).content)
    assert {row["status"] for row in first} <= {"normal", "break"}, "an example without holes"
    assert f'id="{BY_ADDRESS}"' not in str(dictionary.downloads(practice, filters, text))


def test_a_figure_leads_to_other_municipalities_and_years(edition, practice, danish) -> None:
    link = f'href="./metode?lang=da&amp;own=101#{BY_ADDRESS}"'
    figure = development(edition, "absence_grade_7_9", "101", danish)
    assert link in draw_figure_foot(figure, edition, "", "https://x.example", "2027-01-02", danish)
    asked_of_staff = FigureRequest.parse(
        "oevedata-trust_index-change-school-staff", Filters(edition="practice")
    )
    of_survey = registry.figure(practice, asked_of_staff)
    foot = draw_figure_foot(
        of_survey, practice, "practice", "https://x.example", "2027-01-02", danish
    )
    assert "Tallene bag" in foot
    assert BY_ADDRESS not in foot


def test_school_years_can_be_asked_for_as_a_range(client: TestClient) -> None:
    chosen = {"indikator": "absence_grade_7_9", "kommune": "316"}
    rows = asked(client, **chosen, aar="2020/21-2023/24")
    assert [row["period"] for row in rows] == ["2020/21", "2021/22", "2022/23", "2023/24"]
    query = urlencode({**chosen, "aar": "2023/24-2020/21"})
    backwards = client.get(f"/hent/registertal.csv?{query}")
    assert backwards.status_code == 400
    assert "slutter, før det begynder" in backwards.text
    unknown = client.get(f"/hent/registertal.csv?{urlencode({**chosen, 'aar': '1990/91-2023/24'})}")
    assert "findes ikke her" in unknown.text


def test_a_figure_carries_the_address_of_its_own_numbers(client: TestClient) -> None:
    page = client.get("/borgere?lang=da&indicator=absence_grade_7_9&own=751").text
    found = re.findall(r'href="\./(hent/registertal\.csv\?[^"]+)"[^>]*>Kopiér adressen', page)
    assert found
    for address in found:
        answer = client.get("/" + address.replace("&amp;", "&"))
        assert answer.status_code == 200
        rows = read(answer.content)
        assert {row["municipality_code"] for row in rows} == {"561", "316", "751"}
        assert {row["indicator_id"] for row in rows} == {"absence_grade_7_9"}
        assert {row["status"] for row in rows} <= {"normal", "provisional"}


def test_the_rows_of_those_in_a_figure_can_be_taken_alone(
    client: TestClient, edition, danish
) -> None:
    """A journalist wanted the six numbers of Esbjerg, and was given all 98 municipalities."""
    figure = development(edition, "absence_grade_7_9", "751", danish)
    foot = draw_figure_foot(figure, edition, "", "https://x.example", "2027-01-02", danish)
    _, after = foot.split('<p class="about">Kun Esbjerg, Holbæk og Aarhus</p>')
    links = re.findall(r'href="\.(/hent/[^"]+)"', unescape(after.partition("</ul>")[0]))
    assert [link.partition("?")[0] for link in links] == [
        "/hent/registertal.csv",
        "/hent/registertal.xlsx",
    ]
    rows = read(client.get(links[0]).content)
    assert {row["municipality"] for row in rows} == {"Esbjerg", "Holbæk", "Aarhus"}
    assert {row["period"] for row in rows} == {*edition.periods_of("absence_grade_7_9")}
    assert client.get(links[1]).status_code == 200
