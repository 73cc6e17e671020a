"""What can be found: every initiative, rule, statement, term and page of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, Category, Exemption, FoundKind, Language, ResultKind
from frikommune_viz.model.rows import Both, Finding, Initiative, Rule
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGES


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    code
        Its id in the edition; of a page its name, with the municipality or indicator it is about.
    topics
        Words of the vocabularies that its own sentences need not hold.
    area, municipality, category, exemption, has_result, was_changed
        What it can be filtered by; None where it is about no single one. Only an initiative has a
        subject, an exemption, a result that is told, or anything that was changed.
    """

    kind: FoundKind
    code: str
    title: Both
    body: Both
    topics: Both
    area: Area | None = None
    municipality: str | None = None
    category: Category | None = None
    exemption: Exemption | None = None
    has_result: bool = False
    was_changed: bool = False

    @property
    def key(self) -> str:
        """Kind and id together."""
        return f"{self.kind}:{self.code}"


_NONE: Final = Both("", "")


def entries(edition: Edition) -> tuple[Entry, ...]:
    """Return all that can be found in an edition."""
    return (
        *(_initiative(row, edition) for row in edition.initiatives),
        *(_rule(row, edition) for row in edition.rules),
        *(_statement(row, edition) for row in edition.findings),
        *(
            Entry(FoundKind.TERM, row.term_id, row.term, row.definition, _NONE)
            for row in edition.terms
        ),
        *_pages(edition),
    )


def _initiative(row: Initiative, edition: Edition) -> Entry:
    return Entry(
        FoundKind.INITIATIVE,
        row.initiative_id,
        row.title,
        _joined(row.description, row.reported_result, row.changed),
        _topics(
            (labels.CATEGORY[row.category], labels.AREA[row.area], labels.AREA_INLINE[row.area]),
            (_name(row.municipality_code, edition), row.site or ""),
        ),
        row.area,
        row.municipality_code,
        row.category,
        row.required_law_exemption,
        row.result_kind is not ResultKind.NONE,
        bool(row.changed.da),
    )


def _rule(row: Rule, edition: Edition) -> Entry:
    return Entry(
        FoundKind.RULE,
        row.rule_id,
        row.topic,
        _joined(row.note, Both(row.legal_reference, row.legal_reference)),
        _topics(
            (
                labels.AREA[row.area],
                labels.AREA_INLINE[row.area],
                labels.RULE_STATUS[row.status],
            ),
            (_name(row.municipality_code, edition),),
        ),
        row.area,
        row.municipality_code,
    )


def _statement(row: Finding, edition: Edition) -> Entry:
    areas = (labels.AREA[row.area], labels.AREA_INLINE[row.area]) if row.area else ()
    groups = tuple(labels.RESPONDENT[group] for group in (row.respondent, row.about) if group)
    return Entry(
        FoundKind.STATEMENT,
        row.finding_id,
        row.statement,
        row.caveat,
        _topics(
            (labels.THEME[row.theme], *areas, *groups),
            (_name(row.municipality_code, edition), row.site or ""),
        ),
        row.area,
        row.municipality_code,
    )


def _pages(edition: Edition) -> Iterator[Entry]:
    for page in PAGES:
        yield Entry(
            FoundKind.PAGE,
            page.code,
            _said(page.menu),
            _joined(_said(page.heading), _said(page.description)),
            _NONE,
        )
    for agreement in edition.agreements.values():
        name = _name(agreement.municipality_code, edition)
        yield Entry(
            FoundKind.PAGE,
            f"kommuner/{agreement.municipality_code}",
            Both(name, name),
            _joined(agreement.summary, agreement.coverage),
            _topics((labels.AREA[agreement.area],), (agreement.programme,)),
            agreement.area,
            agreement.municipality_code,
        )
    for indicator in edition.indicators.values():
        yield Entry(
            FoundKind.PAGE,
            f"borgere/{indicator.indicator_id}",
            indicator.label,
            indicator.definition,
            _topics((labels.AREA[indicator.area],), ()),
            indicator.area,
        )


def _name(code: str | None, edition: Edition) -> str:
    return edition.municipalities[code].name if code else ""


def _said(message: str) -> Both:
    return Both(*(TEXTS[language].say(message) for language in Language))


def _joined(*texts: Both) -> Both:
    return Both(
        " ".join(text.da for text in texts if text.da),
        " ".join(text.en for text in texts if text.en),
    )


def _topics(messages: Iterable[str], names: Iterable[str]) -> Both:
    return _joined(*(_said(message) for message in messages), *(Both(name, name) for name in names))
