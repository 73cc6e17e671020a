"""A code is written in one place and read in one place, and leads back to what was asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.registry import complete, figure, requests
from frikommune_viz.figures.request import (
    REGISTER_KINDS,
    SURVEY_KINDS,
    FigureKind,
    FigureRequest,
)
from frikommune_viz.model.codes import Area, Language, Respondent
from frikommune_viz.model.periods import Pair

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "frikommune_viz"
WRITER = PACKAGE / "figures" / "request.py"
PREFIX = PACKAGE / "wording" / "practice_names.py"
# The rooms in which figures are asked for, drawn, shown and sent; not those that make editions.
ROOMS = ("figures", "parts", "export", "publish", "site", "wording")
MODULES = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]

INDICATORS = st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True)
OWN = st.sampled_from(("", "101", "561"))
PAIRS = st.one_of(
    st.none(),
    st.sampled_from((Pair("2020/21", "2023/24"), Pair("2020/21", ""), Pair("", "2023"))),
)
OF_REGISTER = st.builds(
    FigureRequest,
    kind=st.sampled_from(REGISTER_KINDS),
    indicator=INDICATORS,
    own=OWN,
    pair=PAIRS,
    language=st.sampled_from(Language),
)
OF_SURVEY = st.builds(
    FigureRequest,
    kind=st.sampled_from(SURVEY_KINDS),
    indicator=INDICATORS,
    area=st.sampled_from(Area),
    group=st.sampled_from(Respondent),
    language=st.sampled_from(Language),
    is_simulated=st.booleans(),
)


@given(OF_REGISTER | OF_SURVEY)
def test_code_and_choices_lead_back_to_the_request(request: FigureRequest) -> None:
    assert FigureRequest.parse(request.code, request.choices()) == request


@given(OF_REGISTER | OF_SURVEY)
def test_the_name_of_its_files_leads_back_to_what_is_published(request: FigureRequest) -> None:
    published = FigureRequest.from_stem(request.stem)
    assert published is not None
    assert published.pair is None
    assert (published.code, published.own, published.language) == (
        request.code,
        request.own,
        request.language,
    )


@given(st.text(alphabet="abz_-.09", max_size=40))
def test_what_is_read_is_written_as_it_was(code: str) -> None:
    request = FigureRequest.parse(code)
    assert request is None or request.code == code


@pytest.mark.parametrize("name", ["published", "practice"])
def test_a_drawn_figure_knows_what_it_was_asked_for(name: str) -> None:
    edition = open_edition(name)
    for request in list(requests(edition))[:: 1 if name == "published" else 16]:
        drawn = figure(edition, request)
        assert drawn is not None
        assert drawn.code == request.code
        assert complete(edition, drawn.request) == complete(edition, request)


def test_the_same_figure_is_one_request_however_it_is_asked_for() -> None:
    edition = open_edition("published")
    code = "absence_grade_7_9-changes"
    asked = [
        FigureRequest(FigureKind.CHANGES, "absence_grade_7_9", pair=pair)
        for pair in (None, Pair("2020/21", ""), Pair("", "2023/24"), Pair("2020/21", "2023/24"))
    ]
    assert {request.code for request in asked} == {code}
    assert len({complete(edition, request) for request in asked}) == 1


def literals(path: Path) -> list[str]:
    """Every text of a module that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def taken_apart(path: Path) -> list[int]:
    """The lines where a text is put together or taken apart at hyphens."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            (
                node.func.attr in ("partition", "rpartition", "split", "rsplit", "count")
                and any(isinstance(one, ast.Constant) and one.value == "-" for one in node.args)
            )
            or (
                node.func.attr == "join"
                and isinstance(node.func.value, ast.Constant)
                and node.func.value.value == "-"
            )
        )
    ]


def queries_read(path: Path) -> list[int]:
    """The lines where a query is read otherwise than by the one reader of it."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id in ("parse_qs", "parse_qsl"))
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "dict"
            and any("query_params" in ast.unparse(one) for one in node.args)
        )
        or (
            isinstance(node, ast.Call)
            and "query_params.get" in ast.unparse(node.func)
            and "get_all" not in ast.unparse(node.func)
            and ast.unparse(node.args[0]) not in ("'v'", "'lang'")
        )
    ]


KIND_IN_A_TEXT = re.compile(rf"-({'|'.join(FigureKind)})(-|\.|$)")
# What names a file beside the code, not the code itself.
NAMES_OF_FILES = PACKAGE / "site" / "file_names.py"


def test_no_other_module_writes_or_reads_a_code() -> None:
    for path in MODULES:
        if path in (WRITER, NAMES_OF_FILES):
            continue
        assert taken_apart(path) == [], path
        assert [said for said in literals(path) if KIND_IN_A_TEXT.search(said)] == [], path


def test_the_prefix_of_invented_numbers_is_known_in_one_place() -> None:
    known = [
        path for path in PACKAGE.rglob("*.py") if any("oevedata" in one for one in literals(path))
    ]
    assert known == [PREFIX]


def test_a_query_is_read_in_one_place() -> None:
    reading = [path for path in (PACKAGE / "site").rglob("*.py") if queries_read(path)]
    assert reading == [PACKAGE / "site" / "query.py"]


def test_the_guards_find_what_they_look_for() -> None:
    assert taken_apart(WRITER)
    assert "oevedata-" in literals(PREFIX)
    assert KIND_IN_A_TEXT.search("-trend")
