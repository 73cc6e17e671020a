"""The log holds nothing of a visitor: no address, no choice, no word they searched for."""

from __future__ import annotations

import logging
import traceback
from typing import Final

_FAULTS: Final = ("uvicorn.error", "uvicorn.asgi", "streamlit.error_util", "asyncio")
"""Loggers that write down an exception, or who has opened a WebSocket."""

_WHO_CONNECTS: Final = '%s - "WebSocket'


def keep_visitors_out() -> None:
    """Close the access log, and let every fault be written down without its words.

    Called once the server runs: Streamlit gives the access log a handler when it is imported, and
    again when it has read its settings, whatever the server was told.
    """
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
    access.disabled = True
    for name in _FAULTS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, _WithoutVisitor) for one in logger.filters):
            logger.addFilter(_WithoutVisitor())


def where(error: BaseException) -> str:
    """Return where in the code an exception came from, without its message.

    The message may name what a visitor chose or searched for; the lines of the code do not.
    """
    chain: list[BaseException] = []
    while error not in chain:
        chain.append(error)
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier is None:
            break
        error = earlier
    return "\n".join(
        "".join(traceback.format_tb(one.__traceback__)) + type(one).__qualname__
        for one in reversed(chain)
    )


class _WithoutVisitor(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out who connects, and the message of an exception."""
        if isinstance(record.msg, str) and record.msg.startswith(_WHO_CONNECTS):
            return False
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = where(record.exc_info[1])
            record.exc_info = None
        return True
