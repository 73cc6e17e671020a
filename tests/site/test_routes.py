from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from frikommune_viz.edition.edition import EDITIONS_FOLDER, EditionError
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.site import handouts, routes, static_routes
from frikommune_viz.site.assets_address import ASSETS_FOLDER, JOINED, address
from frikommune_viz.site.editions import edition
from frikommune_viz.site.head import link
from frikommune_viz.wording.pages import PAGE, PAGES

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/overblik", "/"),
        ("/overblik?lang=en&area=school", "/?lang=en&area=school"),
        ("/overblik/", "/"),
        ("/borgere/?lang=en", "/borgere?lang=en"),
    ],
)
def test_other_spellings_lead_to_the_one_address(
    client: TestClient, path: str, target: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, target)


def test_robots_points_to_the_site_map(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: http://frikommune.test/sitemap.xml",
    ]


def test_site_map_lists_each_page_in_each_language(client: TestClient) -> None:
    entries = ET.fromstring(client.get("/sitemap.xml").content).findall(f"{SITE}url")
    listed = [entry.findtext(f"{SITE}loc") for entry in entries]
    pages = [
        link(page, language, code)
        for page in PAGES
        for code in ("", *(MUNICIPALITY_AREA if page is PAGE["kommuner"] else ()))
        for language in Language
    ]
    pages += [
        link(PAGE["inspiration"], language, initiative=code)
        for code in edition().initiative
        for language in Language
    ]
    addresses = (*static_routes.every_address(edition()), *handouts.every_address(edition()))
    plain = [place for found in addresses for place in found.values()]
    assert listed == [f"http://frikommune.test{place}" for place in (*pages, *plain)]
    assert not [place for place in listed if "/laes/" in place]
    assert "http://frikommune.test/figur/absence_grade_7_9-trend.da.html" in listed
    assert not any("oevedata" in place for place in listed)
    for entry in entries:
        others = {
            other.get("hreflang"): other.get("href") for other in entry.findall(f"{XHTML}link")
        }
        assert set(others) == {"da", "en", "x-default"}
        assert entry.findtext(f"{SITE}loc") in others.values()


def test_versioned_asset_is_kept_and_bare_one_is_asked_for_again(client: TestClient) -> None:
    versioned = client.get(address("frikommune.js"))
    assert versioned.headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in ("/assets/frikommune.js", "/assets/frikommune.js?v=0123456789"):
        assert client.get(other).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", JOINED)
def test_what_is_joined_holds_each_rule_of_its_parts_once_and_no_comment(
    client: TestClient, name: str
) -> None:
    answer = client.get(address(name))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    written = {
        line.strip()
        for part in JOINED[name]
        for line in (ASSETS_FOLDER / part).read_text("utf-8").splitlines()
    }
    rules = [
        line
        for line in written
        if line.endswith(("{", ";", "}")) and not line.startswith(("/*", "//"))
    ]
    assert len(rules) > 200
    assert not [line for line in rules if line not in answer.text and "/assets/" not in line]
    assert not [line for line in answer.text.splitlines() if line.strip().startswith(("/*", "//"))]
    again = client.get(address(name), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get(f"/assets/{name}").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/assets/", "/assets/gone.js", "/assets/../routes.py"])
def test_no_other_file_is_an_asset(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_each_asset_names_its_type(client: TestClient) -> None:
    """With nosniff a style sheet or script of the wrong type is not used."""
    kinds = {".js": "javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "woff2"}
    files = [file.relative_to(ASSETS_FOLDER).as_posix() for file in ASSETS_FOLDER.rglob("*")]
    named = [name for name in (*files, *JOINED) if Path(name).suffix in kinds]
    assert {Path(name).suffix for name in named} == set(kinds)
    for name in named:
        answer = client.get(address(name))
        assert kinds[Path(name).suffix] in answer.headers["content-type"], name


def test_broken_edition_is_told_in_both_languages(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = EditionError(f"{EDITIONS_FOLDER}/findings.parquet: the file is <missing>")
    monkeypatch.setattr(routes, "fault", lambda name: error)
    answer = client.get("/borgere?lang=en")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "300"
    assert '<pre lang="en">data/findings.parquet: the file is &lt;missing&gt;</pre>' in answer.text
    assert '<section lang="da">' in answer.text
    assert '<section lang="en">' in answer.text
    assert "python -m frikommune_viz check" in answer.text
    assert "<script" not in answer.text
