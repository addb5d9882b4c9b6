"""The same figures as a workbook: a sheet per section, numerators and denominators beside every value."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from dampingi.outcomes.documents.codes import spoken
from dampingi.outcomes.reports.ledger import Figure, Ledger
from dampingi.outcomes.reports.words import COURSES, state_words

NUMBER_FORMATS = {
    "percent": "0.0%",
    "money": '"Rp" #,##0',
    "count": "#,##0",
    "number": "#,##0.00",
    "score": "0.0",
}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEAD = [
    "No",
    "Angka",
    "Kode wilayah",
    "Nilai",
    "Satuan",
    "Pembilang",
    "Penyebut",
    "Rentang bawah",
    "Rentang atas",
    "Target",
    "Asal",
    "Alamat",
]
WIDTHS = [6, 46, 14, 12, 26, 12, 12, 12, 12, 10, 46, 50]
WAY_HEAD = [
    "Seharusnya hari itu",
    "Titik awal",
    "Jalan menuju target",
    "Perkiraan akhir",
    "Perkiraan bawah",
    "Perkiraan atas",
    "Keadaan",
]
"""Behind the others, where the snapshot knows them (schema 2)."""


def workbook(data: dict[str, Any], *, code: str, sha256: str) -> bytes:
    """Equal snapshots give equal bytes: the only clock in it is the snapshot's."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    made = datetime.fromisoformat(data["made_at"]).replace(tzinfo=None)
    book.set_properties({"title": f"Laporan {data['programme']['name']}", "created": made})
    door = f"{data['site']}/laporan/{code}/angka/"
    writer = _Writer(book, Ledger.from_json(data["figures"]), door, knows_ways=data["schema"] > 1)
    _about(writer, data, code, sha256)
    for title, head, rows in _tables(data):
        writer.matrix(title, head, rows)
    for title, numbers in _sections(data):
        writer.figures(title, numbers)
    _advice(writer, data)
    _definitions(writer, data)
    writer.figures("Semua angka", list(range(1, len(data["figures"]) + 1)))
    book.close()
    return out.getvalue()


def _tables(data: dict[str, Any]) -> list[tuple[str, list[str], list[tuple[str, list[int | None]]]]]:
    """What stands as a table on paper stands as one here: a name, and figures by number."""
    districts, stages, constraints = data["districts"], data["stages"]["districts"], data["constraints"]
    division = districts["division"]
    parts = [*districts["rows"], districts["total"]]
    told = [
        (f"Tabel {division}", districts["columns"], parts),
        (f"Tabel tahap {division}", stages["columns"], stages["rows"]),
        (f"Tabel kendala {division}", constraints["columns"], constraints["rows"]),
    ]
    return [
        (title[:31], [division.capitalize(), *head], [(r["name"], r["figures"]) for r in rows])
        for title, head, rows in told
    ]


