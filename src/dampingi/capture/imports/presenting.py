"""What the import pages show beside the figures: sheets that are read alike together, choices, filtered problems."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports.findings import problem
from dampingi.capture.imports.labels import LABELS
from dampingi.capture.imports.models import FoundProblem, Import
from dampingi.capture.imports.summaries import described
from dampingi.engines.sheets import read_layout
from dampingi.engines.sheets.wording import cure, message
from dampingi.foundation.regions.queries import below

SHOWN = 100


@dataclass
class Group:
    """Sheets with the same headings, read the same way: one table of columns serves them all."""

    names: list[str]
    columns: list[dict[str, Any]]
    header_rows: list[int]
    key: str = ""
    doubtful: int = field(default=0)


def groups(summary: dict[str, Any]) -> list[Group]:
    found: dict[tuple[Any, ...], Group] = {}
    for sheet in summary["sheets"]:
        if sheet["not_read"]:
            continue
        alike = tuple((column["column"], column["heading"], column["field"]) for column in sheet["columns"])
        group = found.setdefault(
            alike, Group([], sheet["columns"], sheet["header_rows"], key=str(len(found)))
        )
        group.names.append(sheet["name"])
    for group in found.values():
        group.doubtful = sum(column["doubtful"] or not column["field"] for column in group.columns)
    return list(found.values())


def field_choices(kind: str) -> list[tuple[str, str]]:
    return [("", _("Tidak diimpor")), *((key, str(LABELS.get(key, key))) for key in read_layout(kind).fields)]


def place_choices(region: str) -> list[tuple[str, str]]:
    """Every kelurahan of the region with its kecamatan, for a name that nothing resembles."""
    districts = {r.code: r.name for r in below(region, 3)}
    return [(r.code, f"{r.name} ({districts.get(r.code[:8], '')})") for r in below(region, 4)]


def chosen_columns(sheet: Import, posted: Any) -> dict[str, dict[str, str | None]]:
    """{sheet: {column: field or None}}: earlier choices, and now what differs from how the sheet was read."""
    chosen = {name: dict(columns) for name, columns in sheet.choices.get("columns", {}).items()}
    for group in groups(sheet.summary):
        for column in group.columns:
            told = posted.get(f"kolom-{group.key}-{column['column']}")
            if told is None or told == column["field"]:
                continue
            for name in group.names:
                chosen.setdefault(name, {})[str(column["column"])] = told or None
    return chosen


def chosen_places(sheet: Import, posted: Any) -> list[list[str]]:
    chosen = {(kel, kec): code for kel, kec, code in sheet.choices.get("places", [])}
    for number, place in enumerate(sheet.summary["places"]):
        code = posted.get(f"tempat-{number}", "")
        if code.startswith(sheet.region):
            chosen[place["kelurahan"], place["kecamatan"]] = code
    return [[kel, kec, code] for (kel, kec), code in chosen.items()]


def listed(rows: Iterable[FoundProblem]) -> list[dict[str, Any]]:
    """Problems one by one, in words."""
    found = []
    for kept in rows:
        told = problem(kept)
        found.append(described(told) | {"message": message(told, _), "cure": cure(told, _)})
    return found
