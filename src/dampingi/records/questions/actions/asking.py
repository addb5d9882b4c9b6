import datetime
import uuid
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation import enclosures, recordings
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.rows import new_id
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.actions.telling import LONGEST, audit, repeated, tell_those_inside
from dampingi.records.questions.files import SEAL
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import OPEN, Channel, Question, QuestionFile, State, Word
from dampingi.records.questions.queries import promise_in_force, question_of, questions_to_speak_in

Examined = tuple[str, str, bytes, bytes, bytes, int]
"""kind, media, sha256, original, shown, bytes"""
LEAST = 10
MOST_PHOTOS, MOST_OPEN = 3, 10
NEW = gettext_noop("Pertanyaan baru untuk klinik bisnis.")
SAID_MORE = gettext_noop("Penanya menambahkan keterangan pada pertanyaannya.")
REOPENED = gettext_noop("Seorang penanya belum puas dengan jawabannya; pertanyaannya dibuka kembali.")


def ask(*, by: Actor, said: QuestionIntake, now: datetime.datetime | None = None) -> Question:
    """A participant asks, or somebody enters it for them. The same `id` again is the same question.

    Photos are drawn anew before anything is locked: that takes seconds, and on SQLite nobody else could write for as long.
    """
    return _keep_question(by, said, _examined(said), now)


@transaction.atomic
def _keep_question(
    by: Actor, said: QuestionIntake, files: list[Examined], now: datetime.datetime | None
) -> Question:
    enrolment, own = _asker(by, said)
    Enrolment.objects.unscoped("its asker's").select_for_update().get(id=enrolment.id)
    held = Question.objects.unscoped("the sender's own id").filter(id=said.id).first() if said.id else None
    if held:
        if held.enrolment_id != enrolment.id:
            raise Conflict(_("Formulir ini sudah dipakai untuk peserta lain. Buka formulir baru."))
        return held
    _check(said, own)
    if (
        Question.objects.unscoped("of one participant").filter(enrolment=enrolment, state__in=OPEN).count()
        >= MOST_OPEN
    ):
        raise Conflict(
            _(
                "Masih ada %(most)d pertanyaan yang belum selesai. Tambahkan keterangan pada salah satunya, atau selesaikan yang sudah terjawab."
            )
            % {"most": MOST_OPEN}
        )
    made = _question(by, said, enrolment, own, now or timezone.now())
    made.save(force_insert=True)
    for file in files:
        _keep(made, *file)
    audit(
        by,
        "ask_clinic",
        made,
        [made.text, *(f[2].hex() for f in files)],
        {"channel": made.channel, "files": len(files)},
    )
    tell_those_inside(made, NEW, but=by.user_id)
    return made


def _asker(by: Actor, said: QuestionIntake) -> tuple[Enrolment, bool]:
    """The participant, and whether they ask for themselves."""
    for permission, own in ((Permission.GIVE_VOICE, True), (Permission.ENTER_QUESTIONS, False)):
        rows = Enrolment.objects.for_actor(by, permission).filter(id=said.enrolment_id)
        found = rows.select_related("person", "programme").first()
        if found and found.exited_on:
            raise Refused(
                _("Peserta ini berhenti sebelum program selesai. Layani usahanya lewat jadwal klinik.")
            )
        if found:
            return found, own and not by.system
    raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)


def _check(said: QuestionIntake, own: bool) -> None:
    if not said.voice and len(said.text.strip()) < LEAST:
        raise Refused(_("Tulis pertanyaannya sedikit lebih jelas, atau kirim pesan suara."))
    if len(said.text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    if said.topic and said.topic not in source_names("constraint_fields"):
        raise Refused(_("Bidang %(code)s tidak dikenal. Pilih dari daftar.") % {"code": said.topic})
    if said.channel not in Channel.values or (own and said.channel != Channel.ONLINE):
        raise Refused(_("Pilih lewat apa pertanyaannya disampaikan."))
    if len(said.photos) > MOST_PHOTOS:
        raise Refused(_("Kirim paling banyak %(most)d foto.") % {"most": MOST_PHOTOS})


def _examined(said: QuestionIntake) -> list[Examined]:
    """Everything is looked at before anything is kept."""
    found = []
    for raw in said.photos[: MOST_PHOTOS + 1]:
        paper = enclosures.received(raw, SEAL)
        if paper.kind != "image":
            raise Refused(_("Lampirkan foto saja. Isi PDF dapat difoto layarnya."))
        found.append(("photo", "image/jpeg", sha256(raw).digest(), paper.original, paper.shown, len(raw)))
    if said.voice:
        heard = recordings.received(said.voice, SEAL)
        found.append(
            ("voice", heard.media, sha256(said.voice).digest(), heard.original, b"", len(said.voice))
        )
    return found


def _question(
    by: Actor, said: QuestionIntake, enrolment: Enrolment, own: bool, now: datetime.datetime
) -> Question:
    edition = promise_in_force(enrolment.region)
    on = now.astimezone(zone(enrolment.region)).date()
    return Question(
        id=said.id or new_id(), programme=enrolment.programme, region=enrolment.region, enrolment=enrolment,
        field=said.topic, text=said.text.strip(), channel=said.channel, at=now, asked_on=on,
        noted_by=None if own else by.user_id, noted_by_name="" if own else by.name, promise=edition,
        answer_by=on + datetime.timedelta(days=edition.answer_days) if edition else None,
        resolve_by=on + datetime.timedelta(days=edition.resolve_days) if edition else None,
    )  # fmt: skip


def _keep(
    question: Question, kind: str, media: str, digest: bytes, original: bytes, shown: bytes, size: int
) -> None:
    file = QuestionFile(
        question=question, kind=kind, media=media, bytes=size, sha256=digest.hex(), at=question.at
    )
    file.original.save(f"{file.id}.bin", ContentFile(original), save=False)
    if shown:
        file.shown.save(f"{file.id}.bin", ContentFile(shown), save=False)
    file.save(force_insert=True)


@transaction.atomic
def say_more(*, by: Actor, question: uuid.UUID, text: str) -> Word:
    """The asker adds something, or whoever was told so enters it; what was answered or closed opens again."""
    rows = questions_to_speak_in(by, question)
    found = question_of(rows.select_for_update(of=("self",)), question)
    own = found.enrolment.person.user_id == by.user_id and by.user_id is not None
    if not own:
        participants = Enrolment.objects.for_actor(by, Permission.ENTER_QUESTIONS)
        if not participants.filter(id=found.enrolment_id).exists():
            raise Refused(_("Keterangan penanya hanya dicatat oleh dinas atau pendampingnya."), status=403)
    if not text.strip():
        raise Refused(_("Tulis keterangannya."))
    if len(text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    if sent := repeated(found, by, text):
        return sent
    again = found.state in (State.ANSWERED, State.RESOLVED)
    kind = Word.Kind.REOPENED if again else Word.Kind.MORE
    word = Word(question=found, kind=kind, by=by.user_id, by_name=by.name, text=text.strip())
    word.save(force_insert=True)
    found.reopened += again
    found.resolved_at, found.resolved_on, found.resolution = None, None, ""
    found.state = State.WITH if found.handler_id else State.NEW
    found.save(update_fields=["state", "resolved_at", "resolved_on", "resolution", "reopened"])
    audit(by, "reopen_question" if again else "add_to_question", found, [word.text])
    tell_those_inside(found, REOPENED if again else SAID_MORE, but=by.user_id)
    return word
