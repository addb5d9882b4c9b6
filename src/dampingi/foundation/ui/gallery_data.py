"""Invented figures for the style page. Nobody here exists."""

import random
from datetime import date
from math import sqrt

from django.utils.translation import gettext as _

from dampingi.foundation.ui.regionmap import Area, Outline, RegionMap, drawing
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.tilemap import Tile, grouped

VILLAGES = ("Beji Timur", "Kukusan", "Pondok Cina", "Tapos", "Cimpaeun", "Jatijajar")
NAMES = (
    ("Keripik Pisang Mekar", "Rosmawati"),
    ("Batik Ciprat Lestari", "Endang Puspa"),
    ("Dapur Bu Tini", "Kartini"),
    ("Sambal Roa Pak Jaya", "Sunjaya"),
    ("Jahit Rapi Cilodong", "Mulyani"),
    ("Kopi Tubruk Sawangan", "Hasan Basri"),
    ("Tas Anyam Citayam", "Lilis Suryani"),
    ("Roti Gambang Depok", "Yohanes"),
    ("Jamu Gendong Sehat", "Sri Lestari"),
    ("Bengkel Las Amanah", "Dadang"),
    ("Susu Kedelai Murni", "Wati"),
    ("Ikan Hias Bojongsari", "Rahmat"),
)
STATES = ((State.GOOD, "Sesuai jadwal"), (State.WATCH, "Perlu dikunjungi"), (State.LATE, "Terlambat 12 hari"))
BUSINESSES = [
    {
        "name": name,
        "owner": owner,
        "region": VILLAGES[place % 6],
        "turnover": 1_250_000 + 730_000 * (place * 5 % 12),
        "visits": 3 + place * 7 % 9,
        "last": date(2024, 9 + place % 3, 3 + place * 2),
        "state": STATES[place * 2 % 3][0],
        "words": STATES[place * 2 % 3][1],
    }
    for place, (name, owner) in enumerate(NAMES)
]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu")
VISITS = [
    {"period": name, "value": value}
    for name, value in zip(MONTHS, (1204, 1311, 1290, 1502, 1677, 1810, 1958, 2118), strict=True)
]
PASS_RATES = [
    {"label": name, "value": value, "low": value - 0.04, "high": value + 0.04, "state": state}
    for name, value, state in (
        ("Beji", 0.91, "good"),
        ("Cinere", 0.86, "good"),
        ("Limo", 0.82, "good"),
        ("Pancoran Mas", 0.76, "watch"),
        ("Cilodong", 0.71, "watch"),
        ("Tapos", 0.58, "late"),
    )
]
PER_DISTRICT = [
    {"panel": panel, "period": month, "value": start + 0.07 * place * slope}
    for panel, start, slope in (
        ("Beji", 0.7, 1.1),
        ("Cinere", 0.6, 1.2),
        ("Limo", 0.65, 0.9),
        ("Tapos", 0.5, 0.4),
    )
    for place, month in enumerate(MONTHS)
]
DISTRICTS = [
    Tile("32.76.06", "Beji", "84%", State.GOOD, "#tilemap"),
    Tile("32.76.10", "Tapos", "63%", State.LATE, "#tilemap"),
    Tile("32.76.09", "Cinere", "79%", State.WATCH, "#tilemap"),
]
TILES = [
    Tile("32.76.06.1001", "Beji", "91%", State.GOOD, "#tilemap"),
    Tile("32.76.06.1002", "Kukusan", "88%", State.GOOD, "#tilemap"),
    Tile("32.76.06.1003", "Tanah Baru", "76%", State.WATCH, "#tilemap"),
    Tile("32.76.06.1004", "Kemiri Muka", "81%", State.GOOD, "#tilemap"),
    Tile("32.76.06.1005", "Pondok Cina", "–", State.NONE, "#tilemap"),
    Tile("32.76.06.1006", "Beji Timur", "85%", State.GOOD, "#tilemap"),
    Tile("32.76.10.1001", "Tapos", "58%", State.LATE, "#tilemap"),
    Tile("32.76.10.1002", "Leuwinanggung", "61%", State.LATE, "#tilemap"),
    Tile("32.76.10.1003", "Sukatani", "77%", State.WATCH, "#tilemap"),
    Tile("32.76.10.1004", "Sukamaju Baru", "69%", State.WATCH, "#tilemap"),
    Tile("32.76.10.1005", "Jatijajar", "52%", State.LATE, "#tilemap"),
    Tile("32.76.09.1001", "Cinere", "86%", State.GOOD, "#tilemap"),
    Tile("32.76.09.1002", "Gandul", "74%", State.WATCH, "#tilemap"),
    Tile("32.76.09.1003", "Pangkalan Jati", "80%", State.GOOD, "#tilemap"),
]


