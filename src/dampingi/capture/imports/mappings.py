"""Which column means what, as people chose it: in this import, or for an earlier sheet with the same headings."""

import hashlib
from collections.abc import Mapping

from dampingi.capture.imports.models import SavedMapping
from dampingi.engines.sheets import Workbook, read_layout
from dampingi.engines.sheets.headers import Header, find_header

Chosen = Mapping[str, Mapping[str, str | None]]


def overrides(workbook: Workbook, kind: str, region: str, chosen: Chosen) -> dict[str, dict[int, str | None]]:
    """{sheet: {column: field or None}}: what was chosen now goes before what was saved."""
    layout = read_layout(kind)
    found: dict[str, dict[int, str | None]] = {}
    for sheet in workbook.sheets:
        header = find_header(sheet, layout)
        saved = saved_choices(kind, region, header) if header else {}
        known = {int(column): field for column, field in (saved | dict(chosen.get(sheet.name, {}))).items()}
        width = len(header.headings) if header else 0
        found[sheet.name] = {
            column: field
            for column, field in known.items()
            if 0 <= column < width and (field is None or field in layout.fields)
        }
    return found


def saved_choices(kind: str, region: str, header: Header) -> dict[str, str | None]:
    saved = SavedMapping.objects.filter(kind=kind, region=region, fingerprint=fingerprint(header)).first()
    return dict(saved.choices) if saved else {}


def fingerprint(header: Header) -> str:
    return hashlib.sha256("\x1f".join(header.headings).lower().encode()).hexdigest()
