import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan, Tick
from dampingi.insight.agreements.models import Agreement, LineReport, Side, Signature
from dampingi.insight.agreements.queries import (
    agreement_of,
    in_force,
    in_month,
    promisable,
    side_of,
    waits_for,
)
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.models import Mentor
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import today_in

PERIODS = ("month", "year")
MOST_TARGETS, MOST_LINES = 10, 20
PROPOSED = gettext_noop(
    "Target dan program kerja Anda diusulkan. Baca, lalu tandatangani atau usulkan yang lain."
)
ANSWERED = gettext_noop(
    "%(name)s mengusulkan target dan program kerjanya. Baca, lalu tandatangani atau usulkan yang lain."
)
SIGNED = gettext_noop(
    "Target dan program kerja edisi %(number)s sudah ditandatangani kedua pihak dan berlaku."
)


@transaction.atomic
def propose(*, by: Actor, mentors: Sequence[uuid.UUID], plan: Plan, reason: str = "") -> list[Agreement]:
    """The next edition for each mentor, signed by the side that proposes it; it holds once the other side has signed."""
    found = list(
        Mentor.objects.for_actor(by, Permission.VIEW_MENTORS)
        .select_for_update(of=("self",))
        .filter(id__in=mentors)
        .select_related("programme")
        .order_by("region", "name")
    )
    if not found or len(found) != len(set(mentors)):
        raise Refused(
            _("Ada pendamping yang tidak ada, atau di luar wilayah Anda. Muat ulang daftarnya."), status=404
        )
    for region in dict.fromkeys(m.programme.region for m in found):
        _check(plan, region)
    return [_propose(by, m, plan, reason.strip()) for m in found]


def _propose(by: Actor, mentor: Mentor, plan: Plan, reason: str) -> Agreement:
    side = side_of(by, mentor)
    if not side:
        raise Denied(_("Target diusulkan oleh penyelenggara atau pendampingnya sendiri."))
    if mentor.ended_on:
        raise Refused(_("%(name)s sudah berhenti. Pilih pendamping lain.") % {"name": mentor.name})
    if in_force([mentor.id]) and not reason:
        raise Refused(
            _("%(name)s sudah mempunyai target yang ditandatangani. Tulis alasan mengubahnya.")
            % {"name": mentor.name}
        )
    rows = Agreement.objects.unscoped("of a mentor in hand").filter(mentor=mentor).order_by("-number")
    last = rows.values_list("number", flat=True).first() or 0
    made = Agreement(
        programme_id=mentor.programme_id, region=mentor.region, mentor=mentor, number=last + 1, reason=reason,
        targets=_targets(plan.targets, mentor.programme.region), lines=_lines(plan.lines), proposed_by=side,
    )  # fmt: skip
    made.hash = digest(content_of(made))
    made.save(force_insert=True)
    _sign(by, made, side)
    _record(by, "propose_agreement", made)
    _tell_other(mentor, side)
    return made


def _targets(targets: Sequence[TargetPlan], region: str) -> list[dict]:
    known = promisable(region)
    return [
        {
            "indicator": t.indicator,
            "definition": known[t.indicator].hash,
            "value": f"{t.value:f}",
            "period": t.period,
        }
        for t in targets
    ]


def _lines(lines: Sequence[LinePlan]) -> list[dict]:
    return [
        {
            "code": f"p{n}",
            "activity": ln.activity.strip(),
            "output": ln.output.strip(),
            "months": sorted(set(ln.months)),
        }
        for n, ln in enumerate(lines, 1)
    ]


def content_of(agreement: Agreement) -> dict:
    """What both sign: all of it."""
    return {
        "mentor": str(agreement.mentor_id), "number": agreement.number, "targets": agreement.targets,
        "lines": agreement.lines, "reason": agreement.reason,
    }  # fmt: skip


def _check(plan: Plan, region: str) -> None:
    known = promisable(region)
    if not plan.targets and not plan.lines:
        raise Refused(_("Isi sekurang-kurangnya satu target atau satu kegiatan."))
    if len(plan.targets) > MOST_TARGETS or len(plan.lines) > MOST_LINES:
        raise Refused(_("Paling banyak sepuluh target dan dua puluh kegiatan."))
    for t in plan.targets:
        if t.indicator not in known or t.period not in PERIODS:
            raise Refused(_("Ada target yang tidak dikenal. Pilih indikator dari daftar."))
        if not Decimal(-1000) <= t.value <= Decimal(1_000_000):
            raise Refused(_("Angka target di luar batas. Periksa angkanya."))
    if len({(t.indicator, t.period) for t in plan.targets}) < len(plan.targets):
        raise Refused(_("Satu indikator cukup sekali untuk tiap masa."))
    for ln in plan.lines:
        if not ln.activity.strip() or not ln.months:
            raise Refused(_("Setiap kegiatan mempunyai uraian dan bulan."))


