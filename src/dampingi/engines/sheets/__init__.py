"""Workbook -> typed rows + problems. Pure: no Django, no database, no clock, no network."""

from dampingi.engines.sheets.apart import open_workbook_apart
from dampingi.engines.sheets.faults import Fault, Problem, SheetError
from dampingi.engines.sheets.kinds import SheetKind, kinds_of
from dampingi.engines.sheets.layouts import Layout, layout_kinds, read_layout
from dampingi.engines.sheets.limits import Limits
from dampingi.engines.sheets.marking import problem_workbook
from dampingi.engines.sheets.positions import INDONESIA, Bounds, Inside, Locator
from dampingi.engines.sheets.reading import Reading, read
from dampingi.engines.sheets.regions import Place, RegionFinder, RegionIndex
from dampingi.engines.sheets.tables import Correction, Table
from dampingi.engines.sheets.workbooks import Sheet, Workbook, open_workbook

__all__ = [
    "INDONESIA",
    "Bounds",
    "Correction",
    "Fault",
    "Inside",
    "Layout",
    "Limits",
    "Locator",
    "Place",
    "Problem",
    "Reading",
    "RegionFinder",
    "RegionIndex",
    "Sheet",
    "SheetError",
    "SheetKind",
    "Table",
    "Workbook",
    "kinds_of",
    "layout_kinds",
    "open_workbook",
    "open_workbook_apart",
    "problem_workbook",
    "read",
    "read_layout",
]
