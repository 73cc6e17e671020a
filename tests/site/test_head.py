from __future__ import annotations

import json
import re
from html import escape, unescape

import httpx
import pytest
from starlette.testclient import TestClient

from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.site import origin
from frikommune_viz.site.assets_address import SCRIPT, STYLE_SHEET, address
from frikommune_viz.site.head import language_of, link, title
from frikommune_viz.site.index_html import STREAMLIT_FILES
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGE, PAGES, Page

EVERY = [
    pytest.param(page, language, id=f"{page.code}-{language}")
    for page in PAGES
    for language in Language
]


def meta(html: str, kind: str, name: str) -> str:
    found = re.findall(rf'<meta {kind}="{name}" content="([^"]*)">', html)
    assert len(found) == 1, name
    return unescape(found[0])


@pytest.mark.parametrize(("page", "language"), EVERY)
def test_head_says_page_and_language(client: TestClient, page: Page, language: Language) -> None:
    text = TEXTS[language]
    answer = client.get(link(page, language))
    html = answer.text
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert re.findall(r"<html ([^>]*)>", html) == [f'lang="{language}" class="page-{page.code}"']
    assert f"<title>{escape(text.say(page.menu))} – Frikommune Explorer</title>" in html
    assert html.count("<title>") == 1
    assert meta(html, "name", "description") == text.say(page.description)
    here = f"http://frikommune.test{link(page, language)}"
    assert f'<link rel="canonical" href="{escape(here)}">' in html
    assert (
        meta(html, "property", "og:url") == f"http://frikommune.test{page.address}?lang={language}"
    )
    assert meta(html, "property", "og:title") == text.say(page.heading)
    assert meta(html, "property", "og:locale") == {"da": "da_DK", "en": "en_GB"}[language]
    assert dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', html)) == {
        "da": f"http://frikommune.test{page.address}",
        "en": f"http://frikommune.test{page.address}?lang=en",
        "x-default": f"http://frikommune.test{page.address}",
    }


@pytest.mark.parametrize(("page", "language"), EVERY)
def test_heading_lead_and_menu_stand_without_script(
    client: TestClient, page: Page, language: Language
) -> None:
    body = client.get(link(page, language)).text.split("<body>")[1]
    text = TEXTS[language]
    assert len(re.findall(r"<h1>", body)) == 1
    assert body.index('id="document"') < body.index('<div id="root"></div>')
    menu = body.split('<ul class="wide">')[1].split("</ul>")[0]
    assert [unescape(word) for word in re.findall(r">([^<]+)</a>", menu)] == [
        text.say(other.menu) for other in PAGES
    ]
    assert menu.count('aria-current="page"') == 1


