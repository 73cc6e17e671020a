"""Name what is unreliable because of its workplaces, and not because of few answers."""

from __future__ import annotations

import pandas as pd

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey.cells import PUBLISHABLE
from frikommune_viz.pipeline.survey.hidden_tables import Tables

_CELL = ["indicator_id", "area", "municipality_code", "respondent", "wave"]


def named(tables: Tables, reliable_base: int) -> Tables:
    """Return the tables with the status ``few_workplaces`` where that is the reason.

    A row of low reliability that rests on enough answers has no interval because of its
    workplaces. A distribution with a share that has none keeps its base alone.

    Parameters
    ----------
    tables
        After disclosure control.
    reliable_base
        From how many answers on a value is reliable, were it not for the workplaces.
    """
    answers = _renamed(tables.answers, ["base"], reliable_base)
    keys = answers[_CELL].astype(object).fillna("").apply(tuple, axis=1)
    is_standing = answers["status"].isin(PUBLISHABLE)
    without = set(keys[is_standing & answers["lower"].isna()])
    gone = is_standing & keys.isin(without)
    answers.loc[gone, ["share", "lower", "upper"]] = None
    answers.loc[gone, "status"] = str(Status.FEW_WORKPLACES)
    return Tables(
        _renamed(tables.results, ["base"], reliable_base),
        answers,
        _renamed(tables.changes, ["base_before", "base_after"], reliable_base),
    )


def _renamed(rows: pd.DataFrame, bases: list[str], reliable_base: int) -> pd.DataFrame:
    enough = (rows[bases].astype(float) >= reliable_base).all(axis=1)
    found = rows.copy()
    is_it = enough & (rows["status"] == Status.LOW_RELIABILITY)
    found.loc[is_it, "status"] = str(Status.FEW_WORKPLACES)
    return found
