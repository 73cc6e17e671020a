"""Whatever a service does wrong, the sources stay as they are and the message says why."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from stand_in import ROOT, Behaviour, Service, files, impatient, refusal, table


@dataclass(frozen=True)
class Bad:
    """One way to answer wrongly, and what the message must say."""

    name: str
    behave: Behaviour
    says: str


def fixed(status: int, content_type: str, body: bytes) -> Behaviour:
    return lambda *_: (status, content_type, body)


def slow(handler, _question) -> None:
    time.sleep(0.7)
    handler.close_connection = True


def cut_half_way(handler, _question) -> None:
    """Promise more than is sent, then hang up."""
    body = table(["MÆNGDE4;OMRÅDE;TID;INDHOLD", "140;101;2021;10,1"])
    handler.send_response(200)
    handler.send_header("content-type", "text/csv")
    handler.send_header("content-length", str(10 * len(body)))
    handler.end_headers()
    handler.wfile.write(body)
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


CSV = "text/csv; charset=utf-8"
HEADER = "MÆNGDE4;OMRÅDE;TID;INDHOLD"
KINDS = [
    Bad(
        "table not found",
        lambda *_: refusal("EXTRACT-NOTFOUND", "Tabellen findes ikke.", 404),
        "refused (HTTP 404): EXTRACT-NOTFOUND: Tabellen findes ikke.",
    ),
    Bad(
        "bad question",
        lambda *_: refusal("REQUEST-VARIABLE", "Variablen findes ikke."),
        "refused (HTTP 400): REQUEST-VARIABLE: Variablen findes ikke.",
    ),
    Bad(
        "refusal that is not JSON",
        fixed(403, "text/html", b"<h1>Forbidden</h1>"),
        "refused (HTTP 403): an answer of type text/html",
    ),
    Bad(
        "refusal that breaks its JSON",
        fixed(400, "application/json", b"{"),
        "refused (HTTP 400): an answer that is not valid JSON",
    ),
    Bad("moved", fixed(302, "text/plain", b""), "refused (HTTP 302)"),
    Bad("page of HTML", fixed(200, "text/html", b"<html></html>"), "is text/html, not CSV"),
    Bad("wrong content type", fixed(200, "image/png", b"\x89PNG"), "not UTF-8"),
    Bad("picture named so", fixed(200, "image/png", b"PNG"), "is image/png, not CSV"),
    Bad("HTML said to be CSV", fixed(200, CSV, b"<html>\n</html>\n"), "Found: <html>"),
    Bad("garbage", fixed(200, CSV, b"\xff\xfe\x00"), "the answer is not UTF-8 (byte 0)"),
    Bad("nothing", fixed(200, CSV, b""), "Found: nothing"),
    Bad(
        "no value column", fixed(200, CSV, table(["MÆNGDE4;OMRÅDE;TID"])), "the answer is no table"
    ),
    Bad(
        "value column not last",
        fixed(200, CSV, table(["INDHOLD;MÆNGDE4;OMRÅDE;TID"])),
        "the answer is no table",
    ),
    Bad(
        "cut off in a row",
        fixed(200, CSV, table([HEADER, "140;101;2021;10,1"])[:-6]),
        "the answer is cut off in row 2",
    ),
    Bad(
        "cut off between rows",
        fixed(200, CSV, table([HEADER, "140;101;2021;10,1"])),
        "the answer lacks 302 of the cells asked for",
    ),
    Bad(
        "too few cells",
        fixed(200, CSV, table([HEADER, "140;101;2021"])),
        "row 2 of the answer has the wrong number of cells",
    ),
    Bad(
        "another value than asked for",
        fixed(200, CSV, table([HEADER, "0;101;2021;5"])),
        'the answer has MÆNGDE4 "0", not asked for',
    ),
    Bad(
        "an area that does not exist",
        fixed(200, CSV, table([HEADER, "140;102;2021;5"])),
        'the answer has OMRÅDE "102", not asked for',
    ),
    Bad("connection cut half-way", cut_half_way, "the connection failed"),
    Bad("too slow", slow, "no answer within 0.4 seconds, 2 times in a row"),
    Bad("always failing", fixed(500, "text/html", b""), "the service failed (HTTP 500), 2 times"),
    Bad(
        "too many requests", fixed(429, "text/html", b""), "the service failed (HTTP 429), 2 times"
    ),
]


@pytest.mark.parametrize("bad", KINDS, ids=lambda bad: bad.name)
def test_a_bad_answer_changes_nothing_and_is_told(
    bad: Bad, service: Service, sources: Path, fetch: Callable[..., int], capsys
):
    before = files(sources)
    service.queue = [bad.behave, bad.behave]
    assert fetch() == 1
    told = capsys.readouterr().err
    assert bad.says in told
    assert "The sources are as they were." in told
    assert files(sources) == before
    assert not list((sources / "register").glob(".*")), "a bad part must not be kept"


@pytest.mark.parametrize(
    ("written", "ours"), [("3.2", "3.2"), ("x", "x"), ("", ""), ("1,2,3", "1,2,3"), ("--", "--")]
)
def test_a_cell_that_is_no_number_is_never_guessed_at(
    written: str, ours: str, service: Service, sources: Path, fetch: Callable[..., int], capsys
):
    def spoiled(_, question):
        status, content_type, body = service.data(question)
        return (
            status,
            content_type,
            body.replace(b";561;2022;56,1", f";561;2022;{written}".encode()),
        )

    before = files(sources)
    service.queue = [spoiled]
    assert fetch() == 1
    assert f'561, 2022: "{ours}" is neither a number in Danish writing' in capsys.readouterr().err
    assert files(sources) == before


def with_sign(service: Service, sign: str):
    def answer(_, question):
        status, content_type, body = service.data(question)
        return status, content_type, body.replace(b";561;2022;56,1", f";561;2022;{sign}".encode())

    return answer


@pytest.mark.parametrize(
    ("sign", "meaning"),
    [
        ("-", "nil"),
        (".", "not applicable: the figure cannot occur"),
        ("...", "not available: there is no information"),
        ("…", "not available: there is no information"),
    ],
)
def test_a_sign_is_named_with_its_meaning_until_someone_decides_it(
    sign: str, meaning: str, service: Service, sources: Path, fetch: Callable[..., int], capsys
):
    before = files(sources)
    service.queue = [with_sign(service, sign)]
    assert fetch() == 1
    said = capsys.readouterr().err
    assert f'561, 2022: "{sign}" ({meaning}) is not decided for this series' in said
    assert f'"--sign={sign}=DECISION"' in said
    assert files(sources) == before


@pytest.mark.parametrize(
    ("sign", "decision", "cells"),
    [
        ("-", "0", "0,normal,"),
        ("-", "not_applicable", ",not_applicable,"),
        (".", "not_applicable", ",not_applicable,"),
        ("...", "not_collected", ",not_collected,"),
        ("..", "suppressed", ",suppressed,"),  # the series keeps small groups back
        ("..", None, ",missing,"),  # the only sign that is decided for every series
    ],
)
def test_a_sign_becomes_what_is_decided(
    sign: str,
    decision: str | None,
    cells: str,
    service: Service,
    sources: Path,
    fetch: Callable[..., int],
):
    service.queue = [with_sign(service, sign)]
    assert fetch(*([f"--sign={sign}={decision}"] if decision else [])) == 0
    written = (sources / "register" / "waiting.csv").read_text("utf-8")
    assert f"waiting,561,2022,{cells}\n" in written
    origin = (sources / "register" / "waiting.origin.toml").read_text("utf-8")
    assert f'"{sign} {decision or "missing"}"' in origin


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("-=1", "a sign may become 0, missing, not_applicable, not_collected, suppressed"),
        ("x=0", '"x" is no sign of a table'),
        ("-", "write it as NAME=VALUE"),
    ],
)
def test_what_no_sign_may_become_is_refused_before_anything_is_asked(
    option: str, says: str, service: Service, fetch: Callable[..., int], capsys
):
    assert fetch(f"--sign={option}") == 1
    assert says in capsys.readouterr().err
    assert service.asked == []


def test_a_bad_answer_leaves_an_earlier_fetch_as_it_was(
    service: Service, sources: Path, fetch: Callable[..., int]
):
    assert fetch() == 0
    before = files(sources)
    service.queue = [cut_half_way, cut_half_way]
    assert fetch() == 1
    assert files(sources) == before


def test_what_passes_by_itself_is_tried_again(
    service: Service, sources: Path, fetch: Callable[..., int], capsys
):
    assert fetch() == 0
    whole = files(sources)["register/waiting.csv"]
    for once in (fixed(500, "text/html", b""), slow, cut_half_way):
        service.queue = [once]
        assert fetch() == 0
        assert "trying again in 0.01 s" in capsys.readouterr().err
        assert files(sources)["register/waiting.csv"] == whole


def test_a_refusal_is_not_asked_again(service: Service, fetch: Callable[..., int]):
    service.queue = [lambda *_: refusal("EXTRACT-NOTFOUND", "Findes ikke.", 404)]
    assert fetch() == 1
    assert [name for name, _, _ in service.asked] == ["tableinfo", "data"]


def test_a_service_that_is_not_there_is_told(service: Service, sources: Path, fetch, capsys):
    before = files(sources)
    assert fetch("--base-url", "http://127.0.0.1:9") == 1
    assert "the connection failed" in capsys.readouterr().err
    assert files(sources) == before


def test_nothing_is_asked_over_an_open_line(fetch: Callable[..., int], capsys):
    assert fetch("--base-url", "http://example.org/v1") == 1
    assert "the address must begin with https://" in capsys.readouterr().err


# Where the tests run in the background a shell has told all of them to ignore Ctrl-C.
LISTENING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("frikommune_viz", run_name="__main__", alter_sys=True)
"""


def test_ctrl_c_leaves_the_sources_and_keeps_what_has_come(service: Service, sources: Path):
    service.years = [str(year) for year in range(2008, 2026)]
    service.queue = [lambda _, question: service.data(question), lambda *_: time.sleep(20)]
    before = files(sources)
    words = ["fetch", "statbank", "AED16", "--where", "enhed=140", "--indicator", "waiting"]
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            LISTENING,
            *words,
            *impatient(service, sources),
            "--timeout",
            "30",
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 20
    while len(service.asked) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Interrupted. The sources are as they were" in told
    assert files(sources) == before
    assert (sources / "register" / ".waiting.partial.json").is_file()
