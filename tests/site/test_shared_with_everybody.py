"""Files that a page of another host may read, and those it may not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from frikommune_viz.publish.assets import assets

ALLOW = "access-control-allow-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/figur/",
        *(f"/figur/absence_grade_7_9-trend.da.{form}" for form in ("csv", "json", "svg", "png")),
        "/figur/absence_grade_7_9-trend.da.html",
        f"/figur/assets/{assets().frame_font}",
        "/hent/absence_grade_7_9-trend.csv",
        "/hent/udsagn.xlsx",
        "/hent/tabel/observations.parquet",
        "/hent/datapackage.json",
        "/assets/fonts/public-sans-latin.woff2",
        "/oembed?url=http://frikommune.test/figur/absence_grade_7_9-trend.da.html",
        # What is not there says so to everybody as well.
        "/hent/nothing.csv",
    ],
)
def test_what_is_public_may_be_read_by_any_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://avis.example"})
    assert answer.headers.get_list(ALLOW) == ["*"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/", "/borgere", "/media/abc.csv", "/_stcore/host-config", "/figurer", "/oembedded"]
)
def test_what_belongs_to_a_visit_may_not(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://avis.example"})
    assert ALLOW not in answer.headers
