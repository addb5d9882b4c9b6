import json
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import each_row
from dampingi.insight.evaluation.amending import Amendment, sha256, with_count, with_value
from dampingi.insight.evaluation.intake import CorrectionIntake, CountCorrection, SetAside, ValueCorrection
from dampingi.insight.evaluation.models import Correction, Evaluation, Objection
from dampingi.insight.evaluation.queries import computation, counting_row, may_answer_of

LEAST_LETTERS = 20
ANSWERED = gettext_noop("Sanggahan Anda sudah dijawab. Alasannya dapat dibaca.")
Outcome = Objection.Outcome


@transaction.atomic
def answer_objection(
    *, by: Actor, objection: Objection, outcome: str, reason: str, corrections: Sequence[CorrectionIntake] = ()
) -> Objection:  # fmt: skip
    """Grant an objection, in part or whole, with what counts instead; or refuse it. By someone who neither computed nor rated."""
    evaluation = objection.subject.evaluation
    found = _waiting(by, objection, evaluation)
    if outcome not in Outcome.values:
        raise Refused(_("Pilih jawabannya: diterima, diterima sebagian, atau ditolak."))
    if len(reason.strip()) < LEAST_LETTERS:
        raise Refused(
            _("Tuliskan alasannya, sedikitnya satu kalimat. Pendamping dan Inspektorat membacanya.")
        )
    if outcome == Outcome.REFUSED and corrections:
        raise Refused(
            _("Sanggahan yang ditolak tidak mengubah bukti. Kosongkan koreksinya, atau terima sebagian.")
        )
    if outcome != Outcome.REFUSED and not corrections:
        raise Refused(
            _("Catat apa yang dikoreksi: tanpa itu hasilnya tidak berubah dan sanggahan tidak terjawab.")
        )
    found.outcome, found.reason = outcome, reason.strip()
    found.answered_at, found.answered_by, found.answered_name = timezone.now(), by.user_id, by.name
    found.save(update_fields=["outcome", "reason", "answered_at", "answered_by", "answered_name"])
    made = _correct(evaluation, found, corrections)
    record_event(
        by=by, action="answer_objection", subject=("evaluation_subject", found.subject_id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"outcome": outcome, "part": found.part, "corrections": len(made)},
        values=[found.reason, *((c.kind, c.key, c.was, c.sha256) for c in made)],
    )  # fmt: skip
    notify(
        users=[found.by], text=ANSWERED, url=reverse("evaluation_answer", args=[evaluation.id, found.id])
    )  # fmt: skip
    return found


def _waiting(by: Actor, objection: Objection, evaluation: Evaluation) -> Objection:
    by.require(Permission.ANSWER_OBJECTIONS, region=evaluation.region, programme=evaluation.programme_id)
    Evaluation.objects.unscoped("its own steps").select_for_update(of=("self",)).get(id=evaluation.id)
    found = Objection.objects.select_for_update(of=("self",)).get(id=objection.id)
    refusal = may_answer_of(by, evaluation, found.subject)
    if refusal:
        raise Denied(refusal)
    if found.withdrawn_at:
        raise Conflict(_("Sanggahan ini sudah ditarik oleh pendampingnya."))
    if found.answered_at:
        raise Conflict(_("Sanggahan ini sudah dijawab oleh %(name)s.") % {"name": found.answered_name})
    if found.computation_id != computation(evaluation).id:  # type: ignore[union-attr]
        raise Conflict(
            _("Hasilnya sudah dihitung ulang; sanggahan atas hasil sebelumnya tidak dijawab lagi.")
        )
    return found


def _correct(
    evaluation: Evaluation, objection: Objection, told: Sequence[CorrectionIntake]
) -> list[Correction]:
    if len({_where(t) for t in told}) < len(told):
        raise Refused(_("Satu baris bukti dikoreksi dua kali dalam jawaban yang sama. Sisakan satu."))
    known = Correction.objects.filter(objection__subject__evaluation=evaluation)
    last = known.aggregate(n=Max("number"))["n"] or 0
    amendments = each_row(told, lambda t: _amendment(evaluation, objection, t))
    made = [
        Correction(
            objection=objection, number=last + n, kind=a.kind, key=a.key, was=a.was, body=a.body, sha256=sha256(a.body)
        )
        for n, a in enumerate(amendments, 1)
    ]  # fmt: skip
    return Correction.objects.bulk_create(made)


def _where(told: CorrectionIntake) -> tuple[str, str]:
    kinds = {CountCorrection: "count", ValueCorrection: "participant"}
    return (told.kind if isinstance(told, SetAside) else kinds[type(told)]), told.key


def _amendment(evaluation: Evaluation, objection: Objection, told: CorrectionIntake) -> Amendment:
    kind, key = _where(told)
    before = counting_row(evaluation, objection.subject, kind, key)
    if before is None:
        raise Refused(
            _("Baris bukti itu bukan tentang pendamping ini, atau sudah tidak dihitung. Muat ulang halaman.")
        )
    after = "" if isinstance(told, SetAside) else _said(evaluation, before, told)
    if after == before:
        raise Refused(_("Koreksi itu sama dengan yang sudah tercatat. Ubah angkanya, atau kosongkan."))
    return Amendment(kind, key, sha256(before), after)


def _said(evaluation: Evaluation, before: str, told: CountCorrection | ValueCorrection) -> str:
    if isinstance(told, CountCorrection):
        return with_count(before, done=told.done, due=told.due)
    known = json.loads(before)["values"]
    if told.criterion not in known or (told.value is not None and not 0 <= told.value <= 1):
        raise Refused(_("Nilai itu tidak dikenal untuk kriteria ini. Pilih ya, tidak, atau belum diketahui."))
    return with_value(before, criterion=told.criterion, value=told.value)
