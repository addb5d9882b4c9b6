import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import each_row
from dampingi.foundation.ui.formats import number
from dampingi.insight.evaluation.models import Result, Subject
from dampingi.outcomes.decisions.intake import DecisionIntake, Plan
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current, quota, rates, results_of

LEAST_LETTERS = 20
RETURNED = gettext_noop("Usulan keputusan tentang %(name)s dikembalikan untuk diperbaiki.")
Key = Decision.Key


@transaction.atomic
def propose(*, by: Actor, determination: Determination, rows: Sequence[DecisionIntake]) -> list[Decision]:
    """Decide about mentors, all rows or none, for another person to approve. Another proposal replaces one's own or a returned one."""
    found = _open(determination)
    _require_proposer(by, found)
    if len({r.subject_id for r in rows}) < len(rows):
        raise Refused(_("Satu pendamping diputuskan dua kali dalam kiriman yang sama. Sisakan satu."))
    results = {r.subject_id: r for r in results_of(found)}
    before = {d.subject_id: d for d in current(found)}
    made = each_row(rows, lambda row: _decision(by, found, row, results.get(row.subject_id), before))
    _check_quota(found, before, made)
    old = [before[d.subject_id].id for d in made if d.subject_id in before]
    Decision.objects.filter(id__in=old).update(replaced_at=timezone.now())
    Decision.objects.bulk_create(made)
    record_event(
        by=by, action="propose_decisions", subject=("determination", found.id), region=found.region,
        programme=found.programme_id, detail={"rows": len(made)},
        values=[(str(d.subject_id), d.key, d.proposal, d.reason) for d in made],
    )  # fmt: skip
    return made


def propose_keeping(*, by: Actor, determination: Determination) -> list[Decision]:
    """Keep everyone the numbers propose to keep and nothing was said about yet. Only keeping goes by the dozen."""
    said = set(current(determination).values_list("subject", flat=True))
    rows = [
        DecisionIntake(r.subject_id, Key.KEEP)
        for r in results_of(determination)
        if proposed(r) == Key.KEEP and r.subject_id not in said
    ]
    if not rows:
        raise Refused(_("Tidak ada lagi yang diusulkan hitungan untuk dipertahankan dan belum diputuskan."))
    return propose(by=by, determination=determination, rows=rows)


def proposed(result: Result) -> str:
    """The engine's proposal; results of an earlier edition have none, so there people say why."""
    found = result.body.get("proposal")
    return str(found["key"]) if found else "undecided"


@transaction.atomic
def approve(*, by: Actor, determination: Determination, decisions: Sequence[uuid.UUID]) -> int:
    """Another person agrees with proposed decisions. Whoever rated the mentor or is the mentor does not."""
    found = _open(determination)
    _require_approver(by, found)
    waiting = list(current(found).filter(id__in=decisions))
    if not waiting or len(waiting) != len(set(decisions)):
        raise Refused(
            _("Ada keputusan yang sudah diganti. Muat ulang halaman, lalu periksa lagi."), status=409
        )
    if len(waiting) > 1 and any(d.key != Key.KEEP for d in waiting):
        raise Refused(
            _("Hanya keputusan mempertahankan yang disetujui sekaligus. Yang lain dibaca satu per satu.")
        )
    each_row(waiting, lambda d: _may_approve(by, d))
    now = timezone.now()
    Decision.objects.filter(id__in=[d.id for d in waiting]).update(
        approved_by=by.user_id, approved_name=by.name, approved_at=now, returned_note="", returned_name=""
    )
    record_event(
        by=by, action="approve_decisions", subject=("determination", found.id), region=found.region,
        programme=found.programme_id, detail={"rows": len(waiting)},
        values=[(str(d.subject_id), d.key, d.version) for d in waiting],
    )  # fmt: skip
    return len(waiting)


@transaction.atomic
def return_decision(*, by: Actor, determination: Determination, decision: uuid.UUID, note: str) -> Decision:
    """Send a proposal back with what is wrong with it."""
    found = _open(determination)
    _require_approver(by, found)
    given = current(found).filter(id=decision).first()
    if given is None:
        raise Refused(_("Keputusan itu sudah diganti. Muat ulang halaman, lalu periksa lagi."), status=409)
    _require_another(by, given.subject)
    if len(note.strip()) < LEAST_LETTERS:
        raise Refused(_("Tulis apa yang perlu diperbaiki, sedikitnya satu kalimat."))
    given.returned_note, given.returned_name = note.strip(), by.name
    given.approved_by, given.approved_at, given.approved_name = None, None, ""
    given.save(
        update_fields=["returned_note", "returned_name", "approved_by", "approved_at", "approved_name"]
    )
    record_event(
        by=by, action="return_decision", subject=("determination", found.id), region=found.region,
        programme=found.programme_id, detail={"version": given.version}, values=[note.strip()],
    )  # fmt: skip
    notify(
        users=[given.proposed_by], text=RETURNED, values={"name": given.subject.name},
        url=reverse("determination", args=[found.id]),
    )  # fmt: skip
    return given


