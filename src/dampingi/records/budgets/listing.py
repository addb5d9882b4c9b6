"""The list of a budget's movements."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.budgets.models import Account, Entry
from dampingi.records.budgets.queries.budgets import of_account
from dampingi.records.budgets.subjects import titles

LOOKS = {"pay": State.GOOD, "owe": State.WATCH, "reverse": State.LATE}


def movements_list(actor: Actor) -> ListOf:
    def told(rows: list[Any]) -> None:
        named = titles(actor, [(r.subject_kind, r.subject_id) for r in rows])
        for row in rows:
            row.subject_name, row.subject_url = named.get(row.subject_id, ("", None))

    return ListOf(
        name="mutasi-anggaran",
        noun=_("mutasi"),
        columns=(
            Column("at", _("Dicatat"), kind="moment", sort=("at",), href=lambda e: reverse("budget_movement", args=[e.id])),
            Column("on", _("Tanggal"), kind="day", sort=("on",)),
            Column("kind", _("Mutasi"), lambda e: (LOOKS.get(e.kind, State.NONE), e.get_kind_display()), "state", sort=("kind",), note=_taken_back),
            Column("amount", _("Jumlah"), kind="money", sort=("amount",)),
            Column("subject", _("Untuk"), "subject_name", href=lambda e: e.subject_url, note=lambda e: e.note if e.note != e.subject_name else ""),
            Column("reference", _("Nomor bukti"), sort=("reference",)),
            Column("by", _("Oleh"), "by_name", sort=("by_name",)),
        ),
        order="-at",
        ties=("on", "kind", "pk"),
        filters=(
            Filter("rekening", _("Rekening"), lambda: Account.Kind.choices, of_account),
            Filter("mutasi", _("Mutasi"), lambda: Entry.Kind.choices, field="kind"),
        ),
        search=("reference", "note", "by_name"),
        search_label=_("Nomor bukti atau catatan"),
        enrich=told,
    )  # fmt: skip


def _taken_back(entry: Entry) -> Any:
    return _("sudah dibalik") if hasattr(entry, "reversal") else ""
