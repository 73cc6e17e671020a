"""The picture and the name of a page where it is shared: those of the very choice."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from by_code import figure_of
from starlette.testclient import TestClient

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.site.editions import edition
from frikommune_viz.text import TEXTS

BASE = "http://frikommune.test"


def shared(client: TestClient, path: str) -> dict[str, str]:
    head = client.get(path).text.split("</head>")[0]
    return {
        name: unescape(content)
        for name, content in re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', head)
    }


@pytest.mark.parametrize(
    ("path", "image"),
    [
        (
            "/borgere?indicator=absence_grade_4_6&own=101",
            "/hent/absence_grade_4_6-trend.png?lang=da&own=101",
        ),
        (
            "/borgere?lang=en&indicator=absence_grade_7_9&baseline=2021/22&endline=2024/25",
            "/hent/absence_grade_7_9-trend.png?lang=en&baseline=2021/22&endline=2024/25",
        ),
        ("/sammenlign?municipality=561,316", "/hent/matrix.png?lang=da&municipality=561,316"),
        ("/sammenlign?numbers=1&area=school", "/hent/alle-tal.png?lang=da&area=school"),
        ("/", "/hent/matrix.png?lang=da"),
        ("/metode?lang=en", "/hent/matrix.png?lang=en"),
    ],
)
def test_a_page_is_shared_with_the_picture_of_its_choice(
    client: TestClient, path: str, image: str
) -> None:
    found = shared(client, path)
    assert found["og:image"].replace("%2F", "/").startswith(BASE + image)
    # Asked for as it stands there, it is a picture.
    place = urlsplit(found["og:image"])
    answer = client.get(f"{place.path}?{place.query}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG")
    assert found["og:url"].startswith(BASE + path.partition("?")[0])
    assert found["og:image:alt"]


def test_a_chosen_figure_names_the_page_that_is_shared(client: TestClient) -> None:
    path = "/borgere?indicator=absence_grade_4_6&own=101"
    chosen = Filters(own="101")
    figure = figure_of(edition(), "absence_grade_4_6-trend", chosen, TEXTS[Language.DA])
    assert figure is not None
    found = shared(client, path)
    assert found["og:title"] == figure.headline
    assert "indicator=absence_grade_4_6" in found["og:url"]
    assert "own=101" in found["og:url"]
    # Nothing chosen: the page's own name.
    assert shared(client, "/borgere")["og:title"] != figure.headline


def test_a_profile_is_shared_with_its_municipality_and_its_figure(client: TestClient) -> None:
    found = shared(client, "/kommuner?municipality=561")
    assert found["og:title"].startswith("Esbjerg")
    assert re.search(r"/hent/[a-z0-9_]+-(trend|levels)\.png", found["og:image"])


def test_invented_numbers_have_no_picture_to_share(client: TestClient) -> None:
    assert "og:image" not in shared(client, "/sammenlign?edition=practice")
