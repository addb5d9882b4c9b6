import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.mentoring.actions.batches import audit, recorded, require_open_months, today_of
from dampingi.records.mentoring.intake import StageIntake
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.mentoring.tracks.gate import Gate
from dampingi.records.programmes.models import Enrolment, Stage
from dampingi.records.programmes.rosters import Roster, require_active


@transaction.atomic
def complete_stages(
    *, by: Actor, rows: Sequence[StageIntake], today: datetime.date | None = None
) -> list[StageCompletion]:
    """Record that participants finished stages, all or none. A stage is finished once, with the evidence it asks for.

    A stage by need may be settled as not needed. The office may let a stage pass without its evidence, with a reason.
    """
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
    stages = Stage.objects.in_bulk({r.stage_id for r in rows})
    done, now = recorded(StageCompletion, roster, "enrolment_id", "stage_id"), today_of(roster, today)
    gate = Gate(roster.enrolments.values())

    def completion(row: StageIntake) -> StageCompletion:
        enrolment, stage = roster.enrolment(row.enrolment_id), stages.get(row.stage_id)
        if stage is None or stage.programme_id != enrolment.programme_id:
            raise Refused(_("Tahap itu bukan tahap program peserta ini. Pilih dari daftar tahap."))
        if (enrolment.id, stage.id) in done:
            raise Conflict(
                _("Tahap %(stage)s sudah tercatat selesai untuk peserta ini.") % {"stage": stage.name}
            )
        done.add((enrolment.id, stage.id))
        require_active(enrolment, row.done_on, today=now)
        return _completion(by, enrolment, stage, row, gate.let_pass(by, enrolment, stage, row))

    made = each_row(rows, completion)
    require_open_months((roster.enrolment(r.enrolment_id), r.done_on) for r in rows)
    insert_objects(made)
    values = [(str(c.enrolment_id), str(c.stage_id), c.done_on, c.needed) for c in made]
    audit(by=by, action="complete_stages", kind="stage_completion", rows=made, values=values)
    return made


def _completion(
    by: Actor, enrolment: Enrolment, stage: Stage, row: StageIntake, proof: dict[str, Any]
) -> StageCompletion:
    return StageCompletion(
        programme_id=enrolment.programme_id,
        region=enrolment.region,
        enrolment=enrolment,
        stage=stage,
        done_on=row.done_on,
        by=by.label,
        needed=row.needed,
        reason=row.reason.strip(),
        **proof,
    )
