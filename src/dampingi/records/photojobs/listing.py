from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State as Light
from dampingi.records.catalogue.queries import today_in
from dampingi.records.photojobs.models import PhotoJob, State
from dampingi.records.photojobs.queries import jobs, late

LIGHTS = {State.APPROVED: Light.GOOD, State.DECLINED: Light.NONE, State.CANCELLED: Light.NONE}
LATE = (("ya", _("Lewat tenggat")),)


def state_of(job: PhotoJob) -> tuple[Light, Any]:
    if job.is_late(today_in(job.product.business.region)):
        return Light.LATE, _("Lewat tenggat")
    return LIGHTS.get(State(job.state), Light.WATCH), job.get_state_display()


def jobs_list(actor: Actor, today: Any) -> ListOf:
    def partners() -> list[tuple[str, str]]:
        rows = jobs(actor).order_by("partner__name").values_list("partner", "partner__name").distinct()
        return [(str(id), name) for id, name in rows]

    filters = [
        Filter("keadaan", _("Keadaan"), lambda: State.choices, field="state"),
        Filter("tenggat", _("Tenggat"), lambda: LATE, lambda rows, _v: rows.filter(late(today))),
        Filter("mitra", _("Mitra"), partners, field="partner"),
    ]
    if actor.regions(Permission.VIEW_PHOTO_JOBS):
        filters.append(
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_PHOTO_JOBS), lambda q, v: q.filter(inside(v, "product__business__region")))
        )  # fmt: skip
    return ListOf(
        name="foto-produk",
        noun=_("permintaan foto"),
        columns=(
            Column("product", _("Produk"), "product.name", sort=("product__name",), href=lambda j: reverse("photo_job", args=[j.id]), note=lambda j: j.product.business.name),
            Column("partner", _("Mitra"), "partner.name", sort=("partner__name",), note=lambda j: j.group),
            Column("slot", _("Memotret"), "slot_on", kind="day", sort=("slot_on",)),
            Column("due", _("Tenggat"), "due_on", kind="day", sort=("due_on",)),
            Column("handed", _("Diserahkan"), "handed_in_on", kind="day", sort=("handed_in_on",)),
            Column("state", _("Keadaan"), state_of, kind="state", sort=("state",)),
        ),
        order="due",
        ties=("id",),
        filters=tuple(filters),
        search=("product__name", "product__business__name", "partner__name"),
        search_label=_("Produk, usaha, atau mitra"),
    )  # fmt: skip
