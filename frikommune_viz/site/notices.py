"""Plain pages and notices for what went wrong: each in both languages, never a stack trace."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse

from frikommune_viz.edition.edition import EDITIONS_FOLDER, EditionError
from frikommune_viz.model.codes import Language
from frikommune_viz.site.head import language_of, link, masthead, style_tags
from frikommune_viz.text import TEXTS, Text, mark
from frikommune_viz.wording.pages import PAGES, SITE_NAME


@dataclass(frozen=True, slots=True)
class Notice:
    """What went wrong and what to do, as Danish messages."""

    heading: str
    lead: str
    advice: str


NOT_FOUND: Final = Notice(
    heading=mark("Siden findes ikke"),
    lead=mark(
        "Adressen fører ikke til en side. Den kan være skrevet forkert, eller siden kan "
        "være flyttet."
    ),
    advice=mark("Vælg en af siderne her:"),
)
EDITION_FAULT: Final = Notice(
    heading=mark("Siderne kan ikke vises lige nu"),
    lead=mark(
        "Datafilerne mangler eller er ændret, siden de blev bygget. Derfor viser vi dem ikke."
    ),
    advice=mark(
        "Til dig, der driver siden: Kør kommandoen python -m frikommune_viz check, og læg "
        "udgavens filer tilbage, som de blev offentliggjort. Til dig, der læser: Prøv igen "
        "senere."
    ),
)
SUPERSEDED: Final = Notice(
    heading=mark("Denne dataversion er ikke her"),
    lead=mark("Her findes kun den nyeste dataversion, {version}."),
    advice=mark("Figuren med de nyeste tal står her:"),
)
BUSY: Final = Notice(
    heading=mark("Siden har travlt"),
    lead=mark("Mange figurer bliver tegnet lige nu, så dette må vente."),
    advice=mark("Prøv igen om et øjeblik, eller gå til en af siderne her:"),
)
SCRIPT_ERROR: Final = Notice(
    heading=mark("Siden kan ikke vises"),
    lead=mark("Der er sket en fejl på siden. Den står i serverens log."),
    advice=mark("Hent siden igen, eller gå til en af de andre sider i menuen."),
)


def not_found(query: str) -> HTMLResponse:
    """Answer an address that leads nowhere, with the menu in both languages."""
    return _answer(NOT_FOUND, 404, language_of(query), with_menu=True)


def nothing(request: Request) -> HTMLResponse:
    """Answer whatever else lies below an address of ours: there is nothing."""
    return not_found(request.url.query)


def edition_fault(query: str, error: EditionError) -> HTMLResponse:
    """Answer while the published edition cannot be read."""
    detail = shown_path(error)
    return _answer(EDITION_FAULT, 503, language_of(query), detail=detail, again_in=300)


def shown_path(error: EditionError) -> str:
    """Return what is wrong, and with which file, seen from the project's folder.

    Where that lies on the server is nobody's business; the log has the whole path.
    """
    return str(error).replace(f"{EDITIONS_FOLDER.parent}/", "")


def busy(query: str) -> HTMLResponse:
    """Answer while too many figures wait to be drawn."""
    return _answer(BUSY, 503, language_of(query), with_menu=True, again_in=10)


def failed(query: str) -> HTMLResponse:
    """Answer where a fault of ours kept a page or a file from being made."""
    return _answer(SCRIPT_ERROR, 500, language_of(query), with_menu=True)


def superseded(language: Language, version: str, address: str) -> HTMLResponse:
    """Answer for a version of the data that is not at hand; lead to the one that is."""
    where = f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
    return _answer(SUPERSEDED, 410, language, below=where, version=version)


def show_script_error(error: Exception) -> bool:
    """Show our own notice in place of Streamlit's; Streamlit has logged the trace already."""
    asked = str(st.query_params.get("lang", ""))
    notice = EDITION_FAULT if isinstance(error, EditionError) else SCRIPT_ERROR
    first, second = _both(language_of(f"lang={asked}" if asked.isalpha() else ""))
    st.html(
        f'<div class="fx notice" role="alert">{_block(notice, first, "h1")}'
        f"{_block(notice, second, 'h2')}</div>"
    )
    return True


def _both(first: Language) -> tuple[Text, Text]:
    second = Language.EN if first is Language.DA else Language.DA
    return TEXTS[first], TEXTS[second]


def _block(notice: Notice, text: Text, heading: str, extra: str = "", **holes: str) -> str:
    return (
        f'<section lang="{text.language}"><{heading}>{escape(text.say(notice.heading))}</{heading}>'
        f'<p class="lead">{escape(text.say(notice.lead, **holes))}</p>'
        f"<p>{escape(text.say(notice.advice))}</p>{extra}</section>"
    )


def _menu(text: Text) -> str:
    items = "".join(
        f'<li><a href="{escape(link(page, text.language))}">{escape(text.say(page.menu))}</a></li>'
        for page in PAGES
    )
    return f"<ul>{items}</ul>"


def _answer(
    notice: Notice,
    status: int,
    language: Language,
    *,
    detail: str = "",
    below: str = "",
    with_menu: bool = False,
    again_in: int = 0,
    **holes: str,
) -> HTMLResponse:
    first, second = _both(language)
    shown = f'<pre lang="en">{escape(detail)}</pre>' if detail else ""
    blocks = [
        _block(notice, text, heading, _menu(text) if with_menu else below, **holes)
        for text, heading in ((first, "h1"), (second, "h2"))
    ]
    return HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="{language}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{escape(first.say(notice.heading))} – {SITE_NAME}</title>
    {style_tags()}
  </head>
  <body>
    <main id="first">{masthead(first)}{"".join(blocks)}{shown}</main>
  </body>
</html>
""",
        status_code=status,
        headers={
            "Cache-Control": "no-store",
            "Content-Language": language,
            **({"Retry-After": str(again_in)} if again_in else {}),
        },
    )
