"""A test that asserts only inside a loop or a condition fails when nothing was reached."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from every_check import asserts_only_inside

pytest_plugins = ["pytester"]


def inside(rows: list[int]) -> None:
    for row in rows:
        assert row


def beside(rows: list[int]) -> None:
    assert rows
    for row in rows:
        assert row


def raising(rows: list[int]) -> None:
    with pytest.raises(KeyError):
        {}[rows[0]]


def without(rows: list[int]) -> None:
    print(rows)


@pytest.mark.parametrize(
    ("function", "is_watched"),
    [(inside, True), (beside, False), (raising, False), (without, False)],
)
def test_which_tests_are_watched(function: object, is_watched: bool) -> None:
    assert asserts_only_inside(function) is is_watched


def test_a_loop_over_nothing_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeini("[pytest]\nenable_assertion_pass_hook = true\n")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    pytester.makeconftest("from every_check import pytest_runtest_call")
    pytester.makepyfile(
        textwrap.dedent(
            """
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
            """
        )
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=3)
    result.stdout.fnmatch_lines(["*test_nothing*", "*reached none of its asserts*"])
