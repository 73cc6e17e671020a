"""What a typed word may stand for: its inflections, compounds, synonyms and near spellings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from frikommune_viz.search.tokens import SMALL_WORDS, stems, words

SYNONYMS: Final = Path(__file__).parent / "synonyms.toml"
SHORTEST_BEGINNING: Final = 4
"""Letters that a word must have to stand for all words that begin with it."""
SHORTEST_INSIDE: Final = 5
"""Letters that a stem must have to be looked for at the beginning of and inside other words."""
SHORTEST_MENDED: Final = 5
"""Letters that a word must have to be read as a misspelling of another."""
LONGEST_WORD: Final = 60
"""More letters than any word of ours: a single sign can fold to eighteen."""

Phrase = tuple[str, ...]
"""Stems that stand beside each other."""

WHOLE: Final = 1.0
BEGINNING: Final = 0.55
SYNONYM: Final = 0.45
INSIDE: Final = 0.4
"""How much it counts in which way a row holds what was asked for; the word itself counts whole."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one typed word is looked for as.

    Attributes
    ----------
    word
        The word as typed, folded.
    read_as
        The word it was taken for, where it is spelt like none of ours.
    ways
        Phrases by how much a row counts that holds one of them.
    """

    word: str
    read_as: str
    ways: Mapping[float, tuple[Phrase, ...]]


class Vocabulary:
    """All words of an edition, with their stems.

    Parameters
    ----------
    forms
        The folded words of the edition, each with its stem there.
    """

    def __init__(self, forms: Mapping[str, frozenset[str]]) -> None:
        self._forms = forms
        self._stems = frozenset(stem for found in forms.values() for stem in found)
        self._mended = _with_one_less(forms.keys() | _asked_for())

    def meaning(self, word: str) -> Meaning:
        """Return what a folded word is looked for as; as it is spelt, else as its nearest."""
        if len(word) > LONGEST_WORD:
            return Meaning(word, "", {})
        ways = self._ways(word)
        if any(ways.values()):
            return Meaning(word, "", ways)
        near = self._nearest(word)
        return Meaning(word, near, self._ways(near) if near else {})

    def _ways(self, word: str) -> dict[float, tuple[Phrase, ...]]:
        own = {(stem,) for stem in stems(word)}
        known = {phrase for phrase in own if phrase[0] in self._stems}
        beginning = {(stem,) for stem in self._beginning(word)} | self._parts(word)
        synonyms = {
            phrase for phrase in _synonyms(word) if all(stem in self._stems for stem in phrase)
        }
        inside = {(stem,) for stem in self._inside(word)}
        found: dict[float, tuple[Phrase, ...]] = {}
        seen: set[Phrase] = set()
        for weight, phrases in (
            (WHOLE, known),
            (BEGINNING, beginning),
            (SYNONYM, synonyms),
            (INSIDE, inside),
        ):
            found[weight] = tuple(sorted(phrases - seen))
            seen |= phrases
        return found

    def _beginning(self, word: str) -> Iterator[str]:
        # A short stem begins too much: "lær" of lærer also begins læring.
        own = (word,) if len(word) >= SHORTEST_BEGINNING else ()
        starts = (*own, *(stem for stem in stems(word) if len(stem) >= SHORTEST_INSIDE))
        return (stem for stem in self._stems if starts and stem.startswith(starts))

    def _inside(self, word: str) -> Iterator[str]:
        parts = [stem for stem in stems(word) if len(stem) >= SHORTEST_INSIDE]
        return (stem for stem in self._stems if any(part in stem for part in parts))

    def _parts(self, word: str) -> set[Phrase]:
        """Return a compound as its two parts, where both are words of ours: skole|dag."""
        found: set[Phrase] = set()
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            known = {head, head.removesuffix("s")} & self._forms.keys()
            if not known:  # a stem takes time, and a word may be as long as its writer likes
                continue
            # A small word before another is mostly no compound: fore|bygge of forebyggende.
            heads = {first for one in known for first in self._forms[one]} - SMALL_WORDS
            tails = [stem for stem in stems(tail) if stem in self._stems and len(stem) > 2]
            if heads and tails and len(word) >= 2 * SHORTEST_BEGINNING:
                found |= {(first, tail) for first in heads for tail in tails}
        return found

    def _nearest(self, word: str) -> str:
        """Return the word of ours that differs by one letter, the commonest first; else nothing."""
        if len(word) < SHORTEST_MENDED:
            return ""
        near = self._mended.get(word, set()).union(
            *(self._mended.get(shorter, ()) for shorter in _without_one(word))
        )
        found = [form for form in near if _one_apart(word, form)]
        return min(
            found,
            key=lambda form: (form[0] != word[0], abs(len(form) - len(word)), form),
            default="",
        )


def _with_one_less(forms: Iterable[str]) -> dict[str, set[str]]:
    """Return every word by itself and by itself without one of its letters."""
    found: dict[str, set[str]] = {}
    for form in forms:
        if len(form) >= SHORTEST_MENDED - 1:
            for key in (form, *_without_one(form)):
                found.setdefault(key, set()).add(form)
    return found


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_apart(one: str, other: str) -> bool:
    """Return whether one letter was added, left out, changed or swapped with the next."""
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return shorter in _without_one(longer)
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) == 1:
        return True
    swapped = len(unlike) == 2 and unlike[1] == unlike[0] + 1
    return swapped and one[unlike[0]] == other[unlike[1]] and one[unlike[1]] == other[unlike[0]]


@cache
def _groups() -> tuple[tuple[Phrase, ...], ...]:
    """Return the table of synonyms: each phrase as its folded words."""
    listed: Iterable[list[str]] = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))["groups"]
    return tuple(tuple(tuple(words(phrase)) for phrase in group) for group in listed)


@cache
def _asked_for() -> frozenset[str]:
    """Return the single words that have synonyms: they can be misspelt though no row holds them."""
    return frozenset(phrase[0] for group in _groups() for phrase in group if len(phrase) == 1)


def _synonyms(word: str) -> set[Phrase]:
    """Return the phrases that stand in a group with a word, stemmed in either language."""
    own = set(stems(word))
    return {
        stemmed
        for group in _groups()
        if any(len(phrase) == 1 and own & set(stems(phrase[0])) for phrase in group)
        for phrase in group
        for stemmed in _in_each_language(phrase)
    }


def _in_each_language(phrase: Phrase) -> Iterator[Phrase]:
    both = [stems(word) for word in phrase]
    yield tuple(found[0] for found in both)
    yield tuple(found[-1] for found in both)
