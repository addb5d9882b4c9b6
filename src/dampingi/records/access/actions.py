import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import actor_of, users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.access.codes import DAYS, TRIES, digest_of, fits, new_code
from dampingi.records.access.models import AccessCode, Device, Entry, Way
from dampingi.records.access.queries import MANY, live_codes_by_phone, participants_of
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

MOST = {Way.MESSAGE: 100, Way.SLIP: 500}
"""Codes made at once: as many messages as someone sends in one sitting, as many slips as a page can hold ready."""
OPENED = Actor.for_system("a code opened a participant's page")
MANY_OPENED = gettext_noop(
    "Satu perangkat membuka halaman %(count)s peserta. Periksa apakah mereka sendiri yang memegang kodenya."
)


@dataclass(frozen=True)
class Issued:
    """The only time a code can be read."""

    enrolment: Enrolment
    code: str
    expires_at: datetime.datetime


@dataclass(frozen=True)
class LeftOut:
    enrolment: Enrolment
    why: str


@transaction.atomic
def issue_codes(
    *, by: Actor, enrolments: Iterable[uuid.UUID], way: Way
) -> tuple[list[Issued], list[LeftOut]]:
    """Make each participant a new code; an older one ends, and so does what it had opened.

    Who cannot have one is told with the cure and keeps what they have. Refuses participants out of reach, and too many at once.
    """
    wanted = list(dict.fromkeys(enrolments))
    if len(wanted) > MOST[way]:
        raise Refused(
            _("Paling banyak %(most)d kode sekaligus. Saring per kelurahan, lalu buat bergiliran.")
            % {"most": MOST[way]}
        )
    found = list(
        Enrolment.objects.for_actor(by, Permission.ISSUE_CODES)
        .filter(id__in=wanted)
        .select_related("person__user", "programme")
        .order_by("region", "person__key", "id")
    )
    if len(found) < len(wanted):
        raise Refused(_("Ada peserta yang tidak ada, atau di luar wilayah Anda."), status=404)
    whys = {e.id: why_none(e) for e in found}
    served = [e for e in found if not whys[e.id]]
    _end(AccessCode.objects.unscoped("their reach is checked").filter(enrolment__in=[e.id for e in served]))
    expires = timezone.now() + datetime.timedelta(days=DAYS)
    issued = [Issued(e, new_code(), expires) for e in served]
    insert_objects([_record(by, each, way) for each in issued])
    if issued:
        _audit(by, "issue_codes", served, {"rows": len(issued), "way": str(way)})
    return issued, [LeftOut(e, whys[e.id]) for e in found if whys[e.id]]


def why_none(enrolment: Enrolment) -> str:
    """Why this participant gets no code, with the cure; '' if they may."""
    if enrolment.exited_on:
        return _("Sudah berhenti dari program.")
    if not enrolment.person.phone:
        return _("Belum ada nomor telepon. Lengkapi datanya, atau layani di kantor kelurahan.")
    user = enrolment.person.user
    if user and Assignment.objects.filter(user=user).exclude(role=Role.PARTICIPANT).exists():
        return _("Mempunyai akun petugas. Ia masuk dengan akun itu.")
    return ""


def _record(by: Actor, issued: Issued, way: Way) -> AccessCode:
    enrolment = issued.enrolment
    return AccessCode(
        programme_id=enrolment.programme_id, region=enrolment.region, enrolment=enrolment, way=way,
        digest=digest_of(enrolment.id, issued.code), made_by=by.user_id, expires_at=issued.expires_at,
    )  # fmt: skip


def _audit(by: Actor, action: str, enrolments: list[Enrolment], detail: dict) -> None:
    """Whom it was for stands in the digest only; the code itself stands nowhere."""
    first = enrolments[0]
    record_event(
        by=by, action=action, subject=("enrolment", first.id if len(enrolments) == 1 else ""),
        region=first.region if len({e.region for e in enrolments}) == 1 else first.programme.region,
        programme=first.programme_id, detail=detail, values=[str(e.id) for e in enrolments],
    )  # fmt: skip


