"""Drawn and exported by many threads at once, every file is the one that was asked for."""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pandas  # noqa: F401  # loaded before anybody asks, as by site/warm.py
from by_code import figure_of

from frikommune_viz import export
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS

THREADS, EACH = 8, 40
Wanted = tuple[str, str, str, Language]


def taken(editions: Mapping[str, Edition], wanted: Wanted) -> bytes:
    name, code, form, language = wanted
    edition, text = editions[name], TEXTS[language]
    figure = figure_of(edition, code, Filters(lang=language), text)
    assert figure is not None
    origin = export.provenance_of(edition, f"https://frikommune.example/{code}", "2026-11-25")
    return export.form_bytes(figure, form, origin, text)


def test_no_file_is_empty_or_another_one(editions: Mapping[str, Edition]) -> None:
    all_files = [
        (name, code, form, language)
        for name, edition in editions.items()
        for code in list(codes(edition))[:: 8 if name == "published" else 64]
        for form in export.FORMS
        for language in Language
    ]
    drawn = random.Random(5).choices(all_files, k=THREADS * EACH)
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(partial(taken, editions), drawn))
    alone = {wanted: taken(editions, wanted) for wanted in set(drawn)}
    # The figures of one question have the same rows; every other form carries its figure's words.
    told_apart = [content for wanted, content in alone.items() if "csv" not in wanted[2]]
    assert len(set(told_apart)) == len(told_apart), "no two files are alike"
    assert all(content == alone[wanted] for wanted, content in zip(drawn, together, strict=True))
