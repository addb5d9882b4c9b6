"""The list of trainings with how many came."""

from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.learning.models import Attendance, Subject
from dampingi.records.learning.queries.curricula import KECAMATAN, modules
from dampingi.records.learning.queries.registrations import filled

OPEN = (("buka", _("Masih dibuka")), ("tutup", _("Sudah ditutup")))


TIMES = (("akan", _("Akan datang")), ("sudah", _("Sudah diadakan")))
WIDTHS = (("luas", _("Lebih luas dari kecamatan")), ("kecamatan", _("Kecamatan atau kelurahan")))


def _when(found: Any, value: str) -> Any:
    today = timezone.localdate()
    rows = found.filter(cancelled_at=None)
    return rows.filter(on__gte=today) if value == "akan" else rows.filter(on__lt=today)


def _wide(found: Any, value: str) -> Any:
    rows = found.annotate(width=Length("region"))
    return rows.filter(width__lt=KECAMATAN) if value == "luas" else rows.filter(width__gte=KECAMATAN)


def _open(found: Any, value: str) -> Any:
    wanted = Q(closes_on__gte=timezone.localdate(), cancelled_at=None)
    rows = found.filter(places__isnull=False)
    return rows.filter(wanted) if value == "buka" else rows.exclude(wanted)


def trainings_list(actor: Actor) -> ListOf:
    return ListOf(
        name="pelatihan",
        noun=_("pelatihan"),
        columns=COLUMNS,
        order="-on",
        ties=("region", "title", "id"),
        filters=(
            Filter("bidang", _("Bidang"), lambda: Subject.choices, field="subject"),
            Filter(
                "modul", _("Modul"), lambda: [(str(m.id), m.title) for m in modules(actor)], field="module"
            ),
            Filter("waktu", _("Waktu"), lambda: TIMES, _when),
            Filter("lingkup", _("Lingkup"), lambda: WIDTHS, _wide, aside=True),
            Filter("daftar", _("Pendaftaran"), lambda: OPEN, _open),
            Filter(
                "wilayah",
                _("Wilayah"),
                lambda: places_below(actor, Permission.VIEW_PARTICIPANTS),
                lambda found, code: found.filter(inside(code)),
            ),
        ),
        search=("title", "place", "speaker"),
        search_label=_("Judul, tempat, narasumber"),
        enrich=_enrich,
    )


def _came(training: Any) -> str:
    if not training.invited:
        return ""
    told = _now("%(present)s dari %(invited)s")
    return told % {"present": number(training.present), "invited": number(training.invited)}


def _room(training: Any) -> Any:
    """How full a training is for which people register."""
    if training.places is None:
        return State.NONE, _now("Tanpa pendaftaran")
    held, waits = training.seats
    told = _now("%(held)s dari %(places)s") % {"held": number(held), "places": number(training.places)}
    if waits:
        return State.WATCH, _now("%(told)s, %(waits)s menunggu") % {"told": told, "waits": number(waits)}
    return (State.WATCH if held >= training.places else State.GOOD), told


COLUMNS = (
    Column(
        "title",
        _("Pelatihan"),
        sort=("title",),
        href=lambda t: reverse("training", args=[t.id]),
        note=lambda t: _now("Dibatalkan") if t.cancelled_at else t.get_subject_display(),
    ),
    Column("on", _("Tanggal"), kind="day", sort=("on",)),
    Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda t: t.place),
    Column("minutes", _("Menit"), kind="number", sort=("minutes",)),
    Column("room", _("Tempat"), _room, kind="state", sort=("places",)),
    Column("present", _("Hadir"), _came),
)


def _enrich(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    counted = Attendance.objects.unscoped("counts only, of trainings in reach")
    counts = {
        c["training"]: (c["n"], c["came"])
        for c in counted.filter(training__in=[r.id for r in rows])
        .values("training")
        .annotate(n=Count("id"), came=Count("id", filter=Q(present=True)))
    }
    seats = filled([row.id for row in rows])
    for row in rows:
        row.seats = seats.get(row.id, (0, 0))
        row.region_name = called.get(row.region, row.region)
        row.invited, row.present = counts.get(row.id, (0, 0))
