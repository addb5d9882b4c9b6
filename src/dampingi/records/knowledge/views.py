import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.knowledge import actions, queries
from dampingi.records.knowledge.forms import ArticleForm, VerdictForm
from dampingi.records.knowledge.listing import articles_list, looks
from dampingi.records.knowledge.models import Article, State, Vote
from dampingi.records.questions.models import Word
from dampingi.records.questions.queries import proposed_field, question_of

READ = (Permission.VIEW_CLINIC, Permission.ANSWER_QUESTIONS, Permission.GIVE_VOICE)


@requires(*READ)
@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    context = {"asks": request.actor.holds(Permission.GIVE_VOICE)}
    return respond(
        request,
        articles_list(request.actor),
        queries.articles(request.actor),
        "knowledge/articles.html",
        context,
    )


@requires(*READ)
@require_http_methods(["GET", "POST"])
def article(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    """What is published; for those who check, where it is decided."""
    found = queries.article_of(request.actor, article_id)
    waiting = queries.waiting(request.actor, found)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and waiting is None:
        raise Refused(
            _("Artikel ini tidak menunggu putusan Anda; penyusun tidak memeriksa artikelnya sendiri."),
            status=403,
        )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _decide(request, waiting, form))
    ):
        messages.success(request, _("Putusan tercatat."))
        return redirect("article", found.id)
    actor = request.actor
    own = Vote.objects.filter(article=found, user=actor.user_id).first()
    context = {
        "article": found, "field": choices("constraint_fields").get(found.field, found.field), "look": looks(found),
        "waiting": waiting, "form": form, "own": own, "inside": actor.may(Permission.MANAGE_CLINIC, region=found.region),
        "edits": found.state == State.RETURNED and found.drafted_by == actor.user_id,
        "withdraws": found.state == State.PUBLISHED and actor.may(Permission.MANAGE_CLINIC, region=found.region),
        "asks": actor.holds(Permission.GIVE_VOICE),
    }  # fmt: skip
    return render(request, "knowledge/article.html", context, status=422 if form.errors else 200)


@requires(Permission.ANSWER_QUESTIONS)
@require_http_methods(["GET", "POST"])
def new_article(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    found = question_of(queries.answering(request.actor), question_id)
    held = queries.article_about(found)
    if held and request.method == "GET":
        return redirect("article", held.id)
    last = found.words.filter(kind=Word.Kind.ANSWER).order_by("-at").first()
    initial = {
        "topic": found.field or proposed_field(found.text),
        "asked": found.text,
        "answered": last.text if last else "",
    }
    form = ArticleForm(request.POST or None, initial=initial)
    draft = f"artikel:{found.id}"
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.propose(by=request.actor, question=found.id, told=form.told()))
        if made:
            messages.success(
                request, _("Artikel diusulkan; orang lain memeriksanya sebelum terbit."), extra_tags=draft
            )
            return redirect("article", made.id)
    context = {"form": form, "question": found, "draft": draft, "back": "question", "back_id": found.id}
    return render(request, "knowledge/edit.html", context, status=422 if form.errors else 200)


@requires(Permission.ANSWER_QUESTIONS)
@require_http_methods(["GET", "POST"])
def edit_article(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    found = queries.article_of(request.actor, article_id)
    initial: dict[str, Any] = {
        "title": found.title,
        "topic": found.field,
        "asked": found.asked,
        "answered": found.answered,
    }
    form = ArticleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _rewrite(request, found, form)):
        messages.success(request, _("Artikel diajukan lagi."))
        return redirect("article", found.id)
    context = {"form": form, "article": found, "draft": "", "back": "article", "back_id": found.id}
    return render(request, "knowledge/edit.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_CLINIC)
@require_POST
def withdrawal(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    actions.withdraw(by=request.actor, article=article_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Artikel ditarik."))
    return redirect("article", article_id)


@requires(*READ)
@require_POST
def vote(request: HttpRequest, article_id: uuid.UUID) -> HttpResponse:
    said = request.POST.get("helpful")
    if said not in ("ya", "tidak"):
        raise Refused(_("Pilih: membantu atau tidak."))
    actions.vote(by=request.actor, article=article_id, helpful=said == "ya")
    messages.success(request, _("Terima kasih, pendapat Anda tercatat."))
    return redirect("article", article_id)


def _rewrite(request: HttpRequest, found: Article, form: ArticleForm) -> Article:
    return actions.rewrite(by=request.actor, article=found.id, told=form.told())


def _decide(request: HttpRequest, approval: Approval | None, form: VerdictForm) -> Any:
    assert approval is not None
    said = form.cleaned_data
    return decide(
        by=request.actor, approval=approval.id, approved=said["verdict"] == "yes", comment=said["comment"]
    )
