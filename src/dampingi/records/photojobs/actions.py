import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rows import new_id
from dampingi.records.catalogue.actions.photos import keep_picture
from dampingi.records.catalogue.pictures import SEAL, Picture, picture
from dampingi.records.catalogue.queries import product_of, today_in
from dampingi.records.partners.queries import people_of
from dampingi.records.photojobs.models import OPEN, JobPhoto, PhotoJob, State
from dampingi.records.photojobs.queries import askable, job_of, jobs, photo_of, photos_of, shooters_for

ASK, DO = Permission.ASK_PHOTO_JOBS, Permission.DO_PHOTO_JOBS
LONGEST_AHEAD = datetime.timedelta(days=180)
MOST = 12
NEW = gettext_noop("Foto produk %(product)s diminta dari lembaga Anda.")
AGAIN = gettext_noop("Foto %(product)s diminta ulang: %(reason)s")
MOVED = gettext_noop("Foto produk %(product)s: %(what)s")


@dataclass(frozen=True)
class Slot:
    group: str
    on: datetime.date
    at: datetime.time
    place: str


@transaction.atomic
def ask_for_photos(
    *, by: Actor, product: uuid.UUID, partner: uuid.UUID, due_on: datetime.date, wish: str = ""
) -> PhotoJob:
    """One job at a time for each product."""
    found = product_of(askable(by).select_for_update(of=("self",)), product)
    region = found.business.region
    today, wish = today_in(region), wish.replace("\0", "").strip()
    to = next((p for p in shooters_for(region, today) if p.id == partner), None)
    if to is None:
        raise Refused(_("Pilih mitra yang memotret dari daftar."))
    if not today <= due_on <= today + LONGEST_AHEAD:
        raise Refused(_("Tenggatnya hari ini sampai enam bulan lagi."))
    if len(wish) > 500:
        raise Refused(_("Tulisannya terlalu panjang. Ringkaslah."))
    if found.photo_jobs.filter(state__in=OPEN).exists():
        raise Conflict(_("Foto produk ini sedang diminta. Tunggu selesai, atau batalkan dahulu."))
    try:
        with transaction.atomic():
            made = PhotoJob.objects.create(
                product=found,
                partner=to,
                due_on=due_on,
                wish=wish,
                asked_by=by.user_id,
                asked_by_name=by.name,
            )
    except IntegrityError:
        raise Conflict(_("Foto produk ini sedang diminta. Tunggu selesai, atau batalkan dahulu.")) from None
    _record(by, "ask_for_photos", made, {"partner": str(to.id)})
    _tell(people_of(to), NEW, made)
    return made


@transaction.atomic
def take_job(*, by: Actor, job: uuid.UUID, slot: Slot) -> PhotoJob:
    """The partner says when, where and which group; said again, it moves."""
    found = _locked(by, DO, job, (State.ASKED, State.TAKEN))
    group, place = (t.replace("\0", "").strip() for t in (slot.group, slot.place))
    today = today_in(found.product.business.region)
    if not 0 < len(group) <= 100 or not 0 < len(place) <= 150:
        raise Refused(_("Isi kelompok mahasiswa dan tempat memotretnya."))
    if not today <= slot.on <= today + LONGEST_AHEAD:
        raise Refused(_("Tanggal memotret hari ini sampai enam bulan lagi."))
    found.group, found.place, found.slot_on, found.slot_at = group, place, slot.on, slot.at
    found.state, found.taken_at = State.TAKEN, timezone.now()
    found.save()
    _record(by, "take_photo_job", found, {"on": slot.on.isoformat()})
    _tell(_asker(found), MOVED, found, _("sudah dijadwalkan"))
    return found


@transaction.atomic
def decline_job(*, by: Actor, job: uuid.UUID, reason: str) -> PhotoJob:
    found = _locked(by, DO, job, (State.ASKED, State.TAKEN))
    _end(by, found, State.DECLINED, _reason(reason))
    _record(by, "decline_photo_job", found, {})
    _tell(_asker(found), MOVED, found, _("ditolak mitra"))
    return found


def add_job_photo(*, by: Actor, job: uuid.UUID, raw: bytes) -> JobPhoto:
    """A photo that was shot. Only the partner's people add one."""
    job_of(jobs(by, DO), job)
    return _keep(by, job, picture(raw))


@transaction.atomic
def _keep(by: Actor, job: uuid.UUID, drawn: Picture) -> JobPhoto:
    found = _locked(by, DO, job, (State.TAKEN, State.AGAIN))
    photos = photos_of(found)
    if any(p.sha256 == drawn.sha256 for p in photos):
        raise Conflict(_("Foto itu sudah diunggah."))
    if len(photos) >= MOST:
        raise Refused(_("Paling banyak %(most)d foto. Hapus satu lebih dahulu.") % {"most": MOST})
    made = JobPhoto(id=new_id(), job=found, sha256=drawn.sha256, by=by.user_id)
    made.shown.save(f"{made.id}.jpg", ContentFile(drawn.shown), save=False)
    made.original.save(f"{made.id}.bin", ContentFile(drawn.sealed), save=False)
    made.save(force_insert=True)
    _record(by, "add_job_photo", found, {})
    return made


