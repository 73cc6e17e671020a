"""What a visitor has chosen ⇄ the address.

The address holds language-neutral codes. Values it does not know are dropped, and
:func:`unknown` names them so that the page can say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple, Self

from frikommune_viz.model.codes import (
    Area,
    Category,
    Exemption,
    FoundKind,
    Language,
    Respondent,
    Scope,
    SourceClass,
    Theme,
    Trait,
    View,
    Wave,
    Weight,
)
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

Url = Mapping[str, str]
NO_GROUP: Final = "not_stated"
"""The code, in an address, of statements whose source names no group."""

GROUPS: Final = (*(str(group) for group in Respondent), NO_GROUP)
FINDING_CLASSES: Final = (
    SourceClass.EVALUATION,
    SourceClass.EVALUATION_RETOLD,
    SourceClass.RESEARCH,
    SourceClass.MUNICIPALITY,
    SourceClass.PRESS,
)
SURVEYED: Final = (Respondent.STAFF, Respondent.LEADERS)
"""The groups a survey asks, each by itself."""

CELLS: Final = tuple(
    f"{place}.{theme}" for place in (Scope.ALL_SEVEN, *Area, *MUNICIPALITY_AREA) for theme in Theme
)
"""The cells of the comparison: whom it is about, and the theme."""

TRAVELLING: Final = ("lang", "edition", "own")
"""The choices that a visitor takes along from page to page."""

LONGEST_SEARCH: Final = 80
LONGEST_LIST: Final = 12
"""Initiatives that a visitor's own list holds at most: what one page can show."""

LIST: Final = "list"
_BETWEEN: Final = {LIST: "."}
"""What stands between the codes of a choice in the address, where it is no comma."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The codes an address may hold.

    Attributes
    ----------
    indicators, periods, questions, municipalities
        Those of the edition: register indicators and their periods, questions and indices of its
        survey, the 98.
    editions
        The editions that are offered, also the one that is shown without being named.
    initiatives
        Those of the edition, in small letters.
    """

    indicators: frozenset[str]
    municipalities: frozenset[str]
    periods: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    initiatives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """Every choice of a visitor. An empty choice means all.

    Attributes
    ----------
    initiative
        The one whose page is shown.
    list
        The visitor's own list of initiatives, in the order they were put there.
    sheet
        Whether that list is shown alone, as one page to print.
    """

    lang: Language = Language.DA
    edition: str = ""
    theme: tuple[Theme, ...] = ()
    area: tuple[Area, ...] = ()
    municipality: tuple[str, ...] = ()
    respondent: tuple[str, ...] = ()
    wave: tuple[Wave, ...] = ()
    source: tuple[SourceClass, ...] = ()
    indicator: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    group: Respondent = Respondent.STAFF
    own: str = ""
    weigh_group: Weight = Weight.SOME
    weigh_region: Weight = Weight.SOME
    weigh_register: Weight = Weight.SOME
    baseline: str = ""
    endline: str = ""
    view: View = View.LEVEL
    category: tuple[Category, ...] = ()
    cell: str = ""
    vive: bool = False
    q: str = ""
    results: bool = False
    supporting: bool = False
    numbers: bool = False
    exemption: tuple[Exemption, ...] = ()
    changed: bool = False
    kind: tuple[FoundKind, ...] = ()
    initiative: str = ""
    list: tuple[str, ...] = ()
    sheet: bool = False
    page: int = 1

    @classmethod
    def from_url(cls, url: Url, allowed: Allowed) -> Self:
        """Return the choices of an address; a part that is not known keeps its default.

        Parameters
        ----------
        url
            The parameters of the address by name, each as one text.
        allowed
            The codes of the edition.

        Examples
        --------
        >>> allowed = Allowed(indicators=frozenset(), municipalities=frozenset({"101"}))
        >>> Filters.from_url({"area": "school,moon", "own": "101"}, allowed).to_url()
        {'lang': 'da', 'area': 'school', 'own': '101'}
        """
        return cls(
            **{
                name: choice.read(url[name], allowed)[0]
                for name, choice in _CHOICE.items()
                if name in url
            }
        )

    def to_url(self) -> dict[str, str]:
        """Return the parameters of an address: the language always, the rest if not at default."""
        url = {}
        for name, default in _DEFAULTS.items():
            value = getattr(self, name)
            if name == "lang" or value != default:
                url[name] = _written(value, _BETWEEN.get(name, ","))
        return url

    def but(self, **choices: Any) -> Filters:
        """Return the same choices with some changed."""
        return Filters(**{name: getattr(self, name) for name in _DEFAULTS} | choices)

    def only(self, *names: str) -> Filters:
        """Return the choices with these names; the others are left at their default."""
        return Filters(**{name: getattr(self, name) for name in names})

    def travelling(self, **choices: Any) -> Filters:
        """Return the choices that go along to another page, and those that the link itself names.

        What was chosen on one page would otherwise filter the next in silence.

        Examples
        --------
        >>> here = Filters(own="101", theme=(Theme.TRUST,), page=3)
        >>> here.travelling(municipality=("561",)).to_url()
        {'lang': 'da', 'municipality': '561', 'own': '101'}
        """
        return self.only(*TRAVELLING).but(**choices)

    @property
    def profile(self) -> str:
        """Municipality whose profile is shown: the first chosen; empty where none is."""
        return self.municipality[0] if self.municipality else ""

    @property
    def weights(self) -> dict[Trait, Weight]:
        """How much each trait counts where the seven are ordered by likeness to `own`."""
        return {
            Trait.GROUP: self.weigh_group,
            Trait.REGION: self.weigh_region,
            Trait.REGISTER: self.weigh_register,
        }


