"""The words of the command line for ``fetch``; loads nothing that only fetching needs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

SOURCES = Path("data/sources")


def add(commands: Any) -> None:
    """Add ``fetch`` and its own commands to a parser's commands."""
    fetch = commands.add_parser("fetch", help="fetch real series into the sources")
    kinds = fetch.add_subparsers(dest="service", required=True)
    listed = kinds.add_parser("list", help="show the recipes")
    _sources(listed)
    _statbank(kinds.add_parser("statbank", help="a table of Statistics Denmark"))
    _uddannelsesstatistik(
        kinds.add_parser(
            "uddannelsesstatistik",
            help="a measure of uddannelsesstatistik.dk; key in UDDANNELSESSTATISTIK_KEY",
        )
    )


def _statbank(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", nargs="?", default="", metavar="TABLE", help="such as AED06")
    parser.add_argument("--recipe", default="", metavar="NAME", help="see: fetch list")
    parser.add_argument("--indicator", default="", metavar="ID", help="indicator_id to write")
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="VARIABLE=CODE",
        help="one value of a variable; may be repeated, and overrules the recipe",
    )
    parser.add_argument("--from", dest="first", default="", metavar="PERIOD")
    parser.add_argument("--to", dest="last", default="", metavar="PERIOD")
    parser.add_argument("--period-form", default="", metavar="FORM", help="year unless told")
    parser.add_argument("--format", choices=("CSV", "BULK"), default="CSV")
    _common(parser, "FRIKOMMUNE_STATBANK_URL")


def _uddannelsesstatistik(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recipe", default="", metavar="NAME", help="see: fetch list")
    parser.add_argument("--area", default="", metavar="OMRÅDE", help="such as GS")
    parser.add_argument("--topic", default="", metavar="EMNE")
    parser.add_argument("--subtopic", default="", metavar="UNDEREMNE")
    parser.add_argument("--measure", default="", metavar="NØGLETAL")
    parser.add_argument("--municipality", default="", metavar="DETALJERING")
    parser.add_argument("--period", default="", metavar="DETALJERING")
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="DETALJERING=VALUE",
        help="one value of a further detail; may be repeated",
    )
    parser.add_argument("--indicator", default="", metavar="ID", help="indicator_id to write")
    parser.add_argument("--period-form", default="", metavar="FORM", help="school_year unless told")
    _common(parser, "FRIKOMMUNE_UDDANNELSESSTATISTIK_URL")


def _common(parser: argparse.ArgumentParser, variable: str) -> None:
    _sources(parser)
    parser.add_argument("--base-url", default="", metavar="URL", help=f"or in {variable}")
    parser.add_argument(
        "--sign",
        action="append",
        default=[],
        metavar="SIGN=DECISION",
        help="what a sign such as - or . becomes: 0, missing, not_applicable …; may be repeated",
    )
    parser.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--attempts", type=int, default=4, metavar="N")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="doubles")
    parser.add_argument("--resume", action="store_true", help="go on where a fetch was cut off")


def _sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sources", type=Path, default=SOURCES, metavar="DIR")
