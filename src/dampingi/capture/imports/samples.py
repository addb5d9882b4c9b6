"""An empty sheet with the headings we know best and two invented rows, to start a list from."""

import io

import xlsxwriter

from dampingi.capture.imports.labels import label
from dampingi.foundation.ui.sheets import OPTIONS

EXAMPLES: dict[str, list[tuple[str, str, str]]] = {
    "businesses": [
        ("business_name", "Keripik Contoh Jaya", "Warung Contoh"),
        ("owner_name", "Contoh Lestari", "Contoh Hidayat"),
        ("nik", "", ""),
        ("sex", "P", "L"),
        ("address", "Jl. Contoh RT 01 RW 02 No. 3", "Jl. Misal RT 04 RW 05 No. 6"),
        ("kelurahan", "", ""),
        ("kecamatan", "", ""),
        ("phone", "081200000001", "081200000002"),
        ("nib", "", ""),
        ("kbli", "10794", "47112"),
        ("product", "keripik singkong", "sembako"),
        ("founded_year", "2019", "2021"),
        ("workers", "2", "1"),
        ("capital", "5.000.000", "12 jt"),
        ("turnover_monthly", "Rp 6.500.000", "15 jt"),
        ("channels", "Shopee, titip warung", "Pasar"),
        ("status", "Aktif", "Aktif"),
        ("constraints", "Kemasan belum layak jual", "Kurang modal"),
    ],
    "participants": [
        ("owner_name", "Contoh Lestari", "Contoh Hidayat"),
        ("nik", "", ""),
        ("sex", "P", "L"),
        ("birth_date", "12 Agustus 1990", "03-05-1985"),
        ("address", "Jl. Contoh RT 01 RW 02 No. 3", "Jl. Misal RT 04 RW 05 No. 6"),
        ("kelurahan", "", ""),
        ("kecamatan", "", ""),
        ("phone", "081200000001", "081200000002"),
        ("business_name", "Keripik Contoh Jaya", ""),
        ("product", "keripik singkong", ""),
        ("scheme", "", ""),
        ("registered_on", "12-01-2024", "13-01-2024"),
    ],
    "visits": [
        ("participant", "Contoh Lestari", "Contoh Hidayat"),
        ("phone", "081200000001", ""),
        ("mentor", "", ""),
        ("date", "12-08-2024", "13 Agustus 2024"),
        ("minutes", "60", "45"),
        ("topic", "Akses pemasaran", "Pembukuan dan keuangan"),
        ("advice", "Foto produk dengan cahaya siang.", "Catat penjualan setiap hari."),
        ("next_step", "Buka toko daring minggu depan.", ""),
    ],
    "cooperatives": [
        ("cooperative_name", "Koperasi Contoh Maju", "KSP Misal Sejahtera"),
        ("registration", "", ""),
        ("legal_number", "", ""),
        ("legal_on", "12-05-2016", "3 Maret 2012"),
        ("cooperative_kind", "Konsumen", "Simpan Pinjam"),
        ("cooperative_form", "Primer Kabupaten/Kota", "Primer Provinsi"),
        ("address", "Jl. Contoh No. 3", "Jl. Misal No. 6"),
        ("kelurahan", "", ""),
        ("kecamatan", "", ""),
        ("contact", "Contoh Lestari", "Contoh Hidayat"),
        ("phone", "081200000001", "081200000002"),
        ("shop_unit", "Ada", "Tidak"),
        ("digital", "Ya", "Belum"),
        ("standing", "Aktif", "Aktif"),
        ("meeting_on", "12-02-2026", "25-03-2026"),
        ("members_men", "40", "120"),
        ("members_women", "65", "80"),
        ("assets", "1,2 M", "Rp 900.000.000"),
        ("equity", "450 jt", "Rp 300.000.000"),
        ("volume", "2 M", "Rp 700.000.000"),
        ("surplus", "35 jt", "-4.000.000"),
    ],
}


def sample_sheet(kind: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS | {"in_memory": True}) as book:
        sheet = book.add_worksheet("Daftar")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 1)
        columns = EXAMPLES[kind]
        sheet.set_column(0, len(columns) - 1, 22, text)
        for place, (field, _first, _second) in enumerate(columns):
            sheet.write_string(0, place, label(field), head)
        for number in (1, 2):
            for place, column in enumerate(columns):
                sheet.write_string(number, place, column[number], text)
    return out.getvalue()
