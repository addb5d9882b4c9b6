"""What applicants do for themselves, without an account. The caller has established whose application it is."""

import datetime
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.rows import new_id
from dampingi.records.programmes.posts import Post
from dampingi.records.programmes.rosters import today_in
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.codes import TRIES, digest_of, fits, new_code
from dampingi.records.recruitment.intake import Told
from dampingi.records.recruitment.models import Applicant, Call, Enclosure
from dampingi.records.recruitment.papers import Paper, delete_files
from dampingi.records.recruitment.queries.applicants import applicant_of, applicants
from dampingi.records.recruitment.queries.calls import still_open

APPLICANT = Actor.for_system("an applicant for themselves")
MOST_BEGUN, MOST_FROM = 3000, 30
"""Applications begun in an hour in one call, and from one network address (a kecamatan's desk has one for all); more is a machine at work."""
MOST_PAPERS = 3
"""Of one requirement: several pages photographed."""


@transaction.atomic
def begin(
    *,
    call: Call,
    name: str,
    phone: str,
    post: str,
    user: Any = None,
    id: uuid.UUID | None = None,
    address: str = "",
) -> tuple[Applicant, str]:
    """Start a draft and tell the code to come back with, this once.

    Whether the phone has applied is not told here: a stranger who types a number must neither learn that nor stand in its owner's way.
    """
    if not still_open(call):
        raise Refused(_("Lowongan ini tidak menerima lamaran lagi."), status=409)
    _check_post(call, post)
    source = blind_index("address", address)
    _check_flood(call, source)
    code = new_code()
    made = Applicant(
        id=id or new_id(), programme_id=call.programme_id, region=Post.read(post).region, field=Post.read(post).field, call=call, user=user, name=name.strip(), phone=phone,
        begun_from=source,
    )  # fmt: skip
    made.digest = digest_of(made.id, code)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Lamaran ini sudah dimulai. Lanjutkan dengan kode yang Anda terima.")) from None
    _record("begin_application", made)
    return made, code


def _check_flood(call: Call, source: str) -> None:
    lately = timezone.now() - datetime.timedelta(hours=1)
    rows = Applicant.objects.unscoped("only how many were begun").filter(begun_at__gte=lately)
    if (source and rows.filter(begun_from=source).count() >= MOST_FROM) or rows.filter(
        call=call
    ).count() >= MOST_BEGUN:
        raise Refused(_("Terlalu banyak lamaran baru sekaligus. Coba lagi satu jam kemudian."), status=429)


def _check_post(call: Call, post: str) -> None:
    if post not in {v.post.code for v in call.vacancies.all()}:
        raise Refused(_("Pilih wilayah atau bidang dari daftar tempat yang tersedia."))


@transaction.atomic
def come_back(*, phone: str, code: str) -> Applicant | None:
    """Whose application the code opens. A wrong one counts against every application of this phone.

    Returns None instead of refusing: a refusal would roll the count back.
    """
    rows = Applicant.objects.unscoped("by their own phone and code").select_for_update(of=("self",))
    mine = list(rows.filter(phone=phone).exclude(phone="").order_by("-begun_at"))
    right = next((a for a in mine if fits(a.digest, a.id, code)), None)
    if right and right.locked_at is None:
        right.failures = 0
        right.save(update_fields=["failures"])
        return right
    for each in mine if right is None else ():
        each.failures += 1
        if each.failures >= TRIES and each.locked_at is None:
            each.locked_at = timezone.now()
            _record("lock_application", each)
        each.save(update_fields=["failures", "locked_at"])
    return None


@transaction.atomic
def new_way_in(*, by: Actor, applicant: uuid.UUID) -> str:
    """A new code for someone who lost theirs; the office tells it to the phone on record. The old one ends."""
    found = applicant_of(applicants(by, Permission.MANAGE_MENTORS).select_for_update(of=("self",)), applicant)
    code = new_code()
    found.digest, found.failures, found.locked_at = digest_of(found.id, code), 0, None
    found.save(update_fields=["digest", "failures", "locked_at"])
    record_event(
        by=by, action="renew_applicant_code", subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id,
    )  # fmt: skip
    return code


@transaction.atomic
def save(*, applicant: uuid.UUID, told: Told) -> Applicant:
    """Keep what is filled in so far."""
    found = _draft(applicant)
    _check_told(found, told)
    found.name, found.email, found.sex, found.born_on = told.name.strip(), told.email, told.sex, told.born_on
    found.education, found.domicile, found.motivation = told.education, told.domicile, told.motivation.strip()
    post = Post.read(told.post) if told.post else found.post
    found.region, found.field, found.fields = post.region, post.field, list(told.fields)
    asked = {r.code for r in requirements(found.call.requirements)}
    found.answers = {c: t.strip() for c, t in told.answers.items() if c in asked and t.strip()}
    found.save()
    return found


