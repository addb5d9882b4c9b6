"""Asking for a loan: a draft, its papers, and handing it in. By the owner, by their mentor, or at the office for one who has no phone."""

import uuid
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Reach
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Business
from dampingi.records.loans.models import Document, LoanApplication
from dampingi.records.loans.papers import Paper, delete_files
from dampingi.records.loans.queries.applications import banks_for
from dampingi.records.loans.queries.schemes import in_force
from dampingi.records.loans.reasons import CONSENT
from dampingi.records.loans.terms import LARGEST, check_size
from dampingi.records.programmes.rosters import today_in

ASK = Permission.ASK_FOR_LOANS
MOST_PAPERS = 3
"""Of one kind: several pages photographed."""
NEEDED_UNLESS_OFFICE = "certificate"


@dataclass(frozen=True)
class Asked:
    """What somebody asks for."""

    edition: uuid.UUID
    bank: uuid.UUID
    amount: int
    months: int
    product: str = ""
    turnover: int | None = None
    purpose: str = ""


@transaction.atomic
def begin(*, by: Actor, business: uuid.UUID, asked: Asked, id: uuid.UUID | None = None) -> LoanApplication:
    """A draft; one open application a business. Pressed twice (the same `id`) it is one."""
    rows = Business.objects.for_actor(by, ASK).filter(id=business, archived_at=None).select_related("owner")
    found = rows.first()
    if found is None or by.user_id is None:
        raise Refused(_("Usaha itu tidak ada, atau di luar wilayah Anda."), status=404)
    same = (
        LoanApplication.objects.unscoped("one's own draft").filter(id=id, business=found).first()
        if id
        else None
    )
    if same:
        return same
    held = LoanApplication.objects.unscoped("whether one is open").filter(business=found, ended_on=None)
    if held.exists():
        raise Conflict(
            _(
                "Usaha ini masih punya pengajuan atau pinjaman yang berjalan. Selesaikan atau tarik yang itu dahulu; bila sudah lunas, minta bank mencatat pelunasannya."
            )
        )
    made = LoanApplication(
        id=id or new_id(), region=found.region, person=found.owner, business=found, door=_door(by), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    _fill(made, asked)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Usaha ini baru saja diajukan orang lain. Muat ulang halaman.")) from None
    _record(by, "begin_loan_application", made)
    return made


def _door(by: Actor) -> str:
    reaches = {s.reach for s in by.scopes(ASK)}
    return "office" if Reach.REGION in reaches else "mentor" if Reach.CASELOAD in reaches else "own"


def _fill(made: LoanApplication, asked: Asked) -> None:
    edition = next((e for e in in_force(today_in(made.region), made.region) if e.id == asked.edition), None)
    if edition is None:
        raise Refused(_("Pilih skema yang berlaku di wilayah ini."))
    bank = banks_for(edition).filter(id=asked.bank).first()
    if bank is None:
        raise Refused(_("Pilih bank dari daftar."))
    check_size(edition.body, asked.amount, asked.months)
    if asked.turnover is not None and not 0 <= asked.turnover <= LARGEST:
        raise Refused(_("Omzet sebulan tidak boleh kurang dari nol atau di luar akal. Periksa angkanya."))
    made.edition, made.bank, made.amount, made.months = edition, bank, asked.amount, asked.months
    made.product, made.turnover, made.purpose = (
        asked.product.strip()[:300],
        asked.turnover,
        asked.purpose.strip()[:500],
    )


@transaction.atomic
def save(*, by: Actor, application: uuid.UUID, asked: Asked, declared: dict[str, bool]) -> LoanApplication:
    """Keep what is filled in so far."""
    found = draft(by, application)
    _fill(found, asked)
    found.declared = {
        k: v for k, v in declared.items() if k in (*found.edition.body["requirements"], CONSENT)
    }
    found.save()
    return found


@transaction.atomic
def enclose(
    *, by: Actor, application: uuid.UUID, code: str, paper: Paper, sha256: str, size: int
) -> Document:
    """Add a paper to a draft; the same file twice is one."""
    found = draft(by, application)
    if code not in found.edition.body["documents"]:
        raise Refused(_("Skema ini tidak meminta dokumen itu."))
    held = found.documents.filter(code=code)
    same = held.filter(sha256=sha256).first()
    if same:
        return same
    if held.count() >= MOST_PAPERS:
        raise Refused(
            _("Paling banyak %(most)d berkas untuk satu dokumen. Hapus salah satunya.")
            % {"most": MOST_PAPERS}
        )
    made = Document(application=found, code=code, kind=paper.kind, bytes=size, sha256=sha256, by=by.user_id)
    made.original.save(f"{made.id}", ContentFile(paper.original), save=False)
    if paper.shown:
        made.shown.save(f"{made.id}", ContentFile(paper.shown), save=False)
    made.save(force_insert=True)
    return made


@transaction.atomic
def take_out(*, by: Actor, application: uuid.UUID, document: uuid.UUID) -> None:
    """Remove a paper from a draft; taking it out twice is harmless."""
    held = draft(by, application).documents.filter(id=document).first()
    if held:
        files = [f for f in (held.original, held.shown) if f]
        held.delete()
        transaction.on_commit(lambda: delete_files(files))


@transaction.atomic
def hand_in(*, by: Actor, application: uuid.UUID) -> LoanApplication:
    found = draft(by, application)
    missing = missing_of(found)
    if missing:
        raise Refused(_("Belum lengkap: %(what)s.") % {"what": "; ".join(missing)})
    check_size(found.edition.body, found.amount, found.months)
    found.submitted_on = today_in(found.region)
    found.save(update_fields=["submitted_on"])
    _record(by, "hand_in_loan_application", found)
    return found


def missing_of(found: LoanApplication) -> list[str]:
    """What must still be told or enclosed, in words. Papers seen at the office need not be enclosed."""
    called, asks = choices("loan_documents"), found.edition.body["documents"]
    held = set(found.documents.values_list("code", flat=True))
    missing = []
    if "proposal" in found.edition.body["requirements"]:
        told = [
            (found.product, _("produk")),
            (found.turnover is not None, _("omzet sebulan")),
            (found.purpose, _("untuk apa pinjamannya")),
        ]
        missing = [words for value, words in told if not value]
    for code in ("no_bad_credit", "no_civil_servant"):
        if code in found.edition.body["requirements"] and code not in found.declared:
            missing.append(choices("loan_requirements")[code])
    if found.door != "office":
        missing += [called[d] for d in asks if d not in held and d != NEEDED_UNLESS_OFFICE]
    return missing


def draft(by: Actor, id: uuid.UUID) -> LoanApplication:
    rows = (
        LoanApplication.objects.for_actor(by, ASK).select_for_update(of=("self",)).select_related("edition")
    )
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Pengajuan itu tidak ada, atau bukan urusan Anda."), status=404)
    if found.submitted_on or found.ended_on:
        raise Conflict(_("Pengajuan ini sudah dikirim dan isinya tidak berubah lagi."))
    return found


def _record(by: Actor, action: str, found: LoanApplication) -> None:
    record_event(
        by=by, action=action, subject=("loan_application", found.id), region=found.region,
        detail={"scheme": found.edition.code, "amount": found.amount, "months": found.months},
    )  # fmt: skip
