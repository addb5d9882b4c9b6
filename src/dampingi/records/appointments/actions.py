import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actions import add_user
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.appointments.intake import Appointing, Period
from dampingi.records.appointments.models import Expertise, Rules, Terms
from dampingi.records.programmes.actions import appoint_mentors
from dampingi.records.programmes.intake import Appointment
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment.declarations import declaration_in_force
from dampingi.records.recruitment.models import Applicant
from dampingi.records.recruitment.queries.appeals import final

APPOINTED = gettext_noop(
    "Anda diangkat sebagai pendamping %(programme)s mulai %(day)s. Tandatangani pernyataan netral."
)
COUNTS = gettext_noop("Anda diangkat sebagai pendamping %(programme)s mulai %(day)s.")


@transaction.atomic
def appoint(*, by: Actor, programme: Programme, rows: Sequence[Appointing], period: Period) -> list[Mentor]:
    """Appoint people as mentors, all or none: from recruitment, from an earlier year, or by hand."""
    by.require(Permission.MANAGE_MENTORS, region=programme.region, programme=programme.id)
    if not rows:
        raise Refused(_("Belum ada yang dipilih. Centang sekurang-kurangnya satu orang."))
    _check_period(programme, period)
    applicants, earlier = _applicants(by, programme, rows), _earlier(by, rows)
    users = [_user(by, programme, r, applicants.get(r.applicant), earlier.get(r.follows)) for r in rows]
    _check_rows(programme, rows, users)
    made = appoint_mentors(
        by=by, programme=programme,
        rows=[
            Appointment(user=u, name=r.name.strip(), region=r.region, on=period.on, sex=r.sex, field=r.field)
            for r, u in zip(rows, users, strict=True)
        ],
    )  # fmt: skip
    terms = [_terms(by, m, r, period, applicants.get(r.applicant)) for m, r in zip(made, rows, strict=True)]
    Terms.objects.bulk_create(terms)
    Expertise.objects.bulk_create(
        Expertise(mentor=m, field=f) for m, r in zip(made, rows, strict=True) for f in _known(r)
    )
    for mentor, t in zip(made, terms, strict=True):
        notify(
            users=[mentor.user_id], text=COUNTS if t.declared_at else APPOINTED,
            values={"programme": programme.name, "day": str(period.on)}, url=reverse("mentor", args=[mentor.id]),
        )  # fmt: skip
    return made


def _known(row: Appointing) -> list[str]:
    """What they know well, the field they are appointed to first."""
    return [f for f in dict.fromkeys((row.field, *row.fields)) if f]


def _check_period(programme: Programme, period: Period) -> None:
    if not programme.starts_on - datetime.timedelta(days=60) <= period.on <= programme.ends_on:
        raise Refused(_("Tanggal mulai di luar masa program. Perbaiki tanggalnya."))
    if not period.on <= period.until:
        raise Refused(_("Tanggal berakhir lebih awal daripada tanggal mulai. Perbaiki salah satunya."))


def _applicants(
    by: Actor, programme: Programme, rows: Sequence[Appointing]
) -> dict[uuid.UUID | None, Applicant]:
    wanted = {r.applicant for r in rows if r.applicant}
    found = Applicant.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(
        id__in=wanted, programme=programme
    )
    chosen = {
        a.id: a
        for a in final(found.filter(state=Applicant.State.CHOSEN), programme.region).select_related("user")
    }
    if len(chosen) != len(wanted):
        raise Refused(
            _(
                "Ada pelamar yang tidak (lagi) terpilih, atau masa sanggahnya belum selesai. Muat ulang daftarnya."
            ),
            status=404,
        )
    if Terms.objects.filter(applicant__in=wanted).exists():
        raise Conflict(_("Ada pelamar yang sudah diangkat. Muat ulang daftarnya."))
    return dict(chosen)


def _earlier(by: Actor, rows: Sequence[Appointing]) -> dict[uuid.UUID | None, Mentor]:
    wanted = {r.follows for r in rows if r.follows}
    found = (
        Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(id__in=wanted).select_related("user")
    )
    kept = {m.id: m for m in found}
    if len(kept) != len(wanted):
        raise Refused(
            _("Ada pendamping yang tidak ada, atau di luar wilayah Anda. Muat ulang daftarnya."), status=404
        )
    return dict(kept)


