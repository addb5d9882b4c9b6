from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.contacts.models import Attempt


def attempts_list(actor: Actor) -> ListOf:
    return ListOf(
        name="kontak",
        noun=_("pesan terkirim"),
        columns=(
            Column("on", _("Tanggal"), kind="day", sort=("on",)),
            Column(
                "who", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda a: reverse("participant", args=[a.enrolment_id]),
                note=lambda a: a.enrolment.business.name if a.enrolment.business else "",
            ),
            Column("way", _("Lewat"), lambda a: a.get_way_display()),
            Column("by", _("Oleh"), "by_name", sort=("by_name",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda a: a.district_name),
        ),
        order="-on",
        ties=("-at", "id"),
        filters=_places(actor),
        search=("enrolment__person__name", "enrolment__business__name", "by_name"),
        search_label=_("Nama peserta, usaha, atau pengirim"),
        enrich=_name,
    )  # fmt: skip


def _places(actor: Actor) -> tuple[Filter, ...]:
    if not actor.regions(Permission.VIEW_PARTICIPANTS):
        return ()
    return (
        Filter(
            "wilayah",
            _("Wilayah"),
            lambda: places_below(actor, Permission.VIEW_PARTICIPANTS),
            lambda found, code: found.filter(inside(code)),
        ),
    )


def _name(rows: list[Attempt]) -> None:
    called = names({row.region for row in rows} | {ancestor(row.region, 3) for row in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)  # type: ignore[attr-defined]
        row.district_name = called.get(ancestor(row.region, 3), "")  # type: ignore[attr-defined]
