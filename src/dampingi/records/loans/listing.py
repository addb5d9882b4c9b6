from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.loans.actions.steps import following
from dampingi.records.loans.addresses import application_address
from dampingi.records.loans.models import End, LoanApplication, SchemeEdition
from dampingi.records.loans.queries.loans import ran_out, run_out
from dampingi.records.loans.reasons import reasons_of
from dampingi.records.loans.stages import OF_BANK, STAGES, asked_in, reached_by
from dampingi.records.programmes.rosters import today_in


def state_of(row: LoanApplication) -> tuple[State, str]:
    """Where it stands, and who is next."""
    if row.submitted_on is None:
        return State.NONE, _now("Belum dikirim")
    if hasattr(row, "end"):
        return State.LATE, row.end.get_kind_display()
    if row.last_due and row.ended_on:
        return State.GOOD, _now("Lunas")
    if ran_out(row, today_in(row.region)):
        return State.WATCH, _now("Habis masanya, belum dicatat lunas")
    due = following(row)
    if not due:
        return State.GOOD, _now("Berjalan") if row.last_due else _now("Selesai")
    if row.reached in ("disbursement", "decree") and due == "decree":
        return State.GOOD, _now("Cair, menunggu keputusan")
    return State.WATCH, _now("Menunggu: %(step)s") % {"step": choices("loan_steps")[due].lower()}


def own_loan(actor: Actor) -> tuple[LoanApplication, str] | None:
    """One's own open application, or the last one that ended, and where it stands in words."""
    rows = LoanApplication.objects.for_actor(actor, Permission.ASK_FOR_LOANS).select_related("edition", "end")
    found = rows.filter(person__user=actor.user_id).order_by("-begun_at").first()
    return (found, state_of(found)[1]) if found else None


def _narrow_reason(actor: Actor) -> Any:
    """A bank's reasons only for those who may read them, and where they may: to narrow by one would tell it."""
    told = ~Q(end__kind=End.Kind.BANK)
    for region in actor.regions(Permission.SEE_BANK_REASONS):
        told |= inside(region)

    def narrow(rows: Any, code: str) -> Any:
        return rows.filter(told, end__reason=code)

    return narrow


def _turn(rows: Any, whose: str) -> Any:
    """Open ones whose next step is the office's or the bank's, each by the order of its own scheme."""
    editions = SchemeEdition.objects.unscoped("their steps only").filter(
        id__in=rows.order_by().values("edition")
    )
    next_is = Q(pk__in=[])
    for edition in editions:
        before = dict(zip(edition.body["steps"], ["", *edition.body["steps"]], strict=False))
        asked = [at for step, at in before.items() if (step in OF_BANK) is (whose == "bank")]
        next_is |= Q(edition=edition, reached__in=asked)
    return rows.filter(next_is, ended_on=None)


def applications_list(actor: Actor) -> ListOf:
    everyone = reasons_of("office") | reasons_of("bank") | reasons_of("withdrawn")
    filters = [
        Filter("giliran", _("Menunggu"), lambda: [("dinas", _now("Dinas")), ("bank", _now("Bank"))], _turn),
        Filter(
            "sampai", _("Sudah sampai"), lambda: [(s.code, s.name) for s in STAGES], reached_by, aside=True
        ),
        Filter(
            "akhir", _("Tidak jadi"), lambda: End.Kind.choices, lambda rows, kind: rows.filter(end__kind=kind)
        ),
        Filter(
            "angsuran",
            _("Angsuran"),
            lambda: [("habis", _now("Habis masanya, belum dicatat lunas"))],
            lambda rows, _code: rows.filter(run_out(today_in(""))),
            aside=True,
        ),
        Filter("sebab", _("Sebab"), lambda: list(everyone.items()), _narrow_reason(actor), aside=True),
        Filter(
            "tahun", _("Tahun"), lambda: [(str(y), str(y)) for y in range(2024, 2036)], asked_in, aside=True
        ),
    ]
    if actor.regions(Permission.VIEW_LOANS):
        places = Filter(
            "wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_LOANS), lambda rows, code: rows.filter(inside(code))
        )  # fmt: skip
        filters.append(places)
    return ListOf(
        name="pengajuan-pinjaman",
        noun=_("pengajuan"),
        columns=(
            Column("person", _("Pemohon"), "person.name", sort=("person__key",), href=lambda a: application_address(a.id)),
            Column("submitted_on", _("Masuk"), kind="day", sort=("submitted_on",)),
            Column("business", _("Usaha"), "business.name", sort=("business__key",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("scheme", _("Skema"), lambda a: a.edition.body["name"]),
            Column("bank", _("Bank"), "bank.name", sort=("bank__name",)),
            Column("amount", _("Diajukan"), kind="money", sort=("amount",)),
            Column("state", _("Keadaan"), state_of, "state", sort=("ended_on", "reached")),
        ),
        order="-submitted_on",
        ties=("id",),
        filters=tuple(filters),
        search=("person__name", "business__name"),
        search_label=_("Nama pemohon atau usaha"),
        enrich=enrich,
    )  # fmt: skip


def enrich(rows: list[Any]) -> None:
    called = names({row.region for row in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
