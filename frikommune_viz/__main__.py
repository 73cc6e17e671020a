"""Command line of the data side: ``python -m frikommune_viz build`` and ``… check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

DATA = Path("data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when the data have faults.

    Parameters
    ----------
    arguments
        Words of the command line, without the program's name.
    """
    options = _parser().parse_args(arguments)
    # The build needs pandera; whoever only runs the explorer need not have it installed.
    from frikommune_viz.build import edition
    from frikommune_viz.build.faults import BadInputError

    try:
        if options.command == "build":
            rows = edition.build(options.sources, options.out, _say)
        else:
            rows = edition.check(options.folder, _say)
    except BadInputError as error:
        for fault in error.faults:
            _say(str(fault))
        unchanged = " Nothing was written." if options.command == "build" else ""
        _say(f"{len(error.faults)} fault(s) found.{unchanged}")
        return 1
    _say(f"Done: {len(rows)} tables, {sum(rows.values())} rows, no faults.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m frikommune_viz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="check the sources and write the edition")
    build.add_argument("--sources", type=Path, default=DATA / "sources", metavar="DIR")
    build.add_argument("--out", type=Path, default=DATA, metavar="DIR", help="holds the editions")
    check = commands.add_parser("check", help="verify a built edition")
    check.add_argument("folder", type=Path, nargs="?", default=DATA / "published", metavar="DIR")
    return parser


def _say(line: str) -> None:
    """Tell people on standard error; standard output is left to other programs."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
