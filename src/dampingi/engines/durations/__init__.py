"""How long things last, when some are not over yet."""

from dampingi.engines.durations.survival import Course, kaplan_meier

__all__ = ["Course", "kaplan_meier"]
