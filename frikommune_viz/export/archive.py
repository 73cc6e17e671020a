"""A whole edition as one archive: every table twice, their description, a readme and the terms."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import SITE_NAME
from frikommune_viz.wording.practice_names import practice_name

README: Final = "README.md"
LICENCES: Final = "LICENSES.md"
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


def package_bytes(edition: Edition, files: Mapping[str, bytes], licences: bytes) -> bytes:
    """Write an edition as a zip archive; the same edition always gives the same bytes.

    Parameters
    ----------
    files
        Name and content of the tables and the data package, as the edition's manifest has them.
    licences
        The terms of the data.
    """
    folder = folder_of(edition)
    content = {**files, README: _readme(edition, sorted(files)).encode(), LICENCES: licences}
    day = date.fromisoformat(edition.date)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            archive.writestr(entry, content[name])
    return written.getvalue()


def folder_of(edition: Edition) -> str:
    """Return the name of the archive's folder; that of invented numbers says so."""
    name = f"{edition.name}-{edition.version}"
    return f"frikommune-{practice_name(name, is_simulated=edition.is_simulated)}"


def _readme(edition: Edition, names: list[str]) -> str:
    parts = [_readme_in(edition, TEXTS[language]) for language in Language]
    listed = "".join(f"- `{name}`\n" for name in (*names, LICENCES))
    return "\n".join((*parts, listed))


def _readme_in(edition: Edition, text: Text) -> str:
    said = [
        f"# {SITE_NAME}",
        text.say(
            "Udgave {edition}, dataversion {version} af {date}.",
            edition=edition.name,
            version=edition.version,
            date=text.date(edition.date),
        ),
        text.say(
            "Hver tabel ligger som CSV (komma, decimalpunktum, UTF-8) og som Parquet. "
            "datapackage.json beskriver hver tabel og hver kolonne på dansk og engelsk."
        ),
        text.say("En tom celle er ikke nul. Rækkens status siger, hvorfor den er tom."),
        text.say(
            "Udsagnene angiver en retning og aldrig en størrelse. Ingen tal viser en virkning af "
            "aftalerne."
        ),
        text.say("Vilkårene for at bruge data står i LICENSES.md."),
    ]
    if edition.is_simulated:
        said.insert(1, f"**{text.say(labels.PRACTICE)}**")
    return "\n\n".join(said) + "\n"
