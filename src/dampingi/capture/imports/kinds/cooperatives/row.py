"""What one row of a list says of a cooperative, and what of it cannot be."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.imports.kinds.cooperatives import words
from dampingi.capture.imports.kinds.cut import cut
from dampingi.capture.imports.kinds.people import first_phone
from dampingi.engines.sheets import Table
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.cooperatives.actions import check_year, checked
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import SAVINGS_LOAN, Cooperative

FIELDS = (
    "cooperative_name", "registration", "legal_number", "legal_on", "cooperative_kind", "cooperative_form", "pattern", "address", "region",
    "contact", "phone", "shop_unit", "digital", "transparent", "standing", "closed_on", "book_year", "meeting_on", "members_men",
    "members_women", "members", "assets", "equity", "member_loans", "volume", "surplus",
)  # fmt: skip
YEAR_FIELDS = ("members_men", "members_women", "assets", "equity", "volume", "surplus")
KECAMATAN = 3
FIRST = datetime.date(1900, 1, 1)
ANSWERS = {True: "yes", False: "no", None: ""}


@dataclass
class Told:
    """`refused` and `noted`: [(field, what is wrong)]; without an intake the row stays out."""

    intake: CooperativeIntake | None = None
    year: BookYearIntake | None = None
    refused: list[tuple[str, str]] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)


def rows_of(table: Table) -> Iterator[dict[str, Any]]:
    columns = [table.column(name) for name in FIELDS]
    for values in zip(*columns, strict=True):
        yield dict(zip(FIELDS, values, strict=True))


def told_of(row: Mapping[str, Any], today: datetime.date) -> Told:
    told = Told(refused=list(_impossible(row, today)))
    if told.refused:
        return told
    intake = _intake(row, told)
    try:
        values = checked(intake)
    except Refused as refusal:
        told.refused.append(("cooperative_name", refusal.message))
        return told
    told.intake = intake
    told.year = _year(row, Cooperative(**values), told, today)
    return told


def _impossible(row: Mapping[str, Any], today: datetime.date) -> Iterator[tuple[str, str]]:
    said, standing = str(row["cooperative_kind"] or ""), str(row["standing"] or "")
    if not words.kind_of(said):
        yield "cooperative_kind", _("Jenis “%(said)s” tidak dikenal. Tulis Konsumen, Produsen, Jasa, Pemasaran, atau Simpan Pinjam.") % {"said": said}  # fmt: skip
    if depth(row["region"] or "") < KECAMATAN:
        yield "kelurahan", _("Tempat kantornya tidak diketahui. Tulis kelurahan atau kecamatannya.")
    if not FIRST <= row["legal_on"] <= today:
        yield "legal_on", _("Tanggal badan hukum dari tahun 1900 sampai hari ini.")
    if row["closed_on"] and row["closed_on"] > today:
        yield "closed_on", _("Tanggal bubar tidak sesudah hari ini.")
    if words.is_dissolved(standing) and not row["closed_on"]:
        yield "standing", _("Koperasi ini sudah bubar, tetapi tanggalnya tidak tertulis. Isi Tanggal bubar, atau hapus barisnya.")  # fmt: skip


def _intake(row: Mapping[str, Any], told: Told) -> CooperativeIntake:
    kind, region = words.kind_of(str(row["cooperative_kind"])), row["region"] or ""
    shop = bool(row["shop_unit"])
    if kind == SAVINGS_LOAN and shop:
        told.noted.append(("shop_unit", _("Koperasi simpan pinjam tidak boleh mempunyai unit toko; unit tokonya tidak dicatat.")))  # fmt: skip
    if words.is_resting(str(row["standing"] or "")):
        told.noted.append(("standing", _("Menurut daftar tidak aktif; tetap dicatat sebagai berdiri sampai tanggal bubarnya diketahui.")))  # fmt: skip
    return CooperativeIntake(
        name=cut(row["cooperative_name"], 150), registration=row["registration"] or "", legal_number=cut(row["legal_number"], 60),
        legal_on=row["legal_on"], kind=kind, sharia=words.sharia(f"{row['cooperative_kind']} {row['pattern'] or ''}"),
        members_area=_area(row, region, told), region=region, address=cut(row["address"], 200), contact=cut(row["contact"], 150),
        phone=first_phone(row), shop_unit=shop and kind != SAVINGS_LOAN, digital=ANSWERS[row["digital"]],
        transparent=ANSWERS[row["transparent"]], closed_on=row["closed_on"],
    )  # fmt: skip


def _area(row: Mapping[str, Any], region: str, told: Told) -> str:
    level = words.area_depth(str(row["cooperative_form"] or ""))
    if level is None:
        told.noted.append(("cooperative_form", _("Wilayah keanggotaan tidak tertulis; dicatat kabupaten atau kotanya. Ubah di halaman koperasi bila lebih luas.")))  # fmt: skip
        level = words.CITY
    return ancestor(region, level) if level else ""


def _year(
    row: Mapping[str, Any], found: Cooperative, told: Told, today: datetime.date
) -> BookYearIntake | None:
    """The book year, where the row tells all of it; told partly, what is missing is said and nothing recorded."""
    year = row["book_year"] or (row["meeting_on"].year - 1 if row["meeting_on"] else None)
    stated = [name for name in YEAR_FIELDS if row[name] is not None]
    if not stated and row["members"] is None:
        return None
    if year is None or len(stated) < len(YEAR_FIELDS):
        told.noted.append(("book_year", _("Tahun buku tidak dicatat: perlu tahun atau tanggal RAT, anggota laki-laki dan perempuan, aset, modal sendiri, volume usaha, dan SHU.")))  # fmt: skip
        return None
    made = BookYearIntake(
        year, row["members_men"], row["members_women"], row["assets"], row["equity"], row["volume"], row["surplus"],
        row["member_loans"] or 0, row["meeting_on"],
    )  # fmt: skip
    try:
        if year >= today.year or (made.meeting_on and made.meeting_on > today):
            raise Refused(_("Tahun bukunya belum selesai, atau rapat anggotanya belum lewat."))
        check_year(found, made)
    except Refused as refusal:
        told.noted.append(("book_year", _("Tahun buku tidak dicatat. %(why)s") % {"why": refusal.message}))
        return None
    return made
