"""What tests read back of a PDF and of a page: structure tree, alternatives and words."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

import pypdf


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def _elements(node: Any) -> Iterator[Any]:
    """Yield the elements of a structure tree, in reading order."""
    kids = node.get("/K")
    kids = kids.get_object() if kids is not None else []
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _elements(found)


def elements(pdf: bytes) -> list[Any]:
    return list(_elements(opened(pdf).trailer["/Root"]["/StructTreeRoot"]))


def tags(pdf: bytes) -> Counter[str]:
    return Counter(str(one["/S"]) for one in elements(pdf))


def alternatives(pdf: bytes) -> list[str]:
    """Return what each figure says to those who cannot see it, in reading order."""
    return [str(one.get("/Alt", "")) for one in elements(pdf) if one["/S"] == "/Figure"]


def pdf_letters(pdf: bytes) -> Counter[str]:
    return letters("".join(page.extract_text() for page in opened(pdf).pages))


def html_letters(html: str) -> Counter[str]:
    return letters(words_of(html))


def words_of(html: str) -> str:
    content = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return unescape(re.sub(r"<[^>]+>", " ", content))


def letters(said: str) -> Counter[str]:
    """Count letters and signs: lines break elsewhere, and pictures are read in another order."""
    return Counter("".join(unicodedata.normalize("NFKC", said).split()))
