import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.disclosure.traces import traces
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.knowledge import queries
from dampingi.records.knowledge.intake import ArticleIntake
from dampingi.records.knowledge.models import Article, State, Vote
from dampingi.records.questions.models import Question
from dampingi.records.questions.queries import question_of, questions

LEAST, LONGEST = 20, 6_000


@transaction.atomic
def propose(*, by: Actor, question: uuid.UUID, told: ArticleIntake) -> Article:
    """Whoever answers a question proposes it for everybody, written anew; somebody else approves it."""
    found = question_of(questions(by).select_for_update(of=("self",)), question)
    if (
        by.user_id is None
        or not Question.objects.for_actor(by, Permission.ANSWER_QUESTIONS).filter(id=found.id).exists()
    ):
        raise Denied(_("Artikel diusulkan oleh yang menjawab pertanyaannya."))
    if found.first_answer_at is None:
        raise Conflict(_("Pertanyaan ini belum dijawab. Jawab dahulu, lalu usulkan."))
    if queries.article_about(found):
        raise Conflict(_("Pertanyaan ini sudah diusulkan menjadi artikel."))
    _check(told, found)
    made = Article(
        region=found.programme.region, question=found, field=told.topic, title=told.title.strip(), asked=told.asked.strip(),
        answered=told.answered.strip(), drafted_by=by.user_id, drafted_by_name=by.name,
    )  # fmt: skip
    insert_objects([made])
    _send(by, made, "propose_article")
    return made


@transaction.atomic
def rewrite(*, by: Actor, article: uuid.UUID, told: ArticleIntake) -> Article:
    """What was returned goes on its way again as the next version; its drafter rewrites it."""
    found = _locked(by, article)
    if found.drafted_by != by.user_id:
        raise Denied(_("Artikel yang dikembalikan diperbaiki oleh penyusunnya."))
    if found.state != State.RETURNED:
        raise Conflict(
            _(
                "Hanya artikel yang dikembalikan yang dapat diperbaiki. Tarik yang sudah terbit, lalu usulkan lagi."
            )
        )
    _check(told, found.question)
    found.field, found.title, found.asked, found.answered = (
        told.topic,
        told.title.strip(),
        told.asked.strip(),
        told.answered.strip(),
    )
    found.version, found.state, found.at = found.version + 1, State.PROPOSED, timezone.now()
    found.save(update_fields=["field", "title", "asked", "answered", "version", "state", "at"])
    _send(by, found, "rewrite_article")
    return found


@transaction.atomic
def withdraw(*, by: Actor, article: uuid.UUID, reason: str) -> Article:
    """Taken down with a reason; it stays on record for those who look after the clinic."""
    found = _locked(by, article)
    by.require(Permission.MANAGE_CLINIC, region=found.region)
    if found.state != State.PUBLISHED:
        raise Conflict(_("Hanya artikel yang terbit yang dapat ditarik."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa artikel ini ditarik."))
    found.state, found.withdrawn_at = State.WITHDRAWN, timezone.now()
    found.withdrawn_by_name, found.withdrawn_why = by.name, reason.strip()[:500]
    found.save(update_fields=["state", "withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    record_event(
        by=by, action="withdraw_published_article", subject=("article", found.id), region=found.region, reason=found.withdrawn_why
    )  # fmt: skip
    return found


@transaction.atomic
def vote(*, by: Actor, article: uuid.UUID, helpful: bool) -> None:
    """The last word of each reader counts."""
    found = queries.article_of(by, article)
    if found.state != State.PUBLISHED or by.user_id is None:
        raise Conflict(_("Artikel ini tidak terbit."))
    Vote.objects.update_or_create(
        article_id=found.id, user=by.user_id, defaults={"helpful": helpful, "at": timezone.now()}
    )


def published(id: uuid.UUID, _version: int) -> None:
    """Once more looked at for names: people may have got other ones since."""
    found = _of(id)
    _refuse_traces(f"{found.title}\n{found.asked}\n{found.answered}", found.question)
    found.state, found.published_at = State.PUBLISHED, timezone.now()
    found.save(update_fields=["state", "published_at"])


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    found = _of(id)
    found.state, found.returned_why = State.RETURNED, comment.strip()
    found.save(update_fields=["state", "returned_why"])


def _of(id: uuid.UUID) -> Article:
    rows = Article.objects.unscoped("decided by who may").select_for_update(of=("self",))
    return rows.select_related(
        "question__enrolment__person", "question__enrolment__business", "question__handler"
    ).get(id=id)


def _locked(by: Actor, id: uuid.UUID) -> Article:
    seen = queries.article_of(by, id)
    return _of(seen.id)


def _send(by: Actor, article: Article, action: str) -> None:
    record_event(
        by=by, action=action, subject=("article", article.id), region=article.region, detail={"version": article.version},
        values=[article.title, article.asked, article.answered],
    )  # fmt: skip
    assert by.user_id is not None
    submit(
        by=by, workflow=queries.NAME, subject=("article", article.id), version=article.version, region=article.region,
        drafted_by=by.user_id, programme=article.question.programme_id,
    )  # fmt: skip


def _check(told: ArticleIntake, question: Question) -> None:
    if told.topic not in source_names("constraint_fields"):
        raise Refused(_("Pilih bidangnya dari daftar."))
    if not 8 <= len(told.title.strip()) <= 150:
        raise Refused(_("Tulis judul yang menyebut masalahnya, 8 sampai 150 huruf."))
    if len(told.asked.strip()) < LEAST or len(told.answered.strip()) < LEAST:
        raise Refused(_("Tulis pertanyaan dan jawabannya lengkap, agar dipahami orang lain."))
    if max(len(told.asked), len(told.answered)) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    _refuse_traces(f"{told.title}\n{told.asked}\n{told.answered}", question)


def _refuse_traces(text: str, question: Question) -> None:
    found = traces(text, _names(question))
    if found:
        kinds: dict[str, Any] = {
            "name": _("nama"),
            "number": _("nomor"),
            "mail": _("surel"),
            "address": _("alamat"),
        }
        told = ", ".join(f"{kinds[t.kind]} “{t.words}”" for t in found[:8])
        raise Refused(
            _("Masih ada yang menunjukkan siapa orangnya: %(found)s. Hapus, atau ganti dengan kata umum.")
            % {"found": told}
        )


def _names(question: Question) -> list[str]:
    enrolment = question.enrolment
    named = [enrolment.person.name, enrolment.business.name if enrolment.business else ""]
    named += [question.handler.name if question.handler else "", question.noted_by_name]
    named += list(question.words.values_list("by_name", flat=True).distinct())
    return [name for name in dict.fromkeys(named) if name]