def _user(
    by: Actor, programme: Programme, row: Appointing, applicant: Applicant | None, earlier: Mentor | None
) -> User:
    """The person's account: the one they have, else a new one that an invitation opens."""
    if earlier:
        return earlier.user
    if applicant and applicant.user:
        return applicant.user
    login = (row.login or (applicant and (applicant.email or applicant.phone)) or "").strip().lower()
    if not login:
        raise Refused(_("Isi e-mail atau nomor telepon %(name)s; itu nama masuknya.") % {"name": row.name})
    known = User.objects.filter(login=login).first()
    if known and not known.is_active:
        raise Refused(_("Akun %(login)s tidak aktif. Pakai nama masuk lain.") % {"login": login})
    return known or add_user(by=by, login=login, name=row.name.strip(), region=programme.region)


def _check_rows(programme: Programme, rows: Sequence[Appointing], users: Sequence[User]) -> None:
    for r in rows:
        if not r.name.strip():
            raise Refused(_("Isi nama lengkap."))
        if not Post(r.region, r.field).lies_in(programme.region):
            raise Refused(_("Wilayah %(region)s di luar program ini.") % {"region": r.region})
        if set(r.fields) - set(source_names("mentor_fields")):
            raise Refused(_("Pilih bidang keahlian dari daftar."))
    held = Mentor.objects.unscoped("who holds an appointment already").filter(
        programme=programme, user__in=users
    )
    twice = held.values_list("name", flat=True).first()
    if twice or len({u.id for u in users}) != len(users):
        name = twice or _("Satu orang")
        raise Conflict(
            _("%(name)s sudah diangkat dalam program ini. Keluarkan dari pilihan.") % {"name": name}
        )


def _terms(by: Actor, mentor: Mentor, row: Appointing, period: Period, applicant: Applicant | None) -> Terms:
    """What an applicant signed counts for the appointment it led to."""
    signed = applicant if applicant and applicant.declared_at else None
    return Terms(
        mentor=mentor, until=period.until, applicant=applicant, follows_id=row.follows, by=by.user_id, by_name=by.name,
        declaration_id=signed.declaration_id if signed else None, declared_at=signed.declared_at if signed else None,
    )  # fmt: skip


@transaction.atomic
def declare(*, by: Actor, mentor: uuid.UUID) -> Terms:
    """The mentor signs the declaration of neutrality in force, for this appointment; signing twice is harmless."""
    found = Mentor.objects.for_actor(by, Permission.VIEW_MENTORS).filter(id=mentor).first()
    if found is None or found.user_id != by.user_id:
        raise Denied(_("Pernyataan netral ditandatangani oleh pendampingnya sendiri."))
    terms = Terms.objects.select_for_update(of=("self",)).filter(mentor=found).first()
    if terms is None:
        terms = Terms(mentor=found, until=found.programme.ends_on, by=by.user_id, by_name=by.name)
    if terms.declared_at is None:
        terms.declaration, terms.declared_at = declaration_in_force(), timezone.now()
        terms.save()
        record_event(
            by=by, action="declare_neutral", subject=("mentor", found.id), region=found.region,
            programme=found.programme_id, detail={"declaration": terms.declaration.hash},
        )  # fmt: skip
    return terms


@transaction.atomic
def set_fields(*, by: Actor, mentor: uuid.UUID, fields: Sequence[str]) -> Mentor:
    found = Mentor.objects.for_actor(by, Permission.MANAGE_MENTORS).filter(id=mentor).first()
    if found is None:
        raise Refused(_("Pendamping itu tidak ada, atau di luar wilayah Anda."), status=404)
    if set(fields) - set(source_names("mentor_fields")):
        raise Refused(_("Pilih bidang keahlian dari daftar."))
    Expertise.objects.filter(mentor=found).exclude(field__in=fields).delete()
    held = set(found.expertise.values_list("field", flat=True))
    Expertise.objects.bulk_create(
        Expertise(mentor=found, field=f) for f in dict.fromkeys(fields) if f not in held
    )
    record_event(
        by=by, action="set_mentor_fields", subject=("mentor", found.id), region=found.region,
        programme=found.programme_id, detail={"fields": sorted(set(fields))},
    )  # fmt: skip
    return found


@transaction.atomic
def set_rules(*, by: Actor, programme: Programme, tot_needed: bool) -> Rules:
    """Whether an appointment counts only with TOT passed. Holds for whoever is asked about from now on."""
    by.require(Permission.MANAGE_MENTORS, region=programme.region, programme=programme.id)
    rules, _made = Rules.objects.update_or_create(programme=programme, defaults={"tot_needed": tot_needed})
    record_event(
        by=by, action="set_appointment_rules", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, detail={"tot_needed": tot_needed},
    )  # fmt: skip
    return rules
