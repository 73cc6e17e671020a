"""A search finds what is there, in both languages at once, and nothing that is not."""

from __future__ import annotations

import re
import sqlite3

import pytest
from questions import questions

from frikommune_viz.edition.edition import Edition
from frikommune_viz.folding import folded
from frikommune_viz.model.codes import FoundKind, Language
from frikommune_viz.search import vocabulary
from frikommune_viz.search.entries import entries
from frikommune_viz.search.find import find
from frikommune_viz.search.index import Index, index_of

ENOUGH = 54
"""Of the sixty, as was agreed before any was asked."""


def keys(edition: Edition, ask: str) -> list[str]:
    return [row.key for row in find(edition, ask).entries]


def test_the_sixty_are_what_was_agreed(published: Edition) -> None:
    known = {row.key for row in entries(published)}
    assert (len(questions("tuning")), len(questions("kept"))) == (40, 20)
    assert len({question.ask for question in questions()}) == 60
    assert {key for question in questions() for key in question.expect} <= known
    assert all(question.why for question in questions())


def test_the_first_three_hold_the_expected_row(published: Edition) -> None:
    missed = [
        question.ask
        for question in questions()
        if not question.is_answered(keys(published, question.ask))
    ]
    assert len(missed) <= 60 - ENOUGH, missed


def test_every_row_is_found_by_its_own_title(published: Edition) -> None:
    for row in entries(published):
        for title in (row.title.da, row.title.en):
            assert row.key in keys(published, title), title


def test_all_kinds_are_found_in_one_list(published: Edition) -> None:
    assert {row.kind for row in find(published, "dokumentation").entries} >= {
        FoundKind.INITIATIVE,
        FoundKind.STATEMENT,
        FoundKind.TERM,
    }


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("maaltider", "måltider"),  # å as aa
        ("maltider", "måltider"),  # å as a
        ("boernebestyrelse", "børnebestyrelse"),  # ø as oe
        ("bornebestyrelse", "børnebestyrelse"),  # ø as o
        ("aeldrepleje", "ældrepleje"),  # æ as ae
        ("MA\u030aLTIDER", "måltider"),  # capitals, and å as a and a ring
    ],
)
def test_letters_are_found_as_they_are_typed(published: Edition, typed: str, written: str) -> None:
    assert folded(typed) == folded(written)
    assert keys(published, typed) == keys(published, written) != []


def test_a_misspelling_is_mended_and_named(published: Edition) -> None:
    answer = find(published, "trvisel")  # two letters swapped
    assert answer.mended == {"trvisel": "trivsel"}
    assert [row.key for row in answer.entries] == keys(published, "trivsel")


def test_two_wrong_letters_are_no_misspelling(published: Edition) -> None:
    assert keys(published, "tryvzel") == []


def test_where_no_row_holds_every_word_those_that_hold_most_are_given(published: Edition) -> None:
    answer = find(published, "badebænk atomkraft")
    assert not answer.has_all
    assert "initiative:I057" in [row.key for row in answer.entries]


@pytest.mark.parametrize("ask", ["", "   ", "?!", '"', "' OR 1=1 --", "NEAR(", "a*b", "title:x"])
def test_signs_are_never_read_as_commands(published: Edition, ask: str) -> None:
    # SQLite raises where a query is not well formed.
    assert keys(published, ask) == keys(published, re.sub(r"\W", " ", ask))


def test_the_words_that_were_found_are_known_by_any_inflection(published: Edition) -> None:
    marks = find(published, "elevplan").marks()
    assert marks(folded("elevplaner"))
    assert not marks(folded("skolen"))
    assert not marks("")


def test_a_small_word_is_no_part_of_a_compound(published: Edition) -> None:
    """What was found for "forebyggende" had its "for" marked, too."""
    marks = find(published, "forebyggende").marks()
    said = ("for", "bygge", "forebyggende", "forebyggelse")
    assert [word for word in said if marks(word)] == ["forebyggende", "forebyggelse"]
    # A compound is still found by its parts.
    assert find(published, "skoledagen").marks()("skole")


def test_what_holds_the_word_itself_needs_no_reason(published: Edition) -> None:
    answer = find(published, "fravær")
    held = [row for row in answer.entries if "fravær" in row.title.da.lower()]
    assert held
    assert all(answer.found_by(row, Language.DA) == () for row in held)
    # Whoever reads the same rows in English sees no such word.
    assert all(answer.found_by(row, Language.EN)[0].words == "absence" for row in held)


def test_a_row_found_by_a_synonym_says_by_which(published: Edition) -> None:
    answer = find(published, "udeblivelse")
    assert answer.entries
    for row in answer.entries:
        (by,) = answer.found_by(row, Language.DA)
        assert by.words in f"{row.title}{row.body}{row.topics}".lower()
        assert by.words.startswith("fravær" if by.language is Language.DA else "absence")


def test_each_word_has_its_own_reason(published: Edition) -> None:
    answer = find(published, "dispensation folkeskole")
    rule = next(row for row in answer.entries if row.key == "rule:R016")
    assert [by.words for by in answer.found_by(rule, Language.DA)] == ["fraviges"]


def test_an_edition_of_answers_alone_still_finds_its_pages(practice: Edition) -> None:
    assert "page:metode" in keys(practice, "metode")


def test_a_word_as_long_as_one_likes_is_not_taken_apart(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sign folds to eighteen letters: eighty of them took two seconds of everybody's turn."""
    asked: list[str] = []
    cut = vocabulary.stems

    def noted(word: str) -> tuple[str, ...]:
        asked.append(word)
        return cut(word)

    monkeypatch.setattr(vocabulary, "stems", noted)
    (meaning,) = index_of(published).meanings("\ufdfa" * 79 + "b")
    assert not any(meaning.ways.values())
    word = "kompetenceudviklingsplanlaegningsmoderne"
    index_of(published).meanings(word)
    tails = [one for one in asked if word.endswith(one) and one != word]
    assert len(tails) < 5, "only what follows a word of ours is looked up"


def test_nothing_is_written(published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    connect = sqlite3.connect
    monkeypatch.setattr(
        "frikommune_viz.search.index.sqlite3.connect",
        lambda place, **rest: opened.append(place) or connect(place, **rest),
    )
    Index(entries(published))
    assert opened == [":memory:"]