def _sections(data: dict[str, Any]) -> list[tuple[str, list[int]]]:
    head = data["headline"]
    districts, stages, constraints, mentors = (
        data[k] for k in ("districts", "stages", "constraints", "mentors")
    )
    told = [
        ("Ringkasan", [head["recorded"], head["checked"], head["corrected"], head["error"], *data["cards"]]),
        ("Program", [n["figure"] for n in data["numbers"]]),
        ("Per bulan", [p["figure"] for p in data["trend"]["points"]]),
        (
            f"Per {districts['division']}",
            [no for r in [*districts["rows"], districts["total"]] for no in r["figures"]],
        ),
        ("Tahap", [no for r in stages["rows"] for no in (r["done"], r["late"], r["open"], r["share"])]),
        (
            f"Tahap per {districts['division']}",
            [no for r in stages["districts"]["rows"] for no in r["figures"]],
        ),
        (
            "Kendala",
            [no for r in constraints["rows"] for no in r["figures"]]
            + [c["figure"] for c in constraints["common"]],
        ),
        ("Kendala per kelurahan", [t["figure"] for t in constraints["tiles"]]),
    ]
    if mentors["ready"]:
        people = [r["figure"] for g in mentors["groups"] for r in g["rows"]]
        teams = [t["figure"] for t in mentors["teams"]]
        bands = [b["figure"] for b in mentors["bands"]]
        told.append(
            ("Pendamping", bands + teams + people + [r["figure"] for r in data["appreciation"]["rows"]])
        )
    return [(title[:31], [no for no in numbers if no]) for title, numbers in told]


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, ledger: Ledger, door: str, *, knows_ways: bool) -> None:
        self.book, self.ledger, self.door, self.knows_ways = book, ledger, door, knows_ways
        self.looks = {kind: book.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()}
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def table(self, title: str, head: list[str], rows: list[list[Any]], widths: list[int]) -> None:
        sheet = self.book.add_worksheet(title)
        for place, (label, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, label, self.bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                sheet.write_string(number, place, str(value), self.wrapped)
        sheet.freeze_panes(1, 0)

    def matrix(self, title: str, head: list[str], rows: list[tuple[str, list[int | None]]]) -> None:
        sheet = self.book.add_worksheet(title)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(head), 14)
        for place, label in enumerate(head):
            sheet.write_string(0, place, label, self.bold)
        for row, (name, numbers) in enumerate(rows, start=1):
            sheet.write_string(row, 0, name)
            for place, no in enumerate(numbers, start=1):
                figure = self.ledger[no] if no else None
                if figure and figure.value is not None:
                    sheet.write_number(row, place, float(figure.value), self.looks[figure.kind])
        sheet.freeze_panes(1, 1)

    def figures(self, title: str, numbers: list[int]) -> None:
        sheet = self.book.add_worksheet(title)
        way = WAY_HEAD if self.knows_ways else []
        head, widths = HEAD + way, WIDTHS + [16] * len(way)
        for place, (label, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, label, self.bold)
        for row, no in enumerate(numbers, start=1):
            self._figure(sheet, row, self.ledger[no])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(numbers)), len(head) - 1)

    def _figure(self, sheet: Any, row: int, figure: Figure) -> None:
        look, count = self.looks[figure.kind], self.looks["count"]
        sheet.write_number(row, 0, figure.no)
        for place, text in ((1, figure.name), (2, figure.region), (4, figure.unit), (10, figure.source)):
            sheet.write_string(row, place, text)
        for place, value in ((3, figure.value), (7, figure.low), (8, figure.high), (9, figure.target)):
            if value is not None:
                sheet.write_number(row, place, float(value), look)
        for place, whole in ((5, figure.numerator), (6, figure.denominator)):
            if whole is not None:
                sheet.write_number(row, place, whole, count)
        sheet.write_url(row, 11, f"{self.door}{figure.no}/")
        if self.knows_ways and figure.target is not None:
            self._way(sheet, row, figure)

    def _way(self, sheet: Any, row: int, figure: Figure) -> None:
        told = (
            (12, figure.expected),
            (13, figure.baseline),
            (15, figure.forecast),
            (16, figure.forecast_low),
            (17, figure.forecast_high),
        )
        for place, value in told:
            if value is not None:
                sheet.write_number(row, place, float(value), self.looks[figure.kind])
        sheet.write_string(row, 14, COURSES.get(figure.course, ""))
        sheet.write_string(row, 18, state_words(figure))


def _about(writer: _Writer, data: dict[str, Any], code: str, sha256: str) -> None:
    audit = data["audit"]
    rows = [
        ["Laporan", f"{data['programme']['name']}, {data['region']['name']}"],
        ["Kode wilayah", data["region"]["code"]],
        ["Program", data["programme"]["code"]],
        ["Keadaan per", data["as_of"]],
        ["Dibuat", data["made_at"]],
        ["Oleh", data["made_by"]["name"]],
        ["Nomor", data["number"] or "diberi saat ditandatangani"],
        ["Kode dokumen", spoken(code)],
        ["Sidik isi (SHA-256)", sha256],
        ["Jejak audit", f"mata rantai {audit['sequence']}, {audit['hash']}" if audit else "belum ada"],
        ["Periksa keaslian", f"{data['site']}/verifikasi/{code}/"],
        *[["Ringkasan", sentence] for sentence in data["summary"]],
        *[["Metode", sentence] for sentence in data["method"]],
    ]
    writer.table("Tentang", ["", "Laporan kota"], rows, [24, 110])


def _advice(writer: _Writer, data: dict[str, Any]) -> None:
    rows = [
        [r["title"], r["text"], r["to"], r["rule"], ", ".join(str(no) for no in r["figures"])]
        for r in data["recommendations"]
    ]
    writer.table(
        "Rekomendasi", ["Rekomendasi", "Uraian", "Untuk", "Aturan", "Angka nomor"], rows, [40, 80, 30, 50, 16]
    )


def _definitions(writer: _Writer, data: dict[str, Any]) -> None:
    keys = [
        "code",
        "name",
        "why",
        "formula",
        "numerator",
        "denominator",
        "unit",
        "direction",
        "limits",
        "source",
        "hash",
    ]
    head = [
        "Kode",
        "Indikator",
        "Mengapa",
        "Rumus",
        "Pembilang",
        "Penyebut",
        "Satuan",
        "Arah",
        "Keterbatasan",
        "Sumber",
        "Sidik",
    ]
    rows = [
        [{"up": "naik", "down": "turun"}.get(d[k], d[k]) if k == "direction" else d[k] for k in keys]
        for d in data["definitions"]
    ]
    writer.table("Definisi", head, rows, [20, 24, 50, 60, 40, 40, 22, 10, 50, 40, 20])
