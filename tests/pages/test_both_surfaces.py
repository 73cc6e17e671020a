"""The document of a page says what the live page says: parts, figures and controls, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import product

import pytest
from reading_page import Node, read
from streamlit.testing.v1 import AppTest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters, unknown
from frikommune_viz.model.codes import Language
from frikommune_viz.site import page_documents, ui
from frikommune_viz.site.document import Document
from frikommune_viz.site.editions import allowed
from frikommune_viz.site.surface import Here, drawing_on
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES, Page

CHOICES: dict[str, dict[str, str]] = {
    "nothing": {},
    "own": {"own": "101"},
    "cells": {"theme": "trust,quality", "area": "school", "source": "evaluation", "wave": "final"},
    "figures": {
        "indicator": "children_per_adult_3_5",
        "own": "751",
        "baseline": "2018",
        "endline": "2022",
        "view": "change",
        "question": "trust_in_leader",
    },
    "numbers": {"numbers": "1", "area": "daycare", "own": "390"},
    "rows": {
        "municipality": "561,400",
        "respondent": "staff",
        "group": "leaders",
        "category": "organisation",
        "q": "børn",
        "results": "1",
        "supporting": "1",
    },
    "unknown": {"theme": "nonsense,trust", "indicator": "nothing", "own": "9999", "page": "-1"},
}
FEW = {
    ("published", "nothing", Language.DA),
    ("published", "cells", Language.EN),
    ("published", "figures", Language.DA),
    ("published", "rows", Language.EN),
    ("published", "numbers", Language.DA),
    ("practice", "figures", Language.EN),
    ("practice", "rows", Language.DA),
}
CASES = [
    pytest.param(page, name, lang, chosen, marks=() if few else (pytest.mark.every,))
    for page, name, lang, chosen in product(PAGES, ("published", "practice"), Language, CHOICES)
    for few in [(name, chosen, lang) in FEW]
]

# What is said: its kind, its words, and for a control what is offered and what is chosen; for a
# chart what is drawn.
Said = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def said_by_document(page: Page, opened: Edition, choices: dict[str, str]) -> list[Said]:
    known = allowed(opened)
    filters = Filters.from_url(choices, known)
    here = Here(page, opened, filters, TEXTS[filters.lang])
    document = Document(here, "", unknown(choices, known))
    with drawing_on(document):
        ui.arrange(here, page_documents._script(page))
    document.draw(lambda spec, width: escape(spec))
    return list(read_document(read(document.markup())))


def read_document(node: Node) -> Iterator[Said]:
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if "control" in child.classes:
            yield read_control(child)
        elif "chart" in child.classes:
            (drawn,) = {one.text for one in child.all("div")}
            yield ("chart", child.attributes["aria-label"], (drawn,), ())
        elif "part" in child.classes and "choices" not in child.classes:
            yield ("part", child.text, (), ())
        elif child.tag != "noscript":
            yield from read_document(child)


def read_control(control: Node) -> Said:
    if switches := control.all("label", "flag"):
        box = switches[0].one("input")
        return ("switch", switches[0].text, (), ("yes",) if "checked" in box.attributes else ())
    label = control.one(css_class="label").text
    if lists := control.all("select"):
        options = [one for one in lists[0].all("option") if "none" not in one.classes]
        chosen = tuple(one.text for one in options if "selected" in one.attributes)
        return ("list", label, tuple(one.text for one in options), chosen)
    boxes = [one for one in control.all("label") if one.all("input")]
    if boxes:
        chosen = tuple(one.text for one in boxes if "checked" in one.one("input").attributes)
        return ("list", label, tuple(one.text for one in boxes), chosen)
    field = control.one("input")
    return ("field", label, (field.attributes["placeholder"],), (field.attributes["value"],))


def said_by_app(at: AppTest) -> Iterator[Said]:
    for element in at.main:
        proto = getattr(element, "proto", None)
        match element.type:
            case "html":
                yield ("part", read(proto.body).text, (), ())
            case "vega_lite_chart":
                drawn = read(escape(json.dumps(json.loads(proto.spec)))).text
                yield ("chart", proto.alt, (drawn,), ())
            case "checkbox":
                yield ("switch", element.label, (), ("yes",) if element.value else ())
            case "selectbox":
                words = tuple(element.options)
                chosen = () if element.index is None else (words[element.index],)
                yield ("list", element.label, words, chosen)
            case "multiselect":
                words = tuple(element.options)
                yield ("list", element.label, words, tuple(words[i] for i in element.indices))
            case "button_group":
                words = tuple(option.content for option in proto.options)
                yield ("list", element.label, words, tuple(words[i] for i in element.indices))
            case "text_input":
                yield ("field", element.label, (element.placeholder,), (element.value or "",))
            case "main" | "flex_container" | "column":
                """Its children come after it."""
            case other:
                pytest.fail(f"{other}: the document has no such element")


@pytest.mark.parametrize(
    ("page", "name", "lang", "chosen"), CASES, ids=lambda one: getattr(one, "code", one)
)
def test_the_document_says_what_the_live_page_says(
    visit, editions, page: Page, name: str, lang: Language, chosen: str
) -> None:
    choices = {"lang": str(lang), **CHOICES[chosen]}
    if name == "practice":
        choices["edition"] = name
    document = said_by_document(page, editions[name], choices)
    app = list(said_by_app(visit(page.code, **choices)))
    assert [kind for kind, *_ in document].count("part") >= 3
    assert document == app
