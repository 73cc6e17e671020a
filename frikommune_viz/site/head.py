"""The head and the first text of each page, in each language."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Final

from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import FIGURES, reading_address
from frikommune_viz.site.assets_address import address, with_versions
from frikommune_viz.site.index_html import chunks, fill, frame
from frikommune_viz.site.query import read_query
from frikommune_viz.style import glyphs_css, tokens_css
from frikommune_viz.text import TEXTS, Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGES, SITE_NAME, Page

_FIRST_CSS: Final = Path(__file__).parent / "first.css"
_FONTS: Final = ("fonts/newsreader-latin.woff2", "fonts/public-sans-latin.woff2")
_LOCALE: Final = {Language.DA: "da_DK", Language.EN: "en_GB"}
# Parts of Streamlit's front end that a page needs at once. Fetching them beside the rest saves a
# round trip or two before the first figure.
_PARTS_OF_ALL: Final = ("Html",)
_PARTS: Final = {
    "sammenlign": ("ArrowVegaLiteChart",),
    "borgere": ("ArrowVegaLiteChart",),
    "kommuner": ("ArrowVegaLiteChart",),
}
NO_SCRIPT: Final = mark(
    "Figurer, tabeller og filtre kræver JavaScript. Slå JavaScript til, og hent siden igen."
)
WITHOUT_SCRIPT: Final = mark("Læs om velfærdsaftalerne på sider uden JavaScript")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a page, plain and compressed, and a tag that changes with them."""

    body: bytes
    compressed: bytes
    etag: str


def language_of(query: str) -> Language:
    """Read ``lang`` from a query string; anything unknown is Danish.

    Given twice it is unknown, as it is to the page.
    """
    return Language.EN if read_query(query).get("lang") == Language.EN else Language.DA


def title(page: Page, text: Text, *, is_simulated: bool = False) -> str:
    """Return the title of a page: unique, and the site's name last."""
    plain = f"{text.say(page.menu)} – {SITE_NAME}"
    return text.say("ØVEDATA: {title}", title=plain) if is_simulated else plain


def link(page: Page, language: Language) -> str:
    """Return the address of a page in a language, from the root of the site."""
    return page.address + (f"?lang={language}" if language is not Language.DA else "")


@lru_cache(maxsize=64)
def render(page: Page, language: Language, base: str, *, is_simulated: bool = False) -> Rendered:
    """Write index.html for one page in one language.

    Parameters
    ----------
    base
        Scheme and host of the site, such as ``https://frikommune.example``; already validated.
    is_simulated
        Whether the edition holds invented figures: said before the app paints, and kept out of
        search engines.
    """
    text = TEXTS[language]
    document = fill(
        frame(),
        language=language,
        head=_head(page, text, base, is_simulated=is_simulated),
        body=_first(page, text, is_simulated=is_simulated),
    )
    body = document.encode()
    return Rendered(body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:16])


def style_tags() -> str:
    """Return the style sheets, fonts and icon that every page of ours links to."""
    fonts = [
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{address(name)}">'
        for name in _FONTS
    ]
    return "\n    ".join(
        [
            f'<link rel="icon" type="image/svg+xml" href="{address("favicon.svg")}">',
            *fonts,
            f'<link rel="stylesheet" href="{address("frikommune.css")}">',
            f"<style>{_first_css()}</style>",
        ]
    )


def masthead(text: Text) -> str:
    """Return the wordmark, which leads to the first page."""
    return (
        f'<p class="masthead"><a href="{link(PAGES[0], text.language)}">'
        f'<img src="{address("wordmark.svg")}" width="204" height="32" alt="{SITE_NAME}"></a></p>'
    )


@cache
def _first_css() -> str:
    written = re.sub(r"/\*.*?\*/\s*", "", _FIRST_CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return tokens_css() + glyphs_css() + with_versions(written)


def _head(page: Page, text: Text, base: str, *, is_simulated: bool) -> str:
    here = base + link(page, text.language)
    about = {
        "og:type": "website",
        "og:site_name": SITE_NAME,
        "og:title": text.say(page.heading),
        "og:description": text.say(page.description),
        "og:url": here,
        "og:locale": _LOCALE[text.language],
    }
    alternates = {str(language): base + link(page, language) for language in Language}
    alternates["x-default"] = alternates[Language.DA]
    parts = [
        chunk for part in (*_PARTS_OF_ALL, *_PARTS.get(page.code, ())) for chunk in chunks(part)
    ]
    return "\n    ".join(
        [
            f"<title>{escape(title(page, text, is_simulated=is_simulated))}</title>",
            *(('<meta name="robots" content="noindex">',) if is_simulated else ()),
            f'<meta name="description" content="{escape(text.say(page.description))}">',
            f'<link rel="canonical" href="{escape(here)}">',
            *(
                f'<link rel="alternate" hreflang="{language}" href="{escape(place)}">'
                for language, place in alternates.items()
            ),
            *(
                f'<meta property="{name}" content="{escape(content)}">'
                for name, content in about.items()
            ),
            _alternate(page, text, base),
            '<meta name="twitter:card" content="summary">',
            '<meta name="color-scheme" content="light dark">',
            style_tags(),
            f'<script defer src="{address("frikommune.js")}"></script>',
            *(
                f'<link rel="modulepreload" crossorigin href="{chunk}">'
                for chunk in dict.fromkeys(parts)
            ),
        ]
    )


def _first(page: Page, text: Text, *, is_simulated: bool) -> str:
    """Return the heading and lead: seen until the app paints, and without script for good."""
    pages = "".join(
        f'<li><a href="{escape(link(other, text.language))}">{escape(text.say(other.menu))}</a></li>'
        for other in PAGES
    )
    other_language = Language.EN if text.language is Language.DA else Language.DA
    return (
        f'<main id="first">{masthead(text)}{_practice(text) if is_simulated else ""}'
        f'<p class="kicker">{escape(text.say(page.kicker))}</p>'
        f"<h1>{escape(text.say(page.heading))}</h1>"
        f'<p class="lead">{escape(text.say(page.lead))}</p>'
        "<noscript>"
        f"<p>{escape(text.say(NO_SCRIPT))}</p>"
        f'<p lang="{other_language}">{escape(TEXTS[other_language].say(NO_SCRIPT))}</p>'
        f"{_readable(page, text.language)}{_readable(page, other_language)}"
        f"<ul>{pages}</ul>"
        "</noscript>"
        "</main>"
    )


def _readable(page: Page, language: Language) -> str:
    """Lead to the pages that need no script."""
    said = escape(TEXTS[language].say(WITHOUT_SCRIPT))
    return f'<p lang="{language}"><a href="{leaf_of(page, language)}">{said}</a></p>'


def _alternate(page: Page, text: Text, base: str) -> str:
    title, place = escape(text.say(WITHOUT_SCRIPT)), escape(base + leaf_of(page, text.language))
    return f'<link rel="alternate" type="text/html" title="{title}" href="{place}">'


def leaf_of(page: Page, language: Language) -> str:
    """Return the address of the page without script that is nearest to a page of the explorer."""
    if page.code == "borgere":
        return f"{FIGURES}/index.{language}.html"
    return reading_address("", "", language)


def _practice(text: Text) -> str:
    return f'<p class="practice">{escape(text.say(labels.PRACTICE))}</p>'
