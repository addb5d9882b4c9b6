import datetime
import uuid
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.revisions.actions import change
from dampingi.records.pacts.intake import ObligationIntake, PactIntake, SignatoryIntake
from dampingi.records.pacts.models import Obligation, Pact, PactStep, Side, Signatory, State
from dampingi.records.pacts.queries import kind_of, kinds_for, managed, pact_of, umbrellas
from dampingi.records.partners import queries as partners

NAME = "pact_review"
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
MOST_RUPIAH, MOST_ROWS = 10**13, 40


@transaction.atomic
def draft(*, by: Actor, partner: uuid.UUID, told: PactIntake, id: uuid.UUID | None = None) -> Pact:
    """Begin an agreement. The kind has to suit the partner; the same `id` sent twice is one."""
    found = partners.partner_of(partners.managed(by).select_for_update(of=("self",)), partner)
    held = managed(by).filter(id=id, partner=found).first() if id else None
    if held:
        return held
    if found.ended_on:
        raise Refused(_("Kemitraan ini sudah berakhir. Lanjutkan kemitraannya lebih dahulu."))
    values = _values(found, told)
    made = Pact.objects.create(
        partner=found, region=found.region, office=ancestor(found.region, min(2, depth(found.region))), by=by.user_id, by_name=by.name[:150], **values, **({"id": id} if id else {})
    )  # fmt: skip
    step(made, PactStep.What.DRAFTED, by)
    tell(by, "draft_pact", made, values=[made.title])
    return made


@transaction.atomic
def change_draft(*, by: Actor, pact: uuid.UUID, told: PactIntake) -> Pact:
    """Change what is not yet submitted; old and new are kept."""
    found = open_draft(by, pact)
    if change(by=by, record=found, kind="pact", values=_values(found.partner, told, itself=found.id)):
        step(found, PactStep.What.CHANGED, by)
        tell(by, "change_pact", found)
    return found


@transaction.atomic
def add_signatory(*, by: Actor, pact: uuid.UUID, told: SignatoryIntake) -> Signatory:
    """Who signs for a side, in which office and by what authority."""
    found = open_draft(by, pact)
    values = {k: v.replace("\0", "").strip() for k, v in asdict(told).items()}
    if values["side"] not in Side.values or not all(values.values()):
        raise Refused(_("Isi pihak, nama, jabatan, dan dasar kewenangan penanda tangan."))
    if found.signatories.filter(side=values["side"], name__iexact=values["name"]).exists():
        raise Conflict(_("Orang itu sudah tercatat sebagai penanda tangan."))
    if found.signatories.count() >= MOST_ROWS:
        raise Refused(_("Penanda tangannya terlalu banyak. Keluarkan yang tidak perlu."))
    made = Signatory.objects.create(pact=found, **values)
    _changed(by, found, values["name"])
    return made


@transaction.atomic
def remove_signatory(*, by: Actor, pact: uuid.UUID, signatory: uuid.UUID) -> None:
    found = open_draft(by, pact)
    if not found.signatories.filter(id=signatory).delete()[0]:
        raise Refused(_("Penanda tangan itu tidak ada lagi."), status=404)
    _changed(by, found)


@transaction.atomic
def add_obligation(*, by: Actor, pact: uuid.UUID, told: ObligationIntake) -> Obligation:
    """Who owes what to whom, once or every month."""
    found = open_draft(by, pact)
    values = asdict(told) | {"what": told.what.replace("\0", "").strip()}
    _check_obligation(found, values)
    if found.obligations.count() >= MOST_ROWS:
        raise Refused(_("Kewajibannya terlalu banyak. Gabungkan yang serupa."))
    if found.obligations.filter(side=told.side, what__iexact=values["what"], due_on=told.due_on).exists():
        raise Conflict(_("Kewajiban itu sudah tercatat."))
    made = Obligation.objects.create(pact=found, **values)
    _changed(by, found, values["what"])
    return made


@transaction.atomic
def remove_obligation(*, by: Actor, pact: uuid.UUID, obligation: uuid.UUID) -> None:
    found = open_draft(by, pact)
    if not found.obligations.filter(id=obligation).delete()[0]:
        raise Refused(_("Kewajiban itu tidak ada lagi."), status=404)
    _changed(by, found)


@transaction.atomic
def submit_draft(*, by: Actor, pact: uuid.UUID) -> Pact:
    """Hand a draft to legal review: somebody else reads it, clears it or returns it with a comment."""
    found = open_draft(by, pact)
    signing = set(found.signatories.values_list("side", flat=True))
    owing = list(found.obligations.all())
    if signing != set(Side.values):
        raise Refused(_("Tambahkan penanda tangan dari kedua pihak lebih dahulu."))
    if not owing:
        raise Refused(_("Tambahkan sedikitnya satu kewajiban: siapa memberi apa, dan kapan."))
    for each in owing:  # the dates may have been changed since
        _check_obligation(
            found, {k: getattr(each, k) for k in ("side", "what", "rhythm", "due_on", "unit", "amount")}
        )
    if by.user_id is None:
        raise Refused(_("Perjanjian diajukan oleh seseorang."))
    found.state, found.revision, found.returned_note = State.REVIEW, found.revision + 1, ""
    found.save(update_fields=["state", "revision", "returned_note"])
    step(found, PactStep.What.SUBMITTED, by)
    submit(
        by=by, workflow=NAME, subject=("pact", found.id), version=found.revision, region=found.region, drafted_by=by.user_id,
    )  # fmt: skip
    return found


