"""What the import pages show beside the figures: sheets that are read alike together, choices, filtered problems."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dampingi.capture.imports.differing import RULES, examples
from dampingi.capture.imports.editions.recognising import NONE, candidates
from dampingi.capture.imports.findings import problem
from dampingi.capture.imports.kinds.businesses import KBLI_EDITIONS
from dampingi.capture.imports.labels import LABELS
from dampingi.capture.imports.marked import is_long
from dampingi.capture.imports.models import FoundProblem, Import
from dampingi.capture.imports.queries import same_file
from dampingi.capture.imports.rowpages import OUTCOMES, RowsShown
from dampingi.capture.imports.summaries import described
from dampingi.engines.sheets import read_layout
from dampingi.engines.sheets.wording import cure, message
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.formats import short_day

MOST_EDITIONS = 20


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
    told = sheet.summary["places"]
    known = names({posted.get(f"tempat-{number}", "") for number in range(len(told))})
    for number, place in enumerate(told):
        code = posted.get(f"tempat-{number}", "")
        if contains(sheet.region, code) and code in known:
            chosen[place["kelurahan"], place["kecamatan"]] = code
    return [[kel, kec, code] for (kel, kec), code in chosen.items()]


def listed(rows: Iterable[FoundProblem]) -> list[dict[str, Any]]:
    """Problems one by one, in words."""
    found = []
    for kept in rows:
        told = problem(kept)
        found.append(described(told) | {"message": message(told, _), "cure": cure(told, _)})
    return found


def figures(actor: Actor, sheet: Import) -> dict[str, Any]:
    """Everything the page of a checked sheet shows."""
    told = sheet.summary
    draft = sheet.state == "draft"
    return {
        "rows": told["rows"],
        "groups": groups(told),
        "skipped": [one for one in told["sheets"] if one["skipped"]],
        "unread": [one for one in told["sheets"] if one["not_read"]],
        "choices": field_choices(sheet.kind),
        "places": place_choices(sheet.region) if told["places"] else [],
        "changes": examples(sheet),
        "rules": RULES,
        "edition": sheet.edition_of,
        "editions": edition_choices(actor, sheet) if draft else [],
        "mapping": parse_datetime(max((m["at"] for m in told.get("mappings", ())), default="")),
        "kbli_editions": KBLI_EDITIONS if _states_kbli(told) and told.get("kbli_edition") else (),
        "long": is_long(sheet),
        "earlier": same_file(actor, sheet.sha256, sheet.kind, sheet.region) if draft else None,
        "recorded": told["rows"]["accepted"] + told["rows"]["changed"],
    }


def _states_kbli(told: dict[str, Any]) -> bool:
    return any(column["field"] == "kbli" for one in told["sheets"] for column in one["columns"])


def edition_choices(actor: Actor, sheet: Import) -> list[tuple[str, str]]:
    """What the list may be a newer edition of, the choice in force first where it was made by hand."""
    if sheet.kind != Import.Kind.BUSINESSES:
        return []
    found = candidates(actor, sheet.kind, sheet.region)[:MOST_EDITIONS]
    told = [(str(i.id), f"{i.name} ({short_day(i.committed_at)})") for i in found if i.id != sheet.id]
    return [(NONE, _("Bukan edisi baru dari daftar mana pun")), *told] if told else []


def kept_names(sheet: Import, posted: Any) -> list[str]:
    """The spellings a person wants known from now on."""
    told = sheet.summary.get("places", ())
    return [p["kelurahan"] or p["kecamatan"] for n, p in enumerate(told) if posted.get(f"ingat-{n}")]


def other_choices(actor: Actor, sheet: Import, posted: Any) -> dict[str, Any]:
    """Which edition of the list and of KBLI was chosen; what the page did not offer counts as not chosen."""
    offered = {value for value, _words in edition_choices(actor, sheet)}
    edition = posted.get("edisi", "") if posted.get("edisi") in offered else ""
    known = str(sheet.edition_of_id or "") if sheet.choices.get("edition", "") == "" else ""
    found = {"edition": edition} if "edisi" in posted and edition != known else {}
    return found | ({"kbli_edition": posted["kbli"]} if posted.get("kbli") in KBLI_EDITIONS else {})


def rows_workbook(actor: Actor, shown: RowsShown) -> IO[bytes]:
    rows = shown.found if shown.found is not None else shown.every()
    conditions = [
        (_("Keadaan"), str(OUTCOMES[shown.outcome])),
        *([(_("Cari"), shown.text)] if shown.text else []),
    ]
    return sheets.workbook(
        title=shown.sheet.name, columns=shown.columns, rows=(r[:-1] for r in rows), conditions=conditions, made_for=actor.label
    )  # fmt: skip


def chosen_fields(sheet: Import, posted: Any) -> dict[str, str]:
    return {c["field"]: posted.get(f"bidang-{c['field']}", "") for c in sheet.summary.get("changes", ())}
