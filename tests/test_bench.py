"""What the bench makes of what it has measured, on whatever machine."""

from __future__ import annotations

import asyncio
import time
from contextlib import nullcontext
from types import SimpleNamespace

import httpx
import pytest

from bench import crowd, disturbance, servers, town
from bench.__main__ import _NAMES
from bench.bars import rows
from bench.disturbance import Work
from bench.servers import ROOT


@pytest.mark.parametrize("slower", [1.0, 2.5, 1000.0])
def test_a_window_ends_with_enough_answers_and_not_after_seconds(monkeypatch, slower: float):
    """It once lasted eight seconds, in which a slow machine gave no answer at all."""
    seconds = iter(range(1000))
    monkeypatch.setattr(crowd.time, "perf_counter", lambda: slower * next(seconds))
    window = crowd.Window(enough=10)
    answers = 0
    while not window.is_over:
        window.note()
        answers += 1
    assert answers == crowd._SETTLING + 10
    assert window.rate == pytest.approx(10 / slower)


def test_what_others_took_is_what_the_bench_did_not():
    # Two processors for ten seconds: 12 worked, 9 of them by the bench, one withheld by the host.
    before, after = Work(100, 50, 5, 7), Work(120, 62, 6, 16)
    assert disturbance.share(before, after) == pytest.approx((12 - 9 + 1) / 20)
    # Rounding may give the bench more than the machine: then others took nothing.
    assert disturbance.share(Work(0, 0, 0, 0), Work(20, 8, 0, 9)) == 0
    assert disturbance.share(before, before) == 0


def test_the_bench_knows_its_own_work():
    """The counts of the machine and of the bench are of the same kind, and only grow."""
    before = disturbance.now()
    # The machine counts in ticks of a hundredth of a second: a fast one was done within one.
    enough = time.process_time() + 0.1
    while time.process_time() < enough:
        pass
    after = disturbance.now()
    assert after.own - before.own > 0.05
    assert after.possible > before.possible
    assert 0 <= disturbance.share(before, after) <= 1


def test_the_share_of_a_run_that_was_disturbed_is_by_time():
    found = {
        "bench-seconds crowd": [30.0, 10.0],
        "bench-others crowd": [0.0, 0.5],
        "bench-seconds memory": [60.0],
        "bench-others memory": [0.05],
    }
    said = disturbance.described(found)
    assert "took 8% of the processors" in said
    assert "10% of the run was disturbed" in said
    assert "not measured" in disturbance.described({"ours answers": [3.0]})


def test_the_first_seconds_stand_beside_the_floor_even_where_it_gave_no_answer():
    (row,) = rows(
        {
            f"{one} first-answers": [float(n)]
            for one, n in (("floor", 60), ("default", 0), ("ours", 90))
        }
    )
    assert (row.figure, row.bar) == (1.5, None)
    (none,) = rows({f"{one} first-answers": [0.0] for one in ("floor", "default", "ours")})
    assert none.figure == 0


def test_the_handouts_have_a_bar_of_a_minute_and_are_counted():
    (row,) = rows({"ours handouts-files": [44.0], "ours handouts-seconds": [61.0]})
    assert (row.what, row.bar) == ("all handouts in both languages, 44 files", 60)
    assert row.holds is False


def test_every_part_that_is_run_is_a_row_of_the_readme():
    page = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    told = page.partition("## What the rows mean")[2].partition("\n## ")[0]
    for name in _NAMES:
        assert f"`{name}`" in told, name


@pytest.fixture
def refused(monkeypatch):
    """A site that answers whoever asks at once, and with nothing but a status."""

    def refusing(status: int) -> SimpleNamespace:
        transport = httpx.MockTransport(lambda _: httpx.Response(status))
        monkeypatch.setattr(town, "_browser", lambda _: httpx.AsyncClient(transport=transport))
        monkeypatch.setattr(town, "_worst_client", lambda *_: nullcontext((7, 3)))
        memory = {"resident_mib": lambda: [100.0, 100.0], "drawing_mib": lambda: 50.0}
        return SimpleNamespace(address="http://site.test", **memory)

    return refusing


@pytest.mark.parametrize("status", [429, 500, 502])
def test_a_quick_refusal_is_neither_a_quick_page_nor_a_drawn_picture(refused, status: int):
    at = refused(status)
    found = {
        **asyncio.run(town.arrivals(at, 20, 0.01, ["101", "561"])),
        **asyncio.run(town.worst(at, 1.4, ["101", "561"], ["absence"])),
        **asyncio.run(town.pictures(at, 4, ["101", "561"])),
    }
    assert found["arrivals without a page"] == 20
    assert found["pages without an answer, alone"] > 0
    assert found["pages without an answer beside the worst client"] > 0
    assert found["pictures not drawn"] == 4
    held = {
        line.split(" | ")[0].strip("| ")
        for line in town._table(found).splitlines()[2:]
        if line.endswith("| yes |")
    }
    assert held == {"after all / after half"}, "of what the processes keep, which is nothing"
    assert set(town.BARS) - held == set(town.missed(found))


def test_what_is_answered_in_time_holds(refused):
    at = refused(200)
    found = {
        **asyncio.run(town.arrivals(at, 20, 0.01, ["101", "561"])),
        **asyncio.run(town.worst(at, 1.4, ["101", "561"], ["absence"])),
        **asyncio.run(town.pictures(at, 4, ["101", "561"])),
    }
    assert found["pictures not drawn"] == found["arrivals without a page"] == 0
    # Those who come with a municipality of their own wait for a page as the others do.
    assert town.BARS["first document with an own municipality, s"] == 1.0
    assert not [name for name in town.missed(found) if "document" in name or "pages" in name]


def test_a_bar_that_does_not_hold_ends_the_bench_with_1(monkeypatch, capsys):
    def measured(**figures: float):
        async def part(*_: object) -> dict[str, float]:
            return figures

        return part

    class Nowhere:
        def __enter__(self) -> None:
            return None

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(town, "site", lambda _: Nowhere())
    for part in ("arrivals", "crowd", "worst", "pictures"):
        monkeypatch.setattr(town, part, measured(**town.BARS))
    monkeypatch.setattr("sys.argv", ["town", "--sessions", "4"])
    assert town.main() == 0
    monkeypatch.setattr(town, "pictures", measured(**{"pictures not drawn": 1.0}))
    assert town.main() == 1
    assert "| pictures not drawn | 1 | ≤ 0 | **no** |" in capsys.readouterr().out


def test_the_bench_names_the_town_and_has_room_for_its_table():
    page = town.PAGE.read_text(encoding="utf-8")
    assert "`python -m bench.town`" in page.partition(town.BEGIN)[0]
    assert page.count(town.BEGIN) == page.count(town.END) == 1
    assert page.index(town.BEGIN) < page.index(town.END)


def test_ours_is_served_with_the_flags_of_the_unit():
    command = servers._command("ours", 8599, timed=False)
    assert command[1:4] == ["-m", "uvicorn", "app:app"]
    assert command[4:8] == ["--host", "127.0.0.1", "--port", "8599"]
    assert "--timeout-keep-alive" in command
