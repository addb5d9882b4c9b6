"""When somebody's calendar is busy, and nothing else of it. Pure: no Django, no database, no clock, no network.

`reading` is imported by the process that reads: it loads iCalendar.
"""

from .apart import read_apart
from .terms import MOST_BYTES, Busy, CalendarError, Note, Read

__all__ = ["MOST_BYTES", "Busy", "CalendarError", "Note", "Read", "read_apart"]
