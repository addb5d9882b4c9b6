"""Everything the constraint map shows for one question."""

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Figure
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.maps import region_map
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui import formats
from dampingi.insight.constraints.counts import Counts, counts
from dampingi.insight.constraints.courses import Month, course
from dampingi.insight.constraints.unusual import unusual
from dampingi.pages.constraints.asked import COUNT, RATE, Asked, filters, trail
from dampingi.pages.constraints.helping import help_with
from dampingi.pages.constraints.matrix import columns_of, matrix, standouts, tiles
from dampingi.pages.constraints.plots import comings_and_goings

SHOWN = 8


def page(actor: Actor, here: Asked, told: QueryDict, *, today: datetime.date) -> dict[str, Any]:
    fine = counts(actor, here.question, depth=4, by_field=not here.column)
    coarse = fine if here.level == 4 else fine.at(here.level)
    months = course(actor, here.question, today=today)
    compared = unusual(fine, columns_of(here))
    place, about = name_of(here.region), subject(here)
    return {
        "asked": here,
        "place": place,
        "subject": about,
        "headline": _headline(fine, place, about),
        "figures": _figures(here, fine, months),
        "matrix": matrix(here, coarse),
        "map": _map(here, fine, told, about),
        "course": _course(months),
        "standouts": standouts(here, compared.found, SHOWN),
        "compared": compared,
        "help": help_with(actor, here.region, here.question, today=today) if here.column else None,
        "meant": _meant(here.code),
        "filters": filters(actor, here),
        "trail": [
            {"label": name, "href": here.here(wilayah=code)} for code, name in _names(trail(actor, here))
        ],
        "measures": _measures(here),
        "levels": _levels(here),
        "definition": _definition(here, today),
        "may_plan": actor.may(Permission.PLAN_HELP, region=here.region),
    }


def subject(here: Asked) -> str:
    """The constraint or the field chosen, in words; '' for all."""
    return choices("constraints").get(here.code) or choices("constraint_fields").get(here.field, "")


def _headline(fine: Counts, place: str, about: str) -> str:
    words = {
        "n": formats.number(fine.total),
        "of": formats.number(fine.population),
        "place": place,
        "name": formats.inside(about),
    }
    if not fine.population:
        return _("Belum ada usaha terdaftar di %(place)s yang sesuai penyaring.") % words
    if about:
        return _("%(n)s dari %(of)s usaha di %(place)s terhambat: %(name)s.") % words
    return _("%(n)s dari %(of)s usaha di %(place)s punya kendala yang belum teratasi.") % words


def _figures(here: Asked, fine: Counts, months: list[Month]) -> list[dict[str, Any]]:
    share = Figure(min(fine.total, fine.population), fine.population).value
    last = months[-3:]
    return [
        {"label": _("Usaha terhambat"), "value": formats.number(fine.total), "href": here.door(),
         "note": _("dari %(of)s usaha") % {"of": formats.number(fine.population)}},
        {"label": _("Per 100 usaha"), "value": formats.number(share * 100, 1) if share is not None else formats.MISSING,
         "note": _("usaha dengan sedikitnya satu kendala"), "href": here.door()},
        {"label": _("Kendala terbuka"), "value": formats.number(months[-1].open), "href": here.door(),
         "note": _("satu usaha dapat punya beberapa")},
        {"label": _("Teratasi 3 bulan ini"), "value": formats.number(sum(m.resolved for m in last)),
         "href": here.door() + "&keadaan=teratasi", "note": _("%(n)s kendala baru") % {"n": formats.number(sum(m.new for m in last))}},
    ]  # fmt: skip


