"""What a p-value and an interval of a register change may be called."""

from __future__ import annotations

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL, PlaceboVerdict, RuledOut, Standing


def judge(count_as_large: int, p_value: float, standing: Standing) -> PlaceboVerdict:
    """Return the verdict on a change.

    Only the comparison that answers for its area, named before anything was looked at, can be
    called unusual; it is one for each area, so nothing needs to be adjusted and no other indicator
    changes it. Any other change that few or none of the others match is not settled: among so many
    some lie far out by chance. So is the farthest of a group too small to settle it.

    Examples
    --------
    >>> str(judge(3, 0.04, Standing.PRIMARY)), str(judge(3, 0.04, Standing.DESCRIPTIVE))
    ('unusual', 'unsettled')
    >>> str(judge(21, 0.24, Standing.PRIMARY))
    'not_unusual'
    """
    if p_value <= SIGNIFICANCE_LEVEL:
        is_primary = standing is Standing.PRIMARY
        return PlaceboVerdict.UNUSUAL if is_primary else PlaceboVerdict.UNSETTLED
    return PlaceboVerdict.NOT_UNUSUAL if count_as_large else PlaceboVerdict.UNSETTLED


def ruled_out(lower: float | None, upper: float | None, limit: float | None) -> RuledOut:
    """Tell whether the interval lies within ± the difference that was said to matter.

    Examples
    --------
    >>> str(ruled_out(-0.2, 0.1, 0.3)), str(ruled_out(-0.46, 0.16, 0.3))
    ('yes', 'no')
    >>> str(ruled_out(-0.2, 0.1, None))
    'no_limit'
    """
    if lower is None or upper is None:
        return RuledOut.NO_INTERVAL
    if limit is None:
        return RuledOut.NO_LIMIT
    return RuledOut.YES if -limit <= lower and upper <= limit else RuledOut.NO
