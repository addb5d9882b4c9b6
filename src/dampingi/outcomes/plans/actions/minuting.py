"""The forum's minutes: frozen as all stood, checked by somebody else, then an official document."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.outcomes.papers.content import day_at
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.outcomes.plans import minutes
from dampingi.outcomes.plans.actions.holding import held_plan, recorded
from dampingi.outcomes.plans.actions.meeting import unaffiliated
from dampingi.outcomes.plans.forum import frozen, results, wishes
from dampingi.outcomes.plans.models import ForumMinutes, Plan
from dampingi.outcomes.plans.names import FORUM
from dampingi.records.programmes.rosters import today_in

LONGEST = 8_000


def write_minutes(
    *, by: Actor, plan: Plan, held_on: datetime.date, venue: str, chair: str, present: str, summary: str
) -> ForumMinutes:  # fmt: skip
    """Freeze how each wish stands and ask somebody else to approve it; a later sitting has minutes of its own."""
    told = {"held_on": held_on.isoformat(), "venue": venue.strip()[:150], "chair": chair.strip()[:150], "present": present.strip(), "summary": summary.strip()}  # fmt: skip
    _sensible(plan, held_on, told)
    return _write(by, plan, held_on, told, results(by, plan, wishes(plan)))


def _sensible(plan: Plan, held_on: datetime.date, told: dict[str, str]) -> None:
    if not datetime.date(plan.year - 2, 1, 1) <= held_on <= today_in(plan.region):
        raise Refused(
            _("Tanggal forum paling lambat hari ini, dan tidak lebih dari dua tahun sebelum tahun rencana.")
        )
    if not all(told.values()) or any(len(text) > LONGEST for text in told.values()):
        raise Refused(
            _(
                "Tulis tempat, pimpinan, siapa yang hadir, dan kesimpulannya, masing-masing paling panjang %(most)d huruf."
            )
            % {"most": LONGEST}
        )
    unaffiliated(*told.values())


@transaction.atomic
def _write(
    by: Actor, plan: Plan, held_on: datetime.date, told: dict[str, str], came: dict[str, tuple[str, str]]
) -> ForumMinutes:
    """Of a plan in any state: what is frozen with it, its minutes may still tell."""
    held = held_plan(by, plan)
    if by.user_id is None:
        raise Refused(_("Berita acara ditulis oleh seorang penyusun."))
    rows = ForumMinutes.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    if any(minutes.state_of(row) == minutes.WAITING for row in rows):
        raise Conflict(
            _("Berita acara sebelumnya masih menunggu persetujuan. Tunggu putusannya lebih dahulu.")
        )
    body = frozen(held, came) | {"held": told}
    if not body["wishes"]:
        raise Refused(_("Belum ada usulan yang dibahas. Catat usulannya lebih dahulu."))
    made = ForumMinutes.objects.create(
        plan=held, region=held.region, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, held_on=held_on, venue=told["venue"],
        present=told["present"], summary=told["summary"], body=body, hash=digest(body), by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    detail = {"minutes": str(made.id), "content": made.hash}
    recorded(by, held, "write_forum_minutes", detail=detail, values=[made.present, made.summary])
    submit(
        by=by, workflow=FORUM, subject=(FORUM, made.id), version=1, region=held.region, drafted_by=by.user_id, period=str(held.year)
    )  # fmt: skip
    return made


@transaction.atomic
def forum_paper(*, row: ForumMinutes) -> Paper:
    """Approved minutes, numbered when they are first asked for. The caller has checked that they may be read."""
    given = minutes.approved(row)
    if given is None:
        raise Refused(_("Berita acara terbit setelah disetujui."), status=404)
    if digest(row.body) != row.hash:
        raise Denied(
            _("Isi berita acara ini tidak lagi sama dengan yang dibekukan. Hubungi pengelola sistem.")
        )
    on = day_at(given.at, row.region)
    return keep_paper(Draft(
        kind=Paper.Kind.FORUM, subject=row.id, region=row.region, on=on,
        content=lambda number: minutes.printed(row, number=number, on=on),
    ))  # fmt: skip


def decided(_id: uuid.UUID, _version: int, _comment: str = "") -> None:
    """Nothing follows: how they stand is what their approval says."""
