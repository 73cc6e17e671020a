"""How to cite a figure: in plain words, as BibTeX and as RIS, each with the day it was taken."""

from __future__ import annotations

import re
from typing import Final

from frikommune_viz.export.provenance import Provenance, edition_name, source_line
from frikommune_viz.figures.figure import Figure
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import SITE_NAME

# Braces are put in words and not in \{: they must balance wherever a program counts them.
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash ",
        "{": "(",
        "}": ")",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde ",
        "^": r"\textasciicircum ",
        '"': "''",
    }
)
_KEY: Final = re.compile(r"[^A-Za-z0-9_:.-]")


def plain(figure: Figure, origin: Provenance, text: Text) -> str:
    """Return the citation as a reference list has it."""
    return text.say(
        "{site} ({year}): {title} [figur]. {edition}, dataversion {version}. "
        "{sources} {address} Tilgået {day}.",
        site=SITE_NAME,
        year=_year(origin),
        title=_title(figure, origin, text),
        edition=labels.capital(edition_name(origin, text)),
        version=origin.version,
        sources=_sources(figure, text),
        address=origin.address,
        day=text.date(origin.taken or origin.date),
    )


def bibtex(figure: Figure, origin: Provenance, text: Text) -> str:
    """Return the citation for BibTeX and BibLaTeX."""
    fields = {
        "author": f"{{{SITE_NAME}}}",
        "title": f"{{{_latex(_title(figure, origin, text))}}}",
        "year": _year(origin),
        "date": origin.date,
        "version": _latex(f"{origin.edition} {origin.version}"),
        "note": _latex(_sources(figure, text)),
        "url": _address(origin),
        "urldate": origin.taken or origin.date,
        "langid": "danish" if text.language == "da" else "english",
    }
    key = _KEY.sub("-", f"frikommune:{figure.code}:{origin.version}")
    lines = ",\n".join(f"  {name} = {{{said}}}" for name, said in fields.items())
    return f"@misc{{{key},\n{lines}\n}}\n"


def ris(figure: Figure, origin: Provenance, text: Text) -> str:
    """Return the citation for reference managers (RIS)."""
    fields = (
        ("TY", "DATA"),
        ("AU", SITE_NAME),
        ("TI", _title(figure, origin, text)),
        ("PY", _year(origin)),
        ("DA", origin.date.replace("-", "/")),
        ("PB", SITE_NAME),
        ("ET", f"{origin.edition} {origin.version}"),
        ("N1", _sources(figure, text)),
        ("UR", _address(origin)),
        ("Y2", (origin.taken or origin.date).replace("-", "/")),
        ("LA", str(text.language)),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {_line(said)}\r\n" for tag, said in fields)


def _title(figure: Figure, origin: Provenance, text: Text) -> str:
    mark = text.say(labels.PRACTICE_MARK)
    if not origin.is_simulated or mark in figure.headline:
        return _line(figure.headline)
    meaning = text.say(labels.PRACTICE_MARK_MEANS)
    return _line(f"{mark} ({meaning}): {figure.headline}")


def _sources(figure: Figure, text: Text) -> str:
    said = [source_line(source, text) for source in figure.sources]
    if figure.found and figure.found.url:
        said.append(text.say("Tabel: {url}.", url=figure.found.url))
    return _line(" ".join(said))


def _year(origin: Provenance) -> str:
    return origin.date[:4]


def _address(origin: Provenance) -> str:
    """Return the address with nothing that would end a field."""
    return _line(origin.address).replace("{", "%7B").replace("}", "%7D")


def _latex(said: str) -> str:
    return said.translate(_LATEX)


def _line(said: str) -> str:
    """Keep a text on one line: in RIS a new line may begin a new field."""
    return " ".join(said.split())
