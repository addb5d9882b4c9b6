"""Who was not chosen may object (sanggah) for some days; someone other than the decider answers. Granted, the post is decided anew."""

import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.programmes.rosters import today_in
from dampingi.records.recruitment.actions.applying import APPLICANT, locked_application
from dampingi.records.recruitment.models import Appeal, Applicant
from dampingi.records.recruitment.queries.appeals import appeals, may_object
from dampingi.records.recruitment.queries.interests import require_free

ARRIVED = gettext_noop("%(name)s menyanggah hasil seleksi. Anda dapat menjawabnya.")
ANSWERED = gettext_noop("Sanggahan Anda sudah dijawab.")
S = Applicant.State


@transaction.atomic
def object_to(*, applicant: uuid.UUID, text: str, id: uuid.UUID | None = None) -> Appeal:
    """An applicant objects to the decision about themselves, once, while the window is open."""
    found = locked_application(applicant)
    held = Appeal.objects.filter(applicant=found).first()
    if held:
        if held.id == id:
            return held
        raise Conflict(_("Anda sudah menyanggah keputusan ini. Jawabannya tampil di sini."))
    if not may_object(found):
        raise Refused(_("Masa sanggah untuk keputusan ini tidak terbuka."), status=409)
    if not text.strip():
        raise Refused(_("Tulis apa yang menurut Anda keliru, dan apa buktinya."))
    more = {"id": id} if id else {}
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                applicant=found, text=text.strip(), decided_by=found.decided_by, **more
            )
    except IntegrityError:
        raise Conflict(_("Anda sudah menyanggah keputusan ini. Jawabannya tampil di sini.")) from None
    record_event(
        by=APPLICANT, action="object_to_selection", subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id, detail={"appeal": str(made.id)},
    )  # fmt: skip
    notify(
        users=_answerers(found), text=ARRIVED, values={"name": found.name}, url=reverse("selection_objection", args=[made.id])
    )  # fmt: skip
    return made


@transaction.atomic
def answer_objection(*, by: Actor, appeal: uuid.UUID, granted: bool, reason: str) -> Appeal:
    """Answer with a reason. Granted: everyone decided together with them waits for a decision again, for one place moves the others."""
    found = appeals(by).select_for_update(of=("self",)).filter(id=appeal).first()
    if found is None:
        raise Refused(_("Sanggahan itu tidak ada, atau di luar wilayah Anda."), status=404)
    who = found.applicant
    by.require(Permission.ANSWER_OBJECTIONS, region=who.region, programme=who.programme_id)
    require_free(by, who)
    if by.user_id == found.decided_by:
        raise Denied(_("Sanggahan dijawab oleh orang lain daripada yang memutuskan."))
    if found.outcome:
        raise Conflict(_("Sanggahan ini sudah dijawab %(name)s.") % {"name": found.answered_name})
    if not reason.strip():
        raise Refused(_("Tulis alasannya; pelamar membacanya."))
    found.outcome = Appeal.Outcome.GRANTED if granted else Appeal.Outcome.REFUSED
    found.reason, found.answered_at = reason.strip(), timezone.now()
    found.answered_by, found.answered_name = by.user_id, by.name
    found.save()
    again = _reopen(who) if granted else []
    record_event(
        by=by, action="answer_selection_objection", subject=("mentor_applicant", who.id), region=who.region,
        programme=who.programme_id, reason=found.reason,
        detail={"outcome": found.outcome, "reopened": len(again)}, values=[(str(a.id), was) for a, was in again],
    )  # fmt: skip
    notify(users=[who.user_id] if who.user_id else [], text=ANSWERED)
    return found


def _answerers(found: Applicant) -> set[uuid.UUID]:
    today = today_in(found.call.region)
    held = {u.id for r in (Role.OFFICE, Role.HEAD) for u in users_with(r, region=found.call.region, on=today)}
    return held - {found.decided_by} if found.decided_by else held


def _reopen(who: Applicant) -> list[tuple[Applicant, str]]:
    """(applicant, state before): all decided together with them. None of these can have been appointed, for that waits until the window is
    over and objections are answered; who was chosen in an earlier decision keeps their place."""
    rows = Applicant.objects.unscoped("all of a post whose decision is taken back").select_for_update(
        of=("self",)
    )
    held = rows.filter(
        call=who.call_id, region=who.region, field=who.field, redacted_at=None, decided_at=who.decided_at,
        state__in=(S.CHOSEN, S.WAITING, S.REJECTED),
    )  # fmt: skip
    again = []
    for one in held.order_by("id"):
        again.append((one, one.state))
        one.state, one.place, one.score, one.reason = S.SUBMITTED, None, None, ""
        one.decided_at = one.decided_by = one.final_on = one.redact_on = None
        one.decided_by_name = ""
        one.save()
    return again
