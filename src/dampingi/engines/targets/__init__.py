"""Targets: where a value should be today, where it will be at the end, who makes the gap, and what each part takes on."""

from dampingi.engines.targets.cascades import Part, equal, rolled_up, same_effort, short
from dampingi.engines.targets.courses import Course, Path, Standing, expected, standing, standing_together
from dampingi.engines.targets.forecasts import Forecast, forecast_flow, forecast_level
from dampingi.engines.targets.gaps import Share, shares

__all__ = [
    "Course", "Forecast", "Part", "Path", "Share", "Standing", "equal", "expected", "forecast_flow", "forecast_level", "rolled_up",
    "same_effort", "shares", "short", "standing", "standing_together",
]  # fmt: skip
