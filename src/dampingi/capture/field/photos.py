"""Which photos a submission announced, and whether they are there."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import Entry, State
from dampingi.capture.field.models import Device, Photo, Submission
from dampingi.foundation.sealing import Seal

SEVERAL = frozenset({"task"})
"""Kinds of which every photo is handed in."""
SEAL = Seal("photos", b"field photo")


def announce(device: Device, read: Sequence[tuple[Submission, Entry]]) -> list[Photo]:
    """The photos these submissions name, bound to them; those whose pieces have not come are unstored.

    A submission waits while one of its photos is not whole. One that names a photo which is something else is quarantined.
    """
    wanted = {p.id for _submission, entry in read for p in entry.body.photos}
    known = {p.id: p for p in Photo.objects.filter(id__in=wanted).select_for_update()} if wanted else {}
    bound: list[Photo] = []
    for submission, entry in read:
        for place, told in enumerate(entry.body.photos):
            photo = known.setdefault(
                told.id, Photo(id=told.id, device=device, sha256=told.sha256, bytes=told.bytes)
            )
            if not _same(photo, device, submission, told.sha256, told.bytes):
                submission.state = State.QUARANTINED
                submission.reason = _(
                    "Foto yang disebut kiriman ini sudah dipakai kiriman lain, atau isinya lain."
                )
                continue
            photo.submission, photo.place = submission, place
            bound.append(photo)
            if not photo.whole and submission.state == "":
                submission.state = State.WAITING
    return bound


def _same(photo: Photo, device: Device, submission: Submission, sha256: str, size: int) -> bool:
    owner = photo.device_id == device.id or photo.device.user_id == device.user_id
    free = photo.submission_id in (None, submission.id)
    return owner and free and (photo.sha256, photo.bytes) == (sha256, size)


def with_photo(submission: Submission, entry: Entry, photos: Sequence[Photo]) -> Entry:
    """The entry with the first of its photos that is whole, opened; with all of them where its kind takes several."""
    own = sorted((p for p in photos if p.submission_id == submission.id and p.whole), key=lambda p: p.place)
    if not own:
        return entry
    opened_ones = [opened(p) for p in (own if entry.kind in SEVERAL else own[:1])]
    return replace(entry, photo=opened_ones[0], photos=tuple(opened_ones))


def opened(photo: Photo) -> bytes:
    with photo.original.open() as file:
        return SEAL.open(file.read())
