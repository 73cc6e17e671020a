"""Every handout of an edition as files: a page and a PDF in each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout.content import BY_CODE, handout_of
from frikommune_viz.handout.html import Links, html_of
from frikommune_viz.handout.page import page_of
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.handout_link import PREFIX, is_offered
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.atomic_folder import write_new
from frikommune_viz.publish.locations import Place
from frikommune_viz.text import TEXTS

FORMS = ("html", "pdf")


def handout_file(code: str, language: Language, form: str) -> str:
    """Return the name of a published handout.

    Examples
    --------
    >>> handout_file("school", Language.EN, "pdf")
    'handout-school.en.pdf'
    """
    return f"{PREFIX}{code}.{language}.{form}"


def handout_names(edition: Edition) -> list[str]:
    """Return the names of the handouts of an edition; none where none is offered."""
    if not is_offered(edition):
        return []
    return [
        handout_file(code, language, form)
        for code in BY_CODE
        for language in Language
        for form in FORMS
    ]


def write_handouts(edition: Edition, place: Place, folder: Path) -> int:
    """Write the handouts of an edition; return how many files are new or differ."""
    if not is_offered(edition):
        return 0
    return sum(write_new(folder / name, content) for name, content in _files(edition, place))


def _files(edition: Edition, place: Place) -> Iterator[tuple[str, bytes]]:
    for code, about in BY_CODE.items():
        for language in Language:
            made = page_of(handout_of(edition, about, TEXTS[language], place.explorer))
            yield handout_file(code, language, "pdf"), made.pdf
            links = _links(code, language, place, made.handout.address)
            page = html_of(made.handout, links)
            yield handout_file(code, language, "html"), page.encode()


def _links(code: str, language: Language, place: Place, more: str) -> Links:
    names = {one: handout_file(code, one, "html") for one in Language}
    other = Language.EN if language is Language.DA else Language.DA
    return Links(
        canonical=place.frozen + names[language],
        languages={one: place.frozen + name for one, name in names.items()},
        other=names[other],
        pdf=handout_file(code, language, "pdf"),
        home=place.explorer_page("overblik", language) or place.index_file(language),
        more=more,
        stylesheet=place.assets + assets().stylesheet,
        fonts=[place.assets + name for name in assets().fonts],
        icon=place.assets + assets().icon,
    )
