"""The guard against tests that check nothing: an assert that stands only in a loop must be reached.

A loop over nothing, or a condition that never holds, passes whatever is broken: a page whose parts
had been renamed was once "found to hold no statement" that way. Such tests are found by their
syntax; each must reach at least one of its asserts, or fails. This is imported by ``conftest.py``.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Generator, Sequence
from typing import Any

import pytest
from _pytest.assertion import util

CHECKS = ("raises", "fail", "expect", "warns")
"""Calls that fail a test without an assert."""

_NESTED = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test that asserts only in loops and conditions, and reached none of its asserts."""
    # Pytest calls this for each assert that holds, where pyproject.toml asks for it; otherwise its
    # explanation, which costs more than most asserts, is not even written.
    before, util._assertion_pass = util._assertion_pass, None
    reached: list[int] = []

    def note(lineno: int, orig: str, expl: str) -> None:
        reached.append(lineno)
        util._assertion_pass = None  # one is enough

    # Of a test with parameters one case may be empty by right, such as an indicator of which no
    # figure is hidden; that not all are is for another test to say.
    is_watched = (
        isinstance(item, pytest.Function)
        and not hasattr(item, "callspec")
        and asserts_only_inside(item.function)
    )
    if is_watched:
        util._assertion_pass = note
    try:
        result = yield
    finally:
        util._assertion_pass = before
    if is_watched and not reached:
        pytest.fail(
            "asserts only inside a loop or a condition, and reached none of its asserts",
            pytrace=False,
        )
    return result


def asserts_only_inside(function: Any) -> bool:
    """Tell whether a test has asserts, and none of its checks stands outside loops and conditions."""
    written = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    (test,) = ast.parse(written).body
    assert isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef)
    has_assert = any(isinstance(node, ast.Assert) for node in ast.walk(test))
    return has_assert and not _always_checks(test.body)


def _always_checks(statements: Sequence[ast.stmt]) -> bool:
    return any(_checks(statement) for statement in statements)


def _checks(statement: ast.stmt) -> bool:
    if isinstance(statement, _NESTED):
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