def stages() -> list[dict]:
    return [
        {"label": _("Verifikasi data"), "state": "done", "note": _("selesai 12 Maret")},
        {"label": _("Identifikasi masalah"), "state": "done", "note": _("selesai 4 April")},
        {"label": _("Pendampingan dan konsultasi"), "state": "now", "note": _("4 dari 6 kunjungan")},
        {"label": _("Pengumpulan tugas"), "state": "next"},
        {"label": _("Laporan bulanan"), "state": "next"},
        {"label": _("Evaluasi kemajuan"), "state": "next"},
    ]


def entries() -> list[dict]:
    return [
        {
            "at": date(2024, 11, 18),
            "title": _("Kunjungan: pembukuan harian"),
            "icon": "visit",
            "text": _("Mulai memisahkan uang usaha; buku kas diisi tiap malam."),
            "who": "Endang Puspa",
            "href": "#timeline",
        },
        {
            "at": date(2024, 11, 2),
            "title": _("Pelatihan dasar kewirausahaan"),
            "icon": "training",
            "state": "good",
            "state_label": _("Hadir"),
        },
        {"at": date(2024, 10, 14), "title": _("NIB terbit"), "icon": "shield"},
    ]


def facts() -> list[tuple[str, str]]:
    return [
        (_("Sektor"), _("Makanan olahan")),
        (_("Kelurahan"), "Beji Timur, Beji"),
        (_("Berdiri"), "2019"),
        (_("Skala"), _("Mikro, menurut omzet setahun")),
    ]


def funnel() -> tuple[list[dict], list[dict]]:
    dice = random.Random(4)  # noqa: S311 - a picture, not a secret
    limits = [
        {
            "size": n,
            "low": max(0, 0.79 - 1.96 * sqrt(0.166 / n)),
            "high": min(1, 0.79 + 1.96 * sqrt(0.166 / n)),
        }
        for n in range(10, 41, 2)
    ]
    points = []
    for _place in range(40):
        size = dice.randint(12, 38)
        value = min(0.99, max(0.45, dice.gauss(0.79, sqrt(0.13 / size))))
        points.append({"label": "", "size": size, "value": value, "state": "none"})
    points[3] |= {"size": 31, "value": 0.58, "state": "watch", "label": "Tapos", "named": True}
    points[8] |= {"size": 34, "value": 0.96, "state": "good", "label": "Beji", "named": True}
    return points, limits


def region_map() -> RegionMap:
    """The tiles above in invented shapes: cells between the knots of a shaken net."""
    dice = random.Random(11)  # noqa: S311 - a picture, not a secret
    across, side = 5, 1000
    knots = [
        [(x * side + dice.randint(-260, 260), y * side + dice.randint(-260, 260)) for x in range(across + 1)]
        for y in range(4)
    ]
    areas = []
    for place, tile in enumerate(TILES):
        y, x = divmod(place, across)
        ring = (knots[y][x], knots[y][x + 1], knots[y + 1][x + 1], knots[y + 1][x])
        path = "M" + "L".join(f"{a} {b}" for a, b in ring) + "z"
        west, east = min(a for a, _b in ring), max(a for a, _b in ring)
        north, south = min(b for _a, b in ring), max(b for _a, b in ring)
        middle = (sum(a for a, _b in ring) / 4, sum(b for _a, b in ring) / 4)
        areas.append(Area(Outline(tile.code, path, middle, (west, north, east, south)), tile))
    return RegionMap(
        grouped(TILES, DISTRICTS),
        "contoh-peta",
        drawing=drawing(areas, [], title=_("Peta contoh"), name="contoh-peta"),
        note=_("Batas wilayah: karangan untuk halaman ini."),
    )
