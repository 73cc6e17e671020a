"""A broken edition is told in words, whatever is broken, and is read again once it is mended."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frikommune_viz.edition.edition import EditionError
from frikommune_viz.edition.reader import faults, open_edition

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    """A copy of the practice edition, the smaller of the two."""
    return Path(shutil.copytree(ROOT / "data" / "practice", tmp_path / "practice"))


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def rewrite(folder, **parts):
    (folder / "manifest.json").write_text(json.dumps(manifest(folder) | parts), "utf-8")


def rehash(folder):
    """Make the manifest agree with whatever stands in the folder now."""
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in manifest(folder)["files"]
    }
    rewrite(folder, files=files)


def test_an_edition_as_it_was_built_has_no_faults(folder):
    assert faults(folder) == []
    assert open_edition("practice", folder.parent).has_survey


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"[" * 100_000,
        b"\xff\xfe",
        b"{}",
        b'{"files": []}',
        b'{"files": null, "tables": null}',
    ],
    ids=lambda content: content[:12].decode("latin-1"),
)
def test_what_is_no_manifest_is_told(folder, content):
    (folder / "manifest.json").write_bytes(content)
    assert faults(folder)
    with pytest.raises(EditionError, match=r"manifest\.json"):
        open_edition("practice", folder.parent)


def test_a_folder_in_the_place_of_the_manifest_is_told(folder):
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()
    assert "the file is missing" in faults(folder)[0]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"version": None}, "version: not a text"),
        ({"version": 5}, "version: not a text"),
        ({"version": "newest"}, "version: not of the form"),
        ({"date": "soon"}, "date: not a day"),
        ({"edition": ["x"]}, "edition: not a text"),
        ({"files": {}}, "no SHA-256"),
        ({"tables": {}}, "the table municipalities is missing"),
        ({"table_sources": None}, "table_sources: not a table"),
    ],
)
def test_each_part_of_the_manifest_must_be_what_it_is(folder, parts, told):
    rewrite(folder, **parts)
    assert any(told in line for line in faults(folder)), faults(folder)


def test_no_file_outside_the_edition_can_be_named(folder):
    rewrite(folder, files=manifest(folder)["files"] | {"../../app.py": "0" * 64})
    assert any("no file of the tables listed" in line for line in faults(folder))


def test_a_table_of_other_columns_is_told_even_where_its_hash_is_right(folder):
    shutil.copy(folder / "survey_scales.parquet", folder / "survey_changes.parquet")
    shutil.copy(folder / "survey_scales.parquet", folder / "sources.parquet")
    rehash(folder)
    assert faults(folder) == []
    with pytest.raises(EditionError, match="not one that this version"):
        open_edition("practice", folder.parent)


def test_a_cut_table_is_told_even_where_its_hash_is_right(folder):
    path = folder / "survey_changes.parquet"
    path.write_bytes(path.read_bytes()[:500])
    rehash(folder)
    with pytest.raises(EditionError, match="cannot be read"):
        open_edition("practice", folder.parent)


def test_an_unknown_code_is_told_even_where_its_hash_is_right(folder):
    path = folder / "survey_indicators.parquet"
    rows = pq.read_table(path).to_pandas()
    rows["theme"] = "love"
    rows.to_parquet(path)
    rehash(folder)
    with pytest.raises(EditionError, match="not one that this version"):
        open_edition("practice", folder.parent)
