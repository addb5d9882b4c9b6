import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import contains
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.gathered import Gathered
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.insight.participation.warning import HIGH, LOW, NEW, SILENT, WATCH
from dampingi.pages.participation.rows import Row
from dampingi.records.businesses.naming import person_key
from dampingi.records.mentoring.addresses import participant_address

BANDS = {
    SILENT: (State.LATE, _("Tidak lagi ikut")),
    HIGH: (State.LATE, _("Kemungkinan berhenti tinggi")),
    WATCH: (State.WATCH, _("Mulai jarang ikut")),
    LOW: (State.GOOD, _("Ikut seperti biasa")),
    NEW: (State.NONE, _("Baru bergabung")),
}


def participation_list(found: list[Row]) -> ListOf:
    wide = len({row.mentor_id for row in found}) > 1
    told = any(row.chance is not None for row in found)
    return ListOf(
        name="partisipasi",
        noun=_("peserta"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda r: participant_address(r.pk),
                note=lambda r: r.enrolment.business.name if r.enrolment.business else "",
            ),
            *((Column("place", _("Kelurahan"), sort=("place",), note=lambda r: r.mentor),) if wide else ()),
            Column("band", _("Keadaan"), lambda r: BANDS[r.warned.band], kind="state", sort=("order",)),
            *((Column("chance", _("Kemungkinan berhenti"), kind="percent", sort=("chance",)),) if told else ()),
            Column("why", _("Mengapa"), note=lambda r: r.advice),
            Column(
                "whatsapp", _("WhatsApp"), kind="link",
                sent=lambda r: f"{reverse('note_attempt', args=[r.pk])}?back=participation",
                note=lambda r: _now("terkirim %(day)s") % {"day": short_day(r.attempt.on)} if r.attempt else "",
            ),
        ),
        order="band",
        ties=("enrolment__person__key",),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: [(b, words) for b, (_s, words) in BANDS.items()], _in_band),
            *(_places(found) if wide else ()),
        ),
        search=_named,
        search_label=_("Nama peserta atau usaha"),
    )  # fmt: skip


def _places(found: list[Row]) -> tuple[Filter, ...]:
    places = sorted({(row.enrolment.region, row.place) for row in found}, key=lambda pair: pair[1])
    mentors = sorted({(str(row.mentor_id), row.mentor) for row in found if row.mentor_id}, key=lambda p: p[1])
    return (
        Filter("wilayah", _("Kelurahan"), lambda: places, lambda rows, code: rows.where(lambda r: contains(code, r.enrolment.region))),
        Filter("pendamping", _("Pendamping"), lambda: mentors, _with_mentor),
    )  # fmt: skip


def _with_mentor(rows: Gathered, id: str) -> Gathered:
    wanted = uuid.UUID(id)
    return rows.where(lambda row: row.mentor_id == wanted)


def _in_band(rows: Gathered, band: str) -> Gathered:
    return rows.where(lambda row: row.warned.band == band)


def _named(rows: Gathered, text: str) -> Any:
    key, plain = person_key(text), text.casefold()

    def fits(row: Row) -> bool:
        business = row.enrolment.business
        by_name = bool(key) and key in row.enrolment.person.key
        return by_name or bool(business and plain in business.name.casefold())

    return rows.where(fits)
