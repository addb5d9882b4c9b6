"""Taking in what phones send: stored as it came, applied where the rules let it, acknowledged once it is committed."""

import uuid
from collections import Counter
from collections.abc import Sequence

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.capture.field import applying, bodies
from dampingi.capture.field.entries import Entry, Outcome, Sender, State
from dampingi.capture.field.items import Item, Receipt
from dampingi.capture.field.kinds import KINDS
from dampingi.capture.field.models import Device, Photo, Submission
from dampingi.capture.field.photos import announce, with_photo
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.batches import update_many
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.rows import new_id
from dampingi.foundation.rowwise import insert_objects

MOST = 50
"""Items of one call."""
TRIES = 4


def receive(*, by: Actor, device: uuid.UUID, items: Sequence[Item]) -> list[Receipt]:
    """A receipt for each item, in their order. When it returns, everything that has a state is committed.

    The same id from two calls at once: the later one meets the first's row and is tried again, which finds it.
    """
    for left in reversed(range(TRIES)):
        try:
            return _receive(by, device, items)
        except (Conflict, IntegrityError, OperationalError):
            if not left:
                raise
    raise AssertionError


@transaction.atomic
def _receive(by: Actor, device_id: uuid.UUID, items: Sequence[Item]) -> list[Receipt]:
    device = locked(device_id)
    flaws = [item.flaw() for item in items]
    sound = [item for item, flaw in zip(items, flaws, strict=True) if not flaw]
    known = _known(sound)
    firsts = {s.id: s for s in known.values() if s.rival_of_id is None}
    fresh = [_submission(device, item, firsts) for item in _unknown(sound, known)]
    announced = _settle(by, device, [s for s in fresh if s.state == ""])
    _number(fresh)
    insert_objects(fresh)
    insert_objects([p for p in announced if p._state.adding])
    update_many(Photo, ["submission", "place"], [p for p in announced if not p._state.adding])
    _tell(by, device, fresh)
    known |= {(s.rival_of_id or s.id, s.hash): s for s in fresh}
    return [
        Receipt.refused(item, flaw) if flaw else Receipt.of(known[item.key, item.hash])
        for item, flaw in zip(items, flaws, strict=True)
    ]


def locked(device: uuid.UUID) -> Device:
    """One call of a device at a time: a resend waits for the first, and a revocation is seen."""
    rows = Device.objects.unscoped("the caller proved it is theirs").select_for_update(of=("self",))
    return rows.select_related("user").get(id=device)


Known = dict[tuple[uuid.UUID, str], Submission]


def _known(items: Sequence[Item]) -> Known:
    """(id, hash) -> what was stored under that id before, the first and its rivals."""
    ids = {item.key for item in items}
    rows = Submission.objects.unscoped("receipts for the sender").defer("body")
    found: Known = {(s.id, s.hash): s for s in rows.filter(id__in=ids, rival_of=None)}
    return found | {(s.rival_of_id, s.hash): s for s in rows.filter(rival_of__in=ids)}


def _unknown(items: Sequence[Item], known: Known) -> list[Item]:
    """Each body once, even if one call names it twice; of one id, the first to come first."""
    return list({(i.key, i.hash): i for i in items if (i.key, i.hash) not in known}.values())


def _submission(device: Device, item: Item, firsts: dict[uuid.UUID, Submission]) -> Submission:
    """Unstored; without a state while it may be applied. What contradicts an earlier body stands beside it."""
    made = Submission(
        id=item.key,
        device=device,
        region=device.region,
        kind=item.kind,
        body=item.body,
        hash=item.hash,
        state="",
    )
    if firsts.setdefault(item.key, made) is not made:
        made.id, made.rival_of_id, made.state = new_id(), item.key, State.QUARANTINED
        made.reason = _(
            "Nomor ini sudah dipakai kiriman lain yang isinya berbeda. Yang pertama tetap berlaku."
        )
    return made


def _settle(by: Actor, device: Device, fresh: Sequence[Submission]) -> list[Photo]:
    """Give each a state; returns the photos they announced, not all of them stored."""
    barred = _barred(by, device)
    read = [(s, entry) for s in fresh if (entry := _entry(s))]
    announced = announce(device, read)
    for submission in fresh:
        if barred:
            submission.state, submission.reason = State.QUARANTINED, barred
    ready = [(s, with_photo(s, e, announced)) for s, e in read if s.state == ""]
    if ready:
        origin = open_origin(by=by, door=Origin.Door.FIELD, reference=f"device {device.id}")
        outcomes = applying.applied(Sender(by, device.user_id), origin, [entry for _sent, entry in ready])
        for (submission, _same), outcome in zip(ready, outcomes, strict=True):
            settle(submission, outcome)
    return announced


def settle_waiting(by: Actor, device: Device, submission: Submission) -> None:
    """Its last photo is whole: what waited for it is applied. Call with the device locked."""
    entry, barred = entry_of(submission), _barred(by, device)
    if barred:
        settle(submission, Outcome(State.QUARANTINED, barred))
    else:
        origin = open_origin(by=by, door=Origin.Door.FIELD, reference=f"device {device.id}")
        entry = with_photo(submission, entry, list(submission.photos.all()))
        settle(submission, applying.applied(Sender(by, device.user_id), origin, [entry])[0])
    submission.save(update_fields=["state", "reason", "overlaps"])


def settle(submission: Submission, outcome: Outcome) -> None:
    submission.state, submission.reason = outcome.state, outcome.reason
    submission.overlaps = outcome.overlaps


def _barred(by: Actor, device: Device) -> str:
    """Why nothing of this call may be applied; empty if it may."""
    if by.user_id != device.user_id:
        return _("Dipulihkan dari berkas oleh orang lain. Penyelenggara memeriksa kiriman ini.")
    if device.revoked_at:
        return _("Perangkat ini sudah dicabut. Penyelenggara memeriksa kiriman ini.")
    if not device.user.is_active:
        return _("Akun pemilik perangkat ini sudah ditutup. Penyelenggara memeriksa kiriman ini.")
    if not by.holds(Permission.CAPTURE_IN_FIELD):
        return _("Pengirimnya tidak lagi bertugas sebagai pendamping. Penyelenggara memeriksa kiriman ini.")
    return ""


def _entry(submission: Submission) -> Entry | None:
    """What it says; a body that cannot be read is quarantined."""
    try:
        return entry_of(submission)
    except Refused as refusal:
        submission.state, submission.reason = State.QUARANTINED, refusal.message
        return None


def entry_of(submission: Submission) -> Entry:
    body = bodies.read(submission.body)
    submission.about = body.values.id("enrolment") if submission.kind == "attendance" else body.subject
    if submission.kind not in KINDS:
        raise bodies.Unreadable(submission.kind)
    return Entry(submission.id, submission.kind, submission.hash, body)


def _number(fresh: Sequence[Submission]) -> None:
    """The server's order, without gaps, in the order of commits: whoever numbers holds the lock until its commit."""
    if not fresh:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7253002)")
    last = Submission.objects.unscoped("the last number").aggregate(top=Max("seq"))["top"] or 0
    for seq, submission in enumerate(fresh, last + 1):
        submission.seq = seq


def _tell(by: Actor, device: Device, fresh: Sequence[Submission]) -> None:
    if fresh:
        record_event(
            by=by,
            action="receive_submissions",
            subject=("device", device.id),
            region=device.region,
            detail=dict(Counter(str(s.state) for s in fresh)),
            values=[(str(s.id), s.hash, str(s.state)) for s in fresh],
        )
