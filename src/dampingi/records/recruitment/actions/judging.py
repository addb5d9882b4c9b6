"""What the office and the examiners find of an applicant; whoever is tied to one stays out."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.recruitment.asked import requirements
from dampingi.records.recruitment.intake import Verdict
from dampingi.records.recruitment.models import (
    Applicant,
    Check,
    Examiner,
    Interest,
    InterestDeclaration,
    Sheet,
)
from dampingi.records.recruitment.queries.applicants import applicant_of, applicants
from dampingi.records.recruitment.queries.calls import call_of, calls
from dampingi.records.recruitment.queries.interests import require_free


@transaction.atomic
def declare_interests(*, by: Actor, call: uuid.UUID, ties: Mapping[uuid.UUID, str]) -> None:
    """State one's ties to applicants (applicant -> which), or that there are none. A tie once declared stays."""
    found = call_of(calls(by), call)
    told = {k: v.strip()[:200] for k, v in ties.items() if v.strip()}
    theirs = Applicant.objects.unscoped("of a call in reach").filter(call=found, id__in=told)
    if theirs.count() != len(told):
        raise Refused(_("Ada pelamar yang tidak ada dalam lowongan ini. Muat ulang halamannya."), status=404)
    InterestDeclaration.objects.update_or_create(
        call=found, user_id=by.user_id, defaults={"at": timezone.now()}
    )
    for applicant, reason in told.items():
        Interest.objects.get_or_create(
            applicant_id=applicant, user_id=by.user_id, defaults={"reason": reason}
        )
    record_event(
        by=by, action="declare_interests", subject=("mentor_call", found.id), region=found.region,
        programme=found.programme_id, detail={"ties": len(told)}, values=sorted(map(str, told.items())),
    )  # fmt: skip


@transaction.atomic
def check(*, by: Actor, applicant: uuid.UUID, rows: Sequence[Verdict]) -> Applicant:
    """Whether each requirement is met; what is not, or not surely, says why."""
    found = _undecided(by, applicant, Permission.MANAGE_MENTORS)
    require_free(by, found)
    asked = {r.code for r in requirements(found.call.requirements)}
    for row in rows:
        if row.requirement not in asked or row.verdict not in Check.Verdict.values:
            raise Refused(_("Pilih hasil pemeriksaan dari daftar."))
        if row.verdict != Check.Verdict.MET and not row.reason.strip():
            raise Refused(_("Tulis alasan pada syarat yang tidak terpenuhi atau meragukan."))
        Check.objects.update_or_create(
            applicant=found, requirement=row.requirement,
            defaults={
                "verdict": row.verdict, "reason": row.reason.strip()[:300], "by": by.user_id, "by_name": by.name,
                "at": timezone.now(),
            },
        )  # fmt: skip
    record_event(
        by=by, action="check_applicant", subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id, detail={r.requirement: r.verdict for r in rows},
    )  # fmt: skip
    return found


@transaction.atomic
def score(*, by: Actor, applicant: uuid.UUID, points: Mapping[str, int], note: str = "") -> Sheet:
    """An examiner's sheet, handed in once: only then they read the others'."""
    found = _undecided(by, applicant, Permission.EXAMINE_APPLICANTS)
    examiner = Examiner.objects.filter(call=found.call, user=by.user_id).first()
    if examiner is None:
        raise Denied(_("Anda bukan penguji lowongan ini."))
    require_free(by, found)
    wanted = {c["code"] for c in found.call.criteria}
    if set(points) != wanted or not all(0 <= p <= 100 for p in points.values()):
        raise Refused(_("Isi setiap kriteria dengan nilai antara 0 dan 100."))
    if Sheet.objects.filter(applicant=found, examiner=examiner).exists():
        raise Conflict(_("Lembar nilai Anda sudah diserahkan dan tidak berubah lagi."))
    made = Sheet.objects.create(
        applicant=found, examiner=examiner, points=dict(points), note=note.strip()[:500]
    )
    record_event(
        by=by, action="score_applicant", subject=("mentor_applicant", found.id), region=found.region,
        programme=found.programme_id, values=sorted(points.items()),
    )  # fmt: skip
    return made


def _undecided(by: Actor, id: uuid.UUID, permission: Permission) -> Applicant:
    rows = applicants(by, permission).select_for_update(of=("self",))
    found = applicant_of(rows, id)
    if found.state != Applicant.State.SUBMITTED:
        raise Conflict(_("Lamaran ini tidak (lagi) menunggu penilaian."))
    return found
