import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.records.appointments.models import Expertise, Rules, Terms
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.recruitment.declarations import declaration_in_force
from dampingi.records.recruitment.models import Applicant, Declaration
from dampingi.records.recruitment.queries.appeals import final
from dampingi.records.tot.queries import passed_by


def tot_needed(programme: Programme | uuid.UUID) -> bool:
    return Rules.objects.filter(programme=programme, tot_needed=True).exists()


def why_not(mentors: Sequence[Mentor]) -> dict[uuid.UUID, str]:
    """mentor -> why the appointment does not count yet, with the cure; only those with terms that lack something. TOT is for
    those who accompany a region; a consultant was chosen for knowing a field."""
    terms = {t.mentor_id: t for t in Terms.objects.filter(mentor__in=[m.id for m in mentors])}
    asking = set(
        Rules.objects.filter(programme__in={m.programme_id for m in mentors}, tot_needed=True).values_list(
            "programme_id", flat=True
        )
    )
    passed = passed_by(list(terms)) if asking and terms else {}
    found = {}
    for m in mentors:
        if m.id not in terms:
            continue
        if terms[m.id].declared_at is None:
            found[m.id] = _(
                "%(name)s belum menandatangani pernyataan netral. Minta ia menandatanganinya."
            ) % {"name": m.name}
        elif not m.field and m.programme_id in asking and m.id not in passed:
            found[m.id] = _("%(name)s belum lulus TOT yang disyaratkan program ini.") % {"name": m.name}
    return found


def to_appoint(actor: Actor, programme: Programme) -> Any:
    """Chosen in a call of this programme, no longer to be objected to, and not appointed yet."""
    rows = Applicant.objects.for_actor(actor, Permission.MANAGE_MENTORS).filter(
        programme=programme, state=Applicant.State.CHOSEN, appointment_terms=None
    )
    people = Mentor.objects.unscoped("who holds an appointment already").filter(programme=programme)
    return final(rows.exclude(user__in=people.values("user")), programme.region).select_related("call")


def to_reappoint(actor: Actor, programme: Programme) -> Any:
    """Mentors of the office's earlier programmes who hold no appointment in this one; each with their latest."""
    here = Mentor.objects.unscoped("who holds an appointment already").filter(programme=programme)
    rows = Mentor.objects.for_actor(actor, Permission.MANAGE_MENTORS)
    before = rows.filter(programme__starts_on__lt=programme.starts_on).exclude(user__in=here.values("user"))
    latest = (
        Mentor.objects.unscoped("the latest of each")
        .filter(user=OuterRef("user"), programme__starts_on__lt=programme.starts_on)
        .order_by("-programme__starts_on", "-appointed_on")
    )
    return before.filter(id=Subquery(latest.values("id")[:1])).select_related("programme", "user")


def fields_of(mentors: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """mentor -> names of their fields, in the list's order."""
    names, found = choices("mentor_fields"), {}
    held = set(Expertise.objects.filter(mentor__in=mentors).values_list("mentor_id", "field"))
    for id in mentors:
        found[id] = [name for code, name in names.items() if (id, code) in held]
    return found


def terms_of(mentor: Mentor) -> Terms | None:
    return Terms.objects.filter(mentor=mentor).select_related("declaration", "applicant").first()


def history_of(mentor: Mentor) -> list[Mentor]:
    """All appointments of the person, the newest first. The caller has checked the one they look at."""
    rows = Mentor.objects.unscoped("of a person whose appointment the reader may see").filter(
        user=mentor.user_id
    )
    return list(rows.select_related("programme").order_by("-appointed_on", "id"))


def declaration_now() -> Declaration:
    """What one would sign today."""
    return declaration_in_force()


def last_day_of(mentor: Mentor) -> datetime.date:
    """As agreed; without terms the programme's last day."""
    terms = Terms.objects.filter(mentor=mentor).first()
    return terms.until if terms else mentor.programme.ends_on
