"""The index of an edition: SQLite's full-text search in memory, built when it is first asked.

Nothing is written beside the edition. Both languages of a row stand in one index, each word cut to
its stem in the language it is written in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.model.rows import Both
from frikommune_viz.search.entries import Entry, entries
from frikommune_viz.search.tokens import ENGLISH_ONLY, SMALL_WORDS, stem, stemmed, words
from frikommune_viz.search.vocabulary import SYNONYM, Meaning, Phrase, Vocabulary

_INDICES_KEPT: Final = 4
_WEIGHTS: Final = (6.0, 2.0, 1.0)
"""How much a word counts in the title, among the topics and in the rest of a row."""

_COLUMNS: Final = "CREATE VIRTUAL TABLE entry USING fts5(title, topics, body, tokenize='ascii')"
_SCORES: Final = "SELECT rowid, -bm25(entry, ?, ?, ?) FROM entry WHERE entry MATCH ?"


class Index:
    """Find entries by words.

    Parameters
    ----------
    found
        All that can be found.
    """

    def __init__(self, found: Iterable[Entry]) -> None:
        self.entries = tuple(found)
        # SQLite is built to be shared between threads; the lock keeps one question together.
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = Lock()
        self._base.execute(_COLUMNS)
        self._base.executemany(
            "INSERT INTO entry VALUES (?, ?, ?)",
            (
                tuple(_indexed(side) for side in (row.title, row.topics, row.body))
                for row in self.entries
            ),
        )
        self._vocabulary = Vocabulary(_forms(self.entries))

    def meanings(self, query: str) -> tuple[Meaning, ...]:
        """Return what each word of a query is looked for as, small words left out."""
        typed = list(dict.fromkeys(words(query)))
        telling = [word for word in typed if word not in SMALL_WORDS]
        return tuple(self._vocabulary.meaning(word) for word in telling or typed)

    def scores(self, meaning: Meaning) -> dict[int, float]:
        """Return how well each entry, by its place, holds one word in the best of its ways."""
        best: dict[int, float] = {}
        with self._lock:
            for weight, phrases in meaning.ways.items():
                for asked in _asked(weight, phrases):
                    for row, score in self._base.execute(_SCORES, (*_WEIGHTS, asked)):
                        best[row - 1] = max(best.get(row - 1, 0.0), weight * score)
        return best


@lru_cache(maxsize=_INDICES_KEPT)
def index_of(edition: Edition) -> Index:
    """Return the index of an edition; it is built once per process."""
    return Index(entries(edition))


def _indexed(both: Both) -> str:
    english = (word for word in stemmed(both.en, Language.EN) if word not in ENGLISH_ONLY)
    return " ".join((*stemmed(both.da, Language.DA), *english))


def _asked(weight: float, phrases: Sequence[Phrase]) -> list[str]:
    """Return what SQLite is asked; synonyms one by one, or a row with three would beat the word."""
    quoted = [_quoted(phrase) for phrase in phrases]
    return quoted if weight == SYNONYM or not quoted else [" OR ".join(quoted)]


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _forms(found: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """Return every folded word of the entries with its stems there."""
    forms: dict[str, set[str]] = {}
    for row in found:
        for side in (row.title, row.topics, row.body):
            for language, text in ((Language.DA, side.da), (Language.EN, side.en)):
                for word in words(text):
                    forms.setdefault(word, set()).add(stem(word, language))
    return {word: frozenset(stems) for word, stems in forms.items()}
