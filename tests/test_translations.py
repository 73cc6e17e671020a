"""Every sentence of the site has its English one, and no translation is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from frikommune_viz.text import LOCALE_FOLDER

ROOT = Path(__file__).parent.parent
KEYWORDS = {"mark": None, "say": None, "count": (1, 2), "count_form": (1, 2)}
"""The functions that say a message, as CONTRIBUTING.md gives them to pybabel."""

HOLE = re.compile(r"\{(\w+)")
MessageId = tuple[str, ...]


def as_id(message: str | tuple[str, ...] | list[str]) -> MessageId:
    return (message,) if isinstance(message, str) else tuple(message)


@cache
def messages() -> dict[MessageId, str]:
    """Return every message of the code and the templates, with the place it was found first."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[MessageId, str] = {}
    for name, line, message, _comments, _context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS
    ):
        found.setdefault(as_id(message), f"{name}:{line}")
    return found


@cache
def english() -> Catalog:
    with (LOCALE_FOLDER / "en.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


@cache
def translations() -> dict[MessageId, Message]:
    return {as_id(message.id): message for message in english() if message.id}


def placeholders(sentence: str) -> set[str]:
    return set(HOLE.findall(sentence))


def test_the_messages_of_code_and_templates_are_found() -> None:
    assert ("Vælg kommune",) in messages(), "pages are read"
    assert ("Udsagnet bag", "De {n} udsagn bag") in messages(), "templates are read"
    assert ("Faglig frihed",) in messages(), "the words of the codes are read"


def said_in(code: str) -> Iterator[tuple[int, MessageId]]:
    """Yield every message that the code says in one string, wherever the call stands."""
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        if name in KEYWORDS:
            given = [
                arg.value
                for arg in call.args[: len(KEYWORDS[name] or (1,))]
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if len(given) == len(KEYWORDS[name] or (1,)):
                yield call.lineno, tuple(given)


def test_a_call_inside_a_string_is_seen() -> None:
    """Babel reads no code inside an f-string: "før og efter" stood in English charts so."""
    assert list(said_in("f\"{x} ? '{text.say('før og efter')}'\"")) == [(1, ("før og efter",))]


def test_babel_finds_every_message_that_the_code_says() -> None:
    files = [*(ROOT / "frikommune_viz").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    unseen = [
        f"{path.relative_to(ROOT)}:{line}: {' | '.join(message)}"
        for path in files
        for line, message in said_in(path.read_text(encoding="utf-8"))
        if message not in messages()
    ]
    assert not unseen


def test_no_sentence_lacks_its_english_one() -> None:
    missing = [
        f"{place}: {' | '.join(message)}"
        for message, place in messages().items()
        if message not in translations() or not all(as_id(translations()[message].string))
    ]
    assert not missing, f"{len(missing)} messages without English:\n" + "\n".join(missing)


def test_no_translation_is_left_over() -> None:
    left = [" | ".join(message) for message in translations() if message not in messages()]
    assert not left
    assert not english().obsolete


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in english() if message.fuzzy and message.id]


def test_plural_forms_are_complete() -> None:
    for message in translations().values():
        if message.pluralizable:
            assert len(as_id(message.string)) == 2, message.id
            assert all(message.string), message.id


def test_a_translation_has_the_holes_of_its_sentence() -> None:
    """A placeholder without a value breaks the page; a value without a placeholder is lost."""
    for message_id, message in translations().items():
        for danish, form in zip(message_id, as_id(message.string), strict=True):
            # "{n}" is always filled, and a language may say it in a word: "the one statement".
            expected, given = placeholders(danish), placeholders(form)
            if message.pluralizable and danish == message_id[0]:
                expected, given = expected - {"n"}, given - {"n"}
            assert given == expected, f"{danish!r} → {form!r}"


@pytest.mark.parametrize("end", [".", ":", "?", "…"])
def test_a_translation_ends_as_its_sentence_does(end: str) -> None:
    for message_id, message in translations().items():
        for danish, form in zip(message_id, as_id(message.string), strict=True):
            assert danish.endswith(end) == form.endswith(end), f"{danish!r} → {form!r}"


def test_a_version_is_one_of_the_data_and_an_edition_is_named() -> None:
    """“Udgave” says which data (public or practice), “dataversion” which state of them."""
    said = [message for message in messages() if any("{version}" in part for part in message)]
    assert len(said) > 8
    for message in said:
        assert all("dataversion" in part.lower() for part in message), message
    for entry in english():
        if "{version}" in str(entry.id):
            assert "data version" in str(entry.string).lower(), entry.string