_DEFAULTS: Final = {field.name: field.default for field in fields(Filters)}


def unknown(url: Url, allowed: Allowed) -> dict[str, str]:
    """Return the parts of an address that are not known, by name; foreign parameters are ignored.

    Examples
    --------
    >>> allowed = Allowed(indicators=frozenset(), municipalities=frozenset())
    >>> unknown({"area": "school,moon", "utm_source": "post"}, allowed)
    {'area': 'moon'}
    """
    dropped = {}
    for name, choice in _CHOICE.items():
        if name in url and (rest := choice.read(url[name], allowed)[1]):
            dropped[name] = rest
    return dropped


def codes_of(name: str, allowed: Allowed) -> tuple[str, ...]:
    """Return the codes that a choice may hold; those of an edition sorted.

    Examples
    --------
    >>> codes_of("view", Allowed(indicators=frozenset(), municipalities=frozenset()))
    ('level', 'change')
    """
    codes = _CHOICE[name].codes(allowed)
    return tuple(sorted(codes) if isinstance(codes, frozenset) else codes)


def is_list(name: str) -> bool:
    """Return whether a choice may hold several codes."""
    return _CHOICE[name].is_list


def _written(value: object, between: str) -> str:
    if isinstance(value, tuple):
        return between.join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


_Read = Callable[[str, Allowed], tuple[Any, str]]
_Codes = Callable[[Allowed], Iterable[str]]


class _Choice(NamedTuple):
    """How a choice is read, and what it may hold: no codes where any text may stand."""

    read: _Read
    codes: _Codes
    is_list: bool = False


def _reader_of_many(known: Callable[[str, Allowed], Any | None], between: str = ",") -> _Read:
    """Return a reader of a list of codes: in the order given, each once, and the rest."""

    def read(written: str, allowed: Allowed) -> tuple[tuple[Any, ...], str]:
        parts = [part for part in written.split(between) if part]
        values = {part: known(part, allowed) for part in parts}
        rest = ",".join(part for part, value in values.items() if value is None)
        return tuple(value for value in values.values() if value is not None), rest

    return read


def _many(among: Iterable[Any]) -> _Choice:
    """Return a choice of members of a vocabulary, by their codes."""
    members = {str(member): member for member in among}
    return _Choice(
        _reader_of_many(lambda part, _: members.get(part)), lambda _: members, is_list=True
    )


