"""Partial responses of a series, kept beside its file so that none is requested twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.whole_file import write_whole


class Parts:
    """The parts of one series, by name, in the order received.

    Parameters
    ----------
    path
        File that keeps them; hidden and ignored by git.
    question
        The query; parts of another query are never mixed in.
    resume
        Whether parts kept earlier are used; otherwise they are discarded.
    """

    def __init__(self, path: Path, question: Mapping[str, Any], *, resume: bool) -> None:
        self.path = path
        self._question = json.loads(json.dumps(question))
        self._texts: dict[str, str] = self._kept() if resume and path.is_file() else {}

    def __len__(self) -> int:
        return len(self._texts)

    def get(self, name: str) -> str | None:
        """Return a part that was received already, or None."""
        return self._texts.get(name)

    def keep(self, name: str, text: str) -> None:
        """Keep a part that was parsed and checked."""
        if self._texts.get(name) == text:
            return
        self._texts[name] = text
        kept = {"question": self._question, "parts": self._texts}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, json.dumps(kept, ensure_ascii=False).encode("utf-8"))

    def received(self) -> list[dict[str, str | int]]:
        """Return size and SHA-256 of each part as received."""
        return [
            {"part": name, "bytes": len(text.encode()), "sha256": _sha256(text)}
            for name, text in self._texts.items()
        ]

    def forget(self) -> None:
        """Delete the file of kept parts."""
        self.path.unlink(missing_ok=True)

    def _kept(self) -> dict[str, str]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            question, texts = kept["question"], kept["parts"]
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise FetchError(f"{self.path}: cannot be read; run again without --resume") from error
        if question != self._question:
            raise FetchError(
                f"{self.path}: holds parts of another question; run again without --resume"
            )
        return {str(name): str(text) for name, text in texts.items()}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