def _map(here: Asked, fine: Counts, told: QueryDict, about: str) -> dict[str, Any] | None:
    """None for a single kelurahan or a whole province."""
    if depth(here.region) not in (2, 3):
        return None
    kelurahan, kecamatan = tiles(here, fine)
    most = max(kelurahan, key=lambda t: (t.shade or 0, _size(fine, t.code, here)), default=None)
    words = {"place": most.name if most else "", "value": most.value if most else ""}
    if not most or not most.shade:
        takeaway = _("Tidak ada usaha yang terhambat di sini")
    elif here.measure == RATE:
        takeaway = _("Tertinggi di %(place)s: %(value)s dari 100 usaha terhambat") % words
    else:
        takeaway = _("Terbanyak di %(place)s: %(value)s usaha terhambat") % words
    return {
        "map": region_map(here.region, kelurahan, kecamatan, asked=told),
        "takeaway": takeaway,
        "label": _("Per 100 usaha") if here.measure == RATE else _("Usaha"),
    }


def _size(fine: Counts, code: str, here: Asked) -> float:
    figure = fine.figure(code)
    return figure.numerator / max(1, figure.denominator) if here.measure == RATE else figure.numerator


def _course(months: list[Month]) -> dict[str, Any]:
    first, last = months[0].open, months[-1].open
    words = {"first": formats.number(first), "last": formats.number(last)}
    if last > first:
        takeaway = _("Kendala terbuka bertambah dari %(first)s menjadi %(last)s dalam setahun") % words
    elif last < first:
        takeaway = _("Kendala terbuka berkurang dari %(first)s menjadi %(last)s dalam setahun") % words
    else:
        takeaway = _("Kendala terbuka tetap %(last)s") % words
    return {
        "takeaway": takeaway,
        "drawing": comings_and_goings(months, title=_("Kendala per bulan"), description=takeaway),
        "columns": [
            _("Bulan"),
            _("Baru"),
            _("Teratasi"),
            _("Ditutup tanpa teratasi"),
            _("Terbuka di akhir bulan"),
        ],
        "rows": [
            (formats.month(m.first), *(formats.number(n) for n in (m.new, m.resolved, m.closed, m.open)))
            for m in months
        ],
    }


def _meant(code: str) -> dict[str, str] | None:
    entry = next((e for e in load("constraints") if e["code"] == code), None)
    if entry is None:
        return None
    meant, signs = entry["meant"], entry["signs"]
    return {"meant": _(meant), "signs": _(signs)}


def _names(codes: list[str]) -> list[tuple[str, str]]:
    found = names(codes)
    return [(code, found.get(code, code)) for code in codes]


def _measures(here: Asked) -> list[dict[str, Any]]:
    every = ((COUNT, _("Jumlah usaha")), (RATE, _("Per 100 usaha")))
    return [
        {
            "label": words,
            "href": here.here(ukur=value if value != COUNT else ""),
            "current": here.measure == value,
        }
        for value, words in every
    ]


def _levels(here: Asked) -> list[dict[str, Any]]:
    if depth(here.region) != 2:
        return []
    return [
        {"label": _("Kecamatan"), "href": here.here(rinci=""), "current": not here.fine},
        {"label": _("Kelurahan"), "href": here.here(rinci="4"), "current": here.fine},
    ]


def _definition(here: Asked, today: datetime.date) -> list[tuple[str, str]]:
    whom = _("usaha peserta aktif program") if here.question.programme else _("semua usaha terdaftar")
    return [
        (_("Usaha terhambat"), _("Usaha yang punya sedikitnya satu kendala yang tercatat dan belum selesai; tiap usaha dihitung sekali per kotak dan sekali dalam jumlah baris.")),
        (_("Pembanding"), _("%(whom)s di tempat itu; yang diarsipkan, digabung, atau sedang tutup tidak dihitung.") % {"whom": whom.capitalize()}),
        (_("Per 100 usaha"), _("Usaha terhambat dibagi pembanding, dikali 100.")),
        (_("Tidak biasa"), _("Selang skor 99,8% di tempat itu tidak memuat angka semua tempat lain; paling sedikit 30 usaha dan 5 yang terhambat.")),
        (_("Sumber"), _("Catatan kendala usaha: impor, kunjungan, verifikasi, klinik, survei. Kendala yang tidak dicatat tidak terlihat di sini.")),
        (_("Keadaan"), _("langsung dari catatan, %(day)s") % {"day": formats.day(today)}),
    ]  # fmt: skip
