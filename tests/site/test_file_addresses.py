"""Addresses of files: one law for all, and one answer that tells everything that is wrong."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from frikommune_viz.filters import LONGEST_LIST, TRAVELLING
from frikommune_viz.selection.file_faults import FOR_ANY_FILE
from frikommune_viz.site import chosen_files
from frikommune_viz.site.editions import edition, offered, opened_editions

NAMES = {
    "udsagn.csv": chosen_files.file_kind("udsagn", ()).choices,
    "matrix.svg": chosen_files.file_kind("matrix", ()).choices,
    "kort.svg": chosen_files.file_kind("kort", ()).choices,
    "alle-tal.csv": chosen_files.file_kind("alle-tal", ()).choices,
    "tiltag.csv": ("lang", "edition", "list"),
    "absence_grade_7_9-trend.csv": ("lang", "edition", "own", "baseline", "endline"),
    "oevedata-trust_index-change-school-staff.csv": FOR_ANY_FILE,
    "handout-school.pdf": TRAVELLING,
    "tabel/findings.csv": FOR_ANY_FILE,
    "udgave.zip": FOR_ANY_FILE,
    "datapackage.json": FOR_ANY_FILE,
    "registertal.csv": ("indikator", "kommune", "aar", "lang", "edition"),
    "kommuner.csv": FOR_ANY_FILE,
}
"""A file of each kind, with what its address may hold."""


@pytest.mark.parametrize("file", NAMES)
def test_what_a_file_does_not_know_is_refused_with_what_it_knows(client: TestClient, file) -> None:
    answer = client.get(f"/hent/{file}?moon=1&utm_source=post&page=2")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-disposition" not in answer.headers
    danish, english = answer.text.split("\n\n")
    assert "Der er ingen parameter, der hedder »moon«, »utm_source«, »page«." in danish
    assert f"Der kan stå: {', '.join(NAMES[file])}." in danish
    assert "There is no parameter called “moon”, “utm_source”, “page”." in english
    first = client.get(f"/hent/{file}?moon=1&lang=en").text.split("\n\n")[0]
    assert first.startswith("The address cannot be answered as it stands:")


@pytest.mark.parametrize("file", NAMES)
def test_every_fault_is_told_at_once_also_with_one_of_the_edition(client, file) -> None:
    query = {name: "moon" for name in NAMES[file] if name != "lang"}
    answer = client.get(f"/hent/{file}?{urlencode(query)}&lang=&x=1")
    assert answer.status_code == 404, "the edition is not there"
    danish = answer.text.split("\n\n")[0]
    assert "»x«" in danish
    assert "»lang« står tom" in danish
    for name in query:
        assert f"»{name}«: »moon« findes ikke her." in danish
    assert all(name in danish for name in offered())


@pytest.mark.parametrize("file", NAMES)
@pytest.mark.parametrize("value", ["", ",", " "])
def test_nothing_may_be_left_empty(client: TestClient, file: str, value: str) -> None:
    for name in NAMES[file]:
        answer = client.get(f"/hent/{file}?{urlencode({name: value})}")
        assert answer.status_code == 400, name
        assert f"»{name}« står tom" in answer.text


def test_one_value_stands_once_and_a_list_may_stand_twice(client: TestClient) -> None:
    for query in ("own=101&own=561", "own=101,561", "own=101&own=101"):
        answer = client.get(f"/hent/absence_grade_7_9-trend.csv?{query}")
        assert answer.status_code == 400
        assert "»own« kan kun have én værdi, og her står »101«, »" in answer.text
    answer = client.get("/hent/absence_grade_7_9-trend.csv?own=101&own=999")
    assert "»own«: »999« findes ikke her." in answer.text, "both faults"
    assert "én af koderne i /hent/kommuner.csv" in answer.text
    dots = client.get("/hent/tiltag.csv?list=i029.i058").content
    for query in ("list=i029,i058", "list=i029&list=i058", "list=i029.I058.I029"):
        assert client.get(f"/hent/tiltag.csv?{query}").content == dots


def test_a_list_that_is_too_long_is_not_cut(client: TestClient) -> None:
    codes = sorted(edition().initiative)[: LONGEST_LIST + 1]
    answer = client.get(f"/hent/tiltag.csv?list={'.'.join(codes)}")
    assert answer.status_code == 400
    assert f"»list« kan højst have 12 tiltag, og her er for mange: »{codes[-1]}«." in answer.text
    assert client.get(f"/hent/tiltag.csv?list={'.'.join(codes[:-1])}").status_code == 200


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("absence_grade_7_9-trend.pdf", "absence_grade_7_9-trend.svg"),
        ("absence_grade_7_9-trend.excel", "absence_grade_7_9-trend.excel.csv"),
        ("absence_grade_7_9-periods.svg", "absence_grade_7_9-periods.csv"),
        ("udsagn.svg", "udsagn kan hentes som udsagn.csv"),
        ("matrix.csv", "matrix kan hentes som matrix.svg, matrix.png."),
        ("kort", "kort kan hentes som kort.svg, kort.png."),
        ("handout-school.docx", "handout-school kan hentes som handout-school.pdf."),
        ("udsagn.svg?theme=moon", "»moon« findes ikke her"),
        ("udsagn.xlsx?edition=practice", "»practice« har intet, der svarer til disse valg"),
        ("kort.svg?edition=practice", "»practice« har intet, der svarer til disse valg"),
        ("udgave.zip?edition=nothing", "»nothing« findes ikke her"),
    ],
)
def test_a_form_or_choice_that_is_not_there_leads_to_those_that_are(client, path, told) -> None:
    answer = client.get(f"/hent/{path}")
    assert answer.status_code == 404
    assert told in answer.text


PARTS = st.one_of(
    st.sampled_from(
        [
            "",
            ",",
            "da",
            "en",
            "published",
            "practice",
            "moon",
            "561",
            "101",
            "trust",
            "school",
            "absence_grade_7_9",
            "2020/21",
            "2023/24",
            "i029",
            "i029.i058",
            "1",
            "\x00",
            "' OR 1=1 --",
            "<script>",
            "../../etc/passwd",
            "🦆" * 30,
            "x" * 3000,
            "%s%n{0}",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
OF_THE_REGISTER = {"registertal.csv", "kommuner.csv"}
"""Files whose parameters have other names too."""
ALL_NAMES = sorted({name for names in NAMES.values() for name in names} | {"x", "", "LANG", "q"})


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    file=st.sampled_from(sorted(NAMES)),
    pairs=st.lists(st.tuples(st.sampled_from(ALL_NAMES), PARTS), max_size=6),
)
def test_whatever_is_asked_gets_the_file_or_a_plain_answer(client, file, pairs) -> None:
    answer = client.get(f"/hent/{file}?{urlencode(pairs)}")
    if answer.status_code == 200:
        assert "content-disposition" in answer.headers
        assert {name.casefold() for name, _ in pairs} <= {*NAMES[file]}
        assert [value for _, value in pairs if not value.strip(" ,")] == []
        return
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text or answer.headers["content-type"].startswith("text/plain")
    if answer.headers["content-type"].startswith("text/plain"):
        assert len(answer.text) < 20_000
        assert "Adressen kan ikke besvares" in answer.text
        for name, _ in pairs:
            is_known = name in NAMES[file] or file in OF_THE_REGISTER
            assert not name or is_known or f"»{name}«" in answer.text


LINKED = [
    "/sammenlign?theme=trust&area=school&own=101&numbers=1&vive=1&supporting=1",
    "/sammenlign?area=school&indicator=absence_grade_7_9&baseline=2019/20&endline=2022/23&own=101",
    "/sammenlign?edition=practice&area=eldercare&group=leaders&own=101",
    "/borgere?indicator=absence_grade_7_9&view=change&own=101&baseline=2019/20&endline=2022/23",
    "/kommuner?municipality=316&own=101&weigh_group=much",
    "/inspiration?list=i029.i058&q=fravær&own=101&exemption=yes",
    "/inspiration?list=i029.i058&sheet=1&own=101",
    "/inspiration?initiative=i029&own=101",
    "/antagelser?own=101",
    "/metode?own=101",
    "/?own=101",
    "/handout/school?own=101",
]


@pytest.mark.parametrize("address", LINKED)
def test_no_link_of_ours_leads_to_a_refusal(client: TestClient, address: str) -> None:
    """Asked with one fault more, each file names that one alone."""
    page = client.get(address)
    assert page.status_code == 200
    found = {unescape(href) for href in re.findall(r'href="\.?(/hent/[^"#]+)"', page.text)}
    assert found
    for href in sorted(found):
        refused = client.get(f"{href}{'&' if '?' in href else '?'}moon=1")
        danish = max(refused.text.split("\n\n"), key=lambda part: part.startswith("Adressen"))
        faults = [line for line in danish.splitlines() if line.startswith("* ")]
        assert faults == ["* Der er ingen parameter, der hedder »moon«."], href


def test_the_reader_knows_every_figure_of_every_edition() -> None:
    assert len(opened_editions()) == len(offered())
    kind = chosen_files.file_kind("nothing-trend", opened_editions())
    assert kind is None
