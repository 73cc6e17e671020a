"""What the bench makes of what it has measured, on whatever machine."""

from __future__ import annotations

import pytest

from bench import crowd, disturbance
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
    sum(number * number for number in range(200_000))
    after = disturbance.now()
    assert after.own > before.own
    assert after.possible >= before.possible
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