def cleared(id: uuid.UUID, _version: int) -> None:
    found = Pact.objects.unscoped("decided").get(id=id)
    found.state = State.CLEARED
    found.save(update_fields=["state"])
    step(found, PactStep.What.CLEARED)


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    found = Pact.objects.unscoped("decided").get(id=id)
    found.state, found.returned_note = State.DRAFT, comment
    found.save(update_fields=["state", "returned_note"])
    step(found, PactStep.What.RETURNED, note=comment)


def makers(id: uuid.UUID) -> set[uuid.UUID]:
    """Whoever had a hand in the text: none of them clears it."""
    hands = (PactStep.What.DRAFTED, PactStep.What.CHANGED, PactStep.What.SUBMITTED)
    rows = PactStep.objects.filter(pact_id=id, what__in=hands).exclude(by=None)
    return set(rows.values_list("by", flat=True))


def open_draft(by: Actor, id: uuid.UUID) -> Pact:
    found = pact_of(managed(by).select_for_update(of=("self",)), id)
    if found.state != State.DRAFT:
        raise Conflict(_("Perjanjian ini bukan rancangan lagi. Muat ulang halamannya."))
    return found


def step(pact: Pact, what: str, by: Actor | None = None, *, note: str = "", days: int | None = None) -> None:
    who = {"by": by.user_id, "by_name": by.name[:150]} if by else {}
    PactStep.objects.create(pact=pact, what=what, note=note, days=days, **who)


def tell(by: Actor, action: str, pact: Pact, **more: object) -> None:
    record_event(by=by, action=action, subject=("pact", pact.id), region=pact.region, **more)


def _changed(by: Actor, pact: Pact, *values: str) -> None:
    step(pact, PactStep.What.CHANGED, by)
    tell(by, "change_pact", pact, values=list(values))


def _values(
    partner: partners.Partner, told: PactIntake, itself: uuid.UUID | None = None
) -> dict[str, object]:
    title, scope = told.title.replace("\0", "").strip(), told.scope.replace("\0", "").strip()
    kind = kind_of(told.kind)
    wrong = [
        (kind not in kinds_for(partner), _("Bentuk perjanjian itu tidak untuk mitra jenis ini. Pilih dari daftar.")),
        (not title or not scope, _("Isi judul dan ruang lingkup perjanjian.")),
        (len(title) > 200 or len(scope) > 8_000, _("Tulisannya terlalu panjang. Ringkaslah.")),
        (not FIRST <= told.starts_on <= LAST or not FIRST <= told.ends_on <= LAST, _("Periksa tahunnya: antara 2000 dan 2100.")),
        (told.ends_on < told.starts_on, _("Tanggal berakhir lebih awal daripada tanggal mulai. Perbaiki salah satunya.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
    return {
        "kind": told.kind, "title": title, "scope": scope, "starts_on": told.starts_on, "ends_on": told.ends_on,
        "under_id": _umbrella(partner, kind or {}, told.under, itself),
    }  # fmt: skip


def _umbrella(
    partner: partners.Partner, kind: dict, asked: uuid.UUID | None, itself: uuid.UUID | None
) -> uuid.UUID | None:
    if not kind.get("under"):
        return None
    held = [p.id for p in umbrellas(partner) if p.kind == kind["under"] and p.id != itself]
    if asked not in held:
        raise Refused(
            _(
                "Bentuk ini berdiri di bawah kesepakatan bersama dengan mitra yang sama. Pilih, atau buat dahulu."
            )
        )
    return asked


def _check_obligation(pact: Pact, v: dict) -> None:
    once, counted = v["rhythm"] == Obligation.Rhythm.ONCE, bool(v["unit"])
    wrong = [
        (v["side"] not in Side.values or not v["what"] or len(v["what"]) > 300, _("Isi siapa yang wajib, dan apa kewajibannya.")),
        (v["rhythm"] not in Obligation.Rhythm.values, _("Pilih sekali atau setiap bulan.")),
        (once and v["due_on"] is None, _("Isi tanggal jatuh tempo kewajiban yang sekali.")),
        (not once and v["due_on"] is not None, _("Kewajiban bulanan jatuh tempo setiap akhir bulan. Kosongkan tanggalnya.")),
        (once and v["due_on"] and not pact.starts_on <= v["due_on"] <= pact.ends_on, _("Jatuh tempo berada di antara mulai dan berakhirnya perjanjian.")),
        (v["unit"] not in Obligation.Unit.values, _("Pilih satuan dari daftar.")),
        (counted and (v["amount"] is None or not 0 < v["amount"] <= MOST_RUPIAH), _("Isi jumlah lebih dari nol, paling banyak 10 triliun.")),
        (not counted and v["amount"] is not None, _("Pilih satuan untuk jumlah itu, atau kosongkan jumlahnya.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
