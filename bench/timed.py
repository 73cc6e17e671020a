"""Note how long the server works on each run of the script; imported inside the server.

What is timed is all of Streamlit's own work on a run as well, with any garbage collection after
it: the whole of ``ScriptRunner._run_script``. One line a run goes into the file that
``BENCH_TIMES`` names. Under uvicorn: ``uvicorn bench.timed:app``, with ``BENCH_LAUNCH`` naming
the module whose ``app`` to serve.
"""

from __future__ import annotations

import importlib
import os
import time
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

_file = Path(os.environ["BENCH_TIMES"]).open("a", encoding="ascii")  # noqa: SIM115 (for good)
_untimed = ScriptRunner._run_script


def _run_script(self: ScriptRunner, *arguments: Any) -> None:
    began = time.perf_counter()
    try:
        _untimed(self, *arguments)
    finally:
        _file.write(f"{1000 * (time.perf_counter() - began)}\n")
        _file.flush()


setattr(ScriptRunner, "_run_script", _run_script)  # noqa: B010 (mypy forbids to assign it)
if launch := os.environ.get("BENCH_LAUNCH"):
    app = importlib.import_module(launch).app
