"""Nobody judges themselves, or someone they are tied to."""

import datetime
import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.errors import Denied, Refused
from dampingi.records.recruitment.models import Applicant, Call, Interest, InterestDeclaration


def declared_at(actor: Actor, call: Call) -> datetime.datetime | None:
    rows = InterestDeclaration.objects.filter(call=call, user=actor.user_id)
    return rows.values_list("at", flat=True).first()


def has_declared(actor: Actor, call: Call) -> bool:
    """Since the last application came in: who declared earlier was not asked about those after."""
    if actor.system:
        return True
    told = declared_at(actor, call)
    if told is None:
        return False
    sent = Applicant.objects.unscoped("whether any came in since").filter(call=call, submitted_at__gt=told)
    return not sent.exists()


def tied_to(actor: Actor, call: Call) -> set[uuid.UUID]:
    """The applicants of a call whom the actor may not judge: themselves, and those they declared a tie to."""
    if actor.user_id is None:
        return set()
    user = User.objects.filter(id=actor.user_id).first()
    login = user.login if user else ""
    rows = Applicant.objects.unscoped("who is tied to the reader").filter(call=call)
    self_ = Q(user=actor.user_id)
    if login:
        self_ |= Q(phone=login) | Q(email__iexact=login)
    own = set(rows.filter(self_).values_list("id", flat=True))
    declared = Interest.objects.filter(user=actor.user_id, applicant__call=call)
    return own | set(declared.values_list("applicant_id", flat=True))


def require_free(actor: Actor, applicant: Applicant) -> None:
    """Refuses whoever has not declared their interests in the call, or is tied to the applicant."""
    if actor.system:
        return
    told = declared_at(actor, applicant.call)
    if told is None or (applicant.submitted_at and told < applicant.submitted_at):
        raise Refused(_("Nyatakan dahulu apakah Anda mempunyai hubungan dengan para pelamar."), status=409)
    if applicant.id in tied_to(actor, applicant.call):
        raise Denied(_("Anda mempunyai hubungan dengan pelamar ini. Orang lain yang menilainya."))
