"""Sheets as offices send them: invented rows with every fault a real directory had.

Title rows, a two-row merged header, a numbering row, sections, phones as numbers, misspelt kelurahan, amounts in
words, digits a spreadsheet destroyed, sheets that repeat one another, a last block with two columns exchanged, totals,
broken formulas, signatures, and formatting 250 columns wide. No row is anybody's; the NIKs begin with 99, which no
province has.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from dampingi.demo.names import misspelt, person_name
from dampingi.demo.shops import shop

Place = tuple[str, str]
"""(kelurahan, kecamatan)"""

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
HEADINGS = (
    ("NO", ""), ("NAMA PERUSAHAAN", ""), ("NAMA PEMILIK/ KONTAK PERSON", ""), ("NIK", ""), ("JENIS KELAMIN", "(L/P)"),
    ("TANGGAL LAHIR", ""), ("ALAMAT", "JALAN"), ("ALAMAT", "DESA/ KELURAHAN"), ("ALAMAT", "KECAMATAN"),
    ("ALAMAT", "TELP/ FAX"), ("BENTUK BADAN USAHA", ""), ("NOMOR", "KBLI"), ("KBLI", ""), ("KOMODITI*", ""),
    ("NAMA PRODUK", ""), ("TAHUN DATA", ""), ("TENAGA KERJA (ORANG)", "L"), ("TENAGA KERJA (ORANG)", "P"),
    ("NILAI INVESTASI (Rp.000)", ""), ("OMZET PER BULAN", ""), ("KENDALA", ""), ("AFILIASI PARTAI", ""),
)  # fmt: skip
WIDE = 250
SECTORS = {
    "kuliner": "Makanan", "fesyen": "Sandang", "kriya": "Aneka&Kerajinan", "perdagangan": "Perdagangan", "jasa": "Jasa",
    "agribisnis": "Pertanian", "lainnya": "Lainnya",
}  # fmt: skip
CONSTRAINTS = (
    "Kurang modal",
    "Kemasan belum menarik",
    "Belum punya NIB",
    "Pemasaran terbatas",
    "Bahan baku mahal",
)
PARTIES = ("Partai A", "Partai B", "-")


@dataclass
class Entry:
    """One invented business as it truly is, before anybody typed it."""

    trade: str
    owner: str
    woman: bool
    born: date
    nik: str
    street: str
    place: Place
    phone: str
    sector: str
    product: str
    kbli: str
    workers: int
    capital: int
    monthly: int


@dataclass
class Truth:
    """What the sheet was made with, for tests: rows by what must become of them (numbered as the spreadsheet does)."""

    entries: list[Entry] = field(default_factory=list)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    swapped: tuple[int, int] = (0, 0)
    changed: dict[str, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    """{NIK: {field: (before, now)}} since the first edition."""
    gone: list[Entry] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)
    mended: list[Entry] = field(default_factory=list)


@dataclass
class Line:
    """One row of the main sheet before it is written. `spoils` may get the fault its number brings."""

    number: int
    entry: Entry
    cells: list[Any]
    exchanged: bool = False
    spoils: bool = True


Edit = Callable[[list[Line], Truth], list[Line]]


def entries(rng: random.Random, count: int, places: Sequence[Place], first: int = 0) -> Iterator[Entry]:
    for number in range(first, first + count):
        woman = rng.random() < 0.6
        owner = person_name(rng, woman=woman)
        born = date(1955, 1, 1) + timedelta(days=rng.randrange(18_000))
        trading = shop(rng, owner.call, woman=woman, year=2024, luck=rng.gauss(0, 0.4))
        yield Entry(
            trade=trading.name,
            owner=owner.full,
            woman=woman,
            born=born,
            nik=_nik(born, woman, number),
            street=f"Jl. {rng.choice(STREETS)} RT.{rng.randrange(1, 60)} No.{rng.randrange(1, 200)}",
            place=rng.choice(places),
            phone=f"08{rng.choice((12, 13, 21, 52, 57, 78, 95, 96))}{rng.randrange(10**7, 10**8)}",
            sector=trading.sector,
            product=trading.product,
            kbli=trading.kbli,
            workers=trading.workers,
            capital=trading.capital,
            monthly=trading.turnover,
        )


STREETS = (
    "Mawar", "Melati", "Kenanga", "Raya Utama", "Pemuda", "Merdeka", "Anggrek", "Cempaka", "Kemuning", "Flamboyan",
    "Haji Jaya", "Kampung Baru", "Sukamaju", "Rambutan", "Belimbing", "Nangka", "Pahlawan", "Kartini", "Diponegoro",
)  # fmt: skip


def _nik(born: date, woman: bool, number: int) -> str:
    day = born.day + (40 if woman else 0)
    return (
        f"99{number // 9999 % 10000:04d}{day:02d}{born.month:02d}{born.year % 100:02d}{number % 9999 + 1:04d}"
    )


def write_directory(
    out: str | Path | BinaryIO,
    *,
    rows: int,
    seed: int,
    places: Sequence[Place],
    sectors: bool = True,
    edit: Edit | None = None,
) -> Truth:
    """A directory of `rows` businesses on one sheet and, with `sectors`, a sheet per sector that repeats them.

    `edit` makes a later edition of it (see `editions`).
    """
    rng = random.Random(f"directory/{seed}")  # noqa: S311 - invented data, not a secret
    truth = Truth(entries=list(entries(rng, rows, places)))
    lines = _lines(rng, truth.entries)
    if edit:
        lines = edit(lines, truth)
        truth.entries = [line.entry for line in lines]
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _main_sheet(book, lines, truth)
        for sector, title in SECTORS.items() if sectors else ():
            chosen = [entry for entry in truth.entries if entry.sector == sector]
            if chosen:
                _sector_sheet(book, rng, title.lower(), chosen, truth)
    return truth


def _lines(rng: random.Random, entries: Sequence[Entry]) -> list[Line]:
    """As typed; in the last block the names of business and owner stand in each other's column."""
    last_block = max(len(entries) - 20, len(entries) * 3 // 4)
    return [
        Line(number, entry, typed(entry, number, rng), exchanged=number > last_block)
        for number, entry in enumerate(entries, 1)
    ]


def _main_sheet(book: Any, lines: Sequence[Line], truth: Truth) -> None:
    sheet = book.add_worksheet("final")
    for row, title in ((1, "DIREKTORI PERUSAHAAN"), (2, "INDUSTRI KECIL DAN MENENGAH"), (3, "TAHUN 2024")):
        sheet.merge_range(row, 0, row, 20, title)
    sheet.write_string(5, 0, "KABUPATEN/KOTA")
    sheet.write_string(5, 4, ": CONTOH")
    styled = book.add_format({"bg_color": "#FFFFFF"})
    first = _header(sheet, 8)
    for column in range(len(HEADINGS)):
        sheet.write_number(first, column, column + 1)
    row = first + 1
    for place, line in enumerate(lines, 1):
        if place == len(lines) // 2:
            sheet.write_string(row, 0, "DATA IKM DI SENTRA INDUSTRI KECIL")
            row += 1
        cells = [place, *line.cells[1:]]
        if line.exchanged:
            cells[1], cells[2] = cells[2], cells[1]
            truth.swapped = (truth.swapped[0] or row + 1, row + 1)
        _write(sheet, row, spoiled(cells, line.number, row, truth) if line.spoils else cells)
        sheet.write_blank(row, WIDE - 1, None, styled)
        row += 1
    _ending(sheet, row + 2)


def _ending(sheet: Any, row: int) -> None:
    sheet.write_string(row, 0, "JUMLAH")
    sheet.write_formula(row, 16, "=#REF!+1", None, "#REF!")
    sheet.write_number(row, 18, 123_456)
    sheet.write_string(row + 3, 14, "Mengetahui,")
    sheet.write_string(row + 4, 14, "Kepala Dinas")
    sheet.write_string(row + 8, 14, "(nama terang)")
    sheet.write_string(row + 9, 14, "NIP. 00000000 000000 0 000")


def _sector_sheet(book: Any, rng: random.Random, name: str, chosen: Sequence[Entry], truth: Truth) -> None:
    sheet = book.add_worksheet(name)
    row = _header(sheet, 0)
    for number, entry in enumerate(chosen, 1):
        again = replace(entry, owner=misspelt(rng, entry.owner)) if rng.random() < 0.1 else entry
        _write(sheet, row, typed(again, number, rng))
        truth.repeated.append((name, row + 1))
        row += 1
    sheet.write_number(row, 17, sum(entry.workers for entry in chosen))


def _header(sheet: Any, row: int) -> int:
    """Two rows, parents merged over their children; returns the row below."""
    column = 0
    while column < len(HEADINGS):
        parent, child = HEADINGS[column]
        width = 1
        while child and column + width < len(HEADINGS) and HEADINGS[column + width][0] == parent:
            width += 1
        if not child:
            sheet.merge_range(row, column, row + 1, column, parent)
        elif width > 1:
            sheet.merge_range(row, column, row, column + width - 1, parent)
        else:
            sheet.write_string(row, column, parent)
        for place in range(width):
            if HEADINGS[column + place][1]:
                sheet.write_string(row + 1, column + place, HEADINGS[column + place][1])
        column += width
    return row + 2


def typed(entry: Entry, number: int, rng: random.Random) -> list[Any]:
    """The cells of a row as a hurried hand types them."""
    village, district = entry.place
    return [
        number, _cased(rng, entry.trade), _cased(rng, entry.owner), entry.nik, "P" if entry.woman else "L",
        _day(rng, entry.born), entry.street, _place(rng, village), _cased(rng, district), _phone(rng, entry.phone), "PO",
        int(entry.kbli) if entry.kbli else "", f"INDUSTRI {entry.product.upper()}", SECTORS[entry.sector], entry.product,
        2024, 0 if entry.woman else entry.workers, entry.workers if entry.woman else 0, entry.capital // 1000,
        _amount(rng, entry.monthly), rng.choice(CONSTRAINTS) if rng.random() < 0.3 else "", rng.choice(PARTIES),
    ]  # fmt: skip


FAULTY = (11, 23, 37, 41, 53)


def faulty(number: int) -> bool:
    return number % 97 in FAULTY


def spoiled(cells: list[Any], number: int, row: int, truth: Truth) -> list[Any]:
    """Now and then a fault that keeps a row out, always the same ones, so that a test can count them."""
    if not faulty(number):
        return cells
    truth.refused.append(("final", row + 1))
    faults: dict[int, tuple[int, Any]] = {
        11: (3, float(cells[3])),
        23: (3, cells[3][:15]),
        37: (19, "-Rp 500.000"),
        41: (3, "3.27602E+15"),
    }
    if number % 97 in faults:
        column, fault = faults[number % 97]
        cells[column] = fault
    else:
        cells[1] = cells[2] = ""
    return cells


def _cased(rng: random.Random, text: str) -> str:
    chance = rng.random()
    return text.upper() if chance < 0.3 else f"{text} " if chance < 0.35 else text


def _place(rng: random.Random, name: str) -> str:
    chance = rng.random()
    if chance < 0.02 and len(name) > 6:
        at = rng.randrange(2, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if chance < 0.04:
        return f"Kel. {name}"
    return _cased(rng, name)


def _phone(rng: random.Random, phone: str) -> Any:
    chance = rng.random()
    if chance < 0.35:
        return int(phone)
    if chance < 0.5:
        return f"{phone[:4]} {phone[4:8]} {phone[8:]}"
    if chance < 0.56:
        return f"+62{phone[1:]}"
    if chance < 0.6:
        return f"{phone}/021-77{phone[-5:]}"
    return "-" if chance < 0.63 else phone


def _day(rng: random.Random, day: date) -> Any:
    chance = rng.random()
    if chance < 0.4:
        return day
    if chance < 0.7:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def _amount(rng: random.Random, rupiah: int) -> Any:
    chance = rng.random()
    if chance < 0.35:
        return rupiah
    if chance < 0.6:
        return f"Rp {rupiah:,},-".replace(",", ".", f"{rupiah:,}".count(","))
    if chance < 0.8:
        return f"{rupiah / 1e6:g} jt".replace(".", ",")
    return f"{rupiah // 1000}rb"


def _write(sheet: Any, row: int, cells: Sequence[Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, None)
        elif isinstance(cell, (int, float)):
            sheet.write_number(row, column, cell)
        elif cell != "":
            sheet.write_string(row, column, cell)
