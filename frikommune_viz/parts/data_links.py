"""Addresses of figures by address: an extract of the register, and the lists of what there is."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import urlencode

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.extract_lists import LISTS
from frikommune_viz.filters import Filters
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.selection.extract import Extract
from frikommune_viz.selection.extract_address import extract_url
from frikommune_viz.selection.file_faults import EDITION, LANGUAGE
from frikommune_viz.text import Text, mark

EXTRACT: Final = "registertal"
"""What an extract of the register figures is called as a file."""

BY_ADDRESS: Final = "adresse"
"""Where the page on method explains figures by address."""

_FORMS: Final = {"csv": mark("CSV"), "xlsx": mark("Excel (XLSX)"), "json": mark("JSON")}
"""The forms in which a page offers a list."""

_YEARS: Final = 6
"""Years of the example."""


def extract_href(extract: Extract, form: str, edition: Edition, filters: Filters) -> str:
    """Return the address of an extract in the language of the page.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> published = open_edition("published")
    >>> asked = Extract(("exam_grade_9",), ("561", "316"), ("2024",))
    >>> extract_href(asked, "csv", published, Filters())
    './hent/registertal.csv?indikator=exam_grade_9&kommune=561,316&aar=2024&lang=da'
    """
    return f"./hent/{EXTRACT}.{form}?{_query(extract_url(extract, edition), filters)}"


def list_href(name: str, form: str, filters: Filters) -> str:
    """Return the address of a list of what an extract can hold."""
    return f"./hent/{name}.{form}?{_query({}, filters)}"


class Example(NamedTuple):
    """An address to learn from: what it gives, where it leads, and how it is written."""

    label: str
    href: str

    @property
    def written(self) -> str:
        """The address as it is read, below the site's own."""
        return self.href.removeprefix(".")


def examples(edition: Edition, filters: Filters, text: Text) -> list[Example]:
    """Return an address for one indicator, for one municipality, and for all there is of a year."""
    rows = edition.indicators.values()
    indicator = next((row for row in rows if row.primary_reason), next(iter(rows)))
    pilots = AREA_MUNICIPALITIES[indicator.area]
    everybody, every = tuple(edition.municipalities), tuple(edition.indicators)
    ends = {row.period_end for row in edition.observations_of(indicator.indicator_id)}
    years = tuple(str(year) for year in sorted(ends)[-_YEARS:])
    label = text.pick(indicator.label)
    names = text.join(edition.municipalities[code].name for code in pilots)
    asked = (
        (
            text.say(
                "{label} i {municipalities}, {first} til {last}",
                label=label,
                municipalities=names,
                first=years[0],
                last=years[-1],
            ),
            Extract((indicator.indicator_id,), pilots, years),
            "csv",
        ),
        (
            text.say("{label} i alle kommuner", label=label),
            Extract((indicator.indicator_id,), everybody),
            "parquet",
        ),
        (
            text.say(
                "Alle registertal for {municipality}",
                municipality=edition.municipalities[pilots[0]].name,
            ),
            Extract(every, pilots[:1]),
            "xlsx",
        ),
    )
    return [
        Example(said, extract_href(extract, form, edition, filters))
        for said, extract, form in asked
    ]


def lists(filters: Filters, text: Text) -> dict[str, dict[str, str]]:
    """Return the addresses of each list by the word for its form."""
    return {
        name: {text.say(word): list_href(name, form, filters) for form, word in _FORMS.items()}
        for name in LISTS
    }


def _query(chosen: dict[str, str], filters: Filters) -> str:
    where = {LANGUAGE: str(filters.lang), EDITION: filters.edition}
    return urlencode(
        {name: written for name, written in {**chosen, **where}.items() if written}, safe=",/"
    )
