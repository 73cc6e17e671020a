"""Language: sentences, plurals, numbers, periods and lists, in Danish and English.

Danish is the language of the source code; English is found in ``locale/en.po`` (gettext). All
functions are pure in the language they are made for: nothing here depends on the locale of the
process, so two visitors never mix their languages. ``say`` is gettext, ``count`` ngettext and
``mark`` gettext_noop.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as calendar_date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from frikommune_viz.model.codes import Language
from frikommune_viz.model.rows import Both

LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
MINUS: Final = "\u2212"
_BABEL: Final = {Language.DA: Locale("da", "DK"), Language.EN: Locale("en", "GB")}
_DATE: Final = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?")
# The Danish alphabet puts æ, ø, å last, where code points put å first; aa in a place name is å.
_DANISH_ORDER: Final = str.maketrans("æøåé", "{|}e")


def mark(message: str) -> str:
    """Return a message as it is, marked for extraction; it is translated where it is used."""
    return message


def danish_order(name: str) -> str:
    """Return a sort key that puts Æ, Ø, Å after Z, in that order, and Aa with Å.

    Examples
    --------
    >>> sorted(["Ærø", "Aabenraa", "Viborg"], key=danish_order)
    ['Viborg', 'Ærø', 'Aabenraa']
    """
    return name.lower().replace("aa", "å").translate(_DANISH_ORDER)


def half_up(value: float, decimals: int) -> Decimal:
    """Return a number rounded as it is written, a half away from zero."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language is Language.DA:
        return gettext.NullTranslations()
    with (LOCALE_FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=str(language), abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class Text:
    """Everything a page says in one language."""

    language: Language

    def say(self, message: str, **values: object) -> str:
        """Return a whole sentence in this language.

        Parameters
        ----------
        message
            The Danish sentence, with ``{named}`` placeholders.
        **values
            What fills the placeholders, already formatted for this language.

        Raises
        ------
        KeyError
            When a placeholder has no value.

        Examples
        --------
        >>> TEXTS[Language.EN].say("{start} til {end}", start="2021", end="2022")
        '2021 to 2022'
        """
        translated = _translations(self.language).gettext(message)
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return a sentence about `n` things in the right plural form; ``{n}`` is the number."""
        return self.count_form(one, many, n).format(n=self.number(n), **values)

    def count_form(self, one: str, many: str, n: int) -> str:
        """Return the plural form for `n`, its placeholders not yet filled."""
        return _translations(self.language).ngettext(one, many, n)

    def pick(self, both: Both) -> str:
        """Return the side of a bilingual text that belongs to this language."""
        return both.da if self.language is Language.DA else both.en

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number with a fixed number of decimals and a true minus sign.

        A half is rounded up, as people do by hand: 8.35 is written 8,4 although the nearest
        binary number lies just below. A signed number that rounds to zero carries no sign.

        Examples
        --------
        >>> TEXTS[Language.DA].number(1234.5, 1)
        '1.234,5'
        >>> TEXTS[Language.DA].number(0.04, 1, signed=True)
        '0,0'
        """
        rounded = half_up(abs(value), decimals)
        written = f"{rounded:,.{decimals}f}"
        if self.language is Language.DA:
            written = written.translate(str.maketrans(",.", ".,"))
        if rounded == 0:
            return written
        return (MINUS if value < 0 else "+" if signed else "") + written

    def period(self, period: str) -> str:
        """Return a period of the tables as people read it.

        The normal form is ``2021``, ``2021-08``, ``2021-08-25``, the school year ``2021/22``, a
        range of two dates joined by an en dash, or an open range ending in one.
        """
        if "–" not in period:
            return self.date(period)
        start, end = period.split("–")
        if not end:
            return self.say("fra {start}", start=self.date(start))
        if start.isdigit() and end.isdigit():
            return f"{start}–{end}"
        return self.say("{start} til {end}", start=self.date(start), end=self.date(end))

    def date(self, date: str) -> str:
        """Return a date as exactly as it is known: day, month or only the year.

        Examples
        --------
        >>> [TEXTS[Language.DA].date(date) for date in ("2021", "2021-08", "2021-08-25")]
        ['2021', 'august 2021', '25. august 2021']
        """
        parts = _DATE.fullmatch(date)
        if parts is None or parts["month"] is None:
            return date
        day = calendar_date(int(parts["year"]), int(parts["month"]), int(parts["day"] or 1))
        form = "MMMM y" if parts["day"] is None else "long"
        return format_date(day, form, locale=_BABEL[self.language])

    def join(self, items: Iterable[str]) -> str:
        """Return a list of items as it is written in a sentence: "a, b og c"."""
        return format_list(list(items), locale=_BABEL[self.language])

    def join_or(self, items: Iterable[str]) -> str:
        """Return a list of alternatives as it is written in a sentence: "a, b eller c"."""
        return format_list(list(items), style="or", locale=_BABEL[self.language])


TEXTS: Final = {language: Text(language) for language in Language}