def test_titles_are_unique() -> None:
    for language in Language:
        assert len({title(page, TEXTS[language]) for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("language", Language)
def test_each_of_the_seven_has_a_head_of_its_own(client: TestClient, language: Language) -> None:
    titles = set()
    for code in MUNICIPALITY_AREA:
        address = link(PAGE["kommuner"], language, code)
        head = unescape(client.get(address).text.split("</head>")[0])
        (shown,) = re.findall("<title>(.*?)</title>", head)
        titles.add(shown)
        name = shown.partition(" – ")[0]
        assert f'property="og:title" content="{name}:' in head
        assert f'name="description" content="{name}:' in head
        assert f'rel="canonical" href="http://frikommune.test{address}"' in head
    assert len(titles) == len(MUNICIPALITY_AREA)
    # The page to choose from is nobody's.
    chooser = client.get(link(PAGE["kommuner"], language)).text.split("</head>")[0]
    assert title(PAGE["kommuner"], TEXTS[language]) in unescape(chooser)


@pytest.mark.parametrize("query", ["", "lang=de", "lang=EN", "lang=%22><script>", "x=en"])
def test_unknown_language_is_danish(client: TestClient, query: str) -> None:
    assert language_of(query) is Language.DA
    answer = client.get(f"/borgere?{query}")
    assert '<html lang="da" ' in answer.text
    assert "<script>" not in answer.text


def test_nothing_of_streamlits_own_head_is_left(client: TestClient) -> None:
    html = client.get("/").text
    assert not re.search(r"<title>Streamlit|SourceSans|_stcore|favicon\.png|service-desc", html)
    assert "You need to enable JavaScript" not in html


def test_only_our_own_script_runs_before_it_is_wanted(client: TestClient) -> None:
    html = client.get("/borgere").text
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", html)
    kinds = {"data" if "application/json" in attributes else "run" for attributes, _ in scripts}
    assert kinds == {"data", "run"}
    ours = [attributes for attributes, _ in scripts if "application/json" not in attributes]
    assert [attributes for attributes in ours if f'src="{address(SCRIPT)}"' in attributes] == ours
    assert len(ours) == 1
    assert "modulepreload" not in html.replace('"modulepreload"', "")


def test_what_wakes_the_app_exists(client: TestClient) -> None:
    html = client.get("/borgere").text
    needed = json.loads(re.findall(r'id="app">([^<]*)</script>', html)[0])
    files = [needed["script"], needed["styles"], *needed["preloaded"]]
    assert len(files) > 30
    assert any("ArrowVegaLiteChart" in name for name in files)
    for name in files:
        assert (STREAMLIT_FILES / name).is_file(), name


def test_each_preloaded_file_exists(client: TestClient) -> None:
    html = client.get("/borgere").text
    fonts = re.findall(r'<link rel="preload" as="font"[^>]*href="([^"]+)"', html)
    assert len(fonts) == 2
    assert f'<link rel="stylesheet" href="{address(STYLE_SHEET)}">' in html
    rules = client.get(address(STYLE_SHEET)).text
    for font in fonts:
        assert f'url("{font}")' in rules, "preloaded under one address, used under another"
        assert client.get(font).status_code == 200


def test_address_of_the_site_may_be_given(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(origin.VARIABLE, "https://frikommune.example/")
    html = client.get("/metode?lang=en", headers={"host": "elsewhere.test"}).text
    assert '<link rel="canonical" href="https://frikommune.example/metode?lang=en">' in html
    assert "elsewhere" not in html


@pytest.mark.parametrize(
    "said",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Original-Host": "evil.example", "X-Host": "evil.example"},
        {"X-Forwarded-Prefix": "/evil.example", "X-Forwarded-Server": "evil.example"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_who_asks_does_not_say_where_the_site_is(site: str, said: dict[str, str]) -> None:
    for path in ("/metode?lang=en", "/sitemap.xml", "/robots.txt"):
        answer = httpx.get(site + path, headers=said)
        assert answer.status_code == 200
        assert site in answer.text
        assert answer.text == httpx.get(site + path).text
        assert "evil" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "given", ["frikommune.example", "https://a.example/b", 'https://a"b', "ftp://a.example"]
)
def test_wrong_address_of_the_site_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(origin.VARIABLE, given)
    with pytest.raises(origin.OriginError, match="must be a scheme and a host"):
        origin.configured()


@pytest.mark.parametrize(
    "host",
    ['a"><script>alert(1)</script>', "a b", "a/b", "a@b", "", "a.test:port", "[::1", "a" * 300],
)
def test_hostile_host_is_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/robots.txt", "/sitemap.xml"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "script" not in answer.text


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "A.Test"])
def test_ordinary_host_is_taken(host: str) -> None:
    assert origin.of_request("https", host) == f"https://{host.lower()}"


def test_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/?lang=en", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_page_is_compressed_only_when_asked(client: TestClient) -> None:
    plain = client.get("/", headers={"accept-encoding": "identity"})
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_language_given_twice_is_none() -> None:
    assert language_of("lang=en") is Language.EN
    assert language_of("lang=en&lang=da") is Language.DA
    assert language_of("lang=da&lang=en") is Language.DA


@pytest.mark.parametrize("page", PAGES)
def test_a_shared_page_of_invented_numbers_says_so(client: TestClient, page: Page) -> None:
    for language, marked in (("da", "ØVEDATA: "), ("en", "PRACTICE DATA: ")):
        head = client.get(f"{page.address}?edition=practice&lang={language}").text
        assert f'<meta property="og:title" content="{marked}' in head
        assert (
            f'<meta property="og:title" content="{marked}'
            not in client.get(f"{page.address}?lang={language}").text
        )
