import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation.models import RatingsClosure
from dampingi.insight.hearings.actions.planning import held
from dampingi.insight.hearings.models import Question, Remark, Seat, Talk
from dampingi.insight.hearings.queries import takes_part
from dampingi.insight.hearings.words import topics
from dampingi.records.programmes.rosters import today_in

LONGEST = 4000


@transaction.atomic
def note_answer(*, by: Actor, question: Question, text: str) -> Question:
    """What the mentor answered, as whoever takes part noted it. A later note replaces it; who noted stands beside."""
    found = Question.objects.select_for_update(of=("self",)).select_related("talk__event").get(id=question.id)
    _require_part(by, found.talk)
    found.answer, found.noted_by, found.noted_at = text.strip()[:LONGEST], by.name, timezone.now()
    found.save(update_fields=["answer", "noted_by", "noted_at"])
    _record(by, "note_answer", found.talk, {"question": found.number}, found.answer)
    return found


@transaction.atomic
def add_remark(*, by: Actor, talk: Talk, id: uuid.UUID, kind: str, code: str, text: str) -> Remark:
    """A strength, a challenge, advice, or another question with its answer. `id` is made by the form: sending twice is once."""
    _require_part(by, talk)
    if kind not in Remark.Kind.values or code not in topics():
        raise Refused(_("Pilih jenis catatan dan pokoknya."))
    if not text.strip():
        raise Refused(_("Tulis catatannya."))
    made = Remark(
        id=id, talk=talk, kind=kind, code=code, text=text.strip()[:LONGEST], by=by.user_id, by_name=by.name
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        kept = Remark.objects.filter(id=id).first()
        if kept is None or kept.talk_id != talk.id:
            raise Conflict(_("Muat ulang halaman ini, lalu kirim lagi.")) from None
        return kept
    _record(by, "add_remark", talk, {"kind": kind, "code": code}, made.text)
    return made


@transaction.atomic
def withdraw_remark(*, by: Actor, remark: Remark) -> Remark:
    """One's own, before the ratings are closed."""
    found = Remark.objects.select_for_update(of=("self",)).select_related("talk__event").get(id=remark.id)
    if found.by != by.user_id:
        raise Denied(_("Yang menarik catatan penulisnya sendiri."))
    _require_running(found.talk)
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        _record(by, "withdraw_remark", found.talk, {"kind": found.kind}, found.text)
    return found


@transaction.atomic
def settle_talk(
    *, by: Actor, talk: Talk, state: str, why: str = "", present: Collection[uuid.UUID] = ()
) -> Talk:
    """Held, with which raters there; or the mentor was absent, and why. Not before its day."""
    event = held(by, talk.event)
    found = (
        Talk.objects.select_for_update(of=("self",))
        .select_related("subject__evaluation", "event")
        .get(id=talk.id)
    )
    _require_running(found)
    if event.announced_at is None:
        raise Refused(_("Umumkan acaranya dahulu."))
    if found.on > today_in(event.region):
        raise Refused(_("Presentasi ini belum berlangsung."))
    if state not in (Talk.State.HELD, Talk.State.ABSENT):
        raise Refused(_("Pilih: sudah presentasi, atau tidak hadir."))
    if state == Talk.State.ABSENT and len(why.strip()) < 5:
        raise Refused(_("Tulis mengapa pendamping tidak hadir."))
    found.state, found.why = state, why.strip()[:300] if state == Talk.State.ABSENT else ""
    found.settled_at, found.settled_by = timezone.now(), by.name
    found.save(update_fields=["state", "why", "settled_at", "settled_by"])
    for seat in Seat.objects.filter(talk=found):
        seat.present = state == Talk.State.HELD and seat.user_id in present
        seat.save(update_fields=["present"])
    _record(by, "settle_talk", found, {"state": state, "present": len(present)}, found.why)
    return found


def _require_part(by: Actor, talk: Talk) -> None:
    if not takes_part(by, talk.event):
        raise Denied(_("Yang mencatat panitia dan tim penilai acara ini."))
    if talk.subject.mentor.user_id == by.user_id:
        raise Denied(_("Tidak seorang pun mencatat tentang dirinya sendiri."))
    _require_running(talk)


def _require_running(talk: Talk) -> None:
    """Notes end with the ratings: what comes afterwards is an objection."""
    if RatingsClosure.objects.filter(evaluation__subjects=talk.subject_id).exists():
        raise Conflict(_("Penilaian oleh tim sudah ditutup; catatan presentasi tidak berubah lagi."))


def _record(by: Actor, action: str, talk: Talk, detail: dict, said: str) -> None:
    event = talk.event
    record_event(
        by=by, action=action, subject=("hearings", event.id), region=event.region, programme=event.programme_id,
        detail={"talk": str(talk.id)} | detail, values=[said],
    )  # fmt: skip
