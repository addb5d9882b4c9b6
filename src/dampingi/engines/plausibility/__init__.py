"""Is a reported number far from the others? Pure and exact."""

from dampingi.engines.plausibility.robust import ENOUGH, LIMIT, Deviation, deviation, judge

__all__ = ["ENOUGH", "LIMIT", "Deviation", "deviation", "judge"]
