"""Carry out ``python -m frikommune_viz fetch``."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Final

from frikommune_viz.fetch import (
    destination,
    finish,
    recipes,
    series,
    signs,
    statbank,
    table_info,
    uddannelsesstatistik,
)
from frikommune_viz.fetch.connection import Connection, Patience
from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.partial_answers import Parts
from frikommune_viz.fetch.progress import Bar
from frikommune_viz.fetch.publisher_periods import FORMS
from frikommune_viz.fetch.table_info import Choice

Tell = Callable[[str], None]
INTERRUPTED: Final = 130
_ID: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def run(options: argparse.Namespace, tell: Tell) -> int:
    """Fetch what the options ask for; the sources change only when all of it is right.

    Returns
    -------
    int
        0 when all is well, 1 when it is not, 130 when it was interrupted.
    """
    services = {
        "list": show_recipes,
        "statbank": from_statbank,
        "uddannelsesstatistik": from_uddannelsesstatistik,
    }
    try:
        services[options.service](options, tell)
    except FetchError as error:
        tell(f"{error}\nThe sources are as they were.")
        return 1
    except KeyboardInterrupt:
        tell("\nInterrupted. The sources are as they were; --resume goes on from here.")
        return INTERRUPTED
    return 0


def show_recipes(options: argparse.Namespace, tell: Tell) -> None:
    """Tell the recipes, one a line."""
    for name, recipe in recipes.read(options.sources).items():
        tell(
            f"{name}: {_asked(recipe)} → {recipe.indicator_id} · {recipe.label_da} / "
            f"{recipe.label_en} ({recipe.unit_da} / {recipe.unit_en}) · {recipe.area}, {recipe.kind}, "
            f"better: {recipe.better}"
        )


def _asked(recipe: recipes.Recipe) -> str:
    """Return what a recipe asks: a table, or a measure."""
    return recipe.question.measure if recipe.question else recipe.table or ""


def from_statbank(options: argparse.Namespace, tell: Tell) -> None:
    """Fetch one table of StatBank."""
    recipe = _recipe(options, recipes.STATBANK)
    table_id = options.table or (recipe.table if recipe else "")
    indicator = options.indicator or (recipe.indicator_id if recipe else "")
    form = options.period_form or (recipe.period_form if recipe else "year")
    if not table_id or (recipe and options.table not in ("", recipe.table)):
        raise FetchError("give a TABLE, or a --recipe, but not one beside the other")
    _check(indicator, form)
    decisions = _decisions(options, recipe)
    own = [Choice(*_pair(words, "--where")) for words in options.where]
    first: str = options.first or (recipe.first if recipe else "") or ""
    known = series.municipalities(options.sources)
    base = options.base_url or os.environ.get("FRIKOMMUNE_STATBANK_URL") or statbank.BASE
    with closing(Connection(base, _patience(options), tell)) as connection:
        table = statbank.info(connection, table_id, known)
        chosen = table_info.choose(table, own, recipe.choices if recipe else ())
        codes = statbank.wanted(table, first, options.last)
        tell(f"{table.id}: {table.title} ({table.unit}), updated {table.updated}")
        for variable in table.others:
            code = chosen[variable.id]
            tell(f"  {variable.id} ({variable.text}) = {code}, {variable.values[code]}")
        asked = statbank.body(table, chosen, codes, options.format)
        parts = _parts(options, indicator, {"base": base, "updated": table.updated, **asked})
        with _shown("periods", parts, tell) as bar:
            cells = statbank.cells(
                connection, table, chosen, codes, options.format, parts, bar.show
            )
    origin = {
        "publisher": statbank.PUBLISHER,
        "table": table.id,
        "title": table.title,
        "unit": table.unit,
        "updated": table.updated,
        "url": f"{base}/data",
        "licence": statbank.LICENCE,
        "query": destination.query_text(asked),
    }
    finish.put(options.sources, indicator, form, decisions, cells, known, parts, origin, tell)


def from_uddannelsesstatistik(options: argparse.Namespace, tell: Tell) -> None:
    """Fetch one measure of uddannelsesstatistik.dk."""
    recipe = _recipe(options, recipes.UDDANNELSESSTATISTIK)
    indicator = options.indicator or (recipe.indicator_id if recipe else "")
    form = options.period_form or (recipe.period_form if recipe else "school_year")
    _check(indicator, form)
    decisions = _decisions(options, recipe)
    question = _question(options, recipe)
    key = os.environ.get(uddannelsesstatistik.KEY, "").strip()
    if not key:
        raise FetchError(f"set {uddannelsesstatistik.KEY} to a key from uddannelsesstatistik.dk")
    known = series.municipalities(options.sources)
    base = (
        options.base_url
        or os.environ.get("FRIKOMMUNE_UDDANNELSESSTATISTIK_URL")
        or uddannelsesstatistik.BASE
    )
    headers = {"Authorization": f"Bearer {key}"}
    asked = question.body(1)
    with closing(Connection(base, _patience(options), tell, headers)) as connection:
        parts = _parts(options, indicator, {"base": base, **asked})
        with _shown("pages", parts, tell) as bar:
            cells = uddannelsesstatistik.cells(connection, question, known, parts, bar.show)
    origin = {
        "publisher": uddannelsesstatistik.PUBLISHER,
        "table": f"{question.area}/{question.topic}/{question.subtopic}: {question.measure}",
        "url": f"{base}/{uddannelsesstatistik.PATH}",
        "licence": uddannelsesstatistik.LICENCE,
        "query": destination.query_text(asked),
    }
    finish.put(options.sources, indicator, form, decisions, cells, known, parts, origin, tell)


def _question(
    options: argparse.Namespace, recipe: recipes.Recipe | None
) -> uddannelsesstatistik.Question:
    """Return what is asked of uddannelsesstatistik.dk: the recipe's question, or the options'."""
    names = ("area", "topic", "subtopic", "measure", "municipality", "period")
    given = [name for name in names if getattr(options, name)]
    if recipe and recipe.question:
        if given or options.filter:
            raise FetchError(
                "give a --recipe, or a question of your own, but not one beside the other"
            )
        return recipe.question
    if missing := [f"--{name}" for name in names if name not in given]:
        raise FetchError(f"give {', '.join(missing)}, or a --recipe")
    filters = tuple(_pair(words, "--filter") for words in options.filter)
    return uddannelsesstatistik.Question(
        **{name: getattr(options, name) for name in names}, filters=filters
    )


def _decisions(options: argparse.Namespace, recipe: recipes.Recipe | None) -> dict[str, str]:
    """Return what each sign becomes: the options overrule the recipe."""
    given = dict(_pair(words, "--sign") for words in options.sign)
    return signs.decided({**(recipe.signs if recipe else {}), **given})


def _recipe(options: argparse.Namespace, service: str) -> recipes.Recipe | None:
    if not options.recipe:
        return None
    all_recipes = recipes.read(options.sources)
    if options.recipe not in all_recipes:
        raise FetchError(f"no recipe {options.recipe}; there are: {', '.join(all_recipes)}")
    recipe = all_recipes[options.recipe]
    if recipe.service != service:
        raise FetchError(f"the recipe {options.recipe} asks {recipe.service}, not {service}")
    return recipe


def _pair(words: str, option: str) -> tuple[str, str]:
    name, sign, value = words.rpartition("=")
    if not (sign and name and value):
        raise FetchError(f"{option} {words}: write it as NAME=VALUE")
    return name, value


def _check(indicator: str, form: str) -> None:
    if not _ID.fullmatch(indicator):
        raise FetchError(
            f'--indicator "{indicator}": give an id of lower-case letters, digits and underscores'
        )
    if form not in FORMS:
        raise FetchError(f'--period-form "{form}": there are {", ".join(FORMS)}')


@contextmanager
def _shown(noun: str, parts: Parts, tell: Tell) -> Iterator[Bar]:
    """Show the progress, and tell what is kept when it breaks off."""
    bar = Bar(noun)
    try:
        yield bar
    except FetchError:
        if len(parts):
            tell(f"{len(parts)} part(s) are kept beside the sources; --resume goes on from them.")
        raise
    finally:
        bar.end()


def _parts(options: argparse.Namespace, indicator: str, question: dict[str, Any]) -> Parts:
    folder = destination.register(options.sources)
    destination.check_free(folder, indicator)
    path = folder / f".{indicator}.partial.json"
    return Parts(path, question, resume=options.resume)


def _patience(options: argparse.Namespace) -> Patience:
    return Patience(options.timeout, max(options.attempts, 1), options.pause)
