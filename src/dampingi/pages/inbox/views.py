import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.workflows import workflows
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.actions import mark_read
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.notices.queries import notices_for
from dampingi.pages.inbox.queries import approval_of, asked, decided_here, may_check, waiting
from dampingi.records.meetings.queries.items import own_items
from dampingi.records.problems.queries import own_agreed, waiting_here

SHOWN_NOTICES = 30


@for_anyone_logged_in
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    context = {
        "waiting": waiting(request.actor),
        "may_check": may_check(request.actor),
        "questions": asked(request.actor),
        "items": own_items(request.actor),
        "handed": waiting_here(request.actor),
        "agreed": own_agreed(request.actor),
        "today": timezone.localdate(),
        "notices": list(notices_for(request.actor)[:SHOWN_NOTICES]),
    }
    return render(request, "pages/inbox.html", context)


@requires(Permission.CHECK_MONTHLY_REPORTS)
def decision(request: HttpRequest, approval_id: uuid.UUID) -> HttpResponse:
    """Approve or return what waits; the next one is one click away. Opened by hand, it leads to the subject."""
    found = approval_of(request.actor, approval_id)
    if request.method != "POST":
        return redirect(workflows[found.workflow].url(found.subject_id))
    approved = request.POST.get("decision") == "approve"
    if not approved and request.POST.get("decision") != "return":
        raise Refused(_("Pilih: setujui atau kembalikan."))
    if not decided_here(found):
        raise Refused(_("Ajuan ini diputuskan di halamannya sendiri, sesudah dibaca. Buka dahulu."))
    decide(by=request.actor, approval=found.id, approved=approved, comment=request.POST.get("comment", ""))
    said = _("Disetujui dan diteruskan.") if approved else _("Dikembalikan; penyusun menerima catatan Anda.")
    messages.success(request, said)
    return redirect("inbox")


@for_anyone_logged_in
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark notices as read; one that is opened leads on to what it tells of."""
    asked = request.POST.getlist("notice")
    unread = notices_for(request.actor, unread=True)
    chosen = unread.filter(id__in=_ids(asked)) if asked else unread
    mark_read(by=request.actor, notices=list(chosen.values_list("id", flat=True)))
    return redirect(_target(request, asked) or "inbox")


def _target(request: HttpRequest, asked: list[str]) -> str:
    """Where the one notice leads; only ever to a page of ours."""
    if len(asked) != 1:
        return ""
    found: Notice | None = notices_for(request.actor).filter(id__in=_ids(asked)).first()
    ours = found and url_has_allowed_host_and_scheme(found.url, allowed_hosts={request.get_host()})
    return found.url if found and ours else ""


def _ids(asked: list[str]) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(text) for text in asked]
    except ValueError:
        raise Refused(_("Pemberitahuan itu tidak dikenal. Muat ulang kotak masuk.")) from None
