from collections.abc import Iterable
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.enclosures import Paper, received
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import each_row
from dampingi.foundation.sealing import Seal
from dampingi.foundation.ui.formats import day as written
from dampingi.insight.evaluation.intake import ObjectionIntake
from dampingi.insight.evaluation.models import (
    Computation,
    Evaluation,
    FrozenEvidence,
    Objection,
    Proof,
    Subject,
)
from dampingi.insight.evaluation.queries import computation, concerns
from dampingi.records.programmes.rosters import today_in

LEAST_LETTERS = 20
MOST_PROOFS = 5
MOST_OBJECTIONS = 20
SEAL = Seal("objections", b"proof of an objection")
ARRIVED = gettext_noop("%(name)s menyanggah hasil penilaiannya. Sanggahan itu menunggu jawaban.")


@transaction.atomic
def object_to_result(*, by: Actor, subject: Subject, said: ObjectionIntake) -> Objection:
    """A mentor objects to a part of their own result while the window is open. Someone else answers."""
    evaluation = subject.evaluation
    _require_own(by, subject)
    made = _open(evaluation)
    kept = Objection.objects.filter(id=said.id).first() if said.id else None
    if kept:
        if kept.subject_id != subject.id:
            raise Conflict(_("Muat ulang halaman ini, lalu kirim lagi."))
        return kept
    evidence = _told(evaluation, subject, said)
    if Objection.objects.filter(subject=subject).count() >= MOST_OBJECTIONS:
        raise Refused(_("Paling banyak %(n)s sanggahan. Gabungkan yang sejenis.") % {"n": MOST_OBJECTIONS})
    papers = _papers(said.proofs)
    objection = Objection(
        subject=subject, computation=made, part=said.part, evidence=evidence, text=said.text.strip(), by=by.user_id
    )  # fmt: skip
    if said.id:
        objection.id = said.id
    objection.save(force_insert=True)
    _enclose(objection, said.proofs, papers)
    record_event(
        by=by, action="object_to_result", subject=("evaluation_subject", subject.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"part": said.part, "proofs": len(papers)},
        values=[objection.text, *(sha256(raw).hexdigest() for raw in said.proofs)],
    )  # fmt: skip
    _tell(evaluation, objection)
    return objection


@transaction.atomic
def withdraw_objection(*, by: Actor, objection: Objection) -> Objection:
    """Take an objection back before it is answered."""
    found = Objection.objects.select_for_update(of=("self",)).get(id=objection.id)
    _require_own(by, found.subject)
    if found.answered_at:
        raise Conflict(_("Sanggahan ini sudah dijawab, jadi tidak dapat ditarik lagi."))
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        evaluation = found.subject.evaluation
        record_event(
            by=by, action="withdraw_objection", subject=("evaluation_subject", found.subject_id),
            region=evaluation.region, programme=evaluation.programme_id, detail={"part": found.part},
        )  # fmt: skip
    return found


def _require_own(by: Actor, subject: Subject) -> None:
    own = by.user_id is not None and subject.mentor.user_id == by.user_id
    if not own or not by.holds(Permission.OBJECT_TO_EVALUATION):
        raise Denied(_("Sanggahan hanya dapat diajukan oleh pendamping yang dinilai."))


def _open(evaluation: Evaluation) -> Computation:
    """The computation objected to. Held, so that none is made meanwhile."""
    Evaluation.objects.unscoped("its own steps").select_for_update(of=("self",)).get(id=evaluation.id)
    found = computation(evaluation)
    if found is None:
        raise Refused(_("Hasilnya belum dihitung, jadi belum ada yang disanggah."))
    if today_in(evaluation.region) > found.objections_until:
        raise Refused(_("Masa sanggah berakhir pada %(day)s.") % {"day": written(found.objections_until)})
    return found


def _told(evaluation: Evaluation, subject: Subject, said: ObjectionIntake) -> FrozenEvidence | None:
    if len(said.text.strip()) < LEAST_LETTERS:
        raise Refused(_("Tuliskan apa yang keliru dan buktinya, sedikitnya satu kalimat."))
    if said.part and said.part not in {c["key"] for c in evaluation.instrument.body["criteria"]}:
        raise Refused(_("Pilih bagian hasil yang Anda sanggah dari daftarnya."))
    if said.evidence is None:
        return None
    row = FrozenEvidence.objects.filter(freeze__evaluation=evaluation, id=said.evidence).first()
    if row is None or not concerns(subject, row.kind, row.key, row.body):
        raise Refused(_("Baris bukti itu bukan tentang Anda. Pilih dari halaman bukti Anda."))
    return row


def _papers(proofs: tuple[bytes, ...]) -> list[Paper]:
    if len(proofs) > MOST_PROOFS:
        raise Refused(_("Paling banyak %(n)s berkas bukti dalam satu sanggahan.") % {"n": MOST_PROOFS})
    return each_row(proofs, lambda raw: received(raw, SEAL))


def _enclose(objection: Objection, raws: Iterable[bytes], papers: Iterable[Paper]) -> None:
    for raw, paper in zip(raws, papers, strict=True):
        proof = Proof(objection=objection, kind=paper.kind, bytes=len(raw), sha256=sha256(raw).hexdigest())
        proof.original.save(f"{proof.id}.bin", ContentFile(paper.original), save=False)
        if paper.shown:
            proof.shown.save(f"{proof.id}.bin", ContentFile(paper.shown), save=False)
        proof.save(force_insert=True)


def _tell(evaluation: Evaluation, objection: Objection) -> None:
    today = today_in(evaluation.region)
    people = {
        u.id
        for role in (Role.OFFICE, Role.HEAD)
        for u in users_with(role, region=evaluation.region, on=today)
    }
    notify(
        users=people, text=ARRIVED, values={"name": objection.subject.name},
        url=reverse("evaluation_answer", args=[evaluation.id, objection.id]),
    )  # fmt: skip
