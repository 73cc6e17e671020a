"""Read what is true of the practice data: ``planted.toml`` and the questions of ``codebook.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from frikommune_viz.model.codes import Respondent, Theme, Wave

HERE: Final = Path(__file__).parent
CODEBOOK: Final = HERE / "codebook.toml"
PLANTED: Final = HERE / "planted.toml"
BEFORE: Final = Wave.BASELINE
AFTER: Final = Wave.FINAL
WAVES: Final = (BEFORE, AFTER)


class Question(NamedTuple):
    """One item: its theme, the index it is part of (if any), its offset in each wave."""

    item: str
    theme: Theme
    part_of: str
    is_reversed: bool
    offset: Mapping[Wave, float]


@dataclass(frozen=True, slots=True)
class Group:
    """The staff or the leaders of one municipality.

    ``answered`` and ``invited`` count people in each wave. ``mean`` is the latent mean of each
    theme before, and ``change`` what is added to it after.
    """

    municipality_code: str
    respondent: Respondent
    workplaces: int
    answered: Mapping[Wave, int]
    invited: Mapping[Wave, int]
    mean: Mapping[Theme, float]
    change: Mapping[Theme, float]

    def latent(self, theme: Theme, wave: Wave) -> float:
        """Return the latent mean of a theme in a wave."""
        return self.mean[theme] + (self.change[theme] if wave == AFTER else 0.0)


@dataclass(frozen=True, slots=True)
class Planted:
    """Everything the practice data are drawn from.

    The spreads are standard deviations, ``unanswered`` and ``returning`` shares. ``thresholds``
    cut the latent answer into one category more than there are thresholds.
    """

    seed: int
    thresholds: tuple[float, ...]
    workplace_spread: float
    person_spread: float
    noise_spread: float
    unanswered: float
    returning: float
    questions: tuple[Question, ...]
    groups: tuple[Group, ...]


def read_planted(planted: Path = PLANTED, codebook: Path = CODEBOOK) -> Planted:
    """Read the planted truth and the questions it is about."""
    planned = tomllib.loads(planted.read_text(encoding="utf-8"))
    items = tomllib.loads(codebook.read_text(encoding="utf-8"))["items"]
    shares = ("workplace_spread", "person_spread", "noise_spread", "unanswered", "returning")
    return Planted(
        seed=planned["seed"],
        thresholds=tuple(planned["thresholds"]),
        questions=tuple(_question(item, asked, planned) for item, asked in items.items()),
        groups=tuple(_group(group) for group in planned["groups"]),
        **{name: float(planned[name]) for name in shares},
    )


def _question(item: str, asked: Mapping[str, Any], planned: Mapping[str, Any]) -> Question:
    before = float(planned["offsets"][item])
    after = float(planned["offsets_after"].get(item, before))
    return Question(
        item,
        Theme(asked["theme"]),
        asked["index"],
        asked["reversed"],
        {BEFORE: before, AFTER: after},
    )


def _group(group: Mapping[str, Any]) -> Group:
    return Group(
        municipality_code=group["municipality_code"],
        respondent=Respondent(group["respondent"]),
        workplaces=group["workplaces"],
        answered={wave: group["answered"][wave] for wave in WAVES},
        invited={wave: group["invited"][wave] for wave in WAVES},
        mean={Theme(theme): float(mean) for theme, mean in group["mean"].items()},
        change={Theme(theme): float(change) for theme, change in group["change"].items()},
    )
