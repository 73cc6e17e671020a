"""Command line: ``python -m frikommune_viz build|check|simulate|fetch|publish``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from frikommune_viz.edition.reader import faults
from frikommune_viz.fetch import fetch_arguments
from frikommune_viz.publish import publish_arguments

DATA = Path("data")
TAKEN = ("sources", "practice")
"""No names for an edition: what people edit, and what nobody has answered."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when the data have faults.

    Parameters
    ----------
    words
        Words of the command line, without the program's name.
    """
    parser = _parser()
    options = parser.parse_args(words)
    if options.command == "build" and options.survey and not options.edition:
        parser.error("--survey needs --edition NAME, so that no edition is replaced unasked")
    if options.command == "fetch":
        return _fetch(options)
    if options.command == "publish":
        # It brings the libraries that draw, which no other command needs.
        from frikommune_viz.publish import publish_command

        return publish_command.run(options, _say)
    # The build needs pandera; whoever only runs the explorer need not have it installed.
    if not find_spec("pandera"):
        return _without_pandera(options)
    from frikommune_viz.pipeline import build_edition
    from frikommune_viz.pipeline.faults import BadInputError, messages

    try:
        if options.command == "build":
            rows = build_edition.build(
                options.sources,
                options.out,
                _say,
                survey=options.survey,
                name=options.edition or "",
            )
        elif options.command == "simulate":
            from frikommune_viz.pipeline.simulate.write_practice import simulate

            rows = simulate(
                options.sources,
                options.out,
                _say,
                seed=options.seed,
                microdata=options.microdata,
            )
        else:
            rows = build_edition.check(options.folder, _say)
    except BadInputError as error:
        for line in messages(error.faults):
            _say(line)
        unchanged = "" if options.command == "check" else " Nothing was written."
        _say(f"{error.count} fault(s) found.{unchanged}")
        return 1
    _say(f"Done: {len(rows)} tables, {sum(rows.values())} rows, no faults.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m frikommune_viz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="check the sources and write the edition")
    build.add_argument("--sources", type=Path, default=DATA / "sources", metavar="DIR")
    build.add_argument("--out", type=Path, default=DATA, metavar="DIR", help="holds the editions")
    build.add_argument("--survey", type=Path, metavar="DIR", help="answers to publish results of")
    build.add_argument("--edition", type=_name, metavar="NAME", help="name of the edition's folder")
    check = commands.add_parser("check", help="verify a built edition")
    check.add_argument("folder", type=Path, nargs="?", default=DATA / "published", metavar="DIR")
    simulate = commands.add_parser("simulate", help="draw practice answers, build their edition")
    simulate.add_argument("--seed", type=int, metavar="N", help="equal seeds give equal bytes")
    simulate.add_argument("--sources", type=Path, default=DATA / "sources", metavar="DIR")
    simulate.add_argument("--out", type=Path, default=DATA, metavar="DIR")
    simulate.add_argument("--microdata", type=Path, metavar="DIR", help="keep the answers here")
    fetch_arguments.add(commands)
    publish_arguments.add(commands)
    return parser


def _name(written: str) -> str:
    """Read the name of an edition: it becomes a folder and stands in addresses."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", written) or written in TAKEN:
        raise argparse.ArgumentTypeError(
            f"{written!r}: lower-case letters, digits, - and _, at most 40, none of {TAKEN}"
        )
    return written


def _without_pandera(options: argparse.Namespace) -> int:
    """Do what can be done where only the explorer is installed: compare the files' checksums."""
    if options.command != "check":
        _say("pandera is missing: pip install -e '.[dev]'")
        return 1
    wrong = faults(options.folder)
    for line in wrong:
        _say(line)
    _say(f"{len(wrong)} fault(s) found." if wrong else "Done: every file is as it was built.")
    _say("Schema and laws were not checked: that needs pip install -e '.[dev]'.")
    return 1 if wrong else 0


def _fetch(options: argparse.Namespace) -> int:
    """Fetch a series; only this needs httpx, so only this asks for it."""
    try:
        from frikommune_viz.fetch import fetch_command
    except ModuleNotFoundError as error:
        _say(f"{error.name} is missing: pip install -e '.[fetch]'")
        return 1
    return fetch_command.run(options, _say)


def _say(line: str) -> None:
    """Tell people on standard error; standard output is left to other programs."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
