"""A measure of uddannelsesstatistik.dk becomes figures of ours; the key is never told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stand_in import CODES, Service, as_json, files, impatient

from frikommune_viz.__main__ import main

KEY = "hemmelig-nøgle-123".replace("ø", "o")
MEASURE = "Gennemsnitligt fravær per skoleår"
MUNICIPALITY = "[Institution].[Beliggenhedskommune]"
YEAR = "[Tid].[Skoleår]"
STAGE = "[Klassetrin].[Skoletrin]"


def row(area: str, year: str, value: str | None) -> dict:
    cells = {
        f"{MUNICIPALITY}.[Beliggenhedskommune]": area,
        f"{YEAR}.[Skoleår]": year,
        f"{STAGE}.[Skoletrin]": "Udskoling",
    }
    return cells if value is None else cells | {MEASURE: value}


@pytest.fixture
def fetch(service: Service, sources: Path, monkeypatch) -> Callable[..., int]:
    monkeypatch.setenv("UDDANNELSESSTATISTIK_KEY", KEY)
    service.pages = [
        [row("Esbjerg", "2020/2021", "6,7 %"), row("Esbjerg", "2023/2024", "11,6 %")],
        [
            row("Københavns Kommune", "2023/2024", "10,0 %"),
            row("316", "2023/2024", ".."),
            row("Christiansø", "2023/2024", "4,0 %"),
            row("Læsø", "2023/2024", None),
        ],
    ]

    def run(*more: str) -> int:
        words = ["fetch", "uddannelsesstatistik", "--area", "GS", "--topic", "ELEVFRAV"]
        words += ["--subtopic", "FRAVAAR", "--measure", MEASURE, "--period", YEAR]
        words += ["--municipality", MUNICIPALITY, "--filter", f"{STAGE}=Udskoling"]
        words += ["--indicator", "absence_new"]
        return main([*words, *impatient(service, sources), *more])

    return run


def test_the_file_is_exactly_the_figures_given(fetch: Callable[..., int], sources: Path):
    assert fetch() == 0
    assert (sources / "register" / "absence_new.csv").read_text("utf-8") == (
        "indicator_id,municipality_code,period,value,status,note\n"
        "absence_new,101,2023/24,10.0,normal,\n"
        "absence_new,316,2023/24,,missing,\n"
        "absence_new,561,2020/21,6.7,normal,\n"
        "absence_new,561,2023/24,11.6,normal,\n"
    )


def test_what_is_kept_back_is_absent_and_said(fetch: Callable[..., int], capsys):
    assert fetch() == 0
    told = capsys.readouterr().err
    assert f"{98 * 2 - 4} figures are not in the answer" in told
    assert "825 Læsø" in told
    assert "Dropped, not one of the municipalities: Christiansø" in told


def test_the_question_is_in_the_terms_of_the_service(fetch: Callable[..., int], service: Service):
    assert fetch() == 0
    assert [asked["side"] for _, asked, _ in service.asked] == [1, 2, 3]
    assert service.asked[0] == (
        "statistik",
        {
            "område": "GS",
            "emne": "ELEVFRAV",
            "underemne": "FRAVAAR",
            "nøgletal": [MEASURE],
            "detaljering": [MUNICIPALITY, YEAR, STAGE],
            "filtre": {STAGE: ["Udskoling"]},
            "formattering": "json",
            "side": 1,
        },
        f"Bearer {KEY}",
    )


def test_the_key_is_in_no_file_and_no_message(fetch: Callable[..., int], service, sources, capsys):
    service.queue = [service.by_protocol, lambda *_: (500, "text/html", b"")] * 2
    assert fetch("--attempts", "1") == 1
    assert (sources / "register" / ".absence_new.partial.json").is_file()
    service.queue = []
    assert fetch("--resume") == 0
    written = b"".join(path.read_bytes() for path in sources.rglob("*") if path.is_file())
    assert KEY.encode() not in written
    assert KEY not in capsys.readouterr().err


def test_without_a_key_nothing_is_asked(fetch, service: Service, monkeypatch, capsys):
    monkeypatch.delenv("UDDANNELSESSTATISTIK_KEY")
    assert fetch() == 1
    assert "set UDDANNELSESSTATISTIK_KEY" in capsys.readouterr().err
    assert service.asked == []


BAD = {
    "expired key": ((401, "application/json", as_json({"message": "Token er udløbet"})), "udløbet"),
    "no list": ((200, "application/json", as_json({"fejl": "ja"})), "page 1 is not a list of rows"),
    "broken JSON": ((200, "application/json", b'[{"a": '), "the answer is not valid JSON"),
    "page of HTML": ((200, "text/html", b"<html></html>"), "is text/html, not JSON"),
    "other columns": ((200, "application/json", as_json([{"a": "b"}])), "has no column"),
    "other filter": (
        (
            200,
            "application/json",
            as_json([row("Esbjerg", "2023/2024", "1") | {f"{STAGE}.[Skoletrin]": "Indskoling"}]),
        ),
        'the answer has [Klassetrin].[Skoletrin] "Indskoling", not "Udskoling"',
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_changes_nothing_and_is_told(kind: str, fetch, service, sources, capsys):
    answer, says = BAD[kind]
    before = files(sources)
    service.queue = [lambda *_: answer]
    assert fetch() == 1
    assert says in capsys.readouterr().err
    assert files(sources) == before
    assert not list((sources / "register").glob(".*"))


def test_pages_that_never_end_are_noticed(fetch, service: Service, sources, capsys):
    service.pages = [service.pages[0]] * 9
    before = files(sources)
    assert fetch() == 1
    assert "page 2 is the same as the one before" in capsys.readouterr().err
    assert files(sources) == before


def test_no_figures_at_all_is_no_series(fetch, service: Service, sources, capsys):
    service.pages = []
    assert fetch() == 1
    assert "the answer holds no figure" in capsys.readouterr().err
    assert not (sources / "register" / "absence_new.csv").exists()


def test_all_98_can_be_told_by_name(fetch, service: Service, sources: Path):
    service.pages = [[row(name, "2023/2024", "1,0") for name in CODES.values()]]
    assert fetch() == 0
    assert (sources / "register" / "absence_new.csv").read_text("utf-8").count("\n") == 99


def test_a_recipe_asks_its_own_question(service: Service, sources: Path, monkeypatch):
    monkeypatch.setenv("UDDANNELSESSTATISTIK_KEY", KEY)
    cells = {
        "[Bopælskommune].[Bopælskommune].[Bopælskommune]": "Esbjerg",
        "[Skoleår].[Skoleår].[Skoleår]": "2024/2025",
        "Gennemsnit - Obl. prøver": "6,9",
    }
    service.pages = [[cells]]
    words = ["fetch", "uddannelsesstatistik", "--recipe", "KARAGNS", "--indicator", "marks_new"]
    assert main([*words, *impatient(service, sources)]) == 0
    _, question, _ = service.asked[0]
    assert (question["område"], question["emne"], question["underemne"]) == (
        "GS",
        "KARA",
        "KARAGNS",
    )
    assert question["nøgletal"] == ["Gennemsnit - Obl. prøver"]
    written = (sources / "register" / "marks_new.csv").read_text("utf-8")
    assert written.splitlines()[1:] == ["marks_new,561,2024/25,6.9,normal,"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--recipe", "KARAGNS", "--area", "GS"], "but not one beside the other"),
        (["--recipe", "AED06"], "the recipe AED06 asks statbank, not uddannelsesstatistik"),
        (["--area", "GS", "--indicator", "x"], "give --topic, --subtopic, --measure"),
    ],
)
def test_a_question_that_is_not_whole_is_told(words, says, service: Service, sources, capsys):
    assert main(["fetch", "uddannelsesstatistik", *words, *impatient(service, sources)]) == 1
    assert says in capsys.readouterr().err
    assert service.asked == []
