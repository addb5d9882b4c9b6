import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, labels
from dampingi.foundation.regions.codes import depth, inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.partners.models import Partner, PartnerMember, Talk

FOLLOWING = (("terbuka", _("Terbuka")), ("lewat", _("Lewat waktu")), ("selesai", _("Selesai")))
STATUSES = (("berjalan", _("Berjalan")), ("berakhir", _("Berakhir")))


def partners_list(actor: Actor) -> ListOf:
    return ListOf(
        name="mitra",
        noun=_("mitra"),
        columns=(
            Column("name", _("Mitra"), sort=("name",), href=lambda p: reverse("partner", args=[p.id]), note=lambda p: p.address),
            Column("kind", _("Jenis"), lambda p: choices("partner_kinds").get(p.kind, p.kind), sort=("kind",)),
            Column("region", _("Wilayah kerja sama"), "place", sort=("region",)),
            Column("offers", _("Yang dapat diberikan"), lambda p: _short(p.offers)),
            Column("needs", _("Yang dibutuhkan"), lambda p: _short(p.needs)),
            Column("members", _("Akun"), "spoken", kind="number"),
            Column("state", _("Status"), state_of, kind="state", sort=("ended_on",)),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter("jenis", _("Jenis"), lambda: labels("partner_kinds").items(), field="kind"),
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_PARTNERS), lambda q, v: q.filter(inside(v))),
            Filter("status", _("Status"), lambda: STATUSES, lambda q, v: q.filter(ended_on__isnull=v == "berjalan")),
        ),
        search=("name", "offers", "needs", "address"),
        search_label=_("Nama, yang diberikan, atau yang dibutuhkan"),
        enrich=_enrich,
    )  # fmt: skip


def talks_list(today: datetime.date) -> ListOf:
    return ListOf(
        name="pertemuan-mitra",
        noun=_("pertemuan"),
        columns=(
            Column("on", _("Tanggal"), kind="day", sort=("on",)),
            Column("partner", _("Mitra"), "partner.name", sort=("partner__name",), href=lambda t: reverse("partner", args=[t.partner_id])),
            Column("agreed", _("Yang disepakati"), lambda t: _short(t.agreed)),
            Column("follow_up", _("Tindak lanjut")),
            Column("due", _("Paling lambat"), "due_on", kind="day", sort=("due_on",)),
            Column("state", _("Status"), lambda t: talk_state(t, today), kind="state"),
        ),
        order="-on",
        ties=("id",),
        filters=(Filter("tindak-lanjut", _("Tindak lanjut"), lambda: FOLLOWING, lambda q, v: q.filter(_following(v, today))),),
        search=("partner__name", "agreed", "follow_up"),
        search_label=_("Mitra, kesepakatan, atau tindak lanjut"),
    )  # fmt: skip


def _following(which: str, today: datetime.date) -> Q:
    waiting = Q(done_on=None) & ~Q(follow_up="")
    return {"lewat": waiting & Q(due_on__lt=today), "selesai": Q(done_on__isnull=False)}.get(which, waiting)


def talk_state(talk: Talk, today: datetime.date) -> tuple[State, Any] | None:
    if not talk.follow_up:
        return None
    if talk.done_on:
        return State.GOOD, _("Selesai")
    late = talk.due_on is not None and talk.due_on < today
    return (State.LATE, _("Lewat waktu")) if late else (State.WATCH, _("Terbuka"))


def state_of(partner: Partner) -> tuple[State, Any]:
    return (State.NONE, _("Berakhir")) if partner.ended_on else (State.GOOD, _("Berjalan"))


def places_for(actor: Actor, permission: Permission) -> list[tuple[str, str]]:
    """(code, name): each region the actor works for, and what lies in it, set in."""
    found: list[tuple[str, str]] = []
    for prefix in actor.regions(permission):
        at = depth(prefix)
        if at:
            found += names([prefix]).items()
        inner = [r for d in range(at + 1, 5 if at >= 2 else at + 2) for r in below(prefix, d)]
        found += [
            (r.code, "\u2003" * (depth(r.code) - at) + r.name) for r in sorted(inner, key=lambda r: r.code)
        ]
    return found


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"


def _enrich(rows: list[Any]) -> None:
    called = names(p.region for p in rows)
    spoken: dict[Any, int] = {}
    for held in PartnerMember.objects.filter(partner__in=rows, until=None):
        spoken[held.partner_id] = spoken.get(held.partner_id, 0) + 1
    for p in rows:
        p.place, p.spoken = called.get(p.region, p.region), spoken.get(p.id, 0)
