import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, labels
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State as Look
from dampingi.records.pacts.models import Pact, State
from dampingi.records.pacts.standing import WORDS, look_of, standing_filter


def pacts_list(actor: Actor, today: datetime.date) -> ListOf:
    return ListOf(
        name="perjanjian",
        noun=_("perjanjian"),
        columns=(
            Column("title", _("Tentang"), sort=("title",), href=lambda p: reverse("pact", args=[p.id]), note=lambda p: p.our_number),
            Column("partner", _("Mitra"), "partner.name", sort=("partner__name",), href=lambda p: reverse("partner", args=[p.partner_id])),
            Column("kind", _("Bentuk"), lambda p: choices("pact_kinds").get(p.kind, p.kind), sort=("kind",)),
            Column("version", _("Versi"), kind="number", sort=("version",)),
            Column("starts", _("Berlaku sejak"), "starts_on", kind="day", sort=("starts_on",)),
            Column("ends", _("Berlaku sampai"), "ends_on", kind="day", sort=("ends_on",)),
            Column("state", _("Status"), lambda p: look_of(p, today), kind="state", sort=("state", "ends_on")),
        ),
        order="ends",
        ties=("id",),
        filters=(
            Filter("status", _("Status"), lambda: (("held", _("Berlaku, semua")), ("ending", _("Berakhir dalam 90 hari, semua")), *WORDS.items()), lambda q, v: q.filter(standing_filter(v, today))),
            Filter("bentuk", _("Bentuk"), lambda: labels("pact_kinds").items(), field="kind"),
            Filter("jenis", _("Jenis mitra"), lambda: labels("partner_kinds").items(), field="partner__kind"),
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_PARTNERS), lambda q, v: q.filter(inside(v)), aside=True),
        ),
        search=("title", "partner__name", "our_number", "their_number"),
        search_label=_("Judul, mitra, atau nomor"),
    )  # fmt: skip


def unsigned_list(today: datetime.date) -> ListOf:
    """Partners without a signed agreement in force, and what is under way with each."""
    return ListOf(
        name="mitra-tanpa-perjanjian",
        noun=_("mitra"),
        columns=(
            Column("name", _("Mitra"), sort=("name",), href=lambda p: reverse("partner", args=[p.id])),
            Column("kind", _("Jenis"), lambda p: choices("partner_kinds").get(p.kind, p.kind), sort=("kind",)),
            Column("region", _("Wilayah kerja sama"), "place", sort=("region",)),
            Column("noted", _("Dicatat"), lambda p: p.noted_at.date(), kind="day", sort=("noted_at",)),
            Column("last", _("Terakhir berlaku sampai"), "last_held", kind="day"),
            Column("draft", _("Naskah"), lambda p: p.open.title if p.open else None, href=lambda p: reverse("pact", args=[p.open.id]) if p.open else None),
            Column("way", _("Yang sedang berjalan"), "way", kind="state"),
        ),
        order="noted",
        ties=("id",),
        filters=(Filter("jenis", _("Jenis"), lambda: labels("partner_kinds").items(), field="kind"),),
        search=("name",),
        search_label=_("Nama mitra"),
        enrich=lambda rows: _enrich(rows, today),
    )  # fmt: skip


def _enrich(rows: list[Any], today: datetime.date) -> None:
    called = names(p.region for p in rows)
    newest: dict[Any, list[Pact]] = {}
    held = Pact.objects.unscoped("of partners in hand").filter(partner__in=rows)
    for pact in held.order_by("at", "id"):
        newest.setdefault(pact.partner_id, []).append(pact)
    for p in rows:
        own = newest.get(p.id, [])
        over = [x.ended_on or x.ends_on for x in own if x.signed_on and (x.ended_on or x.ends_on) <= today]
        p.place, p.last_held = called.get(p.region, p.region), max(over, default=None)
        p.open = next(
            (
                x
                for x in reversed(own)
                if x.state in (State.DRAFT, State.REVIEW, State.CLEARED, State.SIGNED) and x.ends_on >= today
            ),
            None,
        )
        p.way = look_of(p.open, today) if p.open else (Look.NONE, _("Belum ada naskah"))
