import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import User
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.queries import actor_of
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest_rows
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import each_row
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.intake import RatingIntake
from dampingi.insight.evaluation.models import Evaluation, RaterAssignment, Rating, RatingsClosure, Subject
from dampingi.insight.evaluation.panel import require_mandate
from dampingi.insight.evaluation.queries import current_ratings
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def assign_raters(
    *, by: Actor, evaluation: Evaluation, raters: Sequence[User], mentors: Iterable[uuid.UUID] | None = None
) -> list[RaterAssignment]:
    """Ask each rater to rate each of the mentors (all, if none is named). Nobody rates themselves; a pair asked twice stays one."""
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    require_open(evaluation)
    today = today_in(evaluation.region)
    for rater in raters:
        if not actor_of(rater, on=today).holds(Permission.RATE_MENTORS):
            raise Refused(
                _("%(name)s bukan anggota tim penilai. Beri perannya dahulu.") % {"name": rater.name}
            )
    require_mandate(evaluation, list(raters))
    subjects = Subject.objects.filter(evaluation=evaluation).select_related("mentor")
    wanted = subjects.filter(mentor__in=list(mentors)) if mentors is not None else subjects
    known = set(RaterAssignment.objects.filter(subject__in=subjects).values_list("subject", "rater"))
    made = [
        RaterAssignment(subject=s, rater=r)
        for r in raters
        for s in wanted
        if s.mentor.user_id != r.id and (s.id, r.id) not in known
    ]
    RaterAssignment.objects.bulk_create(made, batch_size=500)
    notify(
        users=[r.id for r in raters],
        text=gettext_noop("Anda ditunjuk menilai pendamping tingkat %(level)s."),
        values={"level": evaluation.level},
        url=reverse("evaluation", args=[evaluation.id]),
    )
    record_event(
        by=by, action="assign_raters", subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"raters": len(raters), "pairs": len(made)},
        values=[(str(a.rater_id), str(a.subject_id)) for a in made],
    )  # fmt: skip
    return made


@transaction.atomic
def declare_interests(
    *, by: Actor, evaluation: Evaluation, conflicts: Mapping[uuid.UUID, str] | None = None
) -> int:
    """State one's conflicts of interest (subject -> reason), or that there are none. Until then one cannot rate; with one, never."""
    require_open(evaluation)
    told = {k: v.strip() for k, v in (conflicts or {}).items() if v.strip()}
    own = RaterAssignment.objects.filter(subject__evaluation=evaluation, rater=by.user_id)
    if not own.exists():
        raise Denied(_("Anda tidak ditunjuk menilai dalam penilaian ini."))
    if own.filter(subject__in=list(told), ratings__isnull=False).exists():
        raise Conflict(
            _("Anda sudah menilai pendamping itu. Laporkan benturan kepentingan kepada penyelenggara.")
        )
    number = own.filter(declared_at=None).update(declared_at=timezone.now())
    for subject, reason in told.items():
        own.filter(subject=subject).update(conflict=reason, declared_at=timezone.now())
    record_event(
        by=by, action="declare_interests", subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"conflicts": len(told)}, values=sorted(map(str, told.items())),
    )  # fmt: skip
    return number


@transaction.atomic
def rate(*, by: Actor, evaluation: Evaluation, rows: Sequence[RatingIntake]) -> list[Rating]:
    """A rater's levels, all or none. A second rating of a criterion replaces one's own first; both stay on record."""
    require_open(evaluation)
    if not by.holds(Permission.RATE_MENTORS):
        raise Denied(_("Hanya tim penilai yang memberi nilai."))
    own = {
        a.subject_id: a
        for a in RaterAssignment.objects.filter(
            subject__evaluation=evaluation, rater=by.user_id
        ).select_related("subject__mentor")
    }
    scales = {c["key"]: [n for n, _text in c["scale"]] for c in panel_criteria(evaluation.instrument.body)}
    if len({(r.subject_id, r.criterion) for r in rows}) < len(rows):
        raise Refused(_("Satu kriteria dinilai dua kali dalam kiriman yang sama. Kirim satu nilai saja."))
    before = _current({a.id for a in own.values()})

    def rating(row: RatingIntake) -> Rating:
        assignment = _may_rate(by, own.get(row.subject_id))
        if row.level not in scales.get(row.criterion, ()):
            raise Refused(_("Pilih salah satu tingkat yang dijelaskan untuk tiap kriteria."))
        old = before.get((assignment.id, row.criterion))
        return Rating(
            assignment=assignment, criterion=row.criterion, level=row.level, comment=row.comment.strip(),
            version=old.version + 1 if old else 1,
        )  # fmt: skip

    made = each_row(rows, rating)
    outdated = [before[key].id for m in made if (key := (m.assignment_id, m.criterion)) in before]
    Rating.objects.filter(id__in=outdated).update(replaced_at=timezone.now())
    Rating.objects.bulk_create(made, batch_size=500)
    record_event(
        by=by, action="rate", subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"ratings": len(made)},
        values=[(str(m.assignment_id), m.criterion, m.level, m.version) for m in made],
    )  # fmt: skip
    return made


def _current(assignments: set[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Rating]:
    found = Rating.objects.filter(assignment__in=assignments, replaced_at=None)
    return {(r.assignment_id, r.criterion): r for r in found}


def _may_rate(by: Actor, assignment: RaterAssignment | None) -> RaterAssignment:
    if assignment is None:
        raise Denied(_("Anda tidak ditunjuk menilai pendamping ini."))
    if assignment.subject.mentor.user_id == by.user_id:
        raise Denied(_("Tidak seorang pun menilai dirinya sendiri."))
    if assignment.declared_at is None:
        raise Refused(_("Nyatakan dahulu ada tidaknya benturan kepentingan, baru memberi nilai."))
    if assignment.conflict:
        raise Denied(_("Anda menyatakan benturan kepentingan dengan pendamping ini, jadi tidak menilainya."))
    return assignment


@transaction.atomic
def close_ratings(*, by: Actor, evaluation: Evaluation) -> RatingsClosure:
    """End the rating: no level changes any more, and raters see one another's."""
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    require_open(evaluation)
    rows = current_ratings(evaluation)
    if not rows:
        raise Refused(_("Belum ada nilai dari tim penilai. Tutup penilaian setelah mereka selesai."))
    made = RatingsClosure.objects.create(
        evaluation=evaluation, digest=digest_rows(rows), by=by.label,
        counts={"ratings": len(rows), "raters": len({r for r, *_rest in rows})},
    )  # fmt: skip
    record_event(
        by=by, action="close_ratings", subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"digest": made.digest, **made.counts},
    )  # fmt: skip
    return made


def require_open(evaluation: Evaluation) -> None:
    """Whoever rates or closes holds the evaluation until their transaction ends: no rating slips in while it is closed."""
    found = Evaluation.objects.unscoped("its own steps").filter(id=evaluation.id)
    found.select_for_update(of=("self",)).get()
    if not found.filter(freeze__isnull=False).exists():
        raise Refused(_("Buktinya belum dibekukan. Bekukan bukti dahulu, baru menilai."))
    if found.filter(closure__isnull=False).exists():
        raise Conflict(_("Penilaian oleh tim sudah ditutup; nilai tidak berubah lagi."))
