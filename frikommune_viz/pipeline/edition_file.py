"""Read ``edition.toml``: what an edition is called and under which licences it is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.toml_file import checked, read_entries

EDITION_FILE: Final = "edition.toml"

Text = Annotated[str, StringConstraints(min_length=1)]
FolderName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]


class License(BaseModel):
    """A licence, and the tables that stand under it."""

    model_config = ConfigDict(extra="forbid")

    id: Text | None = None
    name: Text
    title: Text
    title_en: Text | None = None
    path: Text
    tables: list[Text]


class EditionFile(BaseModel):
    """Everything that ``edition.toml`` must say, and may say."""

    model_config = ConfigDict(extra="forbid")

    edition: FolderName
    name: Text
    version: Text
    date: Text | date
    title_da: Text
    title_en: Text
    description_da: Text
    description_en: Text
    table_sources: dict[str, list[Text]]
    licenses: list[License]


_EDITION: Final = TypeAdapter(EditionFile)


def read_edition(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read what an edition is called and under which licences it is published.

    Returns
    -------
    edition
        The entries that are right, by key.
    faults
        What is wrong with the others, or with the file.
    """
    entries: dict[str, Any] = {}
    try:
        entries, written = read_entries(path)
        edition = checked(entries, written, path.name, _EDITION)
    except BadInputError as error:
        wrong = {fault.column.split(".")[0] for fault in error.faults}
        return {key: entry for key, entry in entries.items() if key not in wrong}, [*error.faults]
    return edition.model_dump(exclude_none=True), []
