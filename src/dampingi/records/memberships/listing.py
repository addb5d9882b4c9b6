from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.memberships.models import Membership
from dampingi.records.memberships.queries import SEE, seen, unpaid_counts

LOOKS = {
    Membership.State.APPLIED: State.WATCH, Membership.State.MEMBER: State.GOOD, Membership.State.DECLINED: State.LATE,
    Membership.State.WITHDRAWN: State.NONE, Membership.State.LEFT: State.NONE,
}  # fmt: skip


def memberships_list(actor: Actor) -> ListOf:
    return ListOf(
        name="anggota-koperasi",
        noun=_("keanggotaan"),
        columns=(
            Column("business", _("Usaha"), lambda m: m.business.name or m.business.owner.name, sort=("business__key",), href=lambda m: reverse("membership", args=[m.id]), note=lambda m: m.business.owner.name),
            Column("cooperative", _("Koperasi"), lambda m: m.cooperative.name, sort=("cooperative__name",)),
            Column("state", _("Keadaan"), lambda m: (LOOKS[m.state], m.get_state_display()), kind="state", sort=("state",)),
            Column("unpaid", _("Simpanan wajib belum tercatat"), _unpaid),
            Column("asked", _("Diajukan"), "asked_on", kind="day", sort=("asked_on",)),
            Column("decided", _("Diputuskan"), "decided_on", kind="day", sort=("decided_on",)),
        ),
        order="-asked",
        ties=("id",),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: Membership.State.choices, field="state"),
            Filter("wilayah", _("Letak koperasi"), lambda: places_below(actor, SEE), lambda q, v: q.filter(inside(v, "cooperative__region"))),
            Filter("koperasi", _("Koperasi"), lambda: _cooperatives(actor), lambda q, v: q.filter(cooperative=v)),
        ),
        search=("business__name", "business__owner__name"),
        search_label=_("Usaha atau pemiliknya"),
        enrich=_enrich,
    )  # fmt: skip


def _unpaid(membership: Any) -> str:
    return _now("%(n)d bulan") % {"n": membership.unpaid} if membership.unpaid else "–"


def _enrich(rows: list[Any]) -> None:
    counts = unpaid_counts(rows)
    for row in rows:
        row.unpaid = counts[row.id]


def _cooperatives(actor: Actor) -> list[tuple[str, str]]:
    rows = seen(actor)
    found = rows.order_by("cooperative__name").values_list("cooperative_id", "cooperative__name").distinct()
    return [(str(id), name) for id, name in found]
