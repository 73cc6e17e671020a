"""The accessibility statement: the model's parts in order, and nobody invented who could be asked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts import about
from frikommune_viz.parts.contact import EMAIL, NAME, PHONE, ContactError
from frikommune_viz.text import TEXTS

# The headings of the model in Commission Implementing Decision (EU) 2018/1523, in the words of its
# two language versions as far as they fit a site whose operator is not known; the last is optional.
PARTS = {
    Language.DA: [
        "Overholdelsesstatus",
        "Ikke-tilgængeligt indhold",
        "Udarbejdelse af erklæringen",
        "Feedback og kontaktoplysninger",
        "Håndhævelsesprocedure",
        "Det har vi gjort",
    ],
    Language.EN: [
        "Compliance status",
        "Non-accessible content",
        "Preparation of this statement",
        "Feedback and contact information",
        "Enforcement procedure",
        "What we have done",
    ],
}


def statement(edition: Edition, language: Language = Language.DA) -> str:
    return unescape(about.accessibility(edition, Filters(), TEXTS[language]))


@pytest.mark.parametrize("language", Language)
def test_its_parts_are_those_of_the_model(published: Edition, language: Language) -> None:
    said = statement(published, language)
    assert re.findall(r"<h3>(.*?)</h3>", said) == PARTS[language]
    reasons = re.findall(r"<h4>(.*?)</h4>", said)
    assert len(reasons) == 3, "not complied with, disproportionate burden, not covered"
    assert said.index(PARTS[language][1]) < said.index(reasons[0])
    assert said.index(reasons[2]) < said.index(PARTS[language][2])


def test_who_is_not_known_is_not_invented(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (NAME, EMAIL, PHONE):
        monkeypatch.delenv(name, raising=False)
    said = statement(published)
    assert "har hverken oplyst e-mailadresse eller telefonnummer" in said
    assert "Fejl kan meldes på siden" in said
    assert "Siderne drives af" not in said
    assert "@" not in said
    assert "href" not in said


@pytest.mark.parametrize("language", Language)
def test_who_is_known_is_named(
    published: Edition, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv(NAME, "Eksempel & Co")
    monkeypatch.setenv(EMAIL, "siden@eksempel.example")
    monkeypatch.setenv(PHONE, "+45 12 34 56 78")
    said = statement(published, language)
    assert "Eksempel & Co" in said
    assert '<a href="mailto:siden@eksempel.example">siden@eksempel.example</a>' in said
    assert "+45 12 34 56 78" in said
    assert TEXTS[language].say("Et telefonnummer er ikke oplyst.") not in said


@pytest.mark.parametrize(
    ("given", "said_missing"),
    [
        ((EMAIL, "siden@eksempel.example"), "Et telefonnummer er ikke oplyst."),
        ((PHONE, "12345678"), "En e-mailadresse er ikke oplyst."),
    ],
)
def test_half_of_it_is_said_to_be_half(
    published: Edition,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, str],
    said_missing: str,
) -> None:
    monkeypatch.setenv(*given)
    said = statement(published)
    assert given[1] in said
    assert said_missing in said


@pytest.mark.parametrize(
    ("name", "given"),
    [
        (EMAIL, "siden"),
        (EMAIL, '"><script>@eksempel.example'),
        (PHONE, "ring til os"),
        (NAME, "<b>Eksempel</b>"),
    ],
)
def test_what_cannot_be_is_refused(
    published: Edition, monkeypatch: pytest.MonkeyPatch, name: str, given: str
) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(ContactError, match=name):
        statement(published)
