"""A survey hidden as somebody would who knows thresholds, and has not heard of differencing."""

from types import SimpleNamespace

import numpy as np

FIGURES = ("estimate", "lower", "upper", "base", "response_rate", "top_two", "alpha")


def unprotected(raw, smallest=5, reliable=20):
    """Empty each figure that rests on too few itself, and nothing to protect it."""
    return SimpleNamespace(
        results=_results(raw.results, smallest, reliable),
        answers=_answers(raw.answers, smallest, reliable),
        changes=raw.changes,
    )


def _results(rows, smallest, reliable):
    found = rows.copy()
    base = found["base"].astype(float).fillna(0)
    stands = found["status"].isin(["normal", "simulated"])
    found.loc[stands & (base < reliable), "status"] = "low_reliability"
    found.loc[stands & (base < smallest), "status"] = "suppressed"
    found.loc[stands & (base < reliable), ["estimate", "lower", "upper", "top_two"]] = np.nan
    found.loc[stands & (base < smallest), [*FIGURES]] = np.nan
    return found


def _answers(rows, smallest, reliable):
    found = rows.copy()
    base = found["base"].astype(float).fillna(0)
    key = ["area", "respondent", "wave", "indicator_id", "municipality_code"]
    names = found[key].astype(object).fillna("").apply(tuple, axis=1)
    small = set(names[found["count"].astype(float).between(1, smallest - 1)])
    stands = found["status"].isin(["normal", "simulated"])
    hidden = stands & names.isin(small)
    found.loc[hidden | (stands & (base < smallest)), "status"] = "suppressed"
    found.loc[stands & (base >= smallest) & (base < reliable), "status"] = "low_reliability"
    return found