def _check_told(found: Applicant, told: Told) -> None:
    if not told.name.strip():
        raise Refused(_("Isi nama lengkap Anda."))
    if told.post:
        _check_post(found.call, told.post)
    if told.education and told.education not in source_names("education_levels"):
        raise Refused(_("Pilih pendidikan dari daftar."))
    if set(told.fields) - set(source_names("mentor_fields")):
        raise Refused(_("Pilih bidang keahlian dari daftar."))
    if told.born_on and told.born_on >= today_in(found.region):
        raise Refused(_("Tanggal lahir belum tiba. Perbaiki tanggalnya."))


@transaction.atomic
def enclose(*, applicant: uuid.UUID, requirement: str, paper: Paper, sha256: str, size: int) -> Enclosure:
    """Add a paper to a draft; the same file twice is one."""
    found = _draft(applicant)
    asked = {r.code for r in requirements(found.call.requirements) if r.document}
    if requirement not in asked:
        raise Refused(_("Lowongan ini tidak meminta dokumen itu."))
    held = found.enclosures.filter(requirement=requirement)
    same = held.filter(sha256=sha256).first()
    if same:
        return same
    if held.count() >= MOST_PAPERS:
        raise Refused(
            _("Paling banyak %(most)d berkas untuk satu syarat. Hapus salah satunya.") % {"most": MOST_PAPERS}
        )
    made = Enclosure(applicant=found, requirement=requirement, kind=paper.kind, bytes=size, sha256=sha256)
    made.original.save(f"{made.id}", ContentFile(paper.original), save=False)
    if paper.shown:
        made.shown.save(f"{made.id}", ContentFile(paper.shown), save=False)
    made.save(force_insert=True)
    return made


@transaction.atomic
def take_out(*, applicant: uuid.UUID, enclosure: uuid.UUID) -> None:
    """Remove a paper from a draft; taking it out twice is harmless."""
    held = _draft(applicant).enclosures.filter(id=enclosure).first()
    if held:
        held.delete()
        _forget_files([held])


@transaction.atomic
def hand_in(*, applicant: uuid.UUID, declared: bool) -> Applicant:
    """Send the application; the declaration of neutrality is signed with it, word for word as the call has it."""
    found = _draft(applicant)
    if not still_open(found.call):
        raise Refused(_("Lowongan ini sudah ditutup. Lamaran tidak dapat dikirim lagi."), status=409)
    missing = missing_of(found)
    if missing:
        raise Refused(_("Belum lengkap: %(what)s.") % {"what": "; ".join(missing)})
    if not declared:
        raise Refused(_("Baca dan setujui pernyataan netralitas. Tanpa itu lamaran tidak dapat dikirim."))
    now = timezone.now()
    found.state, found.submitted_at, found.declared_at = Applicant.State.SUBMITTED, now, now
    found.declaration, found.begun_from = found.call.declaration, ""
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Conflict(
            _(
                "Nomor ini sudah melamar lowongan ini. Lanjutkan dengan kode Anda, atau minta kode baru dari dinas."
            )
        ) from None
    _record("submit_application", found, detail={"declaration": found.declaration.hash})
    return found


def missing_of(found: Applicant) -> list[str]:
    """What must still be told or enclosed, in words."""
    told = [
        (found.born_on, _("tanggal lahir")), (found.sex, _("jenis kelamin")), (found.education, _("pendidikan")),
        (found.domicile, _("domisili")), (found.fields, _("bidang keahlian")), (found.motivation, _("alasan melamar")),
    ]  # fmt: skip
    missing = [words for value, words in told if not value]
    enclosed = set(found.enclosures.values_list("requirement", flat=True))
    for r in requirements(found.call.requirements):
        if r.kind == "text" and r.needed and not found.answers.get(r.code):
            missing.append(r.name.lower())
        if r.document and r.needed and r.code not in enclosed:
            missing.append(_("dokumen untuk: %(name)s") % {"name": r.name.lower()})
    return missing


@transaction.atomic
def withdraw(*, applicant: uuid.UUID) -> Applicant:
    """The applicant steps back; withdrawing twice is harmless."""
    found = locked_application(applicant)
    if found.state != Applicant.State.WITHDRAWN:
        found.state = Applicant.State.WITHDRAWN
        found.redact_on = today_in(found.region) + datetime.timedelta(days=30)
        found.save(update_fields=["state", "redact_on"])
        _record("withdraw_application", found)
    return found


def locked_application(id: uuid.UUID) -> Applicant:
    rows = Applicant.objects.unscoped("the caller established whose it is").select_for_update(of=("self",))
    found = rows.filter(id=id, redacted_at=None).select_related("call__declaration").first()
    if found is None:
        raise Refused(_("Lamaran itu tidak ada lagi."), status=404)
    return found


def _draft(id: uuid.UUID) -> Applicant:
    found = locked_application(id)
    if found.state != Applicant.State.DRAFT:
        raise Conflict(_("Lamaran ini sudah dikirim dan tidak berubah lagi."))
    return found


def _forget_files(rows: list[Enclosure]) -> None:
    """Once the transaction has held: a broken-off one leaves them in place."""
    files = [f for row in rows for f in (row.original, row.shown) if f]
    transaction.on_commit(lambda: delete_files(files))


def _record(action: str, found: Applicant, detail: dict | None = None) -> None:
    record_event(
        by=APPLICANT, action=action, subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id, detail=detail,
    )  # fmt: skip
