"""Command line: ``python -m frikommune_viz build|check|simulate|fetch|publish|compile``."""

from __future__ import annotations

import argparse
import compileall
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from frikommune_viz.fetch import fetch_arguments
from frikommune_viz.publish import publish_arguments

ROOT: Final = Path(__file__).parents[1]
DATA: Final = Path("data")
RESERVED: Final = ("sources", "practice")
"""No names for an edition: these folders hold what people edit, and invented answers."""

_KEPT: Final = "What was there before is still there, and whole."
LOCK: Final = ".ci/requirements-dev.txt"
_ONLY_IN_DEVELOPMENT: Final = frozenset({"httpx", "pydantic", "scipy"})
"""Libraries that building and fetching need and the explorer does not."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when the data have faults.

    Parameters
    ----------
    words
        Words of the command line, without the program's name.
    """
    parser = command_line()
    options = parser.parse_args(words)
    if options.command == "build" and options.survey and not options.edition:
        parser.error("--survey needs --edition NAME, so that no edition is replaced unasked")
    try:
        return _COMMANDS[options.command](options)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _ONLY_IN_DEVELOPMENT:
            raise
        _log(f"{error.name} is missing: pip install -r {LOCK}")
        return 1


# Each command imports what it needs: a server has the libraries of the explorer and no others.


def _build(options: argparse.Namespace) -> int:
    from frikommune_viz.pipeline import build_edition

    return _counted(
        lambda: build_edition.build(
            options.sources,
            options.out,
            _log,
            survey=options.survey,
            name=options.edition or "",
        ),
        " Nothing was written.",
    )


def _check(options: argparse.Namespace) -> int:
    from frikommune_viz.pipeline import check_edition

    return _counted(lambda: check_edition.check(options.folder, _log))


def _simulate(options: argparse.Namespace) -> int:
    from frikommune_viz.pipeline.simulate import write_practice

    return _counted(
        lambda: write_practice.simulate(
            options.sources,
            options.out,
            _log,
            seed=options.seed,
            microdata=options.microdata,
        ),
        " Nothing was written.",
    )


def _fetch(options: argparse.Namespace) -> int:
    from frikommune_viz.fetch import fetch_command

    return fetch_command.run(options, _log)


def _publish(options: argparse.Namespace) -> int:
    # It brings the libraries that draw, which no other command needs.
    from frikommune_viz.publish import publish_command

    return publish_command.run(options, _log)


def _compile(options: argparse.Namespace) -> int:
    from frikommune_viz.parts.render import compile_templates

    python = [compileall.compile_file(ROOT / "app.py", quiet=1)]
    python += [compileall.compile_dir(ROOT / name, quiet=1) for name in ("frikommune_viz", "pages")]
    try:
        templates = compile_templates()
    except OSError as error:
        return _not_written(error)
    if not all(python):
        return 1  # which file, Python has said
    _log(f"Done: the code, and {templates} templates.")
    return 0


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "build": _build,
    "check": _check,
    "simulate": _simulate,
    "fetch": _fetch,
    "publish": _publish,
    "compile": _compile,
}


def _counted(run: Callable[[], Mapping[str, int]], unchanged: str = "") -> int:
    """Run what counts the rows of each table, and log the counts or the faults."""
    from frikommune_viz.pipeline.faults import BadInputError, messages

    try:
        rows = run()
    except BadInputError as error:
        for line in messages(error.faults):
            _log(line)
        _log(f"{error.count} fault(s) found.{unchanged}")
        return 1
    except OSError as error:
        return _not_written(error, f" {_KEPT}")
    _log(f"Done: {len(rows)} tables, {sum(rows.values())} rows, no faults.")
    return 0


def _not_written(error: OSError, kept: str = "") -> int:
    """Log that a disk is full or only read, or that rights were taken away."""
    place = error.filename or error.filename2
    _log(f"{f'{place}: ' if place else ''}{error.strerror or error}.{kept}")
    return 1


def command_line() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
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
    commands.add_parser("compile", help="compile code and templates for a folder that is only read")
    return parser


def _name(written: str) -> str:
    """Read the name of an edition: it becomes a folder and part of addresses."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", written) or written in RESERVED:
        raise argparse.ArgumentTypeError(
            f"{written!r}: lower-case letters, digits, - and _, at most 40, none of {RESERVED}"
        )
    return written


def _log(line: str) -> None:
    """Write a line to standard error; standard output is left to other programs."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
