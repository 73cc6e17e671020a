"""Draw a part of a page as HTML from a template. Everything put in is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels

FOLDER: Final = Path(__file__).parent / "templates"


@cache
def _environment(language: Language) -> Environment:
    """Make the templates' world for one language, so that no sentence can mix two."""
    text = TEXTS[language]
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )

    def say(message: str, **holes: object) -> Markup:
        return Markup(text.say(message)).format(**holes)

    def count(one: str, many: str, n: int, **holes: object) -> Markup:
        return Markup(text.count_form(one, many, n)).format(n=text.number(n), **holes)

    environment.globals.update(
        say=say,
        count=count,
        pick=text.pick,
        number=text.number,
        period=text.period,
        date=text.date,
        join=text.join,
        capital=labels.capital,
        inline=labels.inline,
        words=labels,
        language=language,
    )
    return environment


def draw(template: str, text: Text, **parts: Any) -> Markup:
    """Fill `template` in the language of `text`."""
    return Markup(_environment(text.language).get_template(template).render(**parts))