@transaction.atomic
def withdraw_code(*, by: Actor, enrolment: uuid.UUID) -> None:
    """The code no longer opens anything, and whoever is in with it is out. Withdrawing twice is harmless."""
    found = Enrolment.objects.for_actor(by, Permission.ISSUE_CODES).filter(id=enrolment)
    served = found.select_related("programme").first()
    if served is None:
        raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
    if _end(AccessCode.objects.unscoped("its reach is checked").filter(enrolment=served)):
        _audit(by, "withdraw_code", [served], {"rows": 1})


def _end(codes) -> int:
    """End live codes, and the sessions of those who have no other way in."""
    live = list(codes.filter(ended_at=None).select_related("enrolment__person__user"))
    for code in live:
        user = code.enrolment.person.user
        if user and not user.has_usable_password():
            user.set_unusable_password()  # another value: what was signed with the old one no longer holds
            user.save(update_fields=["password"])
    ids = [code.id for code in live]
    return AccessCode.objects.unscoped("found above").filter(id__in=ids).update(ended_at=timezone.now())


@transaction.atomic
def open_with(*, phone: str, code: str) -> tuple[User, AccessCode] | None:
    """Whose page the code opens. A wrong one counts against every code that this phone number could have opened.

    Returns None instead of refusing: a refusal would roll the count back.
    """
    candidates = list(live_codes_by_phone(phone).select_for_update(of=("self",)))
    right = next((c for c in candidates if fits(c.digest, c.enrolment_id, code)), None)
    if right and right.locked_at is None and right.expires_at > timezone.now():
        right.failures, right.used_at = 0, timezone.now()
        right.save(update_fields=["failures", "used_at"])
        return _account(right.enrolment), right
    for tried in candidates if right is None else ():
        _count_failure(tried)
    return None


def _count_failure(code: AccessCode) -> None:
    code.failures += 1
    if code.failures >= TRIES and code.locked_at is None:
        code.locked_at = timezone.now()
        record_event(
            by=Actor.for_system("wrong codes"), action="lock_code", subject=("enrolment", code.enrolment_id),
            region=code.region, programme=code.programme_id, detail={"tries": code.failures},
        )  # fmt: skip
    code.save(update_fields=["failures", "locked_at"])


def _account(enrolment: Enrolment) -> User:
    """The participant's own login, made when first needed."""
    person, today = enrolment.person, today_in(enrolment.region)
    if person.user is None:
        login = f"peserta-{person.id}"
        person.user = add_user(by=OPENED, login=login, name=person.name, region=enrolment.region)
        person.save(update_fields=["user"])
    held = Assignment.objects.on(today).filter(user=person.user, role=Role.PARTICIPANT)
    if not held.exists():
        assign(
            by=OPENED, user=person.user, role=Role.PARTICIPANT, region=enrolment.region, starts_on=today,
            programme=enrolment.programme_id,
        )  # fmt: skip
    return person.user


@transaction.atomic
def note_entry(*, code: AccessCode, device: uuid.UUID) -> None:
    """Remember which browser came in; the office is told when one of them opens its third participant, and each one after."""
    browser, _new = Device.objects.get_or_create(id=device)
    before = participants_of(browser)
    Entry.objects.create(code=code, device=browser)
    user = code.enrolment.person.user
    record_event(
        by=actor_of(user, on=today_in(code.region)), action="enter_by_code", subject=("enrolment", code.enrolment_id),
        region=code.region, programme=code.programme_id,
    )  # fmt: skip
    after = before | {code.enrolment_id}
    if len(after) >= MANY and after != before:
        office = users_with(Role.OFFICE, region=code.enrolment.programme.region, on=today_in(code.region))
        url = f"{reverse('access_codes')}?perangkat={browser.id}"
        notify(users=[u.id for u in office], text=MANY_OPENED, values={"count": len(after)}, url=url)
