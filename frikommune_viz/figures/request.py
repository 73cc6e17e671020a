"""What is asked for when a figure is asked for, and the code that says it.

The code of a register figure is ``<indicator>-<kind>``; that of a figure of a survey is
``<indicator>-<kind>-<area>-<group>``, with a prefix where the numbers are invented. Nothing else
puts a code together or takes one apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Respondent
from frikommune_viz.model.periods import Pair
from frikommune_viz.wording.practice_names import bare_name, is_practice_name, practice_name


class FigureKind(StrEnum):
    """What a figure shows of its indicator; the word its code holds."""

    TREND = "trend"
    BEFORE_AFTER = "before-after"
    CHANGES = "changes"
    LEVELS = "levels"
    GAP = "gap"
    """How far each pilot lay from the common course, and what the difference rules out."""

    PERIODS = "periods"
    """The panel of all choices of years: rows to download, but no chart."""

    CHANGE = "change"
    ARROWS = "arrows"
    ANSWERS = "answers"


SURVEY_KINDS: Final = (FigureKind.CHANGE, FigureKind.ARROWS, FigureKind.ANSWERS)
"""The kinds that show a survey; the others show the register."""

REGISTER_KINDS: Final = tuple(kind for kind in FigureKind if kind not in SURVEY_KINDS)
KINDS_OF_TWO_PERIODS: Final = (FigureKind.BEFORE_AFTER, FigureKind.CHANGES, FigureKind.PERIODS)
"""The kinds that need two periods; a trend takes them for its words, the others refuse any."""

_STEM: Final = re.compile(
    r"(?P<code>[a-z0-9_-]{1,120})(\.(?P<own>\d{3}))?\.(?P<language>da|en)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """One figure, by everything it depends on but the edition.

    Attributes
    ----------
    kind, indicator
        What is shown, and of which indicator.
    area, group
        Of a survey figure: whose answers. None for the register.
    own
        Code of the municipality that is also named; empty for none. A survey figure has none.
    pair
        The two periods asked for, either of them empty where only the other is asked for; None
        for those shown by default, and for the kinds that have no choice of periods.
    language
        The language of its words.
    is_simulated
        Of a survey figure: whether its numbers are invented, as its code says.

    Examples
    --------
    >>> asked = FigureRequest(FigureKind.TREND, "absence_grade_7_9", own="101")
    >>> asked.code, asked.stem
    ('absence_grade_7_9-trend', 'absence_grade_7_9-trend.101.da')
    >>> FigureRequest.from_stem(asked.stem) == asked
    True
    """

    kind: FigureKind
    indicator: str
    area: Area | None = None
    group: Respondent | None = None
    own: str = ""
    pair: Pair | None = None
    language: Language = Language.DA
    is_simulated: bool = False

    @property
    def is_of_survey(self) -> bool:
        """Whether the figure shows answers to a survey."""
        return self.kind in SURVEY_KINDS

    @property
    def subject(self) -> str:
        """What the figure is about, whatever its kind; also its place in a list of figures.

        Examples
        --------
        >>> FigureRequest(
        ...     FigureKind.CHANGE, "trust_index", Area.SCHOOL, Respondent.STAFF
        ... ).subject
        'trust_index-school-staff'
        """
        parts = (self.indicator, self.area, self.group) if self.is_of_survey else (self.indicator,)
        return "-".join(str(part) for part in parts)

    @property
    def code(self) -> str:
        """Language-neutral name of the figure, without its choices."""
        if not self.is_of_survey:
            return f"{self.indicator}-{self.kind}"
        code = f"{self.indicator}-{self.kind}-{self.area}-{self.group}"
        return practice_name(code, is_simulated=self.is_simulated)

    @property
    def stem(self) -> str:
        """Name of the figure's published files without their ending; periods are not in it."""
        return ".".join(part for part in (self.code, self.own, self.language) if part)

    def file(self, form: str) -> str:
        """Return the name of the figure's published file in a form."""
        return f"{self.stem}.{form}"

    def choices(self, edition_code: str = "") -> Filters:
        """Return the choices that, beside the code, lead to this figure again.

        Parameters
        ----------
        edition_code
            The edition as an address names it; empty for the one that is shown unasked.
        """
        baseline, endline = self.pair or ("", "")
        return Filters(
            lang=self.language,
            edition=edition_code,
            own=self.own,
            baseline=baseline,
            endline=endline,
        )

    def but(
        self, *, own: str | None = None, pair: Pair | None = None, language: Language | None = None
    ) -> Self:
        """Return the same request with some of its choices changed."""
        return replace(
            self,
            own=self.own if own is None else own,
            pair=self.pair if pair is None else pair,
            language=language or self.language,
        )

    @classmethod
    def parse(cls, code: str, filters: Filters | None = None) -> Self | None:
        """Read a code, and from `filters` the choices a figure may depend on.

        Returns
        -------
        FigureRequest or None
            None where no figure has such a code. Whether an edition has the figure is for
            :func:`frikommune_viz.figures.registry.complete` to tell.

        Examples
        --------
        >>> FigureRequest.parse("trust_index-answers-school-staff").group
        <Respondent.STAFF: 'staff'>
        >>> FigureRequest.parse("trust_index-pie-school-staff") is None
        True
        """
        chosen = filters or Filters()
        pair = Pair(chosen.baseline, chosen.endline) if chosen.baseline or chosen.endline else None
        is_simulated = is_practice_name(code)
        indicator, _, rest = bare_name(code).partition("-")
        if not indicator:
            return None
        if rest in REGISTER_KINDS and not is_simulated:
            return cls(FigureKind(rest), indicator, own=chosen.own, pair=pair, language=chosen.lang)
        if rest.count("-") != 2:
            return None
        kind, area, group = rest.split("-")
        if kind not in SURVEY_KINDS or area not in tuple(Area) or group not in tuple(Respondent):
            return None
        return cls(
            FigureKind(kind),
            indicator,
            Area(area),
            Respondent(group),
            chosen.own,
            pair,
            chosen.lang,
            is_simulated,
        )

    @classmethod
    def from_stem(cls, stem: str) -> Self | None:
        """Read the name of a figure's published files; None where it names no figure."""
        found = _STEM.fullmatch(stem)
        if found is None:
            return None
        chosen = Filters(lang=Language(found["language"]), own=found["own"] or "")
        return cls.parse(found["code"], chosen)
