"""Words as they are indexed and looked for: folded, and cut to their stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import snowballstemmer

from frikommune_viz.folding import folded
from frikommune_viz.model.codes import Language

_WORD: Final = re.compile(r"[^\W_]+")
_ALGORITHM: Final = {Language.DA: "danish", Language.EN: "english"}
_SHORTEST_STEM: Final = 3
_STEMS_KEPT: Final = 16384

# Small words say nothing of what is looked for.
SMALL_WORDS: Final = frozenset(
    folded(word)
    for word in [
        "af",
        "alle",
        "at",
        "da",
        "de",
        "dem",
        "den",
        "der",
        "deres",
        "det",
        "din",
        "du",
        "efter",
        "eller",
        "en",
        "er",
        "et",
        "for",
        "fra",
        "først",
        "gør",
        "har",
        "hvad",
        "hvem",
        "hvilke",
        "hvilken",
        "hvor",
        "hvordan",
        "hvorfor",
        "i",
        "ikke",
        "ind",
        "ingen",
        "jeg",
        "kan",
        "man",
        "med",
        "mere",
        "må",
        "ned",
        "noget",
        "nogle",
        "når",
        "og",
        "om",
        "op",
        "os",
        "over",
        "på",
        "sig",
        "skal",
        "som",
        "sådan",
        "så",
        "til",
        "ud",
        "under",
        "ved",
        "vi",
        "vil",
        "være",
        "vores",
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "has",
        "have",
        "how",
        "i",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "the",
        "their",
        "there",
        "this",
        "was",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "you",
    ]
)


ENGLISH_ONLY: Final = frozenset({"to"})
"""Small words of English that say something in Danish, where "to" is two: not indexed."""


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in order.

    Examples
    --------
    >>> words("Velfærdssamtaler i hjemmeplejen, 2021/22")
    ['velfaerdssamtaler', 'i', 'hjemmeplejen', '2021', '22']
    """
    return [folded(found.group()) for found in _WORD.finditer(_composed(text))]


@lru_cache(maxsize=_STEMS_KEPT)
def stem(word: str, language: Language) -> str:
    """Return the stem of a folded word in a language; a short one stands for itself.

    Examples
    --------
    >>> stem("maltider", Language.DA), stem("visits", Language.EN)
    ('maltid', 'visit')
    """
    # A stemmer keeps the word it works on, so threads must not share one.
    found: str = snowballstemmer.stemmer(_ALGORITHM[language]).stemWord(word)
    return found if len(found) >= _SHORTEST_STEM else word


def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a folded word in both languages, each once."""
    return tuple(dict.fromkeys(stem(word, language) for language in Language))


def stemmed(text: str, language: Language) -> list[str]:
    """Return the stems of all words of a text."""
    return [stem(word, language) for word in words(text)]


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces, each with its folded word; what lies between words has none.

    Examples
    --------
    >>> list(pieces("To lærere"))
    [('To', 'to'), (' ', ''), ('lærere', 'laerere')]
    """
    text = _composed(text)
    end = 0
    for found in _WORD.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), folded(found.group())
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def _composed(text: str) -> str:
    """Return a text in which an accent is part of its letter, and so of its word."""
    return unicodedata.normalize("NFC", text)
