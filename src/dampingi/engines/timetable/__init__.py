"""Times that clash least, with proof; fair caseloads; market-stall rosters. Pure: no Django, no database, no clock."""

from .attending import Attendance, Clash, attendance
from .checking import Violation, violations
from .curing import Cure, cures
from .explaining import Move, moves, removing
from .solving import Solved, Unfinished, solve
from .spans import Grid
from .terms import Busy, Meeting, Person, Place, Plan, Question, Room, Session, Unusable

__all__ = [
    "Attendance",
    "Busy",
    "Clash",
    "Cure",
    "Grid",
    "Meeting",
    "Move",
    "Person",
    "Place",
    "Plan",
    "Question",
    "Room",
    "Session",
    "Solved",
    "Unfinished",
    "Unusable",
    "Violation",
    "attendance",
    "cures",
    "moves",
    "removing",
    "solve",
    "violations",
]
