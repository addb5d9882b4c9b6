"""What was decided last about an applicant who was a mentor before, told beside their application."""

import uuid
from collections.abc import Sequence

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui.formats import day
from dampingi.outcomes.decisions.models import Decision
from dampingi.outcomes.decisions.queries import sees_all
from dampingi.records.recruitment.beside import Told
from dampingi.records.recruitment.models import Applicant


def last_decisions(actor: Actor, applicants: Sequence[Applicant]) -> dict[uuid.UUID, Told]:
    """Signed ones only, and only of determinations the reader sees as a whole."""
    users = {a.user_id for a in applicants if a.user_id}
    signed = Decision.objects.filter(replaced_at=None, determination__signed_at__isnull=False)
    latest = signed.filter(subject__mentor__user=OuterRef("subject__mentor__user")).order_by(
        "-determination__signed_at", "-determination__number"
    )
    rows = signed.filter(subject__mentor__user__in=users, id=Subquery(latest.values("id")[:1]))
    by_user = {
        d.subject.mentor.user_id: d
        for d in rows.select_related("subject__mentor", "determination__programme")
        if sees_all(actor, d.determination)
    }
    return {a.id: _told(by_user[a.user_id]) for a in applicants if a.user_id in by_user}


def _told(decision: Decision) -> Told:
    words = _("%(programme)s: %(decision)s, ditetapkan %(day)s") % {
        "programme": decision.determination.programme.name, "decision": decision.get_key_display(),
        "day": day(decision.determination.signed_at),
    }  # fmt: skip
    return Told(words, reverse("determination", args=[decision.determination_id]))
