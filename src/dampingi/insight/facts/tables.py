"""The Django tables as Ibis sees them, read from the models, so that no column name is written twice."""

from collections.abc import Mapping
from functools import cache

import ibis
import ibis.expr.types as ir
from django.db import models

from dampingi.insight.health.models import Assessment, HealthResult
from dampingi.records.businesses.models import Business, Channel, Constraint, Person, Verification
from dampingi.records.capital.models import Need
from dampingi.records.catalogue.models import Permit, Product
from dampingi.records.centres.models import Occupancy, Unit
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.cooperatives.models import BookYear, Cooperative
from dampingi.records.equipment.models import Award, Decree, Handover, UseCheck
from dampingi.records.equipment.models import Need as EquipmentNeed
from dampingi.records.grants.models import Payment
from dampingi.records.interventions.models import Intervention, Taker, Turnover
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.loans.models import End, Loan, LoanApplication, Step
from dampingi.records.markets.models import Point, Sale, Stall, Turn
from dampingi.records.materials.models import Demand, Pool
from dampingi.records.memberships.models import Membership
from dampingi.records.mentoring.models import Growth, MonthlyReport, Outcome, StageCompletion, Visit
from dampingi.records.photojobs.models import PhotoJob
from dampingi.records.placements.models import Line, Movement, Placement
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor, Programme, Stage
from dampingi.records.subsidies.models import Claim, ClaimLine
from dampingi.records.tot.models import Course, Session, Trainee

SOURCES: Mapping[str, type[models.Model]] = {
    "programme": Programme,
    "person": Person,
    "business": Business,
    "verification": Verification,
    "constraint": Constraint,
    "enrolment": Enrolment,
    "mentor": Mentor,
    "caseload": Caseload,
    "stage": Stage,
    "completion": StageCompletion,
    "training": Training,
    "attendance": Attendance,
    "visit": Visit,
    "growth": Growth,
    "outcome": Outcome,
    "report": MonthlyReport,
    "channel": Channel,
    "slot": Slot,
    "booking": Booking,
    "course": Course,
    "session": Session,
    "trainee": Trainee,
    "cooperative": Cooperative,
    "book_year": BookYear,
    "assessment": Assessment,
    "health_result": HealthResult,
    "equipment_need": EquipmentNeed,
    "equipment_decree": Decree,
    "equipment_award": Award,
    "equipment_handover": Handover,
    "equipment_check": UseCheck,
    "grant_payment": Payment,
    "membership": Membership,
    "pool": Pool,
    "demand": Demand,
    "need": Need,
    "loan_application": LoanApplication,
    "loan_step": Step,
    "loan_end": End,
    "loan": Loan,
    "claim": Claim,
    "claim_line": ClaimLine,
    "point": Point,
    "stall": Stall,
    "turn": Turn,
    "sale": Sale,
    "unit": Unit,
    "occupancy": Occupancy,
    "product": Product,
    "permit": Permit,
    "placement": Placement,
    "placed_line": Line,
    "placed_movement": Movement,
    "photo_job": PhotoJob,
    "intervention": Intervention,
    "taker": Taker,
    "turnover": Turnover,
}


@cache
def tables() -> dict[str, ir.Table]:
    return {name: _table(model) for name, model in SOURCES.items()}


def _table(model: type[models.Model]) -> ir.Table:
    fields = model._meta.concrete_fields
    return ibis.table({f.column: _kind(f) for f in fields}, name=model._meta.db_table)


def _kind(field: models.Field) -> str:
    """Whole numbers and booleans as such; all else is text to Ibis, which only compiles (see engines.indicators.dialects)."""
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.BooleanField):
        return "boolean"
    return "int64" if isinstance(target, models.IntegerField) else "string"
