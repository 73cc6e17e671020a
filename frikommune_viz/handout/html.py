"""A handout as an HTML page: the same words and pictures as its PDF, in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from frikommune_viz.handout.content import Handout
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.handout_link import QUESTIONS
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.topline import OTHER_LANGUAGE
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import SITE_NAME

_CSS: Final = Path(__file__).parent / "handout.css"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page leads.

    Attributes
    ----------
    canonical, languages, other
        The address to keep; the same in each language, for search engines; the other language, for
        the reader.
    pdf, home
        The handout as a file, and where the site's name leads.
    more
        Where the foot leads: the page it names, with the visitor's own choices; empty where it
        names none.
    stylesheet, fonts, icon
        Files of every static page.
    """

    canonical: str
    languages: Mapping[Language, str]
    other: str
    pdf: str
    home: str
    more: str
    stylesheet: str
    fonts: Sequence[str]
    icon: str


def html_of(handout: Handout, links: Links) -> str:
    """Write the page of a handout as it fits on paper."""
    text = TEXTS[Language(handout.language)]
    other, name = OTHER_LANGUAGE[text.language]
    alternates = [(str(language), href) for language, href in links.languages.items()]
    return str(
        draw(
            "handout.html",
            text,
            sheet=handout,
            links=links,
            alternates=[*alternates, ("x-default", links.languages[Language.DA])],
            # Drawn by us, with every text escaped.
            pictures=[Markup(one.svg) for one in handout.figures],
            css=Markup(_css()),
            questions_place=QUESTIONS,
            site_name=SITE_NAME,
            other_language=other,
            other_name=name,
        )
    )


@cache
def _css() -> str:
    return _CSS.read_text(encoding="utf-8")
