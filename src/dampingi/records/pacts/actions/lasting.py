import datetime
import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.actions import withdraw
from dampingi.foundation.enclosures import received
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.rows import new_id
from dampingi.records.pacts.actions.drafting import NAME, step, tell
from dampingi.records.pacts.models import Delivery, Obligation, Pact, PactFile, PactStep, Signatory, State
from dampingi.records.pacts.queries import SOON, SOONER, in_force, managed, pact_of
from dampingi.records.pacts.seals import SEAL
from dampingi.records.partners.queries import people_of, today_in

ENDING = gettext_noop(
    'Perjanjian "%(title)s" dengan %(partner)s berakhir %(day)s. Perbarui bila kerja samanya berlanjut.'
)
OWN_ENDING = gettext_noop('Perjanjian "%(title)s" berakhir %(day)s.')


@transaction.atomic
def sign(
    *, by: Actor, pact: uuid.UUID, on: datetime.date, our_number: str, their_number: str, scan: bytes
) -> Pact:
    """Both sides signed: the day, the numbers, and the sealed scan. From here nothing of it changes."""
    found = _held(by, pact)
    if found.state != State.CLEARED:
        raise Conflict(_("Perjanjian ini tidak menunggu tanda tangan. Muat ulang halamannya."))
    ours, theirs = our_number.replace("\0", "").strip(), their_number.replace("\0", "").strip()
    if not ours or not theirs or max(len(ours), len(theirs)) > 80:
        raise Refused(_("Isi nomor perjanjian dari kedua pihak."))
    if not found.at.date() - datetime.timedelta(days=366) <= on <= min(today_in(found.region), found.ends_on):
        raise Refused(_("Tanggal tanda tangan paling lambat hari ini, dan sebelum perjanjiannya berakhir."))
    if found.under and found.under.signed_on is None:
        raise Refused(
            _("Kesepakatan bersama yang mendasarinya belum ditandatangani. Tandatangani itu dahulu.")
        )
    paper_of(by, found, scan)
    found.state, found.signed_on, found.our_number, found.their_number = State.SIGNED, on, ours, theirs
    try:
        with transaction.atomic():
            found.save(update_fields=["state", "signed_on", "our_number", "their_number"])
    except IntegrityError:
        raise Conflict(_("Nomor itu sudah dipakai perjanjian lain. Periksa nomornya.")) from None
    step(found, PactStep.What.SIGNED, by)
    tell(by, "sign_pact", found, detail={"on": on.isoformat()}, values=[ours, theirs])
    return found


def paper_of(by: Actor, pact: Pact, raw: bytes, delivery: Delivery | None = None) -> PactFile:
    """A scan or evidence, sealed."""
    paper, name = received(raw, SEAL), f"{new_id()}.bin"
    return PactFile.objects.create(
        pact=pact, delivery=delivery, kind=paper.kind, original=ContentFile(paper.original, name),
        shown=ContentFile(paper.shown, name) if paper.shown else "", bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest(), by_name=by.name[:150],
    )  # fmt: skip


@transaction.atomic
def end_pact(*, by: Actor, pact: uuid.UUID, on: datetime.date, reason: str) -> Pact:
    """End it before its time, or give a draft up. The reason stays with it."""
    found = _held(by, pact)
    reason = reason.replace("\0", "").strip()
    if found.state == State.ENDED:
        raise Conflict(_("Perjanjian ini sudah diakhiri."))
    if not reason or len(reason) > 300:
        raise Refused(_("Tulis alasannya, paling panjang 300 huruf."))
    if found.signed_on and not min(found.signed_on, found.starts_on) <= on <= found.ends_on:
        raise Refused(_("Tanggalnya berada di antara tanda tangan dan berakhirnya perjanjian."))
    if found.state == State.REVIEW:
        withdraw(by=by, workflow=NAME, subject=("pact", found.id), reason=reason)
    found.ended_on = on if found.signed_on else today_in(found.region)
    found.state, found.ended_reason = State.ENDED, reason
    found.save(update_fields=["state", "ended_on", "ended_reason"])
    step(found, PactStep.What.ENDED, by, note=reason)
    tell(by, "end_pact", found, reason=reason)
    return found


@transaction.atomic
def renew(*, by: Actor, pact: uuid.UUID) -> Pact:
    """A draft of the next version that follows a signed one: same parties, scope and obligations, from the day after its end."""
    found = _held(by, pact)
    if found.signed_on is None:
        raise Refused(_("Yang diperbarui adalah perjanjian yang sudah ditandatangani."))
    if found.successors.exclude(state=State.ENDED).exists():
        raise Conflict(_("Pembaruannya sudah dibuat. Buka rancangan itu."))
    starts = found.ended_on or found.ends_on + datetime.timedelta(days=1)
    shift = starts - found.starts_on
    made = Pact.objects.create(
        partner=found.partner, region=found.region, office=found.office, kind=found.kind, under=found.under, follows=found, version=found.version + 1,
        title=found.title, scope=found.scope, starts_on=starts, ends_on=found.ends_on + shift, by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    for each in found.signatories.all():
        Signatory.objects.create(
            pact=made, side=each.side, name=each.name, position=each.position, basis=each.basis
        )
    for owed in found.obligations.all():
        Obligation.objects.create(
            pact=made, side=owed.side, what=owed.what, rhythm=owed.rhythm, unit=owed.unit, amount=owed.amount,
            due_on=owed.due_on + shift if owed.due_on else None,
        )  # fmt: skip
    step(found, PactStep.What.RENEWED, by)
    step(made, PactStep.What.DRAFTED, by)
    tell(by, "draft_pact", made, values=[made.title])
    return made


def warn_all(today: datetime.date | None = None) -> int:
    """The worker's chore: tell the office and the partner 90 and 30 days before an end, once each. Returns how many were told of."""
    count = 0
    rows = Pact.objects.unscoped("everybody concerned is told").filter(state=State.SIGNED)
    for found in rows.select_related("partner"):
        day = today or today_in(found.region)
        left = (found.ends_on - day).days
        if 0 <= left <= SOON and not found.successors.exclude(state=State.ENDED).exists():
            count += _warn(found, SOONER if left <= SOONER else SOON, day)
    return count


def _warn(pact: Pact, days: int, today: datetime.date) -> int:
    try:
        with transaction.atomic():
            if not Pact.objects.unscoped("in hand").filter(in_force(today), id=pact.id).exists():
                return 0
            step(pact, PactStep.What.WARNED, days=days)
            values = {"title": pact.title, "partner": pact.partner.name, "day": pact.ends_on.isoformat()}
            notify(
                users=_office(pact, today), text=ENDING, values=values, url=reverse("pact", args=[pact.id])
            )
            notify(
                users=people_of(pact.partner),
                text=OWN_ENDING,
                values=values,
                url=reverse("own_pact", args=[pact.id]),
            )
    except IntegrityError:  # told already, perhaps by another worker
        return 0
    return 1


def _office(pact: Pact, today: datetime.date) -> list[uuid.UUID]:
    over = [pact.region, *(ancestor(pact.region, d) for d in range(1, depth(pact.region)))]
    held = Assignment.objects.on(today).filter(
        Q(role=Role.OFFICE) | Q(role=Role.HEAD),
        region__in=[c for c in over if depth(c) >= min(2, depth(pact.region))],
    )
    return list(held.values_list("user_id", flat=True))


def _held(by: Actor, id: uuid.UUID) -> Pact:
    return pact_of(managed(by).select_for_update(of=("self",)), id)
