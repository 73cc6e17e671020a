"""Answer a search: entries in order, what they were found by, and how many there are of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.search.entries import Entry
from frikommune_viz.search.index import Index, index_of
from frikommune_viz.search.tokens import pieces, stem, stems, words
from frikommune_viz.search.vocabulary import BEGINNING, INSIDE, SYNONYM, WHOLE, Meaning, Phrase

_NAMED: Final = 2.0
"""How much more an entry counts whose whole title is what was asked for."""


@dataclass(frozen=True, slots=True)
class FoundBy:
    """The words of an entry, in small letters, that stand for one that was looked for."""

    words: str
    language: Language


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, the best first.

    Attributes
    ----------
    meanings
        What each word was looked for as.
    has_all
        Whether the entries hold every word; else they hold one or more of them.
    """

    entries: tuple[Entry, ...]
    meanings: tuple[Meaning, ...]
    has_all: bool

    @property
    def mended(self) -> dict[str, str]:
        """The words that were read as others, with the words they were read as."""
        return {row.word: row.read_as for row in self.meanings if row.read_as}

    def marks(self) -> Callable[[str], bool]:
        """Return whether a folded word of a text is one of those that were looked for."""
        looked_for = frozenset(
            one
            for meaning in self.meanings
            for phrases in meaning.ways.values()
            for phrase in phrases
            for one in phrase
        )
        return lambda word: bool(word) and not looked_for.isdisjoint(stems(word))

    def found_by(self, entry: Entry, language: Language) -> tuple[FoundBy, ...]:
        """Return what an entry was found by, where it does not hold the word itself in a language.

        One for each word that was looked for; none for a word that the entry holds, be it inflected
        or as a part of another, and none for one that it does not hold in any way.
        """
        other = next(one for one in Language if one is not language)
        found = []
        for meaning in self.meanings:
            ways = meaning.ways
            own = (*ways.get(WHOLE, ()), *ways.get(BEGINNING, ()), *ways.get(INSIDE, ()))
            if _words_of(own, entry, language):
                continue
            synonyms = ways.get(SYNONYM, ())
            for phrases, tongue in ((synonyms, language), ((*own, *synonyms), other)):
                if said := _words_of(phrases, entry, tongue):
                    found.append(FoundBy(said, tongue))
                    break
        return tuple(dict.fromkeys(found))


def _words_of(phrases: Iterable[Phrase], entry: Entry, language: Language) -> str:
    """Return the words of an entry, as they are written, that first say one of some phrases."""
    looked_for = frozenset(phrases)
    lengths = sorted({len(phrase) for phrase in looked_for}, reverse=True)
    for side in (entry.title, entry.body, entry.topics):
        text = side.da if language is Language.DA else side.en
        written = [(piece, stem(word, language)) for piece, word in pieces(text) if word]
        for length in lengths:
            for at in range(len(written) - length + 1):
                stretch = written[at : at + length]
                if tuple(one for _, one in stretch) in looked_for:
                    return " ".join(piece for piece, _ in stretch).lower()
    return ""


def find(edition: Edition, query: str) -> Answer:
    """Return what a query finds in an edition, in both languages at once.

    Parameters
    ----------
    query
        Words as they were typed. Every one of them must be held by an entry, in one of its ways;
        where none holds them all, those that hold most come first.
    """
    index = index_of(edition)
    meanings = index.meanings(query)
    scores = [index.scores(meaning) for meaning in meanings]
    held = {place for found in scores for place in found}
    most = max((sum(place in found for found in scores) for place in held), default=0)
    kept = [place for place in held if sum(place in found for found in scores) == most]
    asked = frozenset(one for meaning in meanings for one in stems(meaning.read_as or meaning.word))
    ranked = sorted(kept, key=lambda place: (-_score(place, scores, index, asked), place))
    return Answer(
        tuple(index.entries[place] for place in ranked),
        meanings,
        has_all=most == len(meanings),
    )


def _score(
    place: int, scores: Iterable[dict[int, float]], index: Index, asked: frozenset[str]
) -> float:
    total = sum(found.get(place, 0.0) for found in scores)
    title = index.entries[place].title
    is_named = any(
        side and all(not asked.isdisjoint(stems(word)) for word in words(side))
        for side in (title.da, title.en)
    )
    return total * (_NAMED if is_named else 1.0)
