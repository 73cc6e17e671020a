"""Draw a part of a page as HTML from a template. Everything put in is escaped."""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from frikommune_viz.model.codes import Language
from frikommune_viz.parts.template_cache import TemplateCache
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels

# A number or a school year, a dash and another: "0–2", "2019/20–2024/25".
_RANGE: Final = re.compile(r"(\d[\d/]*[–-]\d[\d/]*)")
FOLDER: Final = Path(__file__).parent / "templates"
_LOADER: Final = FileSystemLoader(FOLDER)
_CACHE: Final = TemplateCache(FOLDER, Path(__file__))


@cache
def _environment(language: Language) -> Environment:
    """Make the templates' world for one language, so that no sentence can mix two."""
    text = TEXTS[language]
    environment = Environment(
        loader=_LOADER,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=_CACHE,
    )

    def say(message: str, **holes: object) -> Markup:
        return Markup(text.say(message)).format(**holes)

    def count(one: str, many: str, n: int, **holes: object) -> Markup:
        return Markup(text.count_form(one, many, n)).format(n=text.number(n), **holes)

    environment.filters["held"] = held
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


def held(words: str) -> Markup:
    """Keep a range of numbers on one line, in a heading or a label: a browser breaks after its dash.

    Examples
    --------
    >>> held("Normering, 0–2 år")
    Markup('Normering, <span class="nowrap">0–2</span> år')
    """
    if isinstance(words, Markup):  # has been drawn, and may hold such ranges in its tags
        return words
    return Markup("").join(
        Markup('<span class="nowrap">{}</span>').format(piece) if odd else piece
        for piece, odd in zip(_RANGE.split(words), cycle((False, True)), strict=False)
    )


def draw(template: str, text: Text, **parts: Any) -> Markup:
    """Fill `template` in the language of `text`."""
    return Markup(_environment(text.language).get_template(template).render(**parts))


def compile_templates() -> int:
    """Compile all templates for processes that must not write, and return how many there are.

    Raises
    ------
    OSError
        When they cannot be kept.
    """
    world = _environment(Language.DA)  # what is compiled is the same for both
    names = world.list_templates(extensions=["html"])
    for name in names:
        source, file, _ = _LOADER.get_source(world, name)
        bucket = _CACHE.get_bucket(world, name, file, source)
        bucket.code = world.compile(source, name, file)
        _CACHE.keep(bucket)
    return len(names)
