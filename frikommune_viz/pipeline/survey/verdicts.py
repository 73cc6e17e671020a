"""Judge the changes that are shown, once what must be hidden is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL, Status, SurveyVerdict
from frikommune_viz.pipeline.survey.cells import PUBLISHABLE
from frikommune_viz.pipeline.survey.false_discovery import benjamini_hochberg
from frikommune_viz.pipeline.survey.rounding import published

if TYPE_CHECKING:
    # Whoever checks an edition imports this module, and a server has no library for codebooks.
    from frikommune_viz.pipeline.survey.codebook import Codebook

_OF_HIDDEN: Final = {
    Status.SUPPRESSED: SurveyVerdict.TOO_FEW,
    Status.LOW_RELIABILITY: SurveyVerdict.TOO_FEW,
    Status.PROTECTS_ANOTHER: SurveyVerdict.PROTECTS_ANOTHER,
    Status.FEW_WORKPLACES: SurveyVerdict.FEW_WORKPLACES,
}
"""What is said instead of a verdict, by the reason for which a change is hidden."""


def judge(changes: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Adjust the p-values of each family and judge each change.

    A verdict follows from the figures as they are published, rounded. Else a bound of 0.03 would be
    published as 0.0 beside the word for an increase.

    A family is what a reader can set side by side: the places of an area and the indicators of a
    theme, for one group of respondents. Only what is shown is part of it, so that nothing shown
    depends on anything hidden. The tests for "up" and "down" are adjusted together, and those for
    "at most small" (:func:`.estimates.p_at_most_small`) likewise: both say something for certain,
    and among many comparisons some would by chance.

    Parameters
    ----------
    changes
        ``survey_changes`` after disclosure control.

    Returns
    -------
    DataFrame
        The same rows as they are published, with ``p_adjusted``, ``p_small_adjusted``,
        ``family_size`` and ``verdict``.
    """
    judged = changes.copy()
    theme = {
        **{item.item_id: item.theme for item in codebook.items.values()},
        **{index.index_id: index.theme for index in codebook.indices.values()},
    }
    standing = judged["status"].isin(PUBLISHABLE) & judged["p_value"].notna()
    judged["p_adjusted"] = np.nan
    judged["p_small_adjusted"] = np.nan
    judged["family_size"] = None
    families = [judged["area"], judged["respondent"], judged["indicator_id"].map(theme).astype(str)]
    for _, family in judged[standing].groupby([part[standing] for part in families], sort=False):
        for column, adjusted in (("p_value", "p_adjusted"), ("p_small", "p_small_adjusted")):
            p_values = family[column].astype(float)
            judged.loc[family.index, adjusted] = benjamini_hochberg(p_values)
        judged.loc[family.index, "family_size"] = len(family)
    judged = published(judged)
    judged["verdict"] = [
        str(verdict(row, codebook.relevance_band)) for row in judged.to_dict("records")
    ]
    return judged


def verdict(row: dict[Any, Any], band: float) -> SurveyVerdict:
    """Return the verdict on one row of ``survey_changes``.

    A change is called up or down when its interval excludes 0 and its adjusted p-value is small
    enough; at most small when its interval lies within the band and the adjusted p-value of the
    test against ± `band` is.

    Parameters
    ----------
    band
        In points: up to this a change is small.
    """
    if row["comparable"] == "no":
        return SurveyVerdict.NOT_COMPARABLE
    if row["status"] in PUBLISHABLE:
        return _of_figures(row, band)
    return _OF_HIDDEN.get(row["status"], SurveyVerdict.TOO_FEW)


def _of_figures(row: dict[Any, Any], band: float) -> SurveyVerdict:
    lower, upper = float(row["lower"]), float(row["upper"])
    if (lower > 0 or upper < 0) and row["p_adjusted"] <= SIGNIFICANCE_LEVEL:
        return SurveyVerdict.UP if lower > 0 else SurveyVerdict.DOWN
    if -band <= lower and upper <= band and row["p_small_adjusted"] <= SIGNIFICANCE_LEVEL:
        return SurveyVerdict.AT_MOST_SMALL
    return SurveyVerdict.NO_CLEAR_CHANGE