@transaction.atomic
def sign(*, by: Actor, agreement: uuid.UUID, hash: str) -> Agreement:
    """The other side signs exactly what was read: `hash` is that of the edition on the page."""
    found = agreement_of(by, agreement)
    mentor = (
        Mentor.objects.unscoped("of a agreement in hand")
        .select_for_update(of=("self",))
        .get(id=found.mentor_id)
    )
    side = side_of(by, mentor)
    if not side:
        raise Denied(_("Target ditandatangani oleh penyelenggara dan pendampingnya sendiri."))
    newest = (
        Agreement.objects.unscoped("of a mentor in hand").filter(mentor=mentor).order_by("-number").first()
    )
    if newest is None or newest.id != found.id:
        raise Conflict(_("Sudah ada edisi yang lebih baru. Muat ulang, lalu baca yang itu."))
    if waits_for(found) != side:
        raise Conflict(_("Pihak Anda sudah menandatangani edisi ini."))
    if hash != found.hash or digest(content_of(found)) != found.hash:
        raise Conflict(_("Isinya tidak sama dengan yang Anda baca. Muat ulang, lalu baca lagi."))
    _sign(by, found, side)
    _record(by, "sign_agreement", found)
    url = reverse("agreement", args=[mentor.id])
    notify(users=[mentor.user_id], text=SIGNED, values={"number": found.number}, url=url)
    return found


def _sign(by: Actor, agreement: Agreement, side: str) -> None:
    Signature.objects.create(
        agreement=agreement, side=side, hash=agreement.hash, by=by.user_id, by_name=by.name
    )


def _tell_other(mentor: Mentor, side: str) -> None:
    url = reverse("agreement", args=[mentor.id])
    if side == Side.OFFICE:
        notify(users=[mentor.user_id], text=PROPOSED, url=url)
        return
    region = mentor.programme.region
    office = users_with(Role.OFFICE, region=region, on=today_in(region))
    notify(users=[u.id for u in office], text=ANSWERED, values={"name": mentor.name}, url=url)


@transaction.atomic
def tick_lines(*, by: Actor, report: uuid.UUID, rows: Sequence[Tick]) -> MonthlyReport:
    """What became of the work programme's lines in the month of one's own report, until it is handed in."""
    rows_of = MonthlyReport.objects.for_actor(by, Permission.DRAFT_MONTHLY_REPORTS).select_for_update(
        of=("self",)
    )
    found = rows_of.filter(id=report).select_related("mentor", "programme").first()
    if found is None or (found.mentor.user_id != by.user_id and not by.system):
        raise Refused(_("Laporan itu tidak ada, atau bukan laporan Anda."), status=404)
    if not found.editable:
        raise Conflict(_("Laporan ini sudah diajukan dan tidak dapat diubah. Tunggu keputusan pemeriksa."))
    require_open(found.programme, found.month)
    held = in_month(found.programme, found.month, [found.mentor_id]).get(found.mentor_id)
    wanted = f"{found.month:%Y-%m}"
    planned = {ln["code"] for ln in held.lines if wanted in ln["months"]} if held else set()
    if {r.line for r in rows} - planned:
        raise Conflict(_("Program kerja berubah sementara Anda mengisi. Muat ulang halamannya."))
    for row in rows:
        LineReport.objects.update_or_create(
            report=found, line=row.line, defaults={"done": row.done, "note": row.note.strip()[:300]}
        )
    record_event(
        by=by, action="tick_work_programme", subject=("monthly_report", found.id), region=found.region,
        programme=found.programme_id, detail={"rows": len(rows), "done": sum(r.done for r in rows)},
    )  # fmt: skip
    return found


def _record(by: Actor, action: str, agreement: Agreement) -> None:
    record_event(
        by=by, action=action, subject=("agreement", agreement.id), region=agreement.region,
        programme=agreement.programme_id, detail={"number": agreement.number, "hash": agreement.hash},
        reason=agreement.reason,
    )  # fmt: skip
