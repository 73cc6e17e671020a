"""Read a page as a visitor does: its headings, its table cells and the figures that are drawn."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}


@dataclass
class Node:
    """An element of a page's HTML."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in the element, spaces as a browser shows them."""
        return " ".join("".join(self._words()).split())

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "", css_class: str = "") -> list[Node]:
        """Return the elements below with this tag and this class, in order."""
        return [
            node
            for node in self._below()
            if tag in ("", node.tag) and (not css_class or css_class in node.classes)
        ]

    def one(self, tag: str = "", css_class: str = "") -> Node:
        found = self.all(tag, css_class)
        assert found, f"no <{tag} class={css_class}> in <{self.tag}>"
        return found[0]

    def _below(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._below()

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, Node):
                yield from child._words()
            else:
                yield child


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        # A stray end tag is a fault of the template, and the browser would hide it.
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Node:
    """Read HTML; every element must be closed in its turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader._open == [reader.root], f"<{reader._open[-1].tag}> is left open"
    return reader.root


def page_of(at: AppTest) -> Node:
    """Return all the HTML of a page, part after part."""
    page = Node("page")
    for part in at.get("html"):
        page.children.extend(read(part.proto.body).children)
    return page


def matrix_of(page: Node) -> dict[tuple[str, str], Node]:
    """Return the cells of all matrices on a page by the name of the row and the theme.

    Both are read from the words that stand in the cell for those who cannot see its mark.
    """
    found = {}
    for table in page.all("table", "matrix"):
        for cell in (td for td in table.all("td") if "number" not in td.classes):
            theme, _, rest = cell.one("span", "hidden").text.partition(", ")
            found[rest.partition(": ")[0], theme] = cell
    return found


def row_name(row: Node) -> str:
    heading = row.one("th")
    return (heading.all("a") or heading.all("span", "name"))[0].text


def specs(at: AppTest) -> list[dict[str, Any]]:
    """Return the specification of every figure that is drawn."""
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def table(name: str) -> list[dict[str, str]]:
    """Return a table of the published edition, past the code that the pages read it with."""
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sentences(page: Node) -> list[str]:
    """Return every statement that stands on a page."""
    return sorted(node.text for node in page.all("p", "sentence"))
