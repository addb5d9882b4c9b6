"""A list the office once imported, and its newer edition waiting to be looked at: some changed, some gone, one conflict."""

import datetime
import io
from typing import Any

import xlsxwriter

from dampingi.capture.imports.actions import bring_sheet, commit_import
from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.records.businesses.actions import edit_business
from dampingi.records.businesses.models import Business

HEAD = ("Nama Usaha", "Nama Pemilik", "Alamat", "Kelurahan", "Kecamatan", "No HP", "Produk", "Tenaga Kerja", "Omzet per tahun")  # fmt: skip
ROWS, CHANGED, GONE = 60, 14, 3
NEW = (
    ("Dapur Peraga Sejahtera", "Peraga Wulandari", "Jl. Peraga No. 1"),
    ("Jahit Peraga Rapi", "Peraga Nurhayati", "Jl. Peraga No. 2"),
)


def bring_lists(b: Building) -> None:
    """The first edition only names what is on record, so it adds nothing; the second stays a draft."""
    office, rng = b.persona("penyelenggara"), picker(b.seed, "lists")
    city = ancestor(b.places.kelurahan[0].code, 2)
    made = datetime.datetime.combine(b.today, datetime.time(8))
    rows, held = _recorded(ancestor(b.places.kelurahan[0].code, 3))
    first = bring_sheet(by=office, content=_sheet(rows, made), name=f"daftar-kecamatan-{b.year.year}.xlsx", kind="businesses", region=city)  # fmt: skip
    commit_import(by=office, sheet=first)
    newer = [list(row) for row in rows]
    for at in rng.sample(range(len(rows)), CHANGED):
        column, value = rng.choice(((7, 1 + (rows[at][7] or 0)), (8, 1_000_000 + (rows[at][8] or 0)), (6, f"{rows[at][6]} kemasan baru")))  # fmt: skip
        newer[at][column] = value
    corrected = rng.randrange(len(rows) - GONE)
    edit_business(by=office, business=held[corrected], values={"phone": "+6281200000088"})
    newer[corrected][5] = "081200000099"
    newer = newer[:-GONE] + [[*told, rows[0][3], rows[0][4], "", "", 1, 12_000_000] for told in NEW]
    bring_sheet(by=office, content=_sheet(newer, made), name=f"daftar-kecamatan-{b.year.year + 1}.xlsx", kind="businesses", region=city)  # fmt: skip


def _recorded(kecamatan: str) -> tuple[list[list[Any]], list[Any]]:
    found = Business.objects.unscoped("the demo's own").filter(
        region__startswith=f"{kecamatan}.", archived_at=None
    )
    chosen = found.exclude(phone="").select_related("owner").order_by("key", "id")[:ROWS]
    called = names({b.region for b in chosen} | {kecamatan})
    rows = [
        [b.name, b.owner.name, b.address, called[b.region], called[kecamatan], b.phone, b.product, b.workers, b.annual_sales]
        for b in chosen
    ]  # fmt: skip
    return rows, [b.id for b in chosen]


def _sheet(rows: list[list[Any]], made: datetime.datetime) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": made})  # else it would be the build's own minute
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, HEAD)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    return out.getvalue()
