"""What would tell who asked is found; money, weights and everyday words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.disclosure.traces import Trace, traces

NAMES = ("Sari Wulandari", "Keripik Bu Tuti", "Lena")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Usaha milik sari wulandari di pasar", [("name", "Sari Wulandari")]),
        ("Menurut Sari, harganya naik", [("name", "Sari")]),
        ("Datang ke rumah Bu Tini saja", [("name", "Tini")]),
        ("Hubungi 0812-3456-7890 ya", [("number", "0812-3456-7890")]),
        ("Hubungi +62 812 3456 789", [("number", "+62 812 3456 789")]),
        ("NIK 9999990101019999 tertulis", [("number", "9999990101019999")]),
        ("Hubungi 0812.345.678 ya", [("number", "0812.345.678")]),
        ("Hubungi 0812.345.678.901 ya", [("number", "0812.345.678.901")]),
        ("NIK 9999.990.101.019.999 tertulis", [("number", "9999.990.101.019.999")]),
        ("Kirim ke a.b@contoh.id", [("mail", "a.b@contoh.id")]),
        ("Hubungi 0812 - 3456 - 7890 ya", [("number", "0812 - 3456 - 7890")]),
        ("Hubungi 0812–3456–7890 ya", [("number", "0812–3456–7890")]),
        ("Hubungi 0812/3456/7890 ya", [("number", "0812/3456/7890")]),
        ("Hubungi 0812_3456_7890 ya", [("number", "0812_3456_7890")]),
        ("Hubungi +62 812.345.678.901 ya", [("number", "+62 812.345.678.901")]),
        ("Hubungi 62.812.345.678 ya", [("number", "62.812.345.678")]),
        ("Hubungi (021) 2024-2025 ya", [("number", "021) 2024-2025")]),
        ("Hubungi 021-2024-2025 ya", [("number", "021-2024-2025")]),
        ("PESAN KE BU TINI SAJA", [("name", "TINI")]),
        ("Datang ke Ibu Hj. Tini saja", [("name", "Tini")]),
        ("Di jl melati sebelah masjid", [("address", "jl melati")]),
        ("Di rt 03 sebelah masjid", [("address", "rt 03")]),
        ("Alamatnya Jl. Melati nomor dua", [("address", "Jl. Melati")]),
        ("Di RT 03 sebelah masjid", [("address", "RT 03")]),
    ],
)
def test_it_is_found(text, found):
    assert traces(text, NAMES) == [Trace(*each) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Jual sari buah Rp 20.000.000 setahun",
        "Modal 1.500.000 rupiah, untung 30 persen",
        "Isi 250 gram, simpan 14 hari, pada 70 derajat",
        "Tulis hari, bulan, dan tahun 2026 di kemasan",
        "Pelatihan periode 2024-2026, lalu 2027 – 2029",
        "Sejak 12-05-2026 atau 12/05/2026 atau 12.05.2026",
        "Buka pukul 08.00-10.00 dan 13.00 - 15.30",
        "Usaha sudah jalan 2 tahun",
        "Diusulkan Pak RT, Bapak Camat, dan Ibu Kepala Dinas",
        "Sambil jalan pelan dan berhenti di blokir",
        "Ibu rumah tangga dapat memulai dari rumah",
        "",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert traces(text, NAMES) == []


@given(
    st.text(max_size=80),
    st.sampled_from(["081234567890", "9999990101019999", "x@contoh.id"]),
    st.text(max_size=80),
)
def test_a_number_or_address_is_found_wherever_it_stands(before, secret, after):
    assert traces(f"{before} {secret} {after}")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    for each in traces(text, NAMES):
        assert each.words
