import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, public, requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.businesses.contacts import whatsapp_address
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.forms import AnswerForm, InvitingForm
from dampingi.records.meetings.links import invitation_address, invited
from dampingi.records.meetings.models import Invitee
from dampingi.records.meetings.queries.people import askable, groups
from dampingi.records.meetings.wording import clock, invitation_words, local_day, when


@requires(Permission.CALL_MEETINGS)
@require_http_methods(["GET", "POST"])
def inviting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Ask more people."""
    found = queries.meeting(request.actor, meeting_id)
    if not queries.may_manage(request.actor, found):
        raise Refused(_("Pertemuan itu tidak ada, atau bukan wewenang Anda."), status=404)
    form, day = InvitingForm(request.POST or None), local_day(found)
    asked = set(queries.invitees_of(request.actor, found).values_list("user_id", flat=True))
    people = askable(found.region, found.programme_id, day)
    left = {id: user for id, user in people.items() if id not in asked}
    form.offer(groups(found.region, found.programme_id, day), left)
    if form.is_valid() and attempt(
        form,
        lambda: actions.invite(
            by=request.actor,
            meeting=found.id,
            crowded_reason=form.cleaned_data["crowded_reason"],
            **form.whom(),
        ),
    ):
        messages.success(request, _("Undangan terkirim."))
        return redirect("meeting", found.id)
    context = {"meeting": found, "when": when(found), "form": form}
    return render(request, "meetings/inviting.html", context, status=422 if form.errors else 200)


@requires(Permission.CALL_MEETINGS)
@require_GET
def invitee(request: HttpRequest, invitee_id: uuid.UUID) -> HttpResponse:
    """One invitation with its words ready to send."""
    found = queries.invitee(request.actor, invitee_id)
    words = invitation_words(found, request.build_absolute_uri(invitation_address(found)))
    context = _told(found) | {
        "words": words,
        "whatsapp": whatsapp_address(found.user.login, words),
        "open": _open(found),
    }
    return render(request, "meetings/invitee.html", context)


@requires(Permission.CALL_MEETINGS)
@require_POST
def withdrawal(request: HttpRequest, invitee_id: uuid.UUID) -> HttpResponse:
    row = actions.uninvite(by=request.actor, invitee=invitee_id)
    messages.success(request, _("Undangan ditarik; orangnya diberi tahu."))
    return redirect("meeting", row.meeting_id)


@requires(Permission.CALL_MEETINGS)
@require_POST
def new_link(request: HttpRequest, invitee_id: uuid.UUID) -> HttpResponse:
    actions.renew_link(by=request.actor, invitee=invitee_id)
    messages.success(request, _("Tautan lama tidak berlaku lagi. Kirim yang baru."))
    return redirect("meeting_invitee", invitee_id)


@for_anyone_logged_in
@require_POST
def own_answer(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    row = queries.own_invitations(request.actor).filter(meeting=meeting_id).first()
    if row is None:
        raise Refused(_("Anda tidak diundang ke pertemuan itu."), status=404)
    said, reason = request.POST.get("said", ""), request.POST.get("reason", "")
    actions.answer(by=request.actor, invitee=row.id, said=said, reason=reason)
    messages.success(request, _("Jawaban Anda tersimpan."))
    return redirect("meeting", meeting_id)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One invitation answered without an account; nothing else can be seen or done here."""
    found = invited(token)
    if found is None:
        return _unseen(render(request, "meetings/by_link.html", {"invitee": None}, status=404))
    form = AnswerForm(request.POST or None, initial={"said": found.answer or None, "reason": found.reason})
    if form.is_valid() and attempt(form, lambda: actions.answer(invitee=found.id, **form.cleaned_data)):
        messages.success(
            request,
            _("Jawaban Anda tersimpan. Anda dapat mengubahnya lewat tautan ini sampai pertemuannya selesai."),
        )
        return _unseen(redirect("meeting_invitation", token))
    context = _told(found) | {"form": form, "open": _open(found)}
    return _unseen(render(request, "meetings/by_link.html", context, status=422 if form.errors else 200))


def _told(found: Invitee) -> dict[str, Any]:
    meeting = found.meeting
    return {"invitee": found, "meeting": meeting, "when": when(meeting), "clock": clock(meeting)}


def _open(found: Invitee) -> bool:
    return not found.meeting.cancelled_at and found.meeting.ends_at > timezone.now()


def _unseen(answer: HttpResponse) -> HttpResponse:
    """No search engine lists it, and the address is not told to where a link leads."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
