"""Ways in which a source file is damaged: by an editor, a spreadsheet, a disk or a merge."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

Damage = Callable[[bytes, random.Random], bytes]

CELLS: Final = (
    *("", " ", "-", "–", "NA", "nan", "NaN", "inf", "-inf", "1e400", "-0", "0x10", "1_000", "٣"),
    *("1.234,5", "9" * 5000, "1" * 20, "0.1" + "0" * 400 + "1", "9999-99-99", "0000-00-00"),
    *("2021-13", "2021/22/23", "21/22", "2022/21", "999999", "-1", "true", "[]", "{}", "=1+1"),
    *("\x00", "\x1b", "\ufeff", "\ud7ff", "\u202e", "a" * 40_000, "🙂", "';--", "%s", "{hole}"),
    *('"', "'", "\\", "\n", "\r", ",", ";", "vive;vive", ";own", "own;", "../x", "316", "school"),
)


def flip_a_byte(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def lose_a_stretch(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 200) :]


def gain_noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(chance.randrange(1, 40)) + content[at:]


def zero_a_stretch(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    end = min(len(content), at + chance.randrange(1, 512))
    return content[:at] + bytes(end - at) + content[end:]


def repeat_a_line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def lose_a_line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def swap_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


def leave_a_conflict(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    ours, theirs = b"<<<<<<< ours\n", b"=======\n>>>>>>> theirs\n"
    return b"".join([*lines[:at], ours, lines[at], theirs, *lines[at:]])


def another_cell(content: bytes, chance: random.Random) -> bytes:
    """Put something strange into the place of a cell or a value, as it would be written there."""
    written = chance.choice(CELLS).encode("utf-8", errors="surrogatepass")
    places = list(re.finditer(rb"(?<=[,\n= ])[^,\n=\[\]]+(?=[,\n])", content))
    if not places:
        return content + written
    place = chance.choice(places)
    return content[: place.start()] + written + content[place.end() :]


def a_cell_of_another_row(content: bytes, chance: random.Random) -> bytes:
    places = list(re.finditer(rb"(?<=[,\n])[^,\n]*(?=[,\n])", content))
    if len(places) < 2:
        return content + b","
    a, b = sorted(chance.sample(places, 2), key=lambda place: place.start())
    between = content[a.end() : b.start()]
    return content[: a.start()] + b[0] + between + a[0] + content[b.end() :]


def other_line_ends(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b""]))


def another_encoding(content: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "latin-1", "utf-8-sig", "cp437"])
    return content.decode().encode(encoding, errors="replace")


def nothing_left(content: bytes, chance: random.Random) -> bytes:
    return chance.choice([b"", b"\n", b"\x00", b"\n\n\n", b'"', b","])


DAMAGES: Final[tuple[Damage, ...]] = (
    *(flip_a_byte, cut_off, lose_a_stretch, gain_noise, zero_a_stretch, repeat_a_line),
    *(lose_a_line, swap_lines, leave_a_conflict, another_cell, another_cell, another_cell),
    *(a_cell_of_another_row, other_line_ends, another_encoding, nothing_left),
)


def damaged(folder: Path, number: int) -> str:
    """Damage one file of a folder, the same one in the same way for the same number."""
    chance = random.Random(number)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    file = files[number % len(files)]
    damage = chance.choice(DAMAGES)
    if chance.random() < 0.03:
        file.unlink()
        if chance.random() < 0.5:
            file.mkdir()
            return f"a folder in the place of {file.name}"
        return f"without {file.name}"
    before = file.read_bytes()
    after = before
    for _ in range(20):
        after = damage(before, chance)
        if after != before:
            break
    file.write_bytes(after)
    return f"{damage.__name__} of {file.name}"
