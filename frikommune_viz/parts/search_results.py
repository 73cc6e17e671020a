"""Draw what a search found, on whichever page it is asked: rows in order, words marked, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Exemption, FoundKind, Language, Scope
from frikommune_viz.model.rows import Source
from frikommune_viz.parts.addresses import initiative_href, page_href, panel_anchor
from frikommune_viz.parts.initiative_words import idea, rule_href
from frikommune_viz.parts.render import draw
from frikommune_viz.search.entries import Entry
from frikommune_viz.search.facets import chosen, narrowed, without
from frikommune_viz.search.find import Answer, FoundBy, find
from frikommune_viz.search.tokens import pieces
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

PER_PAGE: Final = 12
_SHOWN: Final = 24
"""Words of a row that are shown under its title, about the first that was looked for."""

KIND: Final = {
    FoundKind.INITIATIVE: mark("tiltag"),
    FoundKind.RULE: mark("Regel"),
    FoundKind.STATEMENT: mark("Udsagn"),
    FoundKind.TERM: mark("Ord"),
    FoundKind.PAGE: mark("Side"),
}
KINDS: Final = {
    FoundKind.INITIATIVE: mark("Tiltag"),
    FoundKind.RULE: mark("Regler"),
    FoundKind.STATEMENT: mark("udsagn"),
    FoundKind.TERM: mark("ord"),
    FoundKind.PAGE: mark("Sider"),
}
FACET: Final = {
    "kind": mark("slags"),
    "exemption": mark("fritagelse"),
    "area": mark("område"),
    "municipality": mark("kommune"),
    "category": mark("emne"),
    "results": mark("fortalt, hvordan det gik"),
    "changed": mark("noget blev lavet om"),
}
Marks = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found, in words; of an initiative also what the list needs.

    ``found_by`` says which words of it stand for what was typed, where that itself is not in it.
    """

    kind: str
    area: str
    area_word: str
    place: str
    title: Markup
    body: Markup
    href: str
    found_by: str = ""
    source: Source | None = None
    idea: object = None


def draw_results(edition: Edition, filters: Filters, text: Text, page: str) -> Markup:
    """Draw the results of ``filters.q``.

    Parameters
    ----------
    page
        Code of the page the results stand on: its choices narrow them.
    """
    answer = find(edition, filters.q)
    found = narrowed(answer.entries, filters)
    last = max(1, ceil(len(found) / PER_PAGE))
    at = min(filters.page, last)
    marks = answer.marks()
    return draw(
        "search_results.html",
        text,
        heading=_heading(len(found), filters, text),
        mended=_mended(answer, text),
        has_all=answer.has_all,
        kinds=_kinds(answer.entries, filters, text, page),
        results=[
            _result(row, answer, marks, edition, filters, text)
            for row in found[(at - 1) * PER_PAGE : at * PER_PAGE]
        ],
        instead=() if found else _instead(answer.entries, filters, text, page),
        not_known=0 if found else not_known(answer.entries, filters),
        everything_href=page_href(page, without(filters, "q", *chosen(filters))),
        has_anything=bool(answer.entries),
        page_line=text.say("Side {page} af {last}", page=at, last=last) if last > 1 else "",
        previous_href=_at(page, filters, at - 1) if at > 1 else "",
        next_href=_at(page, filters, at + 1) if at < last else "",
    )


def found_heading(edition: Edition, filters: Filters, text: Text) -> str:
    """Return how much a search found, as the heading of its page; empty without a search."""
    if not filters.q.strip():
        return ""
    return _heading(len(narrowed(find(edition, filters.q).entries, filters)), filters, text)


def _heading(number: int, filters: Filters, text: Text) -> str:
    if not number and chosen(filters):
        return text.say("Ingen fund på »{q}« i dit valg", q=filters.q)
    return text.count("{n} fund på »{q}«", "{n} fund på »{q}«", number, q=filters.q)


def _at(page: str, filters: Filters, number: int) -> str:
    return page_href(page, filters.but(page=number), "fund")


def _mended(answer: Answer, text: Text) -> str:
    return _quoted(answer.mended.values(), text)


def _quoted(words: Iterable[str], text: Text) -> str:
    return text.join(text.say("»{word}«", word=word) for word in words)


def _kinds(
    entries: Sequence[Entry], filters: Filters, text: Text, page: str
) -> list[dict[str, object]]:
    """Return each kind with how many there are, all of them first."""
    open_ = narrowed(entries, without(filters, "kind"))
    offered = [
        {
            "word": text.say("Alle"),
            "n": len(open_),
            "href": page_href(page, without(filters, "kind")),
            "is_chosen": not filters.kind,
        }
    ]
    for kind, word in KINDS.items():
        number = sum(row.kind is kind for row in open_)
        if number or kind in filters.kind:
            offered.append(
                {
                    "word": labels.capital(text.say(word)),
                    "n": number,
                    "href": page_href(page, filters.but(kind=(kind,), page=1)),
                    "is_chosen": kind in filters.kind,
                }
            )
    return offered


