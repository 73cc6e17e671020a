"""Handouts are published beside the figures: as pages and files, listed, and not written twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frikommune_viz.publish import publish_command

NAMES = [f"handout-561.{language}.{form}" for language in ("da", "en") for form in ("html", "pdf")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handouts")


def test_they_are_there_in_both_languages(publish: Callable[..., int], folder: Path) -> None:
    assert publish(folder) == 0
    for kept in ("v1.0.0", "latest"):
        found = {path.name for path in (folder / "published" / kept).glob("handout-*")}
        assert found == set(NAMES)


def test_a_page_leads_to_what_is_there(publish: Callable[..., int], folder: Path) -> None:
    publish(folder)
    here = folder / "published" / "v1.0.0"
    page = (here / "handout-561.da.html").read_text(encoding="utf-8")
    assert 'href="handout-561.da.pdf"' in page
    assert 'href="handout-561.en.html"' in page
    assert "https://frikommune.example/kommuner?lang=da&amp;municipality=561" in page
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert (here / sheet).resolve().is_file()
    listed = (here / "index.da.html").read_text(encoding="utf-8")
    assert 'href="handout-561.da.html">Esbjerg</a>' in listed


def test_they_are_not_made_again_for_nothing(
    publish: Callable[..., int], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder)

    def never(*_: object) -> int:
        raise AssertionError("made again")

    monkeypatch.setattr(publish_command, "write_handouts", never)
    assert publish(folder) == 0
