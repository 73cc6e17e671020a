"""Query a service over the net: time-outs, retries with backoff, and a plain message on refusal."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from frikommune_viz.fetch.fetch_error import FetchError, RefusedError

LARGEST: Final = 100_000_000
"""Bytes; no expected response comes near, and an endless one must end."""

SLOWEST: Final = 20
"""A whole response may take this many times the time-out between two of its parts."""

LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
BUSY: Final = httpx.codes.TOO_MANY_REQUESTS
NOT_TABLES: Final = ("html", "xml", "image/", "pdf", "zip", "json")
"""Content types that hold no rows of text, whatever the status."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait and how often to try.

    Attributes
    ----------
    timeout
        Seconds without data after which an attempt is abandoned.
    attempts
        Attempts in all.
    pause
        Seconds before the second attempt; doubled for each one after.
    """

    timeout: float = 30.0
    attempts: int = 4
    pause: float = 1.0


class Connection:
    """One service, queried by POST with JSON.

    Parameters
    ----------
    base
        Address of the service; https, or http on this machine.
    patience
        How long to wait and how often to try.
    log
        Called with a line for each attempt that failed.
    headers
        Sent with each query, such as a key.

    Raises
    ------
    FetchError
        If the address is neither https nor on this machine.
    """

    def __init__(
        self,
        base: str,
        patience: Patience,
        log: Callable[[str], None],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        parts = urlsplit(base)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise FetchError(f"{base}: the address must begin with https://")
        self.base = base.rstrip("/")
        self._patience = patience
        self._log = log
        self._client = httpx.Client(timeout=patience.timeout, headers=headers)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def json(self, path: str, question: Mapping[str, Any]) -> tuple[Any, str]:
        """Query for JSON; return its content, and the text as received."""
        content_type, text = self._ask(path, question)
        if "json" not in content_type:
            raise FetchError(self._unexpected(path, content_type, "JSON"))
        try:
            return json.loads(text.removeprefix("\ufeff")), text
        except json.JSONDecodeError as error:
            raise FetchError(
                f"{self.base}/{path}: the answer is not valid JSON ({error})"
            ) from error

    def rows(self, path: str, question: Mapping[str, Any]) -> str:
        """Query for rows of text; return them as received, byte order mark included."""
        content_type, text = self._ask(path, question)
        if any(word in content_type for word in NOT_TABLES):
            raise FetchError(self._unexpected(path, content_type, "CSV"))
        return text

    def _unexpected(self, path: str, content_type: str, expected: str) -> str:
        found = content_type or "no content type"
        return f"{self.base}/{path}: the answer is {found}, not {expected}"

    def _ask(self, path: str, question: Mapping[str, Any]) -> tuple[str, str]:
        """Query until there is a response; transient failures are retried."""
        pause = self._patience.pause
        for attempt in range(1, self._patience.attempts + 1):
            try:
                status, content_type, body = self._once(path, question)
            except httpx.TimeoutException:
                why = f"no answer within {self._patience.timeout:g} seconds"
            except httpx.TransportError as error:
                why = f"the connection failed ({error or type(error).__name__})"
            except httpx.DecodingError as error:
                why = f"the answer came damaged ({error})"
            else:
                if status < httpx.codes.INTERNAL_SERVER_ERROR and status != BUSY:
                    return content_type, self._text(path, status, content_type, body)
                why = f"the service failed (HTTP {status})"
            if attempt < self._patience.attempts:
                self._log(f"{why}; trying again in {pause:g} s")
                time.sleep(pause)
                pause *= 2
        raise FetchError(f"{self.base}/{path}: {why}, {self._patience.attempts} times in a row")

    def _once(self, path: str, question: Mapping[str, Any]) -> tuple[int, str, bytes]:
        latest = time.monotonic() + SLOWEST * self._patience.timeout
        body = bytearray()
        with self._client.stream("POST", f"{self.base}/{path}", json=question) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise FetchError(f"{self.base}/{path}: the answer is over {LARGEST:,} bytes")
                if time.monotonic() > latest:
                    raise httpx.ReadTimeout("the answer trickles")
            content_type = response.headers.get("content-type", "").lower()
            return response.status_code, content_type, bytes(body)

    def _text(self, path: str, status: int, content_type: str, body: bytes) -> str:
        """Return the text of a successful response; raise a refusal in the service's own words."""
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FetchError(
                f"{self.base}/{path}: the answer is not UTF-8 (byte {error.start})"
            ) from error
        if status != httpx.codes.OK:
            code, message = _refusal(text, content_type)
            reason = ": ".join(part for part in (code, message) if part) or "no reason given"
            raise RefusedError(code, f"{self.base}/{path} refused (HTTP {status}): {reason}")
        return text


def _refusal(text: str, content_type: str) -> tuple[str, str]:
    """Return code and message of a refusal; either is empty where the service gives none."""
    if "json" not in content_type:
        return "", f"an answer of type {content_type or 'unknown'}"
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return "", "an answer that is not valid JSON"
    if not isinstance(content, dict):
        return "", str(content)[:200]
    return str(content.get("errorTypeCode", "")), str(content.get("message", ""))[:500]
