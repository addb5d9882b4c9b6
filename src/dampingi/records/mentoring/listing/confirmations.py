from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.listing.columns import months_of, name_regions, region_filters
from dampingi.records.mentoring.models import Growth, How
from dampingi.records.mentoring.queries.growth import crowded_devices

STATES = (
    ("belum", _("Belum dikonfirmasi")),
    ("keliru", _("Disanggah peserta")),
    *How.choices,
    ("lama", _("Dikonfirmasi sebelumnya")),
)


def confirmations_list(actor: Actor) -> ListOf:
    crowded = crowded_devices(actor)
    return ListOf(
        name="konfirmasi-perkembangan",
        noun=_("catatan bulan"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda g: f"{participant_address(g.enrolment_id)}#perkembangan",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda g: g.district_name),
            Column("month", _("Bulan"), kind="month", sort=("month",)),
            Column("turnover", _("Omzet"), kind="money", sort=("turnover",), note=lambda g: _kept(g, "turnover")),
            Column("workers", _("Tenaga kerja"), kind="number", sort=("workers",), note=lambda g: _kept(g, "workers")),
            Column(
                "state", _("Konfirmasi"), lambda g: _state(g, crowded), "state", sort=("confirmed_at",),
                note=lambda g: _note(g, crowded),
                href=lambda g: reverse("growth_objection", args=[g.objection]) if g.objection else None,
            ),
        ),
        order="-month",
        ties=("region", "enrolment__person__key", "id"),
        filters=(
            Filter("keadaan", _("Konfirmasi"), lambda: STATES, _narrow),
            Filter("bulan", _("Bulan"), lambda: months_of(_reached(actor), "month"), _in_month),
            *region_filters(actor, Permission.MANAGE_INTAKE),
            Filter(
                "perangkat", _("Perangkat"), lambda: [(str(d), _people(n)) for d, n in crowded.items()],
                lambda rows, v: rows.filter(said_device=v), aside=True,
            ),
        ),
        search=("enrolment__person__name",),
        search_label=_("Nama peserta"),
        enrich=name_regions,
    )  # fmt: skip


def _kept(row: Any, figure: str) -> str:
    return _now("dinyatakan tetap") if figure in row.carried else ""


def _people(count: int) -> str:
    return _now("%(people)d peserta dari satu perangkat") % {"people": count}


def _reached(actor: Actor) -> Any:
    return Growth.objects.for_actor(actor, Permission.MANAGE_INTAKE)


def _in_month(rows: Any, month: str) -> Any:
    return rows.filter(month=f"{month}-01")


def _narrow(rows: Any, state: str) -> Any:
    if state == "keliru":
        return rows.filter(objection__isnull=False)
    if state == "belum":
        return rows.filter(confirmed_at=None)
    given = rows.filter(confirmed_at__isnull=False)
    return given.filter(said_how=None) if state == "lama" else given.filter(said_how=state)


def _state(row: Any, crowded: dict) -> tuple[State, str]:
    if row.objection:
        return State.LATE, str(STATES[1][1])
    if row.confirmed_at is None:
        return State.NONE, str(STATES[0][1])
    words = dict(STATES).get(row.said_how) or STATES[-1][1]
    return (State.LATE if row.said_device in crowded else State.GOOD), str(words)


def _note(row: Any, crowded: dict) -> str:
    if row.confirmed_at is None:
        return ""
    if row.said_device in crowded:
        return _people(crowded[row.said_device])
    return row.said_by_name or ""
