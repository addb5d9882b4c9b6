import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.programmes.posts import Post
from dampingi.records.programmes.rosters import today_in
from dampingi.records.recruitment.intake import Choice
from dampingi.records.recruitment.models import Applicant, Call
from dampingi.records.recruitment.queries.calls import call_of, calls
from dampingi.records.recruitment.queries.interests import require_free
from dampingi.records.recruitment.queries.proposals import proposals

DECIDED = gettext_noop("Lamaran Anda sebagai pendamping sudah diputuskan.")
OUTCOMES = (Applicant.State.CHOSEN, Applicant.State.WAITING, Applicant.State.REJECTED)


@transaction.atomic
def decide(*, by: Actor, call: uuid.UUID, post: Post, choices: Sequence[Choice]) -> list[Applicant]:
    """Decide all who wait for one post, each with a reason. To differ from the ranking needs a reason of its own.

    Whoever was on the waiting list may be decided anew while places are free.
    """
    found = call_of(calls(by).select_for_update(of=("self",)), call)
    by.require(Permission.MANAGE_MENTORS, region=found.region, programme=found.programme_id)
    today = today_in(found.region)
    if today <= found.closes_on:
        raise Refused(_("Lowongan masih menerima lamaran. Putuskan sesudah hari penutupan."))
    told = {c.applicant: c for c in choices}
    proposed = proposals(found, post)
    _check_complete(by, proposed, told)
    _check_places(found, post, told)
    now, rows = timezone.now(), []
    for p in proposed:
        choice, row = told[p.applicant.id], p.applicant
        _check_reason(p, choice)
        row.state, row.reason, row.score, row.place = choice.state, choice.reason.strip(), p.score, p.place
        row.decided_at, row.decided_by, row.decided_by_name = now, by.user_id, by.name
        kept = choice.state == Applicant.State.CHOSEN
        row.final_on = _final_on(found, today)
        row.redact_on = None if kept else today + datetime.timedelta(days=found.keep_days)
        row.save()
        rows.append(row)
    record_event(
        by=by, action="decide_applicants", subject=("mentor_call", found.id), region=post.region,
        programme=found.programme_id, detail={"post": post.code, "rows": len(rows), "chosen": sum(r.state == "chosen" for r in rows)},
        values=[(str(r.id), r.state, r.reason) for r in rows],
    )  # fmt: skip
    notify(users=[r.user_id for r in rows if r.user_id], text=DECIDED)
    return rows


def _final_on(call: Call, today: datetime.date) -> datetime.date | None:
    return today + datetime.timedelta(days=call.objection_days + 1) if call.objection_days else None


def _check_complete(by: Actor, proposed: list, told: dict) -> None:
    if not proposed:
        raise Refused(_("Tidak ada pelamar yang menunggu keputusan di sini."))
    if {p.applicant.id for p in proposed} != set(told):
        raise Conflict(_("Daftar pelamar berubah sementara Anda mengisi. Muat ulang, lalu periksa lagi."))
    for p in proposed:
        require_free(by, p.applicant)
        if p.state == "":
            raise Refused(
                _("%(name)s belum selesai diperiksa atau dinilai dua penguji. Selesaikan dahulu.")
                % {"name": p.applicant.name}
            )


def _check_places(call: Call, post: Post, told: dict) -> None:
    vacancy = call.vacancies.filter(region=post.region, field=post.field).first()
    theirs = Applicant.objects.unscoped("counts places only").filter(
        call=call, region=post.region, field=post.field
    )
    held = theirs.filter(state=Applicant.State.CHOSEN).exclude(id__in=told).count()
    chosen = sum(c.state == Applicant.State.CHOSEN for c in told.values())
    if vacancy is None or held + chosen > vacancy.places:
        raise Refused(
            _("Yang terpilih lebih banyak daripada tempatnya. Pindahkan sebagian ke daftar tunggu.")
        )


def _check_reason(p, choice: Choice) -> None:
    if choice.state not in OUTCOMES:
        raise Refused(_("Pilih terpilih, daftar tunggu, atau tidak terpilih."))
    if not choice.reason.strip():
        raise Refused(_("Tulis alasan untuk setiap pelamar; ia akan membacanya."))
    if choice.state != p.state and choice.reason.strip() == p.reason.strip():
        raise Refused(
            _("Keputusan untuk %(name)s berbeda dari peringkat. Tulis alasannya sendiri.")
            % {"name": p.applicant.name}
        )
    if choice.state != Applicant.State.REJECTED and p.unmet:
        raise Refused(
            _("%(name)s tidak memenuhi syarat: %(what)s.")
            % {"name": p.applicant.name, "what": "; ".join(p.unmet)}
        )
