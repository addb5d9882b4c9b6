"""Times that clash least, with proof; fair caseloads; market-stall rosters. Pure: no Django, no database, no clock.

`solving` and `curing` are imported where they are used: they load OR-Tools.
"""

from .attending import Attendance, Clash, attendance
from .checking import Violation, violations
from .explaining import Move, moves, removing
from .spans import Grid
from .terms import Busy, Meeting, Person, Place, Plan, Question, Room, Session, Solved, Unfinished, Unusable

__all__ = [
    "Attendance",
    "Busy",
    "Clash",
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
    "moves",
    "removing",
    "violations",
]
