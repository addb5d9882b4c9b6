"""Differences as people read them: whose record, what the register says, what the list says, what will be taken."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.capture.imports.editions.applying import LIST, REGISTER
from dampingi.capture.imports.findings import opened
from dampingi.capture.imports.labels import difference_label
from dampingi.capture.imports.models import Difference, Import
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import MISSING, money, short_day
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.businesses.models import Sex

HOW = {
    "external": lazy("nomor di daftarnya sama"),
    "nib": lazy("NIB sama"),
    "nik": lazy("NIK dan nama usaha sama"),
    "alike": lazy("nama, telepon, atau alamat cocok"),
    "names": lazy("nama usaha dan pemilik sama"),
    "trade_door": lazy("nama usaha dan alamat sama"),
    "trade_phone": lazy("nama usaha dan telepon sama"),
    "person_door": lazy("pemilik dan alamat sama"),
    "person_phone": lazy("pemilik dan telepon sama"),
}
STATUS = {"active": lazy("Berjalan"), "closed": lazy("Tutup")}
WEAK = frozenset(("names", "trade_door", "trade_phone", "person_door", "person_phone"))


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one record. `taken`: the list's value goes into the register as things are decided now."""

    key: str
    label: str
    old: str
    now: str
    new: str
    conflict: bool
    taken: bool
    choosable: bool


@dataclass(frozen=True, slots=True)
class Shown:
    difference: Difference
    name: str
    owner: str
    how: str
    weak: bool
    lines: list[Line]


def shown(sheet: Import, rows: Iterable[Difference]) -> list[Shown]:
    told = [(row, opened(row.sealed)) for row in rows]
    places = names(_regions(told))
    return [
        Shown(
            row, what["name"], what["owner"], str(HOW.get(what.get("how", ""), "")), what.get("how") in WEAK,
            [_line(sheet, row, f, places) for f in what.get("fields", ())],
        )
        for row, what in told
    ]  # fmt: skip


def _regions(told: Sequence[tuple[Difference, dict[str, Any]]]) -> set[str]:
    fields = [f for _row, what in told for f in what.get("fields", ()) if f["key"] == "region"]
    return {code for f in fields for code in (f["old"], f["now"], f["new"]) if code}


def _line(sheet: Import, row: Difference, f: dict[str, Any], places: dict[str, str]) -> Line:
    key, conflict = f["key"], f["conflict"]
    said = row.decided.get(key) or sheet.choices.get("fields", {}).get(key)
    choosable = not (key == "nik" and conflict)
    taken = choosable and (said == LIST if said else not conflict)
    old, now, new = (worded(key, f[which], places) for which in ("old", "now", "new"))
    return Line(key, difference_label(key), old, now, new, conflict, taken, choosable)


def worded(key: str, value: Any, places: dict[str, str]) -> str:
    if value in ("", None):
        return MISSING
    if key in ("capital", "annual_sales"):
        return money(Decimal(value))
    if key in ("phone", "other_phone"):
        return spoken_phone(value)
    if key == "region":
        return places.get(value, value)
    if key == "status":
        return str(STATUS[value])
    if key == "channels":
        known = choices("channels")
        return ", ".join(known.get(code, code) for code in value.split(","))
    if key == "sector":
        return str(choices("sectors").get(value, value))
    if key == "sex":
        return str(Sex(value).label)
    return short_day(datetime.date.fromisoformat(value)) if key == "born_on" else str(value)


def examples(sheet: Import) -> list[dict[str, Any]]:
    """The changes by field with one example each, and what is decided for all of them."""
    changes = sheet.summary.get("changes", [])
    firsts = {d.number: d for d in sheet.differences.filter(number__in=[c["first"] for c in changes])}
    by_number = {s.difference.number: s for s in shown(sheet, firsts.values())}
    said = sheet.choices.get("fields", {})
    return [
        change
        | {
            "label": difference_label(change["field"]),
            "example": next((x for x in by_number[change["first"]].lines if x.key == change["field"]), None),
            "chosen": said.get(change["field"], ""),
        }
        for change in changes
        if change["first"] in by_number
    ]


def decided(rows: Iterable[Shown], posted: Any) -> dict[Any, dict[str, str]]:
    """{difference: {field: daftar or register}} of the records on a page, where it is not what goes by itself."""
    found = {}
    for row in rows:
        ticked = set(posted.getlist(f"ambil-{row.difference.id}"))
        lines = [line for line in row.lines if line.choosable]
        changed = {
            x.key: LIST if x.key in ticked else REGISTER for x in lines if (x.key in ticked) != x.taken
        }
        found[row.difference.id] = row.difference.decided | changed
    return found


RULES = (
    ("", lazy("Menurut aturan")),
    (LIST, lazy("Ambil dari daftar")),
    (REGISTER, lazy("Biarkan register")),
)


def summed(row: Shown) -> str:
    """One line of text for a workbook."""
    return "; ".join(
        _("%(label)s: %(now)s → %(new)s") % {"label": x.label, "now": x.now, "new": x.new} for x in row.lines
    )
