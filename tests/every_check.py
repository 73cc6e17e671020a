"""The guard against tests that check nothing: what asserts must be reached.

A loop over nothing, or a condition that never holds, passes whatever is broken: a page whose parts
had been renamed was once "found to hold no statement" that way. A test no check of which always
runs must reach an assert, of its own or of a function it calls. And of each of its loops that
asserts one assert must be reached; of a test with parameters, in one of its cases, since one may be
empty by right, such as a command without options. The same holds of an assert that asks ``all``:
of nothing it is true. This is imported by ``conftest.py``.
"""

from __future__ import annotations

import ast
import functools
import inspect
import sys
import textwrap
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from _pytest.assertion import rewrite

CHECKS = ("raises", "fail", "expect", "warns", "validate")
"""Calls that fail a test without an assert."""

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


_cases: Counter[str] = Counter()
"""How many cases of each test were collected, before any was left out."""

_done: dict[str, list[set[int]]] = {}
"""Of each test with parameters, what each case that passed has not checked, by its line."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Count the cases of each test."""
    _cases[_name(item)] += 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test that reached no assert, or none of those in a loop, or asked ``all`` of nothing."""
    # With pyproject.toml's leave, each assert that holds asks this whether to explain itself to
    # anybody. Never: an explanation costs more than most asserts. But so it is known to be reached.
    before = rewrite._check_if_assertion_pass_impl
    reached: set[tuple[str, int]] = set()

    def note() -> bool:
        frame = sys._getframe(1)
        reached.add((frame.f_code.co_filename, frame.f_lineno))
        return False

    rewrite._check_if_assertion_pass_impl = note
    asked: dict[int, bool] = {}
    try:
        with watched(item, asked):
            result = yield
    finally:
        rewrite._check_if_assertion_pass_impl = before
    if isinstance(item, pytest.Function):
        if checks_nothing(item.function, reached):
            pytest.fail("no check of it always runs, and it reached no assert", pytrace=False)
        missed = loops_missed(item.function, reached) + asked_of_nothing(item.function, asked)
        if hasattr(item, "callspec"):
            item.user_properties.append(("loops", [_name(item), _cases[_name(item)], missed]))
        elif missed:
            pytest.fail(f"checked nothing in line {missed[0]}", pytrace=False)
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Gather what the cases of a test have missed, from all workers."""
    if report.when == "call" and report.passed:
        for key, told in report.user_properties:
            if key == "loops":
                name, cases, missed = told
                _done.setdefault(f"{cases} {name}", []).append(set(missed))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what no case of a test has checked, where all of them ran."""
    if found := missed_by_all():
        terminalreporter.section("loops, and all(), that no case filled", red=True)
    for name, line in found:
        terminalreporter.line(f"FAILED {name} - checked nothing in line {line}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where there is any."""
    if missed_by_all() and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def missed_by_all() -> list[tuple[str, int]]:
    """Return test and line of what no case has checked, of tests all cases of which ran."""
    found = []
    for key, missed in _done.items():
        cases, _, name = key.partition(" ")
        if len(missed) == int(cases) > 1:
            found += [(name, line) for line in sorted(set.intersection(*missed))]
    return found


def _name(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def checks_nothing(function: Any, reached: set[tuple[str, int]]) -> bool:
    """Tell whether a test has no check that always runs, and has reached no assert anywhere."""
    return not reached and not _read(inspect.unwrap(function))[1]


def loops_missed(function: Any, reached: set[tuple[str, int]]) -> list[int]:
    """Return the line of each loop of a test that asserts, none of whose asserts was reached."""
    file, _, loops = _read(inspect.unwrap(function))
    return [first for first, lines in loops if not any((file, line) in reached for line in lines)]


@contextmanager
def watched(item: pytest.Item, asked: dict[int, bool]) -> Iterator[None]:
    """Note in which lines of a test's file ``all`` is asked, and whether ever of anything.

    Its file alone is given another ``all``, so that nothing else that runs meanwhile is watched.
    """
    names = vars(item.module) if isinstance(item, pytest.Function) else {}
    if "all" in names:
        yield
        return

    def asking(things: Iterable[object]) -> bool:
        line = sys._getframe(1).f_lineno
        asked.setdefault(line, False)
        for thing in things:
            asked[line] = True
            if not thing:
                return False
        return True

    names["all"] = asking
    try:
        yield
    finally:
        del names["all"]


def asked_of_nothing(function: Any, asked: Mapping[int, bool]) -> list[int]:
    """Return the line of each assert of a test that asked ``all``, and always of nothing."""
    if all(asked.values()):
        return []
    written, start = inspect.getsourcelines(inspect.unwrap(function))
    found = []
    for one in ast.walk(ast.parse(textwrap.dedent("".join(written)))):
        if isinstance(one, ast.Assert):
            for call in _outermost_all(one.test):
                lines = range(start + call.lineno - 1, start + (call.end_lineno or 0))
                answers = [asked[line] for line in lines if line in asked]
                if answers and not any(answers):
                    found.append(start + one.lineno - 1)
    return found


def _outermost_all(node: ast.AST) -> Iterator[ast.Call]:
    """Yield where ``all`` is asked; not within another, where nothing may be by right."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "all":
        yield node
        return
    for part in ast.iter_child_nodes(node):
        yield from _outermost_all(part)


@functools.cache
def _read(function: Any) -> tuple[str, bool, list[tuple[int, list[int]]]]:
    """Return a test's file, whether a check of it always runs, and its loops that assert.

    Of a loop: its line, and those of its asserts. Loops in loops belong to the outermost one.
    """
    written, start = inspect.getsourcelines(function)
    (test,) = ast.parse(textwrap.dedent("".join(written))).body
    assert isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef)
    loops = []
    for loop in _loops(test.body):
        lines = [start + one.lineno - 1 for one in ast.walk(loop) if isinstance(one, ast.Assert)]
        # A loop that checks otherwise too cannot be watched by its asserts alone.
        if lines and not any(_calls_a_check(one) for one in (*loop.body, *loop.orelse)):
            loops.append((start + loop.lineno - 1, lines))
    return function.__code__.co_filename, _always_checks(test.body), loops


def _loops(statements: Sequence[ast.AST]) -> Iterator[ast.For | ast.AsyncFor | ast.While]:
    for statement in statements:
        if isinstance(statement, _LOOPS):
            yield statement
        elif not isinstance(statement, (*_FUNCTIONS, ast.If, ast.ExceptHandler)):
            yield from _loops([*ast.iter_child_nodes(statement)])


def _always_checks(statements: Sequence[ast.stmt]) -> bool:
    return any(_checks(statement) for statement in statements)


def _checks(statement: ast.stmt) -> bool:
    if isinstance(statement, (*_LOOPS, *_FUNCTIONS, ast.If)):
        return False
    if isinstance(statement, ast.With | ast.AsyncWith):
        return any(_calls_a_check(one.context_expr) for one in statement.items) or _always_checks(
            statement.body
        )
    if isinstance(statement, ast.Try):
        return _always_checks(statement.body) or _always_checks(statement.finalbody)
    return isinstance(statement, ast.Assert) or _calls_a_check(statement)


def _calls_a_check(node: ast.AST) -> bool:
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            called = part.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CHECKS or name.startswith(("assert_", "must_")):
                return True
    return False
