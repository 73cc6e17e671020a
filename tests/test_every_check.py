"""A test that checks nothing fails: none of its asserts reached, or none of a loop's."""

from __future__ import annotations

import textwrap
from pathlib import Path
from types import FunctionType

import pytest
from every_check import checks_nothing, loops_missed

pytest_plugins = ["pytester"]


def line_of(function: FunctionType, below: int) -> int:
    """Return the line that stands so far below the name of a function."""
    return function.__code__.co_firstlineno + below


def inside(rows: list[int]) -> None:
    for row in rows:
        assert row


def beside(rows: list[int]) -> None:
    assert rows
    for row in rows:
        assert row


def under_a_condition(rows: list[int]) -> None:
    assert rows
    if len(rows) > 2:
        for row in rows:
            assert row


def within_a_context(rows: list[int]) -> None:
    with Path(__file__).open():
        for row in rows:
            for _ in range(row):
                assert row


def raising(rows: list[int]) -> None:
    with pytest.raises(KeyError):
        {}[rows[0]]


def without(rows: list[int]) -> None:
    print(rows)


@pytest.mark.parametrize(
    ("function", "nothing", "loops"),
    [
        (inside, True, [1]),
        (beside, False, [2]),
        (under_a_condition, False, []),
        (within_a_context, True, [2]),
        (raising, False, []),
        (without, True, []),
    ],
)
def test_what_a_test_must_reach(function: FunctionType, nothing: bool, loops: list[int]) -> None:
    assert checks_nothing(function, set()) is nothing
    assert loops_missed(function, set()) == [line_of(function, below) for below in loops]
    assert not checks_nothing(function, {("helper.py", 1)})


def test_one_assert_of_a_loop_is_enough() -> None:
    assert loops_missed(beside, {(__file__, line_of(beside, 3))}) == []
    assert loops_missed(within_a_context, {(__file__, line_of(within_a_context, 4))}) == []
    assert loops_missed(beside, {(__file__, line_of(beside, 1))}) == [line_of(beside, 2)]
    assert loops_missed(beside, {("another.py", line_of(beside, 3))}) == [line_of(beside, 2)]


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "two workers"])
def test_whoever_checks_nothing_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: tuple[str, ...]
) -> None:
    pytester.makeini("[pytest]\nenable_assertion_pass_hook = true\n")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    pytester.makeconftest(
        "import pytest\nfrom every_check import *\npytest.register_assert_rewrite('looking')\n"
    )
    pytester.makepyfile(looking="def look(rows):\n    for row in rows:\n        assert row\n")
    pytester.makepyfile(
        textwrap.dedent(
            """
            import pytest
            from looking import look

            def test_nothing():
                for row in []:
                    assert row

            def test_never():
                if False:
                    assert True

            def test_something():
                for row in [1, 2]:
                    assert row

            def test_wrong():
                for row in [1, 0]:
                    assert row

            def test_beside():
                assert True
                for row in []:
                    assert row

            @pytest.mark.parametrize("rows", [[], [1]])
            def test_one_case_reaches_it(rows):
                assert rows is not None
                for row in rows:
                    assert row

            @pytest.mark.parametrize("rows", [[], []])
            def test_no_case_reaches_it(rows):
                assert rows is not None
                for row in rows:
                    assert row

            def test_all_of_nothing():
                rows = []
                assert rows == []
                assert all(
                    row > 0
                    for row in rows
                )

            def test_all_of_something():
                assert all(row > 0 for row in [1, 2])
                assert all(all(part) for part in [[], [1]]), "nothing within something"
                for rows in [[], [1]]:
                    assert all(rows)
                if False:
                    assert all([])
                assert not all([0])

            @pytest.mark.parametrize("rows", [[], [1]])
            def test_all_of_one_case(rows):
                assert all(rows)

            @pytest.mark.parametrize("rows", [[], []])
            def test_all_of_no_case(rows):
                assert all(row for row in rows)

            @pytest.mark.parametrize("rows", [[], [1]])
            def test_asks_another(rows):
                look(rows)
            """
        )
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rf", *workers)
    result.assert_outcomes(passed=11, failed=6)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    for failed in (
        *("nothing", "never", "wrong", "beside", "asks_another", "no_case_reaches_it"),
        *("all_of_nothing", "all_of_no_case"),
    ):
        result.stdout.fnmatch_lines_random([f"FAILED *::test_{failed}*"])
    for held in ("one_case_reaches_it", "all_of_something", "all_of_one_case"):
        result.stdout.no_fnmatch_line(f"FAILED *::test_{held}*")
    # The cases that are left may be empty by right.
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-k", "no_case and rows0")
    result.assert_outcomes(passed=2, deselected=15)
    assert result.ret == pytest.ExitCode.OK
