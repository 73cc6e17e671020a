"""Write a fetched series: figures and origin together, or neither."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.series import Figure
from frikommune_viz.whole_file import write_whole

COLUMNS: Final = ("indicator_id", "municipality_code", "period", "value", "status", "note")


def register(sources: Path) -> Path:
    """Return the folder of the register figures."""
    return sources / "register"


def check_free(folder: Path, indicator: str) -> None:
    """Raise if the figures there were not fetched: they were written by hand."""
    path = folder / f"{indicator}.csv"
    if path.exists() and not (folder / f"{indicator}.origin.toml").exists():
        raise FetchError(f"{path} was not fetched and is left alone; give another --indicator")


def put(folder: Path, indicator: str, figures: Sequence[Figure], origin: Mapping[str, Any]) -> Path:
    """Write ``<indicator>.csv`` and ``<indicator>.origin.toml``; undo both if either fails.

    Returns
    -------
    Path
        The file of figures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    csv_path = folder / f"{indicator}.csv"
    origin_path = folder / f"{indicator}.origin.toml"
    content = csv_bytes(indicator, figures)
    complete = {**origin, "file_sha256": hashlib.sha256(content).hexdigest()}
    before = origin_path.read_bytes() if origin_path.is_file() else None
    write_whole(origin_path, toml(complete).encode("utf-8"))
    try:
        write_whole(csv_path, content)
    except BaseException:  # Ctrl-C too must not leave an origin that describes other figures.
        if before is None:
            origin_path.unlink()
        else:
            write_whole(origin_path, before)
        raise
    return csv_path


def csv_bytes(indicator: str, figures: Sequence[Figure]) -> bytes:
    """Return the figures in the schema of ``register/*.csv``, by municipality and period."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for figure in sorted(figures, key=lambda figure: (figure.municipality, figure.period)):
        writer.writerow(
            (indicator, figure.municipality, figure.period, figure.value, figure.status, "")
        )
    return target.getvalue().encode("utf-8")


def toml(content: Mapping[str, Any]) -> str:
    """Return flat TOML: strings, numbers, lists of strings, and lists of tables at the end."""
    lines = [f"{key} = {_value(value)}" for key, value in content.items() if not _is_tables(value)]
    for key, value in content.items():
        for row in value if _is_tables(value) else ():
            lines += ["", f"[[{key}]]", *(f"{name} = {_value(cell)}" for name, cell in row.items())]
    return "\n".join(lines) + "\n"


def query_text(question: Mapping[str, Any]) -> str:
    """Return a query as one line of JSON, as it was sent."""
    return json.dumps(question, ensure_ascii=False)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )
