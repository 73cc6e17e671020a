"""Why a series could not be fetched, in plain words."""

from __future__ import annotations


class FetchError(Exception):
    """Nothing has been written; the message gives the reason and the remedy."""


class RefusedError(FetchError):
    """The service refused the question.

    Parameters
    ----------
    code
        The service's own code of the error, such as ``REQUEST-LIMIT``, or an empty string.
    message
        The reason it gave.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)
