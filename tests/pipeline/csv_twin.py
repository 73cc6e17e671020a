"""Read a cell of a CSV twin back as it was, as docs/data.md describes."""

import re

GUARDED = re.compile(r"'+[=+\-@\t\r]")


def unguard(text: str) -> str:
    """Remove the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return text[1:] if GUARDED.match(text) else text
