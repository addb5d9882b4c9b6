from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.capital.models import Need
from dampingi.records.capital.queries import SEE

STATES = {
    "needed": (_("Belum diajukan"), Q(outcome="", applied_on=None)),
    "applied": (_("Diajukan"), Q(outcome="", applied_on__isnull=False)),
    "granted": (_("Diterima"), Q(outcome="granted")),
    "refused": (_("Ditolak"), Q(outcome="refused")),
    "dropped": (_("Tidak dilanjutkan"), Q(outcome="dropped")),
}
LOOKS = {"needed": State.NONE, "applied": State.WATCH, "granted": State.GOOD, "refused": State.LATE, "dropped": State.NONE}  # fmt: skip


def needs_list(actor: Actor) -> ListOf:
    return ListOf(
        name="modal-koperasi",
        noun=_("kebutuhan modal"),
        columns=(
            Column("cooperative", _("Koperasi"), lambda n: n.cooperative.name, sort=("cooperative__name",), href=lambda n: reverse("capital_need", args=[n.id]), note=lambda n: n.purpose),
            Column("source", _("Sumber"), lambda n: n.get_source_display(), sort=("source",), note=lambda n: n.lender),
            Column("amount", _("Kebutuhan"), "amount", kind="money", sort=("amount",)),
            Column("state", _("Keadaan"), lambda n: (LOOKS[n.state], STATES[n.state][0]), kind="state"),
            Column("granted", _("Diterima"), "granted", kind="money", sort=("granted",)),
            Column("blocker", _("Hambatan"), lambda n: choices("capital_blockers").get(n.blocker, "–")),
        ),
        order="cooperative",
        ties=("at", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: [(k, v[0]) for k, v in STATES.items()], lambda q, v: q.filter(STATES[v][1])),
            Filter("sumber", _("Sumber"), lambda: Need.Source.choices, field="source"),
            Filter("hambatan", _("Hambatan"), lambda: choices("capital_blockers").items(), field="blocker"),
            Filter("wilayah", _("Letak"), lambda: places_below(actor, SEE), lambda q, v: q.filter(inside(v, "cooperative__region"))),
        ),
        search=("cooperative__name", "purpose", "lender"),
        search_label=_("Koperasi, tujuan, atau penyalur"),
    )  # fmt: skip
