"""When somebody's calendar is busy, and nothing else of it. Pure: no Django, no database, no clock, no network."""

from .apart import read_apart
from .reading import Busy, CalendarError, Note, Read, read

__all__ = ["Busy", "CalendarError", "Note", "Read", "read", "read_apart"]
