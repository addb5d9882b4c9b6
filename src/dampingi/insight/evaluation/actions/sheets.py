import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.evaluation.actions.rating import require_open
from dampingi.insight.evaluation.definitions import panel_criteria
from dampingi.insight.evaluation.models import RaterAssignment, Rating, SheetReading
from dampingi.insight.evaluation.sheets import TWO, standing

LEAST_LETTERS = 10


@transaction.atomic
def read_sheet(*, by: Actor, assignment: RaterAssignment, levels: Mapping[str, int]) -> SheetReading:
    """What someone of the office reads from a rater's signed paper sheet. The second reading is made without the first; where both say the
    same, it becomes the rater's ratings."""
    found = _held(by, assignment)
    told = _checked(found, levels)
    readings = [r for r in standing(found).readings if not r.settles]
    if any(r.by == by.user_id for r in readings):
        raise Conflict(
            _(
                "Anda sudah memasukkan lembar ini. Orang lain memasukkannya sekali lagi, tanpa melihat isian Anda."
            )
        )
    if len(readings) >= TWO:
        raise Conflict(_("Lembar ini sudah dimasukkan dua orang."))
    made = SheetReading.objects.create(assignment=found, levels=told, by=_user(by), by_name=by.name)
    _record(by, "read_sheet", found, made)
    if readings and readings[0].levels == told:
        _become_ratings(found, told)
    return made


@transaction.atomic
def settle_sheet(
    *, by: Actor, assignment: RaterAssignment, levels: Mapping[str, int], why: str
) -> SheetReading:
    """A third person looks at the paper where two read it differently, and says why it is this."""
    found = _held(by, assignment)
    now = standing(found)
    if now.key != "differs":
        raise Conflict(_("Tidak ada yang berbeda pada lembar ini."))
    if by.user_id in {r.by for r in now.readings}:
        raise Denied(_("Yang memutuskan bukan salah satu yang memasukkan. Minta orang ketiga."))
    if len(why.strip()) < LEAST_LETTERS:
        raise Refused(_("Tulis apa yang terbaca pada kertasnya."))
    told = _checked(found, dict(now.readings[0].levels) | dict(levels))
    made = SheetReading.objects.create(
        assignment=found, levels=told, settles=True, why=why.strip()[:300], by=_user(by), by_name=by.name
    )  # fmt: skip
    _record(by, "settle_sheet", found, made)
    _become_ratings(found, told)
    return made


def _held(by: Actor, assignment: RaterAssignment) -> RaterAssignment:
    """Open for readings: not the reader's own, no conflict, not closed, nothing given by the rater themselves."""
    evaluation = assignment.subject.evaluation
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    require_open(evaluation)
    found = (
        RaterAssignment.objects.select_for_update(of=("self",))
        .select_related("subject__evaluation__instrument", "subject__mentor")
        .get(id=assignment.id)
    )
    if by.user_id in (found.rater_id, found.subject.mentor.user_id):
        raise Denied(_("Lembar dimasukkan orang lain: bukan penilainya, dan bukan yang dinilai."))
    if found.conflict:
        raise Denied(_("Penilai ini menyatakan benturan kepentingan dengan pendamping itu."))
    if Rating.objects.filter(assignment=found, replaced_at=None).exists():
        raise Conflict(
            _("Nilai ini sudah tercatat. Penilainya sendiri yang dapat mengubahnya sebelum ditutup.")
        )
    return found


def _checked(found: RaterAssignment, levels: Mapping[str, int]) -> dict[str, int]:
    scales = {
        c["key"]: [n for n, _text in c["scale"]]
        for c in panel_criteria(found.subject.evaluation.instrument.body)
    }
    if set(levels) != set(scales) or any(level not in scales[key] for key, level in levels.items()):
        raise Refused(_("Isi satu tingkat untuk tiap kriteria, seperti pada kertasnya."))
    return {key: levels[key] for key in scales}


def _become_ratings(found: RaterAssignment, levels: Mapping[str, int]) -> None:
    """The paper carries the rater's declaration and signature: with its ratings, none of it was given twice."""
    if found.declared_at is None:
        found.declared_at = timezone.now()
        found.save(update_fields=["declared_at"])
    given = dict(Rating.objects.filter(assignment=found).values_list("criterion", "version"))
    Rating.objects.bulk_create(
        Rating(assignment=found, criterion=key, level=level, version=given.get(key, 0) + 1)
        for key, level in levels.items()
    )


def _user(by: Actor) -> uuid.UUID:
    if by.user_id is None:
        raise Denied(_("Lembar kertas dimasukkan orang."))
    return by.user_id


def _record(by: Actor, action: str, found: RaterAssignment, made: SheetReading) -> None:
    evaluation = found.subject.evaluation
    record_event(
        by=by, action=action, subject=("evaluation", evaluation.id), region=evaluation.region, programme=evaluation.programme_id,
        reason=made.why, detail={"assignment": str(found.id)}, values=sorted(made.levels.items()),
    )  # fmt: skip
