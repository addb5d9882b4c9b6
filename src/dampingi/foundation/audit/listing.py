from django.utils.translation import gettext_lazy as _

from dampingi.foundation.audit.models import AuditEvent, Seal
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State


def _enrich(rows: list[AuditEvent]) -> None:
    """Who, in which region, and whether each event already stands in the chain."""
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.regions.queries import names

    sealed = dict(Seal.objects.filter(event__in=[r.id for r in rows]).values_list("event", "sequence"))
    people = {str(i): n for i, n in User.objects.filter(id__in=_ids(rows)).values_list("id", "name")}
    regions = names(r.region for r in rows)
    for row in rows:
        row.sequence = sealed.get(row.id)
        row.actor_name = people.get(row.actor, row.actor)
        row.region_name = regions.get(row.region, row.region)


def _ids(rows: list[AuditEvent]) -> list[str]:
    return [r.actor for r in rows if len(r.actor) == 36 and r.actor.count("-") == 4]


def _actions() -> list[tuple[str, str]]:
    return [(a, a) for a in AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct()]


TRAIL = ListOf(
    name="jejak-audit",
    noun=_("kejadian"),
    columns=(
        Column("at", _("Waktu"), "at", "moment", ("at",)),
        Column("actor", _("Oleh"), "actor_name"),
        Column("action", _("Tindakan"), "action", sort=("action",), note=lambda e: e.reason),
        Column("subject", _("Terhadap"), "subject_kind", note=lambda e: e.subject_id),
        Column("region", _("Wilayah"), "region_name", sort=("region",)),
        Column(
            "sealed",
            _("Segel"),
            lambda e: (State.GOOD, f"#{e.sequence}") if e.sequence else (State.NONE, _("menunggu segel")),
            "state",
        ),
    ),
    order="-at",
    ties=("id",),
    filters=(Filter("action", _("Tindakan"), _actions),),
    search=("subject_id", "reason", "actor"),
    search_label=_("Nomor data, alasan, atau pelaku"),
    enrich=_enrich,
)
