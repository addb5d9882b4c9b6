from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.audit.models import AuditEvent, Seal
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State


def _enrich(rows: list[AuditEvent]) -> None:
    """Who, in which region, and whether each event already stands in the chain."""
    from dampingi.foundation.accounts.models import User
    from dampingi.foundation.regions.queries import names

    sealed = dict(Seal.objects.filter(event__in=[r.id for r in rows]).values_list("event", "sequence"))
    people = {str(i): n for i, n in User.objects.filter(id__in=_ids(rows)).values_list("id", "name")}
    regions = names(r.region for r in rows)
    did, kinds = choices("actions"), choices("audited")
    for row in rows:
        row.sequence = sealed.get(row.id)
        row.actor_name = people.get(row.actor) or _unnamed(row.actor)
        row.action_name = did.get(row.action, row.action)
        row.subject_name = kinds.get(row.subject_kind, row.subject_kind)
        row.region_name = regions.get(row.region, row.region)


def _ids(rows: list[AuditEvent]) -> list[str]:
    return [r.actor for r in rows if len(r.actor) == 36 and r.actor.count("-") == 4]


def _unnamed(actor: str) -> str:
    """Not a person: the system, or someone whose account is gone."""
    return gettext("Sistem") if actor.startswith("system: ") else actor


def _actions() -> list[tuple[str, str]]:
    """What has happened so far, in the words of the list."""
    happened = set(AuditEvent.objects.values_list("action", flat=True).distinct())
    said = choices("actions")
    return [(a, name) for a, name in said.items() if a in happened] + [
        (a, a) for a in sorted(happened - said.keys())
    ]


TRAIL = ListOf(
    name="jejak-audit",
    noun=_("kejadian"),
    columns=(
        Column("at", _("Waktu"), "at", "moment", ("at",)),
        Column("actor", _("Oleh"), "actor_name"),
        Column("action", _("Tindakan"), "action_name", sort=("action",), note=lambda e: e.reason),
        Column("subject", _("Terhadap"), "subject_name", note=lambda e: e.subject_id),
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
