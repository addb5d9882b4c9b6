import uuid

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from dampingi.engines import health
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.insight.health.models import Assessment, HealthResult, HealthRules
from dampingi.insight.health.results import sealed, told
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.cooperatives.queries import cooperatives

NAME = "cooperative_health"
KIND = "cooperative_assessment"


def office_of(cooperative: Cooperative) -> str:
    """The city or regency that looks after it, whoever determines."""
    return ancestor(cooperative.region, 2)


def rules_in_force(region: str) -> HealthRules:
    """The nearest office's newest edition, else the one shipped, which is not stored before something was approved by it."""
    above = [ancestor(region, d) for d in range(depth(region), -1, -1)]
    held = max(
        HealthRules.objects.filter(region__in=above), key=lambda r: (depth(r.region), r.number), default=None
    )
    body = load("cooperative_health")
    if held and (held.region or held.hash == digest(body)):
        return held
    return HealthRules(
        region="",
        number=held.number + 1 if held else 1,
        body=body,
        hash=digest(body),
        reason=body["source"][:500],
    )


def assessment(cooperative: Cooperative, year: int) -> Assessment | None:
    """The caller has checked the cooperative."""
    rows = Assessment.objects.unscoped("of a cooperative in reach")
    return rows.filter(cooperative=cooperative, year=year).first()


def assessment_of(actor: Actor, id: uuid.UUID, permission: Permission) -> Assessment:
    found = (
        Assessment.objects.for_actor(actor, permission).select_related("cooperative").filter(id=id).first()
    )
    if found is None:
        raise Refused(_("Penilaian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def newest(found: Assessment | None) -> HealthResult | None:
    return found.results.select_related("rules").order_by("-number").first() if found else None  # type: ignore[attr-defined]


def with_health(actor: Actor, year: int):
    """Cooperatives with `band`, `score` and `stands` (the state of the year's assessment)."""
    rows = HealthResult.objects.filter(
        assessment__cooperative=OuterRef("pk"), assessment__year=year
    ).order_by("-number")
    own = Assessment.objects.unscoped("of cooperatives in reach").filter(
        cooperative=OuterRef("pk"), year=year
    )
    held = BookYear.objects.filter(cooperative=OuterRef("pk"), year=year)
    return cooperatives(actor).annotate(
        band=Subquery(rows.values("band")[:1]), score=Subquery(rows.values("score")[:1]),
        stands=Subquery(own.values("state")[:1]), has_year=Subquery(held.values("year")[:1]),
        met=Subquery(held.values("meeting_on")[:1]),
    )  # fmt: skip


def years(actor: Actor) -> list[int]:
    """Book years known of any cooperative in reach, the newest first."""
    found = BookYear.objects.filter(cooperative__in=cooperatives(actor).values("id"))
    return sorted(set(found.values_list("year", flat=True)), reverse=True)


def waiting(actor: Actor, found: Assessment) -> Approval | None:
    """The approval the reader may decide now: never of answers they helped to keep."""
    if str(actor.user_id) in found.authors:
        return None
    return next((a for a in waiting_for(actor) if a.workflow == NAME and a.subject_id == found.id), None)


def holds(result: HealthResult) -> bool:
    """Whether what is kept still follows from the answers and the rules."""
    try:
        again = told(result.rules.body, result.kind, result.answers)
    except (health.Unanswered, health.Unusable):
        return False
    year = result.assessment.year
    same = sealed(result.rules.hash, result.kind, year, result.answers, result.notes, again)
    return bool(again == result.body and same == result.hash)