def _instead(
    entries: Sequence[Entry], filters: Filters, text: Text, page: str
) -> list[dict[str, object]]:
    """Return what there is with one choice taken back, or all of them; nothing that is empty."""
    names = chosen(filters)
    ways: list[tuple[tuple[str, ...], str]] = [((name,), text.say(FACET[name])) for name in names]
    if len(names) > 1:
        ways.append((names, ""))
    return [
        {"word": word, "n": number, "href": page_href(page, without(filters, *taken))}
        for taken, word in ways
        if (number := len(narrowed(entries, without(filters, *taken))))
    ]


def not_known(entries: Sequence[Entry], filters: Filters) -> int:
    """Return of how many the sources do not say what the choice of exemption asks for."""
    if not filters.exemption:
        return 0
    return len(narrowed(entries, filters.but(exemption=(Exemption.UNKNOWN,))))


def _result(
    row: Entry, answer: Answer, marks: Marks, edition: Edition, filters: Filters, text: Text
) -> Result:
    is_initiative = row.kind is FoundKind.INITIATIVE
    name = edition.municipalities[row.municipality].name if row.municipality else ""
    words = (
        idea(edition.initiative[row.code.lower()], edition, filters, text)
        if is_initiative
        else None
    )
    return Result(
        kind=labels.capital(text.say(KIND[row.kind])),
        area=row.area or "",
        area_word=text.say(labels.AREA[row.area]) if row.area else "",
        place=words.place if words else name,
        title=marked(text.pick(row.title), marks),
        body=marked(_excerpt(text.pick(row.body), marks), marks),
        href=href_of(row, edition, filters),
        found_by=_found_by(answer.found_by(row, text.language), text),
        source=edition.sources[edition.finding[row.code].source_id]
        if row.kind is FoundKind.STATEMENT
        else None,
        idea=words,
    )


_FOUND_BY: Final = {
    Language.DA: mark("fundet på {words} i den danske tekst"),
    Language.EN: mark("fundet på {words} i den engelske tekst"),
}


def _found_by(found: Sequence[FoundBy], text: Text) -> str:
    """Say by which words it was found; and where those are only in its text in the other language."""
    said = []
    for language in dict.fromkeys(one.language for one in found):
        words = _quoted((one.words for one in found if one.language is language), text)
        if language is text.language:
            said.append(text.say("fundet på {words}", words=words))
        else:
            said.append(text.say(_FOUND_BY[language], words=words))
    return text.join(said)


def href_of(row: Entry, edition: Edition, filters: Filters) -> str:
    """Return the address of what was found."""
    if row.kind is FoundKind.INITIATIVE:
        return initiative_href(row.code.lower(), filters)
    if row.kind is FoundKind.RULE:
        return rule_href(edition.rule[row.code], filters)
    if row.kind is FoundKind.TERM:
        return page_href("metode", filters.travelling(), f"ord-{row.code}")
    if row.kind is FoundKind.STATEMENT:
        return statement_href(row.code, edition, filters)
    page, _, about = row.code.partition("/")
    choice: dict[str, tuple[str, ...]] = {}
    if about:
        choice = {"municipality" if page == "kommuner" else "indicator": (about,)}
    return page_href(page, filters.travelling(**choice))


def statement_href(code: str, edition: Edition, filters: Filters) -> str:
    """Return the address of the cell it stands in; of a supporting theme, of the theme's rows."""
    row = edition.finding[code]
    if row.theme in MAIN_THEMES:
        cell = f"{row.municipality_code or row.area or Scope.ALL_SEVEN}.{row.theme}"
        return page_href("sammenlign", filters.travelling(cell=cell), panel_anchor(cell))
    return page_href(
        "sammenlign",
        filters.travelling(
            theme=(row.theme,) if row.theme else (),
            area=(row.area,) if row.area else (),
            municipality=(row.municipality_code,) if row.municipality_code else (),
        ),
    )


def marked(text: str, marks: Marks) -> Markup:
    """Return a text with the words that were looked for marked.

    Examples
    --------
    >>> marked("Færre prøver & mere tid", lambda word: word == "tid")
    Markup('Færre prøver &amp; mere <mark>tid</mark>')
    """
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if marks(word) else piece
        for piece, word in pieces(text)
    )


def _excerpt(text: str, marks: Marks) -> str:
    """Return a long text from a little before the first word that was looked for."""
    words = text.split()
    if len(words) <= _SHOWN:
        return text
    hit = next(
        (at for at, one in enumerate(words) if any(marks(word) for _, word in pieces(one))), 0
    )
    start = max(0, min(hit - _SHOWN // 3, len(words) - _SHOWN))
    cut = " ".join(words[start : start + _SHOWN])
    return f"{'… ' * (start > 0)}{cut}{' …' * (start + _SHOWN < len(words))}"
