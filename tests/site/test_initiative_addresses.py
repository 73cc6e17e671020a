"""One initiative has an address, a title and a preview of its own, and a list can be taken."""

from __future__ import annotations

import csv
import io
import re
from html import escape, unescape

import pytest
from starlette.testclient import TestClient

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.site.head import link
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGE

HOST = "http://frikommune.test"


@pytest.mark.parametrize("language", Language)
def test_the_head_is_about_the_initiative(
    client: TestClient, published: Edition, language: Language
) -> None:
    row, text = published.initiative["i029"], TEXTS[language]
    html = client.get(link(PAGE["inspiration"], language, initiative="i029")).text
    about = re.findall(r"<title>(.*?)</title>", html)
    name = escape(text.pick(row.title))
    assert about == [f"{name} – Inspiration – Frikommune Explorer"]
    assert f'property="og:title" content="{name} (Holbæk)"' in html
    assert text.pick(row.description)[:60] in unescape(html.split("<body>")[0])
    assert dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', html.split("<body>")[0])) == {
        "da": f"{HOST}/inspiration?initiative=i029",
        "en": f"{HOST}/inspiration?lang=en&amp;initiative=i029",
        "x-default": f"{HOST}/inspiration?initiative=i029",
    }


def test_a_short_address_leads_to_the_page(client: TestClient) -> None:
    answer = client.get("/tiltag/i029?lang=en", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/inspiration?lang=en&initiative=i029"
    unknown = client.get("/tiltag/i999", follow_redirects=True)
    assert unknown.status_code == 200
    assert "initiative=i999" in unknown.text  # named as not known, above all initiatives


@pytest.mark.parametrize("code", ["%0d%0aX-Evil:1", "<script>", "%2F%2Fevil.example"])
def test_a_short_address_takes_no_commands(client: TestClient, code: str) -> None:
    answer = client.get(f"/tiltag/{code}", follow_redirects=False)
    assert answer.status_code in (302, 404)
    assert "x-evil" not in answer.headers
    assert answer.headers.get("location", "/inspiration").startswith("/inspiration")


def test_the_site_map_lists_every_initiative_in_both_languages(
    client: TestClient, published: Edition
) -> None:
    written = client.get("/sitemap.xml").text
    for code in published.initiative:
        assert f"<loc>{HOST}/inspiration?initiative={code}</loc>" in written
        assert f"<loc>{HOST}/inspiration?lang=en&amp;initiative={code}</loc>" in written


def test_the_list_is_taken_as_it_stands_in_the_address(
    client: TestClient, published: Edition
) -> None:
    answer = client.get("/hent/tiltag.csv?lang=da&list=i058.i029")
    assert "tiltag-i058.i029" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["initiative_id"] for row in rows] == ["I058", "I029"]
    assert [row["required_law_exemption"] for row in rows] == ["yes", "yes"]
    assert rows[0]["title"] == published.initiative["i058"].title.da
    assert rows[0]["today"] == published.rule["R028"].today.da


def test_a_list_with_what_is_not_known_is_not_sent(client: TestClient) -> None:
    answer = client.get("/hent/tiltag.csv?list=i058.i999")
    assert answer.status_code == 400
    assert "»list«: »i999« findes ikke her." in answer.text


def test_without_a_list_every_initiative_is_sent(client: TestClient, published: Edition) -> None:
    answer = client.get("/hent/tiltag.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(published.initiatives)
