"""Say that a page shows a part of what it holds, and let each choice be taken back by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.parts import filter_options
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

_WORDS: Final = {
    "theme": filter_options.THEMES,
    "area": filter_options.AREAS,
    "respondent": filter_options.RESPONDENTS,
    "wave": filter_options.WAVES,
    "source": filter_options.SOURCES,
    "category": {str(code): word for code, word in labels.CATEGORY.items()},
}
_FLAGS: Final = {"results": mark("fortalt, hvordan det gik")}


def draw_filtered(
    page: str,
    names: Sequence[str],
    edition: Edition,
    filters: Filters,
    text: Text,
    *,
    found: int,
    total: int,
) -> Markup:
    """Draw ``Filtreret: Viborg ✕ (13 af 61)``; nothing where nothing is chosen.

    Parameters
    ----------
    page
        Code of the page the links lead to.
    names
        The choices of the filters that the page filters by, in the order they are said.
    found, total
        How many the choice leaves, of how many.
    """
    choices = [
        {"word": word, "href": page_href(page, rest.but(page=1))}
        for name in names
        for word, rest in _chosen(name, edition, filters, text)
    ]
    if not choices:
        return Markup()
    default = Filters()
    nothing = filters.but(page=1, **{name: getattr(default, name) for name in names})
    return draw(
        "filtered.html",
        text,
        choices=choices,
        found=found,
        total=total,
        clear_href=page_href(page, nothing),
    )


def _chosen(
    name: str, edition: Edition, filters: Filters, text: Text
) -> Iterator[tuple[str, Filters]]:
    """Yield the word for each thing that is chosen, and the choices without it."""
    value = getattr(filters, name)
    if isinstance(value, tuple):
        for code in value:
            rest = filters.but(**{name: tuple(other for other in value if other != code)})
            yield _word(name, str(code), edition, text), rest
    elif isinstance(value, str) and value:
        yield text.say("»{words}«", words=value), filters.but(**{name: ""})
    elif value is True:
        yield text.say(_FLAGS[name]), filters.but(**{name: False})


def _word(name: str, code: str, edition: Edition, text: Text) -> str:
    if name == "municipality":
        return edition.municipalities[code].name
    return labels.capital(text.say(_WORDS[name][code]))
