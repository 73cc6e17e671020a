"""A table of StatBank becomes figures of ours, or nothing at all."""

import csv
import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from stand_in import CODES, Service, files, impatient, table, written

from frikommune_viz.__main__ import main

Fetch = Callable[..., int]


def rows(sources: Path, indicator: str = "waiting") -> list[dict[str, str]]:
    with (sources / "register" / f"{indicator}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_exactly_the_figures_of_the_98(fetch: Fetch, sources: Path):
    assert fetch("--from", "2023") == 0
    expected = ["indicator_id,municipality_code,period,value,status,note"]
    for code in sorted(CODES):
        value = {"741": "", "751": "1023.5"}.get(code, f"{int(code) / 10:.1f}")
        expected.append(f"waiting,{code},2023,{value},{'normal' if value else 'missing'},")
    content = (sources / "register" / "waiting.csv").read_bytes()
    assert content.decode() == "\n".join(expected) + "\n"


def test_only_figures_and_origin_are_new(fetch: Fetch, sources: Path):
    before = files(sources)
    assert fetch() == 0
    after = files(sources)
    assert set(after) - set(before) == {"register/waiting.csv", "register/waiting.origin.toml"}
    assert {name: after[name] for name in before} == before
    assert not list((sources / "register").glob(".*"))


def test_what_was_dropped_and_missing_is_said(fetch: Fetch, capsys):
    assert fetch() == 0
    told = capsys.readouterr().err
    assert "Dropped, not one of the municipalities: 000, 081, 961" in told
    assert "294 rows, 3 of them without a value" in told
    assert "MÆNGDE4 (enhed) = 140, Gennemsnitlig ventetid i dage til plejebolig" in told
    assert "Values from 10.1 to 1023.5" in told
    assert "3 of 3 periods" in told


def test_the_origin_tells_where_the_figures_are_from(fetch: Fetch, sources: Path, service: Service):
    assert fetch() == 0
    origin = tomllib.loads((sources / "register" / "waiting.origin.toml").read_text("utf-8"))
    question = next(asked for name, asked, _ in service.asked if name == "data")
    _, _, body = service.data(question)
    assert origin["table"] == "AED16"
    assert origin["licence"] == "CC-BY-4.0"
    assert origin["url"] == f"{service.url}/data"
    assert json.loads(origin["query"]) == question
    assert origin["rows"] == 294
    assert origin["dropped_areas"] == ["000", "081", "961"]
    assert origin["received"] == [
        {
            "part": "2021,2022,2023",
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
    ]
    content = (sources / "register" / "waiting.csv").read_bytes()
    assert origin["file_sha256"] == hashlib.sha256(content).hexdigest()
    assert origin["retrieved"].endswith("Z")


def test_codes_are_looked_up_before_anything_is_fetched(fetch: Fetch, service: Service):
    assert fetch() == 0
    assert [name for name, _, _ in service.asked] == ["tableinfo", "data"]


def test_bulk_leaves_out_what_it_does_not_hold(fetch: Fetch, sources: Path, capsys):
    assert fetch("--format", "BULK") == 0
    assert {row["municipality_code"] for row in rows(sources)} == set(CODES) - {"741"}
    told = capsys.readouterr().err
    assert "Without any row: 741 Samsø" in told
    assert "3 figures are not in the answer" in told


def test_too_large_a_question_is_split_by_period(fetch: Fetch, sources: Path, service: Service):
    assert fetch() == 0
    whole = (sources / "register" / "waiting.csv").read_bytes()
    service.limit = 250  # two periods of 101 areas
    service.asked.clear()
    assert fetch() == 0
    assert (sources / "register" / "waiting.csv").read_bytes() == whole
    asked = [question["variables"][-1]["values"] for name, question, _ in service.asked[1:]]
    assert asked == [["2021", "2022", "2023"], ["2021"], ["2022", "2023"]]


def test_a_fetch_that_is_cut_off_goes_on_where_it_stopped(
    fetch: Fetch, sources: Path, service: Service, capsys
):
    service.years = [str(year) for year in range(2008, 2026)]
    service.queue = [lambda _, question: service.data(question), lambda *_: (404, "text/html", b"")]
    assert fetch() == 1
    assert "1 part(s) are kept beside the sources; --resume goes on from them." in (
        capsys.readouterr().err
    )
    service.asked.clear()
    assert fetch("--resume") == 0
    first_asked = service.asked[1][1]["variables"][-1]["values"]
    assert first_asked[0] == "2016"
    assert len(rows(sources)) == 98 * 18
    assert not list((sources / "register").glob(".*"))


def test_parts_of_another_question_are_never_mixed_in(
    fetch: Fetch, sources: Path, service: Service, capsys
):
    service.years = [str(year) for year in range(2008, 2026)]
    service.queue = [lambda _, question: service.data(question), lambda *_: (404, "text/html", b"")]
    assert fetch() == 1
    before = files(sources)
    assert fetch("--resume", "--to", "2024") == 1
    assert "holds parts of another question" in capsys.readouterr().err
    assert files(sources) == before


def test_a_value_that_is_not_there_is_told_with_what_is(service: Service, sources: Path, capsys):
    words = ["fetch", "statbank", "AED16", "--where", "enhed=999", "--indicator", "waiting"]
    assert main([*words, *impatient(service, sources)]) == 1
    told = capsys.readouterr().err
    assert 'AED16: MÆNGDE4 (enhed) has no value "999"' in told
    assert "there are: 0 = På venteliste i alt; 140 = Gennemsnitlig" in told
    assert [name for name, _, _ in service.asked] == ["tableinfo"]


def test_a_label_that_the_table_does_not_have_stops_the_recipe(
    service: Service, sources: Path, capsys
):
    assert main(["fetch", "statbank", "--recipe", "AED16", *impatient(service, sources)]) == 1
    told = capsys.readouterr().err
    assert 'MÆNGDE4 (enhed) has no value "Gennemsnitlig ventetid i dage til plejebolig for' in told
    assert "choose one with --where MÆNGDE4=CODE" in told
    assert not (sources / "register" / "care_home_waiting_days.csv").exists()


def test_a_choice_by_hand_overrules_the_recipe(service: Service, sources: Path):
    words = ["fetch", "statbank", "--recipe", "AED16", "--where", "MÆNGDE4=140"]
    assert main([*words, *impatient(service, sources)]) == 0
    assert len(rows(sources, "care_home_waiting_days")) == 294


def test_figures_put_there_by_hand_are_left_alone(fetch: Fetch, sources: Path, capsys):
    before = files(sources)
    assert fetch("--indicator", "absence") == 1
    assert "was not fetched and is left alone" in capsys.readouterr().err
    assert files(sources) == before


def test_two_values_for_one_figure_are_refused(fetch: Fetch, sources: Path, service, capsys):
    def twice(_, question):
        status, content_type, body = service.data(question)
        return status, content_type, body + b"140;101;2021;7,0\r\n"

    before = files(sources)
    service.queue = [twice]
    assert fetch() == 1
    assert "there are two values for 101, 2021" in capsys.readouterr().err
    assert files(sources) == before


def test_the_stand_in_writes_as_statbank_does():
    assert table(["A;INDHOLD", f"1;{written('751', '2023')}"]) == (
        b"\xef\xbb\xbfA;INDHOLD\r\n1;1.023,5\r\n"
    )
