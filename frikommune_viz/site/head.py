"""A page as an HTML document: its head, its menu, and what Streamlit needs when it is wanted."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import Final

from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.publish.static_page import shortened
from frikommune_viz.site.assets_address import SCRIPT, STYLE_SHEET, address
from frikommune_viz.site.index_html import chunks, front_end
from frikommune_viz.site.query import read_query
from frikommune_viz.site.shared_image import shared_image
from frikommune_viz.site.surface import Here
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import PAGES, SITE_NAME, Page
from frikommune_viz.wording.shared_page import shared_page

_FONTS: Final = ("fonts/newsreader-latin.woff2", "fonts/public-sans-latin.woff2")
ARIA_CURRENT: Final = ' aria-current="page"'
_LOCALE: Final = {Language.DA: "da_DK", Language.EN: "en_GB"}
_PARTS: Final = (
    "Html",
    "ArrowVegaLiteChart",
    "Selectbox",
    "Multiselect",
    "ButtonGroup",
)
"""Parts of Streamlit's front end that the pages are made of: fetched beside its start script."""


def language_of(query: str) -> Language:
    """Read ``lang`` from a query string; anything unknown is Danish.

    Given twice it is unknown, as it is to the page.
    """
    return Language.EN if read_query(query).get("lang") == Language.EN else Language.DA


def title(page: Page, text: Text, *, is_simulated: bool = False, name: str = "") -> str:
    """Return the title of a page: unique, and the site's name last.

    `name` is that of the municipality or the initiative whose page it is.
    """
    plain = f"{text.say(page.menu)} – {SITE_NAME}"
    plain = f"{name} – {plain}" if name else plain
    return _marked(plain, text, is_simulated=is_simulated)


def _marked(title: str, text: Text, *, is_simulated: bool) -> str:
    """Return a title that never passes for real where the numbers under it are invented."""
    return text.say("ØVEDATA: {title}", title=title) if is_simulated else title


def link(page: Page, language: Language, municipality: str = "", initiative: str = "") -> str:
    """Return the one address of a page in a language, from the root of the site.

    Examples
    --------
    >>> link(PAGES[3], Language.EN, "561")
    '/kommuner?lang=en&municipality=561'
    """
    parts = [f"lang={language}"] if language is not Language.DA else []
    parts += [f"municipality={municipality}"] if municipality else []
    parts += [f"initiative={initiative}"] if initiative else []
    return page.address + (f"?{'&'.join(parts)}" if parts else "")


def page_html(here: Here, base: str, markup: str) -> str:
    """Write the document of a page.

    Parameters
    ----------
    base
        Scheme and host of the site, such as ``https://frikommune.example``; already validated.
    markup
        The parts of the page.
    """
    page, text = here.page, here.text
    skip = text.say("Gå til indholdet")
    # Rules of one page hang on it: looked for by `:has()`, each change would restyle the whole page.
    root_class = f"page-{page.code}{' is-practice' * here.edition.is_simulated}"
    return f"""<!DOCTYPE html>
<html lang="{text.language}" class="{root_class}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    {_head(here, base)}
  </head>
  <body>
    <div id="document" class="stApp">
      <a class="skip" href="#content">{escape(skip)}</a>
      {_header(here)}
      <main id="content" class="page" data-page="{page.code}">{markup}</main>
    </div>
    <div id="root"></div>
  </body>
</html>
"""


def _header(here: Here) -> str:
    """Return the bar over every page: the wordmark and the menu.

    A link to another page takes along what travels; that to the page itself keeps all choices.
    """
    text, along = here.text, here.filters.travelling()
    entries = "".join(
        f'<li><a href="{escape(page_href(page.code, here.filters if page is here.page else along))}"'
        f"{ARIA_CURRENT * (page is here.page)}>{escape(text.say(page.menu))}</a></li>"
        for page in PAGES
    )
    wordmark = f'<img src="{address("wordmark.svg")}" width="204" height="32" alt="{SITE_NAME}">'
    pages, menu = text.say("Sider"), text.say("Menu")
    home = escape(page_href(PAGES[0].code, along))
    return (
        f'<header class="bar"><a class="home" href="{home}">{wordmark}</a>'
        f'<nav aria-label="{escape(pages)}"><details class="menu"><summary>'
        f"{escape(menu)}</summary><ul>{entries}</ul></details>"
        f'<ul class="wide">{entries}</ul></nav></header>'
    )


@cache
def app_json() -> str:
    """Return what the script of the page adds to the page to wake the app."""
    start = front_end()
    preloaded = dict.fromkeys(
        (*start.preloaded, *(name for part in _PARTS for name in chunks(part)))
    )
    return json.dumps(
        {"script": start.script, "styles": start.styles, "preloaded": list(preloaded)},
        separators=(",", ":"),
    )


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
            f'<link rel="stylesheet" href="{address(STYLE_SHEET)}">',
        ]
    )


def masthead(text: Text) -> str:
    """Return the wordmark, which leads to the first page."""
    return (
        f'<p class="masthead"><a href="{link(PAGES[0], text.language)}">'
        f'<img src="{address("wordmark.svg")}" width="204" height="32" alt="{SITE_NAME}"></a></p>'
    )


def _head(here: Here, base: str) -> str:
    page, text, filters = here.page, here.text, here.filters
    is_simulated = here.edition.is_simulated
    said = shared_page(page, here.edition, filters, text)
    image = shared_image(page, here.edition, filters, text)
    # What is shared is the page with its choices; search engines are led to the page without.
    shared = base + page_href(page.code, filters).removeprefix(".")
    about = {
        "og:type": "article" if said.initiative else "website",
        "og:site_name": SITE_NAME,
        "og:title": _marked(
            (image.title if image else "") or said.heading, text, is_simulated=is_simulated
        ),
        "og:description": said.description,
        "og:url": shared,
        "og:locale": _LOCALE[text.language],
    }
    if image:
        about |= {"og:image": base + image.href, "og:image:alt": shortened(image.words)}
    alternates = {
        str(language): base + link(page, language, said.municipality, said.initiative)
        for language in Language
    }
    alternates["x-default"] = alternates[Language.DA]
    return "\n    ".join(
        [
            f"<title>{escape(title(page, text, is_simulated=is_simulated, name=said.name))}</title>",
            *(('<meta name="robots" content="noindex">',) if is_simulated else ()),
            f'<meta name="description" content="{escape(said.description)}">',
            f'<link rel="canonical" href="{escape(alternates[str(text.language)])}">',
            *(
                f'<link rel="alternate" hreflang="{language}" href="{escape(place)}">'
                for language, place in alternates.items()
            ),
            *(
                f'<meta property="{name}" content="{escape(content)}">'
                for name, content in about.items()
            ),
            f'<meta name="twitter:card" content="summary{"_large_image" if image else ""}">',
            '<meta name="color-scheme" content="light dark">',
            style_tags(),
            f'<script type="application/json" id="app">{app_json()}</script>',
            f'<script defer src="{address(SCRIPT)}"></script>',
        ]
    )
