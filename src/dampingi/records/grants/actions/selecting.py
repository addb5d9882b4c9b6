"""From an option of a study to recipients: ranked by the criteria, decided by people one by one with a reason, approved by somebody else."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.holdings import Sum
from dampingi.records.budgets.models import Purpose
from dampingi.records.budgets.queries.budgets import budget_of
from dampingi.records.businesses.models import Business
from dampingi.records.equipment import doubles
from dampingi.records.grants.actions.studies import form_of, holds, option_of, study_in_reach
from dampingi.records.grants.models import Candidate, Selection
from dampingi.records.grants.rules import MONEY
from dampingi.records.programmes.rosters import today_in

NAME = SELECTION = "grant_selection"
CANDIDATE = "grant_candidate"
MANAGE = Permission.MANAGE_GRANTS
State = Selection.State


@transaction.atomic
def open_selection(*, by: Actor, study: uuid.UUID, form: str) -> Selection:
    """The option's recipients become candidates, each with the earlier aid on record today. Once an option."""
    found = study_in_reach(by, study)
    option = option_of(found, form)
    if form not in MONEY:
        raise Refused(
            _("Bentuk ini tidak diseleksi di sini: barang lewat Bantuan alat, subsidi lewat Pinjaman.")
        )
    if not holds(found):
        raise Refused(_("Isi kajian ini tidak lagi sama dengan yang dibekukan. Hubungi pengelola sistem."))
    if not option["chosen"]:
        raise Refused(_("Tidak ada yang memenuhi syarat bentuk ini. Ubah penyaringnya pada kajian baru."))
    city = ancestor(found.region, 2)
    made = Selection(
        region=city, study=found, form=form, title=f"{form_of(found, form)['name']}: {found.title}"[:150],
        budget=budget_of(city, today_in(city).year, Purpose.GRANTS), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Pilihan ini sudah diseleksi. Buka seleksinya dari kajian.")) from error
    for each in _candidates(made, option):
        each.save(force_insert=True)
    record_event(
        by=by, action="open_grant_selection", subject=(SELECTION, made.id), region=city, detail={"form": form, "candidates": len(option["chosen"])}
    )  # fmt: skip
    return made


def _candidates(made: Selection, option: dict[str, Any]) -> list[Candidate]:
    ids = [row[1] for row in option["chosen"] if row[0] == "business"]
    shops = Business.objects.unscoped("put forward by a study in reach").filter(id__in=ids)
    earlier = doubles.doubles_of(shops.select_related("owner"))
    found = []
    for rank, (kind, id, name, region, points, reasons) in enumerate(option["chosen"], 1):
        key = uuid.UUID(id)
        found.append(
            Candidate(
                selection=made, region=region, rank=rank, name=name[:200], points=points, reasons=reasons, amount=option["unit"],
                business_id=key if kind == "business" else None, cooperative_id=key if kind == "cooperative" else None,
                doubles=[[d.why, d.aid.what, d.aid.on.isoformat()] for d in earlier.get(key, [])],
            )
        )  # fmt: skip
    return found


@transaction.atomic
def decide_candidate(*, by: Actor, candidate: uuid.UUID, chosen: bool, reason: str) -> Candidate:
    found = _candidate(by, candidate)
    if found.selection.state != State.OPEN:
        raise Conflict(_("Seleksi ini sudah diajukan atau ditetapkan. Muat ulang halaman."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa %(name)s dipilih atau tidak.") % {"name": found.name})
    found.chosen, found.reason, found.decided_by = chosen, reason.strip()[:300], by.name[:150]
    found.save(update_fields=["chosen", "reason", "decided_by"])
    record_event(
        by=by, action="decide_grant_candidate", subject=(SELECTION, found.selection_id), region=found.region,
        detail={"chosen": chosen, "rank": found.rank}, values=[str(found.id), found.reason],
    )  # fmt: skip
    return found


@transaction.atomic
def submit_selection(*, by: Actor, selection: uuid.UUID) -> Selection:
    """All are decided; what the chosen get is reserved, and somebody else approves."""
    found = _locked(by, selection)
    if by.user_id is None:
        raise Refused(_("Seleksi diajukan oleh seorang petugas."))
    if found.state != State.OPEN:
        raise Conflict(_("Seleksi ini sudah diajukan atau ditetapkan. Muat ulang halaman."))
    rows = found.candidates.all()
    left = rows.filter(chosen=None).count()
    if left:
        raise Refused(
            _("Masih ada %(n)d calon yang belum diputus. Putuskan semuanya dengan alasan.") % {"n": left}
        )
    chosen = list(rows.filter(chosen=True))
    if not chosen:
        raise Refused(_("Tidak ada yang dipilih. Pilih sedikitnya satu, atau biarkan seleksi ini terbuka."))
    if found.budget:
        holdings.reserve(
            by=by, budget=found.budget, rows=[sum_of(c) for c in chosen], on=today_in(found.region), reference=found.title
        )  # fmt: skip
    found.state, found.version, found.returned_note = State.WAITING, found.version + 1, ""
    found.save(update_fields=["state", "version", "returned_note"])
    submit(
        by=by, workflow=NAME, subject=(SELECTION, found.id), version=found.version, region=found.region, drafted_by=by.user_id
    )  # fmt: skip
    return found


def sum_of(candidate: Candidate, amount: int | None = None, key: str | None = None) -> Sum:
    return Sum((CANDIDATE, candidate.id), candidate.amount if amount is None else amount, key, candidate.name)


def approved(id: uuid.UUID, _version: int) -> None:
    rows = Selection.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    """Open again, and its money free."""
    found = Selection.objects.unscoped("decided").select_related("budget").get(id=id)
    chosen = list(Candidate.objects.unscoped("of a selection decided").filter(selection=found, chosen=True))
    if found.budget and chosen:
        by = Actor.for_system("grant selection returned")
        holdings.release(
            by=by, budget=found.budget, rows=[sum_of(c) for c in chosen], on=today_in(found.region), reference=found.title
        )  # fmt: skip
    Selection.objects.unscoped("decided").filter(id=id).update(state=State.OPEN, returned_note=comment)


def makers(id: uuid.UUID) -> list[uuid.UUID]:
    """Who opened it had a hand in it, whoever submitted it."""
    found = Selection.objects.unscoped("decided").get(id=id)
    return [found.by] if found.by else []


def _candidate(by: Actor, id: uuid.UUID) -> Candidate:
    reached = Candidate.objects.for_actor(by, MANAGE).filter(id=id)
    rows = Candidate.objects.unscoped("reach is checked by the id").filter(pk__in=reached.values("pk"))
    found = rows.first()
    if found is None:
        raise Refused(_("Calon itu tidak ada, atau di luar wilayah Anda."), status=404)
    _locked(by, found.selection_id)
    return rows.select_related("selection").get()


def _locked(by: Actor, id: uuid.UUID) -> Selection:
    """Whoever decides or submits waits for the other."""
    reached = Selection.objects.for_actor(by, MANAGE).filter(id=id)
    rows = Selection.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = rows.filter(pk__in=reached.values("pk")).select_related("budget").first()
    if found is None:
        raise Refused(_("Seleksi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
