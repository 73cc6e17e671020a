"""Statements on an assumption, grouped by account: one account is counted once.

One press release may make four statements, one evaluation may be repeated by three newspapers.
Counted as statements they would weigh four and three times; so each is one account, both for and
against.
"""

from __future__ import annotations

from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Scope, Support
from frikommune_viz.model.rows import Finding
from frikommune_viz.selection.statements import TIER, WAVE_ORDER, account


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the statement that is read first, and its other statements."""

    first: Finding
    more: tuple[Finding, ...] = ()

    @property
    def statements(self) -> tuple[Finding, ...]:
        """All statements of the account, the one that is read first in front."""
        return (self.first, *self.more)


def accounts(edition: Edition, assumption: int, support: Support) -> tuple[Account, ...]:
    """Return the accounts that bear on an assumption in one way, the weightiest source first."""
    rows = sorted(
        (
            row
            for row in edition.findings
            if row.assumption == assumption and row.supports_assumption is support
        ),
        key=lambda row: _reading_order(row, edition),
    )
    by_account: dict[tuple[str, str], list[Finding]] = {}
    for row in rows:
        by_account.setdefault(account(row, edition), []).append(row)
    return tuple(Account(first, tuple(more)) for first, *more in by_account.values())


def _reading_order(row: Finding, edition: Edition) -> tuple[int, int, bool, int]:
    """Sort by the weight of the source, the latest wave, first-hand results, the widest level."""
    tier = TIER[edition.sources[row.source_id].source_class]
    return tier, -WAVE_ORDER[row.wave], bool(row.retells), list(Scope).index(row.scope)