@transaction.atomic
def remove_job_photo(*, by: Actor, photo: uuid.UUID) -> PhotoJob:
    one = photo_of(by, DO, photo)
    found = _locked(by, DO, one.job_id, (State.TAKEN, State.AGAIN))
    JobPhoto.objects.unscoped("reached above").filter(id=one.id).update(removed_at=timezone.now())
    _record(by, "remove_job_photo", found, {})
    return found


@transaction.atomic
def hand_in(*, by: Actor, job: uuid.UUID) -> PhotoJob:
    """Ready to be looked at by whoever asked."""
    found = _locked(by, DO, job, (State.TAKEN, State.AGAIN))
    if not photos_of(found):
        raise Refused(_("Unggah sedikitnya satu foto."))
    found.state, found.reason = State.HANDED_IN, ""
    found.handed_in_on = found.handed_in_on or today_in(found.product.business.region)
    found.save()
    _record(by, "hand_in_photos", found, {})
    _tell(_asker(found), MOVED, found, _("foto menunggu persetujuan Anda"))
    return found


@transaction.atomic
def ask_again(*, by: Actor, job: uuid.UUID, reason: str) -> PhotoJob:
    """Not good yet; the partner reads why."""
    found = _locked(by, ASK, job, (State.HANDED_IN,))
    found.state, found.reason = State.AGAIN, _reason(reason)
    found.save(update_fields=["state", "reason"])
    _record(by, "ask_photos_again", found, {})
    _tell(people_of(found.partner), AGAIN, found)
    return found


def approve_photos(*, by: Actor, job: uuid.UUID, photos: list[uuid.UUID]) -> PhotoJob:
    """The chosen ones go to the product, with the group's name beside them."""
    chosen = [p for p in photos_of(job_of(jobs(by, ASK), job)) if p.id in set(photos)]
    if not chosen or len(chosen) != len(set(photos)):
        raise Refused(_("Pilih sedikitnya satu foto dari yang diserahkan."))
    return _approve(by, job, [_drawn(each) for each in chosen])


@transaction.atomic
def _approve(by: Actor, job: uuid.UUID, chosen: list[Picture]) -> PhotoJob:
    found = _locked(by, ASK, job, (State.HANDED_IN,))
    credit, says = f"{found.group}, {found.partner.name}"[:120], found.product.name
    for drawn in chosen:
        keep_picture(by=by, product=found.product_id, drawn=drawn, says=says, credit=credit, looked_at=True)
    _end(by, found, State.APPROVED, "")
    _record(by, "approve_photos", found, {"photos": len(chosen)})
    _tell(people_of(found.partner), MOVED, found, _("foto disetujui"))
    return found


@transaction.atomic
def cancel_job(*, by: Actor, job: uuid.UUID, reason: str) -> PhotoJob:
    found = _locked(by, ASK, job, OPEN)
    _end(by, found, State.CANCELLED, _reason(reason))
    _record(by, "cancel_photo_job", found, {})
    _tell(people_of(found.partner), MOVED, found, _("permintaan dibatalkan"))
    return found


def _drawn(photo: JobPhoto) -> Picture:
    """As it came, drawn anew for the product: before the transaction."""
    with photo.original.open() as file:
        return picture(SEAL.open(file.read()))


def _locked(by: Actor, permission: Permission, id: uuid.UUID, states: tuple[str, ...]) -> PhotoJob:
    found = job_of(jobs(by, permission).select_for_update(of=("self",)), id)
    if found.state not in states:
        raise Conflict(
            _("Permintaan ini sudah berubah: %(state)s. Muat ulang halaman.")
            % {"state": found.get_state_display()}
        )
    return found


def _end(by: Actor, found: PhotoJob, state: str, reason: str) -> None:
    found.state, found.reason, found.answered_at, found.answered_by = state, reason, timezone.now(), by.name
    found.save(update_fields=["state", "reason", "answered_at", "answered_by"])


def _reason(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not 0 < len(text) <= 300:
        raise Refused(_("Tulis alasannya, paling panjang 300 huruf."))
    return text


def _asker(job: PhotoJob) -> list[uuid.UUID]:
    return [u for u in {job.asked_by, job.product.business.owner.user_id} if u]


def _tell(users: list[uuid.UUID], text: str, job: PhotoJob, what: Any = "") -> None:
    values = {"product": job.product.name, "reason": job.reason, "what": str(what)}
    notify(users=users, text=text, values=values, url=reverse("photo_job", args=[job.id]))


def _record(by: Actor, action: str, job: PhotoJob, detail: dict[str, Any]) -> None:
    region = job.product.business.region
    record_event(by=by, action=action, subject=("photo_job", job.id), region=region, detail=detail)
