"""Templates compiled once and kept beside them, as Python keeps its own modules."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from frikommune_viz.whole_file import write_whole


class TemplateCache(jinja2.FileSystemBytecodeCache):
    """Compiled templates in the folder ``__pycache__`` beside them.

    Compiling takes more than half of what the first pages do without their charts. What lies there is
    passed over where the template, its world, Python or Jinja have changed since.

    Parameters
    ----------
    templates
        Folder of the templates.
    world
        Module that makes their environment: how it reads a template is part of what is compiled.
    """

    def __init__(self, templates: Path, world: Path) -> None:
        super().__init__(str(templates / "__pycache__"), "%s.pyc")
        self._world = world.read_text(encoding="utf-8") + jinja2.__version__

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name a file after its template alone: a release may be compiled in one folder and run from a link."""
        return name

    def get_source_checksum(self, source: str) -> str:
        """Return what a compiled template must have been made from."""
        return hashlib.sha256(f"{self._world}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled, where it can be read; a damaged file fails in as many ways as it likes."""
        with suppress(Exception):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a page has had compiled, where Python keeps its own and the folder may be written to."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self.keep(bucket)

    def keep(self, bucket: Bucket) -> None:
        """Write what was compiled, for every user: who compiles a release is mostly not who runs it.

        Raises
        ------
        OSError
            When it cannot be written.
        """
        path = Path(self._get_cache_filename(bucket))
        path.parent.mkdir(exist_ok=True)
        write_whole(path, bucket.bytecode_to_string())
