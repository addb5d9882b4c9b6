"""Putting participants forward, and the look of another person."""

import datetime
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import inside
from dampingi.records.honours.another import require_another
from dampingi.records.honours.evidence import evidence_of
from dampingi.records.honours.models import STANDING, Check, How, Nomination, Rules
from dampingi.records.honours.workflow import NAME
from dampingi.records.programmes.models import Enrolment, Programme
from dampingi.records.programmes.rosters import today_in

State = Nomination.State
LEAST, LONGEST = 30, 3000
DECLINED = gettext_noop("%(name)s tidak lolos verifikasi peserta terbaik. Baca alasannya.")


@transaction.atomic
def set_rules(
    *, by: Actor, programme: Programme, per_kelurahan: int, per_kecamatan: int, per_city: int
) -> Rules:
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    numbers = {"per_kelurahan": per_kelurahan, "per_kecamatan": per_kecamatan, "per_city": per_city}
    if not all(1 <= n <= 50 for n in numbers.values()):
        raise Refused(_("Isi setiap kuota antara 1 dan 50."))
    rules, _new = Rules.objects.update_or_create(programme=programme, defaults=numbers)
    record_event(
        by=by, action="set_honour_rules", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, values=[numbers],
    )  # fmt: skip
    return rules


@transaction.atomic
def nominate(
    *, by: Actor, enrolment: uuid.UUID, reasons: str, today: datetime.date | None = None
) -> Nomination:
    """Put a participant forward. The evidence of the day is kept with the reasons."""
    reached = Enrolment.objects.for_actor(by, Permission.NOMINATE).filter(id=enrolment)
    found = reached.select_related("programme", "person").first()
    if found is None:
        raise Refused(_("Peserta itu tidak ada, atau di luar dampingan Anda."), status=404)
    if found.exited_on:
        raise Refused(_("Peserta ini sudah berhenti, jadi tidak dinominasikan."))
    if by.user_id is not None and found.person.user_id == by.user_id:
        raise Denied(_("Tidak seorang pun menominasikan dirinya sendiri."))
    if not LEAST <= len(reasons.strip()) <= LONGEST:
        raise Refused(
            _("Tulis alasannya, paling sedikit %(least)d huruf: apa yang dicapai dan apa buktinya.")
            % {"least": LEAST}
        )
    rules = rules_of(found.programme, lock=True)
    known = Nomination.objects.unscoped("of the same kelurahan").filter(programme=found.programme)
    if known.filter(enrolment=found).exclude(state=State.WITHDRAWN).exists():
        raise Conflict(_("Peserta ini sudah dinominasikan."))
    if known.filter(inside(found.region), state__in=STANDING).count() >= rules.per_kelurahan:
        raise Conflict(
            _(
                "Kuota nominasi kelurahan ini (%(n)d) sudah terisi. Tarik yang lain, atau minta dinas menambah kuotanya."
            )
            % {"n": rules.per_kelurahan}
        )
    evidence = evidence_of([found], today=today or today_in(found.region))[found.id]
    made = Nomination.objects.create(
        programme=found.programme, region=found.region, enrolment=found, reasons=reasons.strip(),
        evidence=evidence.told(), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    _record(by, "nominate", made, [made.reasons, made.evidence])
    return made


@transaction.atomic
def withdraw(*, by: Actor, nomination: uuid.UUID) -> Nomination:
    """Whoever nominated takes it back while nobody has looked."""
    found = locked(nomination)
    if by.user_id is None or found.by != by.user_id:
        raise Denied(_("Hanya yang menominasikan dapat menariknya."))
    if found.state != State.NOMINATED:
        raise Conflict(_("Nominasi ini sudah diverifikasi, jadi tidak dapat ditarik."))
    return _to(by, found, State.WITHDRAWN, "withdraw_nomination")


@transaction.atomic
def verify(*, by: Actor, nomination: uuid.UUID, passed: bool, how: str, found: str) -> Check:
    """Another person says whether it is so; then it waits for the kecamatan's choice."""
    about = locked(nomination)
    require_another(by, about)
    if about.state != State.NOMINATED:
        raise Conflict(_("Nominasi ini sudah diverifikasi."))
    if how not in How.values:
        raise Refused(_("Pilih cara Anda memeriksanya."))
    if not found.strip() or len(found) > LONGEST:
        raise Refused(_("Tulis apa yang Anda temukan sendiri."))
    check = Check.objects.create(
        nomination=about, passed=passed, how=how, found=found.strip(), by=by.user_id, by_name=by.name
    )
    _to(
        by,
        about,
        State.VERIFIED if passed else State.DECLINED,
        "verify_nomination",
        [passed, how, check.found],
    )
    if passed:
        submit(
            by=by, workflow=NAME, subject=("nomination", about.id), version=1, region=about.region,
            drafted_by=about.by or about.id, programme=about.programme_id,
        )  # fmt: skip
    elif about.by:
        words = {"name": about.enrolment.person.name}
        notify(users=[about.by], text=DECLINED, values=words, url=reverse("nomination", args=[about.id]))
    return check


def locked(id: uuid.UUID) -> Nomination:
    rows = Nomination.objects.unscoped("the action checks reach").select_related(
        "enrolment__person", "programme"
    )
    found = rows.select_for_update(of=("self",)).filter(id=id).first()
    if found is None:
        raise Refused(_("Nominasi itu tidak ada."), status=404)
    return found


def rules_of(programme: Programme, *, lock: bool = False) -> Rules:
    """The programme's quotas; locked, so that two who count at once count one after the other."""
    if lock:
        Programme.objects.select_for_update().get(id=programme.id)
    return Rules.objects.filter(programme=programme).first() or Rules(programme=programme)


def _to(by: Actor, found: Nomination, state: str, action: str, values: list | None = None) -> Nomination:
    found.state = state
    found.save(update_fields=["state"])
    _record(by, action, found, values or [])
    return found


def _record(by: Actor, action: str, found: Nomination, values: list) -> None:
    record_event(
        by=by, action=action, subject=("nomination", found.id), region=found.region, programme=found.programme_id,
        values=values,
    )  # fmt: skip
