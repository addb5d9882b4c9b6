import uuid
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment.asked import NEUTRAL, known
from dampingi.records.recruitment.declarations import declaration_in_force
from dampingi.records.recruitment.intake import CallPlan
from dampingi.records.recruitment.models import Call, Examiner, Vacancy
from dampingi.records.recruitment.queries.calls import call_of, calls, may_examine

LEAST_EXAMINERS = 2
ASKED = gettext_noop("Anda diminta menilai pelamar pendamping: %(title)s.")


@transaction.atomic
def save_call(
    *, by: Actor, programme: Programme, plan: CallPlan, call: uuid.UUID | None = None, id: uuid.UUID | None = None
) -> Call:  # fmt: skip
    """Write down a call that nobody sees yet; what is opened does not change any more."""
    by.require(Permission.MANAGE_MENTORS, region=programme.region, programme=programme.id)
    _check_plan(programme, plan)
    found = call_of(calls(by).select_for_update(of=("self",)), call) if call else _new(by, programme, id)
    if found.opened_at:
        raise Conflict(_("Lowongan ini sudah dibuka; isinya tidak berubah lagi. Buat lowongan baru."))
    found.title, found.about = plan.title.strip(), plan.about.strip()
    found.opens_on, found.closes_on = plan.opens_on, plan.closes_on
    found.requirements, found.criteria = _with_neutral(plan.requirements), plan.criteria
    found.passing, found.keep_days, found.objection_days = plan.passing, plan.keep_days, plan.objection_days
    found.declaration = declaration_in_force()
    found.save()
    Vacancy.objects.filter(call=found).delete()
    Vacancy.objects.bulk_create(
        Vacancy(call=found, region=Post.read(code).region, field=Post.read(code).field, places=places)
        for code, places in sorted(plan.places.items())
        if places
    )
    _record(by, "save_call", found, values=[found.title, found.requirements, plan.places])
    return found


def _new(by: Actor, programme: Programme, id: uuid.UUID | None) -> Call:
    more = {"id": id} if id else {}
    return Call(programme=programme, region=programme.region, by=by.user_id, by_name=by.name, **more)


def _with_neutral(told: list[dict]) -> list[dict]:
    """Neutrality is always asked."""
    rest = [r for r in told if r["code"] != NEUTRAL]
    return [*rest, {"code": NEUTRAL, "value": None, "document": False, "needed": True}]


def _check_plan(programme: Programme, plan: CallPlan) -> None:
    if not plan.title.strip():
        raise Refused(_("Beri lowongan ini judul."))
    if plan.closes_on < plan.opens_on:
        raise Refused(_("Hari penutupan lebih awal daripada hari pembukaan. Perbaiki salah satunya."))
    if not any(plan.places.values()):
        raise Refused(_("Isi jumlah tempat sekurang-kurangnya di satu wilayah atau bidang."))
    for code, places in plan.places.items():
        if not Post.read(code).lies_in(programme.region):
            raise Refused(_("Wilayah %(region)s di luar program ini.") % {"region": code})
        if not 0 <= places <= 500:
            raise Refused(_("Jumlah tempat diisi antara 0 dan 500."))
    if any(r["code"] not in known() for r in plan.requirements):
        raise Refused(_("Ada syarat yang tidak dikenal. Pilih dari daftar."))
    if not plan.criteria or not all(1 <= c["weight"] <= 100 for c in plan.criteria):
        raise Refused(_("Isi kriteria penilaian dengan bobot antara 1 dan 100."))
    if not 0 <= plan.passing <= 100 or not 30 <= plan.keep_days <= 730:
        raise Refused(_("Nilai minimum antara 0 dan 100; data disimpan antara 30 dan 730 hari."))
    if not 0 <= plan.objection_days <= 30:
        raise Refused(_("Masa sanggah antara 0 dan 30 hari."))


@transaction.atomic
def open_call(*, by: Actor, call: uuid.UUID) -> Call:
    """Publish a call as it stands; from now on it is what everybody applies to."""
    found = call_of(calls(by).select_for_update(of=("self",)), call)
    by.require(Permission.MANAGE_MENTORS, region=found.region, programme=found.programme_id)
    if found.opened_at:
        raise Conflict(_("Lowongan ini sudah dibuka."))
    found.opened_at, found.hash = timezone.now(), digest(as_published(found))
    found.save(update_fields=["opened_at", "hash"])
    _record(by, "open_call", found, detail={"hash": found.hash})
    return found


def as_published(call: Call) -> dict:
    places = {v.post.code: v.places for v in call.vacancies.all()}
    return {
        "title": call.title, "about": call.about, "opens_on": call.opens_on, "closes_on": call.closes_on,
        "requirements": call.requirements, "criteria": call.criteria, "passing": call.passing,
        "keep_days": call.keep_days, "objection_days": call.objection_days, "places": places, "declaration": call.declaration.hash,
    }  # fmt: skip


@transaction.atomic
def appoint_examiners(*, by: Actor, call: uuid.UUID, users: Iterable[User]) -> list[Examiner]:
    """Who scores the applicants; whoever has handed in a sheet stays."""
    found = call_of(calls(by).select_for_update(of=("self",)), call)
    by.require(Permission.MANAGE_MENTORS, region=found.region, programme=found.programme_id)
    wanted = {u.id: u for u in users}
    if len(wanted) < LEAST_EXAMINERS:
        raise Refused(_("Tunjuk sekurang-kurangnya dua penguji, agar tidak satu orang yang menentukan."))
    allowed = {u.id for u in may_examine(found)}
    if set(wanted) - allowed:
        raise Refused(_("Ada penguji yang tidak berwenang di wilayah ini. Muat ulang daftarnya."))
    held = {e.user_id: e for e in found.examiners.all()}
    for user_id, examiner in held.items():
        if user_id not in wanted and examiner.sheets.exists():
            raise Conflict(_("%(name)s sudah menilai; ia tetap penguji.") % {"name": examiner.user.name})
    Examiner.objects.filter(call=found).exclude(user__in=wanted).delete()
    new = [Examiner(call=found, user=u) for id, u in wanted.items() if id not in held]
    Examiner.objects.bulk_create(new)
    notify(
        users=[e.user_id for e in new], text=ASKED, values={"title": found.title},
        url=reverse("call_scoring", args=[found.id]),
    )  # fmt: skip
    _record(by, "appoint_examiners", found, detail={"rows": len(wanted)}, values=sorted(map(str, wanted)))
    return list(found.examiners.select_related("user"))


def _record(
    by: Actor, action: str, call: Call, detail: dict | None = None, values: list | None = None
) -> None:
    record_event(
        by=by, action=action, subject=("mentor_call", call.id), region=call.region, programme=call.programme_id,
        detail=detail, values=values or [],
    )  # fmt: skip
