"""Which editions a deployment offers, and what happens to those it does not."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from frikommune_viz.edition.offered import VARIABLE, EditionsError
from frikommune_viz.filters import Filters, unknown
from frikommune_viz.site import editions as opened


@pytest.fixture
def editions(tmp_path, monkeypatch):
    """Set what is built and what the environment asks for; return what is offered."""

    def offer(*built: str, asked: str | None = None) -> tuple[str, ...]:
        for name in built:
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "manifest.json").write_text(json.dumps({}))
        monkeypatch.setattr(opened, "EDITIONS_FOLDER", tmp_path)
        if asked is None:
            monkeypatch.delenv(VARIABLE, raising=False)
        else:
            monkeypatch.setenv(VARIABLE, asked)
        opened.offered.cache_clear()
        return opened.offered()

    yield offer
    opened.offered.cache_clear()


def test_both_are_offered_where_both_are_built(editions):
    assert editions("published", "practice") == ("published", "practice")


def test_practice_is_not_offered_where_it_is_not_built(editions):
    assert editions("published") == ("published",)


def test_a_deployment_may_switch_practice_off(editions):
    assert editions("published", "practice", asked="published") == ("published",)


def test_the_first_named_is_the_one_shown_and_each_is_offered_once(editions):
    offered = editions("published", "repeat_2027", asked=" repeat_2027, published,published")
    assert offered == ("repeat_2027", "published")


@pytest.mark.parametrize("asked", ["publisjed", "published,../sources", ",", "Published"])
def test_an_edition_that_is_not_there_stops_the_start(editions, asked):
    with pytest.raises(EditionsError, match="joined by commas"):
        editions("published", asked=asked)


def test_a_file_of_an_edition_that_is_not_offered_is_not_found(client: TestClient) -> None:
    for path in ("/hent/tabel/findings.csv", "/hent/udsagn.csv", "/hent/datapackage.json"):
        assert client.get(f"{path}?edition=secret").status_code == 404


@pytest.mark.parametrize("name", ["published", "practice"])
def test_every_edition_that_is_offered_is_known(name: str) -> None:
    """The first one once was not: naming it was said to be an unknown part of the address."""
    codes = opened.allowed(opened.edition(name))
    assert unknown({"edition": name}, codes) == {}
    assert Filters.from_url({"edition": name}, codes).edition == name
    assert unknown({"edition": "nothing"}, codes) == {"edition": "nothing"}


def test_a_page_of_an_edition_that_is_not_offered_is_the_plain_page(client: TestClient) -> None:
    assert client.get("/borgere?edition=../x").content == client.get("/borgere").content
