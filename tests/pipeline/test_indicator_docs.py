"""The documentation of a new indicator names every code and every entry there is."""

import re
from pathlib import Path

import pytest

from frikommune_viz.model.codes import Area, Better, IndicatorKind, Note, Status, Theme
from frikommune_viz.pipeline.schema import TABLES

DOCS = (Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8")


def section(title: str) -> str:
    return re.split(r"\n##+ ", DOCS.split(f"### {title}\n")[1])[0]


@pytest.mark.parametrize("codes", [Status, Note], ids=lambda codes: codes.__name__)
def test_every_status_and_note_is_explained(codes):
    told = section("Status and note of a figure")
    assert [code for code in codes if f"`{code}`" not in told] == []


@pytest.mark.parametrize("codes", [Area, Theme, IndicatorKind, Better], ids=lambda c: c.__name__)
def test_every_code_of_the_catalogue_is_listed(codes):
    told = section("The catalogue of indicators")
    assert [code for code in codes if f"`{code}`" not in told] == []


def test_every_entry_of_the_catalogue_is_explained():
    told = section("The catalogue of indicators")
    entries = {
        re.sub(r"_(da|en)$", "_…", column.name) for column in TABLES["indicators"].source_columns
    } - {"indicator_id"}
    assert [entry for entry in sorted(entries) if f"`{entry}`" not in told] == []