def _many_codes(codes: Callable[[Allowed], frozenset[str]]) -> _Choice:
    """Return a choice of codes of the edition."""
    read = _reader_of_many(lambda part, allowed: part if part in codes(allowed) else None)
    return _Choice(read, codes, is_list=True)


def _one(among: Iterable[Any], otherwise: Any) -> _Choice:
    """Return a choice of one member of a vocabulary, by its code."""
    members = {str(member): member for member in among}

    def read(written: str, _: Allowed) -> tuple[Any, str]:
        return (members[written], "") if written in members else (otherwise, written)

    return _Choice(read, lambda _: members)


def _code(codes: Callable[[Allowed], frozenset[str]]) -> _Choice:
    """Return a choice of one code of the edition; empty where none is chosen."""

    def read(written: str, allowed: Allowed) -> tuple[str, str]:
        return (written, "") if written in codes(allowed) or not written else ("", written)

    return _Choice(read, codes)


def _initiative(written: str, allowed: Allowed) -> str | None:
    code = written.lower()
    return code if code in allowed.initiatives else None


def _one_initiative(written: str, allowed: Allowed) -> tuple[str, str]:
    found = _initiative(written, allowed)
    return (found or "", "" if found or not written else written)


def _own_list(written: str, allowed: Allowed) -> tuple[tuple[str, ...], str]:
    """Return the first that a list has room for, and what is left over or not known."""
    # Given twice, a list is read as one that is written with commas.
    written = written.replace(",", _BETWEEN[LIST])
    found, rest = _reader_of_many(_initiative, _BETWEEN[LIST])(written, allowed)
    # The same code in large and small letters is one initiative, and takes up one place.
    once = tuple(dict.fromkeys(found))
    over = (*once[LONGEST_LIST:], *filter(None, rest.split(",")))
    return once[:LONGEST_LIST], _BETWEEN[LIST].join(over)


def _flag(written: str, _: Allowed) -> tuple[bool, str]:
    return written == "1", "" if written in ("0", "1") else written


def _page(written: str, _: Allowed) -> tuple[int, str]:
    # isdecimal alone lets other scripts' digits through; four digits are more than enough.
    valid = written.isascii() and written.isdecimal() and len(written) <= 4 and int(written) > 0
    return (int(written), "") if valid else (1, written)


def _search(written: str, _: Allowed) -> tuple[str, str]:
    return written[:LONGEST_SEARCH], written[LONGEST_SEARCH:]


_FLAG: Final = _Choice(_flag, lambda _: ("0", "1"))

_CHOICE: Final[dict[str, _Choice]] = {
    "lang": _one(Language, Language.DA),
    "edition": _code(lambda allowed: allowed.editions),
    "theme": _many(Theme),
    "area": _many(Area),
    "municipality": _many(MUNICIPALITY_AREA),
    "respondent": _many(GROUPS),
    "wave": _many(Wave),
    "source": _many(FINDING_CLASSES),
    "indicator": _many_codes(lambda allowed: allowed.indicators),
    "question": _many_codes(lambda allowed: allowed.questions),
    "group": _one(SURVEYED, Respondent.STAFF),
    "own": _code(lambda allowed: allowed.municipalities),
    "weigh_group": _one(Weight, Weight.SOME),
    "weigh_region": _one(Weight, Weight.SOME),
    "weigh_register": _one(Weight, Weight.SOME),
    "baseline": _code(lambda allowed: allowed.periods),
    "endline": _code(lambda allowed: allowed.periods),
    "view": _one(View, View.LEVEL),
    "category": _many(Category),
    "cell": _one(CELLS, ""),
    "vive": _FLAG,
    "q": _Choice(_search, lambda _: ()),
    "results": _FLAG,
    "supporting": _FLAG,
    "numbers": _FLAG,
    "exemption": _many(Exemption),
    "changed": _FLAG,
    "kind": _many(FoundKind),
    "initiative": _Choice(_one_initiative, lambda allowed: allowed.initiatives),
    LIST: _Choice(_own_list, lambda allowed: allowed.initiatives, is_list=True),
    "sheet": _FLAG,
    "page": _Choice(_page, lambda _: ()),
}
