"""What the papers of equipment aid say: the decree that names who receives what, and the handover both sides sign. Always Indonesian."""

import base64
import datetime
import io
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import day_at, frame, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.equipment.models import Award, Decree, Handover
from dampingi.records.equipment.queries.items import lines_of
from dampingi.records.mentoring.places import place_words

LONG_SIDE = 720
"""Pixels of the photo on paper: sharp at nine centimetres, and a file that can be sent by phone."""


def decree_draft(found: Decree) -> Draft:
    if found.approved_at is None:
        raise Refused(_("SK terbit setelah keputusannya ditetapkan."), status=404)
    on = day_at(found.approved_at, found.region)
    return Draft(
        kind=Paper.Kind.EQUIPMENT_DECREE, subject=found.id, region=found.region, on=on,
        content=lambda number: decree(found, number=number, on=on), called="sk-bantuan-alat",
    )  # fmt: skip


def decree(found: Decree, *, number: str, on: datetime.date) -> dict[str, Any]:
    with translation.override("id"):
        lines = [a for a in lines_of(found) if a.voided_on is None]
        return frame(found.region) | {
            "title": f"SK bantuan alat: {found.title}",
            "number": number,
            "about": found.title,
            "basis": found.basis,
            "rows": [_row(n, a) for n, a in enumerate(lines, 1)],
            "sum": formats.money(sum(a.amount for a in lines)),
            "proposed": f"Diusulkan {found.by_name}, {formats.day(found.on)}.",
            "decided": [f"Ditetapkan {v.by_name}, {told_day(v.at, found.region)}." for a in approvals_of("equipment_decree", found.id) for v in a.verdicts.all() if v.approved],
            "hash": found.hash,
            "day": formats.day(on),
        }  # fmt: skip


def _row(n: int, award: Award) -> list[str]:
    shop = award.need.business
    called = source_names("equipment_priorities")
    why = "; ".join(
        [award.reason, *(called.get(c, c) for c in award.reasons if called.get(c, c) not in award.reason)]
    )
    return [
        str(n),
        shop.owner.name,
        shop.name,
        place_words(award.region, upto=3),
        award.item,
        formats.money(award.amount),
        why,
    ]


def handover_draft(found: Handover) -> Draft:
    """For both to sign; confirmed by who received, a second version says so."""
    return Draft(
        kind=Paper.Kind.EQUIPMENT_HANDOVER, subject=found.id, region=found.region, on=found.on,
        version=2 if found.confirmed_at else 1, content=lambda number: handover(found, number=number),
        called="bast-alat",
    )  # fmt: skip


def handover(found: Handover, *, number: str) -> dict[str, Any]:
    award = found.award
    shop = award.need.business
    with translation.override("id"):
        return frame(found.region) | {
            "title": f"Berita acara serah terima {award.item}",
            "number": number,
            "told": f"Pada {formats.day(found.on)}, bertempat di {found.place}, PIHAK KESATU menyerahkan dan PIHAK KEDUA menerima barang di bawah ini.",
            "parties": [["PIHAK KESATU", found.giver_name, found.giver_position], ["PIHAK KEDUA", found.receiver_name, f"penerima, {shop.name}"]],
            "lines": [
                ["Barang", award.item],
                *([["Merek dan nomor seri", found.serial]] if found.serial else []),
                ["Nilai", formats.money(award.amount)],
                ["Keadaan", found.condition],
                ["Usaha", f"{shop.name}, {place_words(shop.region, upto=3)}"],
                ["Dasar", f"{award.decree.title}, {formats.day(award.decree.on)}"],
            ],
            "duties": [
                "PIHAK KEDUA memakai barang untuk usahanya sendiri, merawatnya, dan tidak menjual, menggadaikan, atau memindahkannya tanpa izin tertulis.",
                "PIHAK KEDUA memperlihatkan barang ketika diperiksa, sekurang-kurangnya enam dan dua belas bulan sesudah serah terima.",
                "PIHAK KESATU dapat menarik barang yang tidak dipakai, dengan alasan tertulis yang disetujui orang lain.",
            ],
            "confirmed": _confirmed(found),
            "photo": _photo(found),
            "day": formats.day(found.on),
        }  # fmt: skip


def _confirmed(found: Handover) -> str:
    if found.confirmed_at is None:
        return ""
    how = (
        "lewat akunnya"
        if found.confirmed_how == Handover.Confirmed.OWN
        else "dengan tanda tangan pada berita acara, yang fotonya disimpan"
    )
    return f"PIHAK KEDUA membenarkan penerimaan {how} pada {told_day(found.confirmed_at, found.region)}."


def _photo(found: Handover) -> dict[str, Any]:
    """The picture drawn once more, smaller; as text because the paper's content is JSON."""
    with found.photo.open() as stored, Image.open(stored) as opened:
        opened.thumbnail((LONG_SIDE, LONG_SIDE))
        out = io.BytesIO()
        opened.convert("RGB").save(out, "JPEG", quality=70, optimize=True)
        return {
            "jpeg": base64.b64encode(out.getvalue()).decode(),
            "width": opened.width,
            "height": opened.height,
        }
