import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.insight.evaluation.models import Evaluation, PanelMember, RaterAssignment
from dampingi.insight.evaluation.panel import RATE
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in

SEATED = gettext_noop("Anda anggota tim penilai pendamping, untuk %(mandate)s.")
LEAST_LETTERS = 10


@transaction.atomic
def seat_member(
    *, by: Actor, programme: Programme, region: str, user: User, agency: str, mandate: str, replaces: PanelMember | None = None
) -> PanelMember:  # fmt: skip
    """Put someone on the panel. Who may rate has the role for it; an inspector only observes."""
    by.require(Permission.MANAGE_EVALUATION, region=region, programme=programme.id)
    if mandate not in PanelMember.Mandate.values:
        raise Refused(_("Pilih mandatnya: menilai, bertanya, atau mengamati."))
    if not agency.strip():
        raise Refused(_("Tulis instansinya, misalnya Bappeda."))
    today = today_in(region)
    if mandate == RATE and not actor_of(user, on=today).holds(Permission.RATE_MENTORS):
        raise Refused(
            _("%(name)s tidak berperan tim penilai, jadi tidak menilai. Pilih bertanya atau mengamati.")
            % {"name": user.name}
        )
    try:
        with transaction.atomic():
            made = PanelMember.objects.create(
                programme=programme, region=region, user=user, agency=agency.strip()[:120], mandate=mandate, starts_on=today,
                replaces=replaces, by=by.label,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(_("%(name)s sudah ada dalam tim penilai.") % {"name": user.name}) from None
    record_event(
        by=by, action="seat_panel_member", subject=("panel_member", made.id), region=region, programme=programme.id,
        detail={"user": str(user.id), "mandate": mandate} | ({"replaces": str(replaces.id)} if replaces else {}),
    )  # fmt: skip
    notify(
        users=[user.id],
        text=SEATED,
        values={"mandate": str(made.get_mandate_display()).lower()},
        url=reverse("panel_members"),
    )
    return made


@transaction.atomic
def unseat_member(*, by: Actor, member: PanelMember, why: str) -> PanelMember:
    """End a seat today. Mentors they have not rated yet are no longer asked of them; what they rated stays."""
    found = _held(by, member)
    _end(found, why)
    _open_assignments(found, found.user_id).delete()
    record_event(
        by=by, action="unseat_panel_member", subject=("panel_member", found.id), region=found.region,
        programme=found.programme_id, reason=found.why,
    )  # fmt: skip
    return found


@transaction.atomic
def substitute_member(*, by: Actor, member: PanelMember, user: User, agency: str, why: str) -> PanelMember:
    """Someone takes over a seat from today: the same mandate, and the mentors the other has not rated yet."""
    found = _held(by, member)
    if user.id == found.user_id:
        raise Refused(_("Penggantinya orang lain. Pilih dari daftar."))
    _end(found, why)
    made = seat_member(
        by=by, programme=found.programme, region=found.region, user=user, agency=agency or found.agency, mandate=found.mandate,
        replaces=found,
    )  # fmt: skip
    if found.mandate == RATE:
        _hand_over(found, user)
    return made


def _held(by: Actor, member: PanelMember) -> PanelMember:
    by.require(Permission.MANAGE_EVALUATION, region=member.region, programme=member.programme_id)
    found = (
        PanelMember.objects.unscoped("reach is checked above")
        .select_related("programme").select_for_update(of=("self",)).get(id=member.id)
    )  # fmt: skip
    if found.ends_on:
        raise Conflict(_("Keanggotaan itu sudah berakhir."))
    return found


def _end(found: PanelMember, why: str) -> None:
    if len(why.strip()) < LEAST_LETTERS:
        raise Refused(_("Tulis sebabnya, sedikitnya beberapa kata."))
    found.ends_on, found.why = max(today_in(found.region), found.starts_on), why.strip()[:300]
    found.save(update_fields=["ends_on", "why"])


def _open_assignments(member: PanelMember, user: uuid.UUID):
    """Of evaluations not closed: the mentors this person was to rate and has not."""
    running = Evaluation.objects.unscoped("of the panel's own region").filter(
        programme=member.programme_id, region=member.region, closure=None
    )
    return RaterAssignment.objects.filter(
        subject__evaluation__in=list(running), rater=user, ratings=None, conflict=""
    )


def _hand_over(member: PanelMember, user: User) -> None:
    left = list(_open_assignments(member, member.user_id).select_related("subject__mentor"))
    asked = set(RaterAssignment.objects.filter(rater=user).values_list("subject", flat=True))
    RaterAssignment.objects.bulk_create(
        RaterAssignment(subject=a.subject, rater=user)
        for a in left
        if a.subject_id not in asked and a.subject.mentor.user_id != user.id
    )
    RaterAssignment.objects.filter(id__in=[a.id for a in left]).delete()
