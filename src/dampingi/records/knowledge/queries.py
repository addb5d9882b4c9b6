import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.ui.lists import Ranking
from dampingi.records.knowledge.models import Article, State
from dampingi.records.knowledge.ranking import best_first
from dampingi.records.questions.models import Question

NAME = "article"
MOST = 5_000
"""Articles of an office that are ranked in memory."""


def articles(actor: Actor) -> Any:
    """What is published by the offices whose work the reader has a part in; besides what they drafted or may check."""
    offices = {ancestor(g.region, d) for g in actor.held for d in range(1, depth(g.region) + 1)}
    read = Q(state=State.PUBLISHED, region__in=offices)
    if actor.user_id:
        read |= Q(drafted_by=actor.user_id)
    checked = Article.objects.for_actor(actor, Permission.MANAGE_CLINIC).values("pk")
    rows = Article.objects.unscoped("narrowed to the reader's offices next").filter(read | Q(pk__in=checked))
    return rows.annotate(
        yes=Count("votes", filter=Q(votes__helpful=True)), no=Count("votes", filter=Q(votes__helpful=False))
    )


def article_of(actor: Actor, id: uuid.UUID) -> Article:
    found = articles(actor).filter(id=id).select_related("question").first()
    if found is None:
        raise Refused(_("Artikel itu tidak ada, atau tidak terbit di wilayah Anda."), status=404)
    return found


def ranked(actor: Actor, text: str, chosen: dict[str, str]) -> Ranking:
    rows = articles(actor).order_by("-at").values_list("id", "title", "asked", "answered")[:MOST]
    return Ranking(order=best_first({id: (t, q, a) for id, t, q, a in rows}, text))


def waiting(actor: Actor, article: Article) -> Approval | None:
    """The approval this reader may decide now."""
    rows = Approval.objects.unscoped("of an article the reader may see").filter(
        workflow=NAME, subject_id=article.id, version=article.version, state=Approval.State.WAITING
    )
    found = rows.prefetch_related("verdicts").first()
    return found if found and may_decide(actor, found) else None


def answering(actor: Actor) -> Any:
    """Questions the actor answers; whoever only sees them proposes nothing about them."""
    rows = Question.objects.for_actor(actor, Permission.ANSWER_QUESTIONS)
    return rows.select_related("enrolment__person", "enrolment__business", "handler", "programme")


def may_propose(actor: Actor, question: Question) -> bool:
    """Whoever answers it, once it is answered and nobody has proposed it."""
    held = (
        Article.objects.unscoped("of a question in hand")
        .filter(question=question)
        .exclude(state=State.WITHDRAWN)
    )
    return (
        question.first_answer_at is not None
        and answering(actor).filter(id=question.id).exists()
        and not held.exists()
    )


def article_about(question: Question) -> Article | None:
    rows = Article.objects.unscoped("of a question in hand").filter(question=question)
    return rows.exclude(state=State.WITHDRAWN).first()
