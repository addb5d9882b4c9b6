import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import exists
from dampingi.records.programmes.intake import SchemePlan, StagePlan, TargetIntake
from dampingi.records.programmes.models import Programme, Quota, Scheme, Stage, Target


@transaction.atomic
def create_programme(
    *,
    by: Actor,
    code: str,
    name: str,
    region: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    schemes: Sequence[SchemePlan],
    stages: Sequence[StagePlan],
    quotas: Mapping[str, int],
) -> Programme:
    """Set up a year's programme: its schemes, stages with due days, and places per kelurahan."""
    by.require(Permission.MANAGE_INTAKE, region=region)
    _check_plan(code, region, starts_on, ends_on, quotas)
    made = Programme.objects.create(code=code, name=name, region=region, starts_on=starts_on, ends_on=ends_on)
    Scheme.objects.bulk_create(
        Scheme(programme=made, code=s.code, name=s.name, criteria=list(s.criteria)) for s in schemes
    )
    Stage.objects.bulk_create(
        Stage(programme=made, order=i, code=s.code, name=s.name, due_on=s.due_on)
        for i, s in enumerate(stages, 1)
    )
    Quota.objects.bulk_create(Quota(programme=made, region=r, places=n) for r, n in quotas.items())
    record_event(
        by=by, action="create_programme", subject=("programme", made.id), region=region, programme=made.id,
        detail={"code": code, "places": sum(quotas.values())},
    )  # fmt: skip
    return made


def _check_plan(code, region, starts_on, ends_on, quotas) -> None:
    if Programme.objects.filter(code=code).exists():
        raise Conflict(_("Sudah ada program dengan kode %(code)s. Pakai kode lain.") % {"code": code})
    if not exists(region):
        raise Refused(_("Kode wilayah %(region)s tidak dikenal.") % {"region": region})
    if ends_on < starts_on:
        raise Refused(_("Tanggal berakhir lebih awal daripada tanggal mulai. Perbaiki salah satunya."))
    outside = next((r for r in quotas if not contains(region, r)), None)
    if outside:
        raise Refused(_("Kuota untuk %(region)s berada di luar wilayah program.") % {"region": outside})


@transaction.atomic
def set_targets(*, by: Actor, programme: Programme, rows: Sequence[TargetIntake]) -> int:
    """Set or replace targets per indicator, region and period; returns how many."""
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    Target.objects.bulk_create(
        [
            Target(
                programme=programme,
                indicator=r.indicator,
                region=r.region,
                period=r.period,
                value=r.value,
                baseline=r.baseline,
                course=r.course,
            )
            for r in rows
        ],
        update_conflicts=True,
        unique_fields=["programme", "indicator", "region", "period"],
        update_fields=["value", "baseline", "course"],
        batch_size=500,
    )
    record_event(
        by=by, action="set_targets", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, detail={"rows": len(rows)},
        values=[(r.indicator, r.region, r.period, str(r.value), str(r.baseline), r.course) for r in rows],
    )  # fmt: skip
    return len(rows)
