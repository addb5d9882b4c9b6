"""Which column means what, as people chose it: in this import, or for an earlier sheet with much the same headings."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils import timezone

from dampingi.capture.imports.models import Import, SavedMapping
from dampingi.engines.sheets import Workbook, read_layout
from dampingi.engines.sheets.headers import Header, find_header
from dampingi.foundation.accounts.actors import Actor

Chosen = Mapping[str, Mapping[str, str | None]]
Overrides = dict[str, dict[int, str | None]]
ALIKE = 0.7
"""Of the headings known from before must be there; others may have come in between."""
WHY = "for a region whose import was required"


def overrides(
    workbook: Workbook, kind: str, region: str, chosen: Chosen
) -> tuple[Overrides, dict[str, SavedMapping]]:
    """({sheet: {column: field or None}}, {sheet: the saved mapping it is read by}): what was chosen now goes first."""
    layout = read_layout(kind)
    saved = list(SavedMapping.objects.unscoped(WHY).filter(kind=kind, region=region).order_by("-at"))
    found: Overrides = {}
    used: dict[str, SavedMapping] = {}
    for sheet in workbook.sheets:
        header = find_header(sheet, layout) if saved or sheet.name in chosen else None
        if header is None:
            continue
        known: dict[int, str | None] = {}
        if like := most_alike(saved, header.headings):
            used[sheet.name], known = like, carried_over(like, header.headings)
        known |= {int(column): field for column, field in chosen.get(sheet.name, {}).items()}
        found[sheet.name] = {
            column: field
            for column, field in known.items()
            if 0 <= column < len(header.headings) and (field is None or field in layout.fields)
        }
    return found, used


def most_alike(saved: Sequence[SavedMapping], headings: Sequence[str]) -> SavedMapping | None:
    """The mapping whose headings are all or mostly there; the later of equals."""
    here = Counter(numbered(headings))
    scored = []
    for order, mapping in enumerate(saved):
        if mapping.fingerprint == fingerprint(headings):
            return mapping
        there = numbered(mapping.headings)
        share = sum(heading in here for heading in there) / len(there) if there else 0.0
        scored.append((share, -order, mapping))
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best and best[0] >= ALIKE else None


def carried_over(mapping: SavedMapping, headings: Sequence[str]) -> dict[int, str | None]:
    """The saved choices at the columns where their headings stand now."""
    if not mapping.headings:
        return {int(column): field for column, field in mapping.choices.items()}
    there, here = numbered(mapping.headings), {h: column for column, h in enumerate(numbered(headings))}
    return {
        here[there[int(column)]]: field
        for column, field in mapping.choices.items()
        if int(column) < len(there) and there[int(column)] in here
    }


def numbered(headings: Sequence[str]) -> list[tuple[str, int]]:
    """Each heading as compared, with which of several equal ones it is."""
    seen: Counter[str] = Counter()
    found = []
    for heading in headings:
        plain = " ".join(heading.lower().split())
        found.append((plain, seen[plain]))
        seen[plain] += 1
    return found


def remember_columns(by: Actor, sheet: Import, workbook: Workbook) -> None:
    """Keep the choice of columns for the next sheet with these headings."""
    layout = read_layout(sheet.kind)
    for opened in workbook.sheets:
        chosen = sheet.choices.get("columns", {}).get(opened.name)
        header: Header | None = find_header(opened, layout) if chosen else None
        if header:
            SavedMapping.objects.unscoped(WHY).update_or_create(
                kind=sheet.kind,
                fingerprint=fingerprint(header.headings),
                region=sheet.region,
                defaults={
                    "headings": list(header.headings), "choices": chosen, "by": by.label, "at": timezone.now()
                },
            )  # fmt: skip


def fingerprint(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(headings).lower().encode()).hexdigest()
