import datetime
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.complaints.intake import ComplaintIntake
from dampingi.records.complaints.models import Complaint, Kind, Outcome, Word
from dampingi.records.complaints.queries import complaint_of, complaints, mentors_to_name, own_complaints
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.rosters import today_in

LONGEST = 5_000
MOST_OPEN = 10
NEW = gettext_noop("Pengaduan baru dari seorang peserta.")
SAID_MORE = gettext_noop("Seorang peserta menambahkan keterangan pada pengaduannya.")
ANSWERED = gettext_noop("Dinas menjawab pengaduan Anda.")


@transaction.atomic
def complain(*, by: Actor, said: ComplaintIntake, today: datetime.date | None = None) -> Complaint:
    """A participant complains for themselves; it goes to the office and to nobody else."""
    own = Enrolment.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=said.enrolment_id)
    enrolment = own.select_related("programme", "person").first()
    if enrolment is None:
        raise Refused(_("Pengaduan hanya dapat dikirim oleh pesertanya sendiri."), status=404)
    _check(said, enrolment, today or today_in(enrolment.region))
    if own_complaints(by).filter(closed_at=None).count() >= MOST_OPEN:
        raise Conflict(
            _("Pengaduan Anda yang belum selesai sudah banyak. Tambahkan keterangan pada salah satunya.")
        )
    made = Complaint(
        programme_id=enrolment.programme_id, region=enrolment.region, enrolment=enrolment, mentor_id=said.mentor_id,
        kind=said.kind, text=said.text.strip(), amount=said.amount, happened_on=said.happened_on,
    )  # fmt: skip
    made.save(force_insert=True)
    _record(by, "complain", made, values=[made.text, str(made.mentor_id), made.amount])
    _tell_office(made, NEW)
    return made


def _check(said: ComplaintIntake, enrolment: Enrolment, today: datetime.date) -> None:
    if said.kind not in Kind.values:
        raise Refused(_("Pilih jenis pengaduannya dari daftar."))
    _check_text(said.text)
    if said.amount is not None and not 0 < said.amount <= 10**12:
        raise Refused(_("Jumlah uang ditulis dalam rupiah, lebih dari nol."))
    if said.happened_on and said.happened_on > today:
        raise Refused(_("Tanggalnya belum tiba. Perbaiki tanggalnya."))
    if said.mentor_id and said.mentor_id not in {m.id for m in mentors_to_name([enrolment])}:
        raise Refused(_("Anda tidak didampingi oleh pendamping itu."))


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Ceritakan apa yang terjadi."))
    if len(text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})


@transaction.atomic
def take_up(*, by: Actor, complaint: uuid.UUID) -> Complaint:
    """Someone of the office makes it theirs; the participant sees that it is being looked at."""
    found = _to_handle(by, complaint)
    if found.taken_at:
        raise Conflict(
            _("Pengaduan ini sudah ditangani %(name)s.") % {"name": found.taken_by_name or _("dinas")}
        )
    found.taken_at, found.taken_by, found.taken_by_name = timezone.now(), by.user_id, by.name
    found.save(update_fields=["taken_at", "taken_by", "taken_by_name"])
    _record(by, "take_up_complaint", found)
    return found


@transaction.atomic
def answer(*, by: Actor, complaint: uuid.UUID, text: str, internal: bool = False, outcome: str = "") -> Word:
    """The office answers the participant, or notes something for itself; an outcome closes the complaint with that answer."""
    found = _to_handle(by, complaint)
    _check_text(text)
    if outcome and (internal or outcome not in Outcome.values):
        raise Refused(_("Pengaduan ditutup dengan jawaban kepada peserta dan hasilnya."))
    word = _say(by, found, text, from_office=True, internal=internal)
    if not found.taken_at:
        found.taken_at, found.taken_by, found.taken_by_name = word.at, by.user_id, by.name
    if outcome:
        found.closed_at, found.outcome = word.at, outcome
    found.save(update_fields=["taken_at", "taken_by", "taken_by_name", "closed_at", "outcome"])
    action = "close_complaint" if outcome else "note_on_complaint" if internal else "answer_complaint"
    _record(by, action, found, values=[word.text, outcome])
    user = found.enrolment.person.user_id
    if user and not internal:
        notify(users=[user], text=ANSWERED, url=reverse("own_complaint", args=[found.id]))
    return word


@transaction.atomic
def say_more(*, by: Actor, complaint: uuid.UUID, text: str) -> Word:
    """The participant adds something; what was closed opens again, because they are not done."""
    found = complaint_of(own_complaints(by).select_for_update(of=("self",)), complaint)
    _check_text(text)
    word = _say(by, found, text, from_office=False)
    if found.closed_at:
        found.closed_at, found.outcome = None, ""
        found.save(update_fields=["closed_at", "outcome"])
    _record(by, "add_to_complaint", found, values=[word.text])
    _tell_office(found, SAID_MORE)
    return word


def _to_handle(by: Actor, id: uuid.UUID) -> Complaint:
    found = complaint_of(complaints(by).select_for_update(of=("self",)), id)
    if found.closed_at:
        raise Conflict(_("Pengaduan ini sudah ditutup. Peserta dapat membukanya kembali."))
    return found


def _say(by: Actor, found: Complaint, text: str, *, from_office: bool, internal: bool = False) -> Word:
    word = Word(
        complaint=found, by=by.user_id, by_name=by.name, from_office=from_office, internal=internal, text=text.strip()
    )  # fmt: skip
    word.save(force_insert=True)
    return word


def _record(by: Actor, action: str, found: Complaint, values: list | None = None) -> None:
    # a participant's own events name no actor: whoever reads the trail must not learn who complained
    told = by if by.holds(Permission.HANDLE_COMPLAINTS) else Actor.for_system("a participant's complaint")
    record_event(
        by=told, action=action, subject=("complaint", found.id), region=found.programme.region,
        programme=found.programme_id, values=[str(found.enrolment_id), *(values or [])],
    )  # fmt: skip


def _tell_office(found: Complaint, text: str) -> None:
    """Those of the office who may read it: not the mentor it is about, should they work there as well."""
    region = found.programme.region
    office = {u.id for u in users_with(Role.OFFICE, region=region, on=today_in(region))}
    concerned = {m.user_id for m in mentors_to_name([found.enrolment])}
    notify(users=office - concerned, text=text, url=reverse("complaint", args=[found.id]))
