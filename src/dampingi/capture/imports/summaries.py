"""The figures of a plan, for the page, the command and the record: plain JSON values, words in the reader's language."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports.labels import difference_label, label
from dampingi.capture.imports.plans import Plan
from dampingi.engines.sheets import Problem
from dampingi.engines.sheets.blocks import SheetReading
from dampingi.engines.sheets.locating import pairs_of
from dampingi.engines.sheets.reading import Reading
from dampingi.engines.sheets.wording import CORRECTIONS, FILE_MESSAGES, SKIPPED, cure, message

EXAMPLES = 5
DOUBTFUL = 0.75


def summary(plan: Plan) -> dict[str, Any]:
    if plan.figures is None:
        plan.figures = _figures(plan)
    return plan.figures


def _figures(plan: Plan) -> dict[str, Any]:
    reading = plan.reading
    return {
        "kind": plan.kind,
        "region": plan.region,
        "programme": plan.programme.code if plan.programme else "",
        "format": plan.workbook.kind,
        "rows": counts(plan),
        "edition": _edition(plan),
        "changes": _changes(plan),
        "mappings": _mappings(plan),
        "kbli_edition": plan.extra.get("kbli_edition", ""),
        "sheets": [_sheet(sheet, reading) for sheet in reading.sheets],
        "problems": _reasons(reading),
        "corrections": [_correction(found.code, found.sheet, found.data) for found in reading.corrections],
        "places": _places(reading),
    }


def counts(plan: Plan) -> dict[str, int]:
    """Rows by outcome. `noted` are accepted rows with something to look at; `gone` are records without a row."""
    reading, edition = plan.reading, plan.edition
    noted = {(found.sheet, found.row) for found in reading.problems if found.severity == "warn"}
    table = reading.table
    on_record = sum(first < 0 for first in reading.repeats.values())
    return {
        "read": len(table),
        "accepted": len(reading.accepted),
        "changed": len(edition.differences),
        "conflict": sum(found.conflict for found in edition.differences),
        "on_record": on_record - len(edition.differences),
        "repeated": len(reading.repeats) - on_record,
        "problem": len(reading.refused),
        "noted": sum((table.sheets[at], table.rows[at]) in noted for at in reading.accepted),
        "gone": len(edition.gone),
    }


def _edition(plan: Plan) -> dict[str, Any] | None:
    """The earlier edition the list was compared with."""
    earlier = plan.edition.earlier
    if earlier is None:
        return None
    at = earlier.committed_at.isoformat() if earlier.committed_at else ""
    return {"import": str(earlier.id), "name": earlier.name, "committed_at": at}


def _changes(plan: Plan) -> list[dict[str, Any]]:
    """How many records each field changes in, conflicts apart, and the number of the first one; most frequent first."""
    found: dict[str, dict[str, Any]] = {}
    for number, difference in enumerate(sorted(plan.edition.differences, key=lambda d: d.at), 1):
        for field in difference.fields:
            start = {
                "field": field.key,
                "label": difference_label(field.key),
                "changed": 0,
                "conflict": 0,
                "first": number,
            }
            found.setdefault(field.key, start)["conflict" if field.conflict else "changed"] += 1
    return sorted(found.values(), key=lambda c: -(c["changed"] + c["conflict"]))


def _mappings(plan: Plan) -> list[dict[str, Any]]:
    """The saved mappings the sheets were read by."""
    return [
        {"id": str(used.id), "sheet": sheet, "at": used.at.isoformat()}
        for sheet, used in plan.mappings.items()
    ]


def column_letter(column: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet(sheet: SheetReading, reading: Reading) -> dict[str, Any]:
    reason = _(FILE_MESSAGES[sheet.reason]) if sheet.reason else ""
    accepted = Counter(reading.table.sheets[at] for at in reading.accepted)
    repeated = Counter(reading.table.sheets[at] for at in reading.repeats)
    refused = Counter(reading.table.sheets[at] for at in reading.refused)
    return {
        "name": sheet.name,
        "header_rows": list(sheet.header.rows) if sheet.header else [],
        "data_rows": sheet.rows,
        "accepted": accepted[sheet.name],
        "repeated": repeated[sheet.name],
        "problem": refused[sheet.name],
        "not_read": reason % sheet.reason_data if sheet.reason_data else reason,
        "columns": [
            {
                "column": match.column,
                "letter": column_letter(match.column),
                "heading": match.heading,
                "field": match.field or "",
                "label": label(match.field) if match.field else "",
                "confidence": match.confidence,
                "doubtful": bool(match.field) and match.confidence < DOUBTFUL,
                "reason": match.reason,
                "multiplier": match.multiplier,
            }
            for match in sheet.matches
            if match.heading or match.field
        ],
        "skipped": [
            {"reason": _(SKIPPED[left.reason]), "count": len(left.rows), "rows": list(left.rows[:EXAMPLES]), "text": left.text}
            for left in sheet.skipped
        ],
    }  # fmt: skip


def _reasons(reading: Reading) -> list[dict[str, Any]]:
    """One line per kind of problem: rows kept out first, then the most frequent."""
    grouped: dict[tuple[str, str, str], list[Problem]] = {}
    for found in reading.problems:
        grouped.setdefault((found.severity, found.code, found.field), []).append(found)
    order = sorted(grouped.items(), key=lambda entry: (entry[0][0] != "refuse", -len(entry[1])))
    return [
        {
            "code": code,
            "severity": severity,
            "field": field,
            "label": label(field),
            "count": len(found),
            "message": message(found[0], _),
            "cure": cure(found[0], _),
            "examples": [described(problem) for problem in found[:EXAMPLES]],
        }
        for (severity, code, field), found in order
    ]


def described(found: Problem) -> dict[str, Any]:
    cell = f"{column_letter(found.column)}{found.row}" if found.column is not None else str(found.row)
    return {
        "sheet": found.sheet,
        "row": found.row,
        "cell": cell,
        "field": found.field,
        "label": label(found.field),
        "severity": found.severity,
        "code": found.code,
        "shown": found.shown,
    }


def _correction(code: str, sheet: str, data: Any) -> dict[str, str]:
    words = _(CORRECTIONS[code])
    return {"code": code, "sheet": sheet, "text": words % data if data else words}


def _places(reading: Reading) -> list[dict[str, Any]]:
    """Names a person may decide: ambiguous or unknown, with how many rows say so and what they may mean."""
    doubtful = {
        pair: found
        for pair, found in reading.places.items()
        if found.candidates or found.fault.endswith("unknown")
    }
    used = Counter(pairs_of(reading.table)) if doubtful else Counter()
    return [
        {
            "kelurahan": pair[0],
            "kecamatan": pair[1],
            "rows": used[pair],
            "fault": found.fault,
            "kept": not found.fault.endswith("ambiguous"),
            "candidates": [{"code": code, "name": name} for code, name, _score in found.candidates],
        }
        for pair, found in sorted(doubtful.items(), key=lambda entry: -used[entry[0]])
    ]
