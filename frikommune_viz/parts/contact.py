"""Who runs the site and how they are reached: what the environment says, and nothing else."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

NAME: Final = "FRIKOMMUNE_OPERATOR"
EMAIL: Final = "FRIKOMMUNE_EMAIL"
PHONE: Final = "FRIKOMMUNE_PHONE"

_ALLOWED: Final = {
    NAME: r"[^<>\x00-\x1f]{1,200}",
    EMAIL: r"[\w.+-]+@[\w-]+(\.[\w-]+)+",
    PHONE: r"\+?\d[\d ]{5,20}",
}


class ContactError(ValueError):
    """What the environment says of whoever runs the site cannot be that."""


@dataclass(frozen=True)
class Contact:
    """Name, e-mail address and telephone number; each empty where it is not known."""

    name: str
    email: str
    phone: str


def contact() -> Contact:
    """Return who runs the site, as the environment says it.

    Raises
    ------
    ContactError
        When an address is none, or a number has other signs than digits and spaces.
    """
    given = {name: os.environ.get(name, "").strip() for name in _ALLOWED}
    for name, value in given.items():
        if value and not re.fullmatch(_ALLOWED[name], value):
            raise ContactError(f"{name}={value}: not a name, an e-mail address or a number")
    return Contact(given[NAME], given[EMAIL], given[PHONE])
