"""Health is readiness: a process that cannot show its pages says so, and which file is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from frikommune_viz.edition.edition import EDITIONS_FOLDER
from frikommune_viz.site import editions


@pytest.fixture
def opened_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the published edition, from which the site opens."""
    shutil.copytree(EDITIONS_FOLDER / "published", tmp_path / "published")
    monkeypatch.setattr(editions, "EDITIONS_FOLDER", tmp_path)
    monkeypatch.setattr(editions, "open_edition", lambda name: _real(name, tmp_path), raising=True)
    editions.offered.cache_clear()
    editions._opened.cache_clear()
    yield tmp_path / "published"
    editions.offered.cache_clear()
    editions._opened.cache_clear()


_real = editions.open_edition


def test_a_whole_edition_is_ready(client: TestClient, opened_from: Path) -> None:
    answer = client.get("/_stcore/health")
    assert (answer.status_code, answer.text) == (200, "behind"), "handed on to Streamlit"


def test_a_changed_file_is_named_until_it_is_mended(client: TestClient, opened_from: Path) -> None:
    file = opened_from / "findings.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"x")
    answer = client.get("/_stcore/health")
    assert answer.status_code == 503
    assert "findings.parquet" in answer.text
    assert client.get("/").status_code == 503, "the pages say the same"
    file.write_bytes(whole)
    assert client.get("/_stcore/health").status_code == 200


def test_a_missing_edition_is_named(client: TestClient, opened_from: Path) -> None:
    shutil.rmtree(opened_from)
    answer = client.get("/_stcore/health")
    assert answer.status_code == 503
    assert "published" in answer.text
    assert str(EDITIONS_FOLDER.parent) not in answer.text
