"""Presentations before panels in parallel rooms: see README.md."""

from .checking import Problem, problems
from .frame import Slot, slots
from .planning import Unfit, plan
from .talks import Placed, Talk

__all__ = ["Placed", "Problem", "Slot", "Talk", "Unfit", "plan", "problems", "slots"]