def _open(determination: Determination) -> Determination:
    """Held until the transaction ends, so that nothing is decided while the minutes are made."""
    rows = Determination.objects.unscoped("reach is checked by what follows").filter(id=determination.id)
    found = rows.select_for_update(of=("self",)).select_related("evaluation__instrument").get()
    if found.minuted_at:
        raise Conflict(_("Berita acaranya sudah dibuat; keputusan tidak berubah lagi."))
    return found


def _require_proposer(by: Actor, found: Determination) -> None:
    by.require(Permission.MANAGE_EVALUATION, region=found.region, programme=found.programme_id)


def _require_approver(by: Actor, found: Determination) -> None:
    by.require(Permission.DECIDE_EVALUATION, region=found.region, programme=found.programme_id)
    if rates(by, found):
        raise Denied(_("Anda anggota tim penilai. Keputusan disetujui orang lain."))


def _require_another(by: Actor, subject: Subject) -> None:
    if subject.mentor.user_id == by.user_id:
        raise Denied(_("Tidak seorang pun memutuskan tentang dirinya sendiri."))


def _may_approve(by: Actor, decision: Decision) -> None:
    if decision.proposed_by == by.user_id:
        raise Denied(_("Pengusul tidak menyetujui usulannya sendiri. Minta orang lain memeriksanya."))
    _require_another(by, decision.subject)
    if decision.approved_at:
        raise Conflict(_("Keputusan tentang %(name)s sudah disetujui.") % {"name": decision.subject.name})
    if decision.returned_note:
        raise Conflict(
            _("Keputusan tentang %(name)s dikembalikan dan menunggu usulan baru.")
            % {"name": decision.subject.name}
        )


def _decision(
    by: Actor, found: Determination, row: DecisionIntake, result: Result | None, before: dict[Any, Decision]
) -> Decision:
    if result is None:
        raise Refused(_("Pendamping itu tidak dinilai dalam penilaian ini."))
    _require_another(by, result.subject)
    if row.key not in Key.values:
        raise Refused(_("Pilih keputusannya: apresiasi, pertahankan, bina, atau ganti."))
    old, reason = before.get(row.subject_id), row.reason.strip()
    if old and old.approved_at:
        raise Conflict(
            _("Keputusan tentang %(name)s sudah disetujui. Minta yang menyetujui mengembalikannya dahulu.")
            % {"name": result.subject.name}
        )
    if row.key != proposed(result) and len(reason) < LEAST_LETTERS:
        raise Refused(
            _(
                "Keputusan tentang %(name)s berbeda dari usulan hitungan. Tuliskan alasannya, sedikitnya satu kalimat."
            )
            % {"name": result.subject.name}
        )
    if row.key == Key.REPLACE and len(reason) < LEAST_LETTERS:
        raise Refused(_("Penggantian selalu memerlukan alasan tertulis, juga bila hitungan mengusulkannya."))
    last = Decision.objects.filter(determination=found, subject=row.subject_id).order_by("-version").first()
    return Decision(
        determination=found, subject=result.subject, result=result, key=row.key, proposal=proposed(result), reason=reason,
        version=last.version + 1 if last else 1, proposed_by=by.user_id, proposed_name=by.name, **_plan(row),
    )  # fmt: skip


def _plan(row: DecisionIntake) -> dict[str, Any]:
    if row.key != Key.COACH:
        return {}
    plan: Plan | None = row.plan
    if plan is None or len(plan.goals.strip()) < LEAST_LETTERS or not plan.companion.strip():
        raise Refused(
            _("Pembinaan perlu rencana: apa yang dicapai, siapa yang mendampingi, dari kapan sampai kapan.")
        )
    if plan.ends <= plan.starts:
        raise Refused(_("Rencana pembinaan berakhir sebelum mulai. Perbaiki tanggalnya."))
    return {
        "goals": plan.goals.strip(),
        "companion": plan.companion.strip(),
        "plan_starts": plan.starts,
        "plan_ends": plan.ends,
    }


def _check_quota(found: Determination, before: dict[Any, Decision], made: Sequence[Decision]) -> None:
    """Honours are few by the locked instrument; who of the tied is honoured, people say, with a reason."""
    most = quota(found)
    keys = {subject: d.key for subject, d in before.items()} | {d.subject_id: d.key for d in made}
    wanted = sum(key == Key.HONOUR for key in keys.values())
    if most is not None and wanted > most and any(d.key == Key.HONOUR for d in made):
        raise Refused(
            _(
                "Kuota apresiasi menurut instrumen %(most)s orang; dengan usulan ini menjadi %(wanted)s. Kurangi dahulu."
            )
            % {"most": number(most), "wanted": number(wanted)}
        )
