"""What is held open to everyone: businesses held back per kecamatan and constraint at the end of a month, as one frozen table."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from dampingi.engines.disclosure import HIDDEN_AS, LEAST, Table, told
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import load, source_names
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui import formats
from dampingi.insight.constraints.counts import LENGTHS
from dampingi.insight.constraints.questions import Question, noted

SCHEMA = 1
HIDDEN = "x"
"""How a suppressed cell is written, as statistical offices write it."""
Named = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """The table as it was told. Rows are constraints, columns kecamatan."""

    region: Named
    day: datetime.date
    constraints: tuple[tuple[str, str, str], ...]
    """(code, name, field)"""
    places: tuple[Named, ...]
    table: Table

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Published":
        kept = data["table"]
        return cls(
            tuple(data["region"]),
            datetime.date.fromisoformat(data["day"]),
            tuple(tuple(each) for each in data["constraints"]),
            tuple(tuple(each) for each in data["places"]),
            Table(
                tuple(map(tuple, kept["cells"])), tuple(kept["rows"]), tuple(kept["columns"]), kept["total"]
            ),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "region": self.region,
            "day": self.day.isoformat(),
            "constraints": self.constraints,
            "places": self.places,
            "table": {
                "cells": self.table.cells,
                "rows": self.table.rows,
                "columns": self.table.columns,
                "total": self.table.total,
            },
        }


def counted(region: str, day: datetime.date) -> Published:
    """The table of one city as of that day, from what is on record now: to be stored at once, never to be shown anew.

    What is small is hidden, all else told in multiples of five.
    """
    places = tuple((r.code, r.name) for r in below(region, 3))
    named = source_names("constraints")
    constraints = tuple((e["code"], named[e["code"]], e["field"]) for e in load("constraints"))
    found = _counts(region, day)
    counts = [[found.get((code, place), 0) for place, _name in places] for code, *_told in constraints]
    return Published((region, name_of(region)), day, constraints, places, told(counts))


def _counts(region: str, day: datetime.date) -> dict[tuple[str, str], int]:
    rows = noted(Actor.for_system("open data"), Question(region)).filter(
        Q(resolved_on=None) | Q(resolved_on__gt=day), since__lte=day
    )
    grouped = rows.annotate(place=Substr("region", 1, LENGTHS[3])).values("place", "code")
    each = grouped.annotate(n=Count("business", distinct=True)).order_by()
    return {(r["code"], r["place"]): r["n"] for r in each}


def metadata(found: Published, *, number: int, reason: str = "") -> dict[str, str]:
    """What Satu Data Indonesia asks for: concept, definition, formula, unit, classification, source, edition."""
    words = {
        _("Judul"): _("Usaha mikro terhambat menurut kendala dan kecamatan, %(place)s") % {"place": found.region[1]},
        _("Konsep"): _("Kendala usaha: keadaan yang menghambat usaha, dicatat petugas, pendamping, atau survei."),
        _("Definisi"): _(
            "Usaha terdaftar yang pada akhir bulan mempunyai kendala itu dan belum teratasi. Satu usaha dapat mempunyai beberapa kendala, "
            "sehingga jumlah menyamping adalah usaha dan jumlah ke bawah adalah kendala."
        ),
        _("Rumus"): _("Banyaknya usaha berbeda dengan kendala terbuka pada hari terakhir bulan itu; yang diarsipkan, digabung, atau tutup tidak dihitung."),
        _("Satuan"): _("usaha"),
        _("Klasifikasi"): _("Kendala menurut bidang (kelembagaan, SDM, produksi, pembiayaan, pemasaran, IT, jejaring); kecamatan."),
        _("Kode rujukan"): _("Kode dan data wilayah administrasi pemerintahan (Kemendagri)."),
        _("Sumber"): _("Basis data usaha mikro dinas, aplikasi Dampingi."),
        _("Edisi"): _("%(month)s, edisi ke-%(number)d (keadaan %(day)s, tidak dihitung ulang)")
        % {"month": formats.month(found.day), "number": number, "day": formats.day(found.day)},
        _("Pengungkapan"): _(
            "Angka 1 sampai %(most)d ditulis %(sign)s; yang lain dibulatkan ke kelipatan %(least)d terdekat. Jumlah disusun dari angka yang ditampilkan itu "
            "(%(sign)s dianggap %(as)d), jadi hanya mendekati. Dengan demikian tidak ada angka kecil yang dapat dihitung dari jumlah, atau dari selisih dua edisi."
        ) % {"most": LEAST - 1, "least": LEAST, "sign": HIDDEN, "as": HIDDEN_AS},
    }  # fmt: skip
    return words | ({_("Koreksi"): reason} if reason else {})
