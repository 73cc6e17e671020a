"""How a page without script is read and held to the rules of HTML."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import html5lib

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


def parsed(page: str) -> ET.Element:
    """Parse a page as browsers do, but stop at the first thing that HTML does not allow."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: ET.Element = parser.parse(page)
    return root


def said(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def faults(page: str) -> list[str]:
    """Return what a page does that a page without script may not do."""
    root = parsed(page)
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "script" and not is_data and (element.text or not element.get("src")):
            found.append("a script in the page")
        found += [f"{element.tag} {name}" for name in element.attrib if name.startswith("on")]
        found += [
            f"{element.tag} {name}={value}"
            for name, value in element.attrib.items()
            if name in ("href", "src", "action") and re.match(r"\s*(javascript|data):", value)
        ]
        # What a browser fetches unasked must lie beside the page.
        if element.tag in ("img", "link", "iframe", "script") and element.get("rel") not in (
            "canonical",
            "alternate",
        ):
            place = element.get("src") or element.get("href") or ""
            if re.match(r"(https?:)?//", place):
                found.append(f"asks another host: {place}")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    found += [f"two of id {one}" for one in set(ids) if ids.count(one) > 1]
    if root.get("lang") not in ("da", "en"):
        found.append("no language")
    if len(root.findall(".//h1")) != 1:
        found.append("not one h1")
    return found


def rows(page: str) -> list[list[str]]:
    """Return the cells of the first table."""
    table = parsed(page).find(".//table[@class='table']")
    assert table is not None
    return [[said(cell) for cell in row] for row in table.iter("tr")]
