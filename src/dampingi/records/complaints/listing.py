from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.complaints.addresses import complaint_address
from dampingi.records.complaints.models import Complaint, Kind

WATCH_DAYS, LATE_DAYS = 2, 7
STATES = (
    ("new", _("Belum ditangani")),
    ("taken", _("Sedang ditangani")),
    ("closed", _("Selesai")),
)


def state_of(complaint: Complaint) -> tuple[State, str]:
    """Its state in words; one that is not taken up becomes late."""
    if complaint.closed_at:
        return State.GOOD, complaint.get_outcome_display()
    days = (timezone.now() - complaint.at).days
    if complaint.taken_at:
        return State.LATE if days > LATE_DAYS * 4 else State.WATCH, _now("Sedang ditangani")
    late = State.LATE if days > LATE_DAYS else State.WATCH if days > WATCH_DAYS else State.NONE
    return late, _now("Belum ditangani, %(days)d hari") % {"days": days} if days else _now("Baru hari ini")


def _narrow(rows: Any, state: str) -> Any:
    if state == "closed":
        return rows.filter(closed_at__isnull=False)
    return rows.filter(closed_at=None, taken_at__isnull=state == "new")


def complaints_list(actor: Actor) -> ListOf:
    filters = [
        Filter("keadaan", _("Keadaan"), lambda: STATES, _narrow),
        Filter("jenis", _("Jenis"), lambda: Kind.choices, field="kind"),
    ]
    if actor.regions(Permission.HANDLE_COMPLAINTS):
        filters.append(
            Filter(
                "wilayah",
                _("Wilayah"),
                lambda: places_below(actor, Permission.HANDLE_COMPLAINTS),
                lambda rows, code: rows.filter(inside(code)),
            )
        )
    return ListOf(
        name="pengaduan",
        noun=_("pengaduan"),
        columns=(
            Column("at", _("Masuk"), kind="moment", sort=("at",), href=lambda c: complaint_address(c.id)),
            Column("kind", _("Tentang"), "get_kind_display", sort=("kind",)),
            Column("name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",)),
            Column("mentor", _("Pendamping"), lambda c: c.mentor.name if c.mentor else "", sort=("mentor__name",)),
            Column("amount", _("Uang"), kind="money", sort=("amount",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("state", _("Keadaan"), state_of, "state", sort=("closed_at", "taken_at")),
        ),
        order="-at",
        ties=("id",),
        filters=tuple(filters),
        search=("enrolment__person__name", "mentor__name", "text"),
        search_label=_("Nama peserta, pendamping, atau isi"),
        enrich=_enrich,
    )  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names({row.region for row in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
