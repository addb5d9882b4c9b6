"""Which record an argument of a route stands for, so that the matrix can try it with rows of every region.

A new argument in a URL needs one line here; the matrix test says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dampingi.capture.field.bundle import bundle
from dampingi.capture.field.models import Device
from dampingi.capture.field.models import Photo as SentPhoto
from dampingi.capture.field.models import Submission as Sent
from dampingi.capture.imports.models import Import
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.boundaries.models import Edition
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.models import Region, RegionAlias
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.closings.models import Closing
from dampingi.insight.evaluation.instruments import instruments
from dampingi.insight.evaluation.models import (
    DocumentCheck,
    Evaluation,
    Instrument,
    PanelMember,
    Proof,
    RaterAssignment,
    Subject,
)
from dampingi.insight.evaluation.models import Objection as Contested
from dampingi.insight.hearings.models import Event, Talk
from dampingi.insight.indicators.models import Draft as IndicatorDraft
from dampingi.insight.indicators.models import Entry as IndicatorEntry
from dampingi.insight.indicators.models import Version as IndicatorVersion
from dampingi.insight.instruments.models import Draft
from dampingi.insight.lessons.models import Factor, Lesson
from dampingi.insight.participation.models import RiskModel
from dampingi.insight.passing.models import Marking
from dampingi.insight.pilots.models import PilotChoice
from dampingi.insight.reviews.models import Freeze
from dampingi.insight.rounds import queries as rounds_seen
from dampingi.insight.rounds.models import Edition as RoundEdition
from dampingi.insight.rounds.models import Entry, Minutes, Round
from dampingi.insight.targets.models import Proposal
from dampingi.insight.theory.models import Theory
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import seen as seen_determinations
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.honoraria.models import Bundle
from dampingi.outcomes.papers.batches import KIND as PRINT_MONTH
from dampingi.outcomes.plans.models import Activity, Allocation, ForumMinutes, Wish
from dampingi.outcomes.plans.models import Plan as WorkPlan
from dampingi.outcomes.plans.queries import plans as work_plans
from dampingi.outcomes.reports.models import Snapshot
from dampingi.outcomes.reports.queries import snapshots
from dampingi.pages.register.tasks import CHANGE
from dampingi.records.aspirations.models import Aspiration, Box
from dampingi.records.budgets.models import Budget, Earmark
from dampingi.records.budgets.models import Decree as BudgetDecree
from dampingi.records.budgets.models import Entry as BudgetEntry
from dampingi.records.businesses.models import Business, Constraint, Person, Verification
from dampingi.records.calendars.models import OfficeTime
from dampingi.records.calendars.queries import times as office_times
from dampingi.records.capital.models import Need
from dampingi.records.catalogue.models import LabelRequest, Permit, Product, ProductPhoto
from dampingi.records.catalogue.queries import shown_products
from dampingi.records.centres.models import Centre, Occupancy, Picture, Repair, RoomHour, SharedRoom, Unit
from dampingi.records.checkups.models import CheckUp
from dampingi.records.clinic.models import Booking, Slot
from dampingi.records.clinic.queries import slots
from dampingi.records.commitments.models import Calendar, Commitment
from dampingi.records.complaints.models import Complaint
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.desks.models import Desk, Ticket
from dampingi.records.duplicates.models import LinkModel, Merge, MergeBatch, Pair, Search
from dampingi.records.duplicates.queries.merges import reached
from dampingi.records.equipment.models import Award, Recall, UseCheck
from dampingi.records.equipment.models import Decree as EquipmentDecree
from dampingi.records.equipment.models import Handover as EquipmentHandover
from dampingi.records.equipment.models import Need as EquipmentNeed
from dampingi.records.grants.models import Agreement as GrantAgreement
from dampingi.records.grants.models import Candidate as GrantCandidate
from dampingi.records.grants.models import Receipt as GrantReceipt
from dampingi.records.grants.models import Selection as GrantSelection
from dampingi.records.grants.models import Study, UseReport
from dampingi.records.handovers.models import Handover, HandoverLine
from dampingi.records.handovers.queries.handovers import handovers, lines_of
from dampingi.records.honoraria.models import BankAccount, Honorarium
from dampingi.records.honours.models import Nomination
from dampingi.records.honours.queries.nominations import nomination
from dampingi.records.hours.models import Work
from dampingi.records.interventions.models import Intervention, Taker, Turnover
from dampingi.records.knowledge.models import Article
from dampingi.records.knowledge.queries import articles
from dampingi.records.learning.models import (
    Attendance,
    Completion,
    Curriculum,
    Invitation,
    Material,
    Module,
    Registration,
    Speaker,
    Training,
)
from dampingi.records.learning.queries import trainings
from dampingi.records.learning.queries.curricula import curricula, readable
from dampingi.records.learning.queries.doors import awaited
from dampingi.records.learning.queries.speakers import speakers
from dampingi.records.loans.models import Document as LoanDocument
from dampingi.records.loans.models import Loan, LoanApplication, SchemeEdition
from dampingi.records.markets.models import Point, Rota, Seller, Swap, Turn
from dampingi.records.materials.models import Demand, Pool
from dampingi.records.meetings.models import ActionItem, Guest, Invitee, Meeting, RoadShow, Room
from dampingi.records.meetings.queries import rooms
from dampingi.records.memberships.models import Membership, Saving
from dampingi.records.mentoring.models import (
    Growth,
    GrowthObjection,
    MonthlyReport,
    Plan,
    PlannedVisit,
    Submission,
    Task,
    Visit,
)
from dampingi.records.pacts.models import Obligation as PactObligation
from dampingi.records.pacts.models import Pact, PactFile
from dampingi.records.partners.models import Partner
from dampingi.records.photojobs.models import JobPhoto, PhotoJob
from dampingi.records.placements.models import Delivery, Movement, Placement, Settlement
from dampingi.records.placements.models import Line as PlacedLine
from dampingi.records.problems.models import AgreedAction, ListEdition, Problem
from dampingi.records.programmes.models import Application, Enrolment, Mentor, Programme
from dampingi.records.questions.models import Question, QuestionFile
from dampingi.records.recruitment.models import Appeal, Applicant, Call, Enclosure
from dampingi.records.subsidies.models import Claim, LoanDecree, Reconciliation
from dampingi.records.surveys.models import Respondent, Survey
from dampingi.records.tasks.models import Attachment
from dampingi.records.tasks.queries.tasks_ import tasks
from dampingi.records.tot.models import Course, CourseMaterial, Session, Trainee
from dampingi.records.tot.queries import attended_or_held, courses

from .routes import spread


@dataclass(frozen=True)
class Kind:
    """A model whose `field` a URL argument holds."""

    model: Any
    field: str = "pk"

    @property
    def scoped(self) -> bool:
        return hasattr(self.model.objects, "for_actor")

    def samples(self) -> list[Any]:
        rows = self.model.objects.unscoped("matrix test") if self.scoped else self.model.objects.all()
        return spread(rows)

    def argument(self, row: Any) -> Any:
        return getattr(row, self.field)

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(self.model.objects.for_actor(actor, p).filter(pk=row.pk).exists() for p in permissions)


class Living(Kind):
    """A business that is not archived: of the others nobody is asked for a look."""

    def samples(self) -> list[Any]:
        return spread(Business.objects.unscoped("matrix test").filter(archived_at=None))


class Awards(Kind):
    """Before the decree is decided nobody but the office opens a line of it."""

    def samples(self) -> list[Any]:
        rows = Award.objects.unscoped("matrix test").filter(decree__state="approved", voided_on=None)
        return spread(rows)


class Recipients(Kind):
    """A candidate is a recipient once somebody approved the selection."""

    def samples(self) -> list[Any]:
        rows = GrantCandidate.objects.unscoped("matrix test").filter(chosen=True, selection__state="approved")
        return spread(rows)


class Receipts(Kind):
    """Those of a report one reaches."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        rows = (UseReport.objects.for_actor(actor, p).filter(id=row.report_id) for p in permissions)
        return any(found.exists() for found in rows)

    @property
    def scoped(self) -> bool:
        return True

    def samples(self) -> list[Any]:
        return spread(GrantReceipt.objects.all())


class Changes(Kind):
    """Long work that changed many businesses; whoever may ask for such work meets only their own."""

    def samples(self) -> list[Any]:
        return list(Job.objects.filter(kind=CHANGE))


class PrintedMonths(Kind):
    """All forms of a month: opened by who asked for them only."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Job.objects.filter(kind=PRINT_MONTH))

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return row.by == actor.user_id


class Reports(Kind):
    """A report that tells mentors' results is only for those who may see evaluations."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return snapshots(actor).filter(pk=row.pk).exists()


class Determinations(Kind):
    """A mentor is reached by decisions about them, but reads their own, not the whole."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return (
            super().reaches(actor, permissions, row) and seen_determinations(actor).filter(pk=row.pk).exists()
        )


class Sessions(Kind):
    """A training is also for those whose participants were invited to it, or may register for it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if Permission.MANAGE_INTAKE not in permissions:
            return trainings(actor).filter(pk=row.pk).exists()
        invited = (
            rows.objects.for_actor(actor, p).filter(training=row)
            for p in permissions
            for rows in (Attendance, Invitation)
        )
        return super().reaches(actor, permissions, row) or any(rows.exists() for rows in invited)


class Curricula(Kind):
    """A curriculum, and what belongs to it, is for whoever has a part in its programme; only who keeps it changes it."""

    scoped = True

    def __init__(self, model: Any, path: str) -> None:
        super().__init__(model)
        object.__setattr__(self, "path", path)

    def samples(self) -> list[Any]:
        return list(self.model.objects.order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if self.model is Material:
            return readable(actor).filter(id=row.module_id).exists()
        found: Any = row
        for name in filter(None, self.path.split(".")):  # type: ignore[attr-defined]
            found = getattr(found, name)
        if Permission.MANAGE_INTAKE in permissions:
            return actor.may(Permission.MANAGE_INTAKE, region=found.programme.region)
        return curricula(actor).filter(pk=found.pk).exists()


class Speakers(Kind):
    """A speaker of the city is looked at by those who look after a part of it; only who keeps the city changes one."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if Permission.MANAGE_INTAKE in permissions:
            return super().reaches(actor, permissions, row)
        return speakers(actor).filter(pk=row.pk).exists()


class Judged(Sessions):
    """A session is judged by who came in the last week, which no session of the sample is."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return False


class Answerable(Sessions):
    """A session's test is answered by who came."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        mine = Attendance.objects.for_actor(actor, Permission.GIVE_VOICE)
        return mine.filter(training=row, present=True).exists()


class Doors(Sessions):
    """The door of a session is also kept by those of whom somebody is expected."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return super().reaches(actor, permissions, row) or bool(awaited(actor, row))


class Courses(Kind):
    """A mentors' training is also for those who look after a mentor invited to it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if Permission.VIEW_MENTORS in permissions:
            return courses(actor).filter(pk=row.pk).exists()
        return super().reaches(actor, permissions, row)


class Owners(Kind):
    """A person is also looked at through a business of theirs, wherever they live."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        theirs = (Business.objects.for_actor(actor, p).filter(owner=row) for p in permissions)
        return super().reaches(actor, permissions, row) or any(rows.exists() for rows in theirs)


class Rounds(Kind):
    """A round is also for those it invited to answer; only who holds it changes it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if Permission.VIEW_ROUNDS in permissions:
            return rounds_seen.rounds(actor).filter(pk=row.pk).exists()
        return super().reaches(actor, permissions, row)


class RoundSheets(Kind):
    """A sheet is for who writes in it, and for the very region that asked."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        writes = Permission.REPORT_ROUNDS in permissions and rounds_seen.reports_for(actor, row.region)
        return writes or (Permission.HOLD_ROUNDS in permissions and rounds_seen.holds_round(actor, row.round))


class Slots(Kind):
    """A slot of a wider region is open to those who look after a part of it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return slots(actor).filter(pk=row.pk).exists()


class Problems(Kind):
    """A problem is changed by who may note there, and only one they read."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return all(
            super(Problems, self).reaches(actor, (p,), row) for p in {*permissions, Permission.VIEW_PROBLEMS}
        )


class Rooms(Kind):
    """A room of the office above is there for those below it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if permissions == (Permission.CALL_MEETINGS,):
            return super().reaches(actor, permissions, row)
        return rooms(actor).filter(pk=row.pk).exists()


class WorkPlans(Kind):
    """The office's work plan is also for those who look after a part of its region, once it is no longer a draft."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if Permission.VIEW_PLANS not in permissions:
            return super().reaches(actor, permissions, row)
        found = row if self.model is WorkPlan else row.plan
        return work_plans(actor).filter(pk=found.pk).exists()


class Merges(Kind):
    """A merge is for those who reach what it made, wherever that is today."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(reached(actor, p).filter(pk=row.pk).exists() for p in permissions)


class Instruments(Kind):
    """An instrument is open to those who take part in evaluations of its office, above and below."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Instrument.objects.order_by("code", "version")[:3])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return instruments(actor).filter(pk=row.pk).exists()


class Plans(Kind):
    """A plan is also for those of whom it asks a visit."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        asked = PlannedVisit.objects.for_actor(actor, Permission.RECORD_VISITS).filter(plan=row)
        planned = Plan.objects.for_actor(actor, Permission.PLAN_HELP).filter(pk=row.pk)
        return planned.exists() or asked.exists()


class Handovers(Kind):
    """A handover is also for the mentors who gave or received by it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        if permissions == (Permission.MANAGE_MENTORS,):
            return super().reaches(actor, permissions, row)
        return handovers(actor).filter(pk=row.pk).exists()


class HandoverLines(Kind):
    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return lines_of(actor, row.handover).filter(pk=row.pk).exists()


class Version(Kind):
    """A version of the weights holds for the whole installation: whoever may merge may look at it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(actor.holds(p) for p in permissions)


class Place(Kind):
    """A region: reached by whoever holds a permission for all of it."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Region.objects.filter(code__in=("32", "32.76", "32.76.05")))

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(actor.may(p, region=row.code) for p in permissions)


class Looks(Kind):
    """A verification is reached with its business."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Verification.objects.order_by("region", "id")[:40:8])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(
            Business.objects.for_actor(actor, p).filter(pk=row.business_id).exists() for p in permissions
        )


class Needs(Kind):
    """A constraint is reached with its business, wherever it was noted."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(
            Business.objects.for_actor(actor, p).filter(pk=row.business_id).exists() for p in permissions
        )


class SentPhotos(Kind):
    """A photo is reached with the submission that named it."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(SentPhoto.objects.all()[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(
            Sent.objects.for_actor(actor, p).filter(pk=row.submission_id).exists() for p in permissions
        )


class Tasks(Kind):
    """A task is for whoever has a part in its programme."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Task.objects.order_by("due_on")[:3])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return tasks(actor).filter(pk=row.pk).exists()


class Attachments(Kind):
    """A file is reached with the answer it was handed in with."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Attachment.objects.order_by("id")[:3])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        answers = (Submission.objects.for_actor(actor, p) for p in permissions)
        return any(a.filter(pk=row.version.submission_id).exists() for a in answers)


class Objections(Kind):
    """An objection is reached with the month it is about."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(GrowthObjection.objects.order_by("at")[:3])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(Growth.objects.for_actor(actor, p).filter(pk=row.growth_id).exists() for p in permissions)


class Nominations(Kind):
    """A nomination is for those who reach the participant, who does not read it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        try:
            return bool(nomination(actor, row.pk))
        except Refused:
            return False


class PublicPhotos(Kind):
    """A photo of the catalogue is for everybody."""

    scoped = False

    def samples(self) -> list[Any]:
        return list(ProductPhoto.objects.unscoped("matrix test").filter(removed_at=None)[:2])


class ShownProducts(Kind):
    """What the public catalogue shows."""

    scoped = False

    def samples(self) -> list[Any]:
        return list(shown_products()[:2])


class Sellers(ShownProducts):
    """A business with something in the catalogue."""

    def samples(self) -> list[Any]:
        return [p.business for p in shown_products()[:2]]


class Spelling(Kind):
    """Another name of a region: reached by whoever imports into all of the region's surroundings."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(RegionAlias.objects.exclude(added_by=""))

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(actor.may(p, region=row.region_id) for p in permissions)


class SentApplications(Kind):
    """An application that was sent; a draft is its applicant's alone."""

    def samples(self) -> list[Any]:
        return spread(Applicant.objects.unscoped("matrix test").exclude(state="draft"))


class Enclosed(Kind):
    """A paper is reached with its application."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Enclosure.objects.order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        rows = (Applicant.objects.for_actor(actor, p) for p in permissions)
        return any(found.filter(pk=row.applicant_id).exists() for found in rows)


class AskedFiles(Kind):
    """A photo or voice note is reached with its question."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(QuestionFile.objects.order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        rows = (Question.objects.for_actor(actor, p) for p in permissions)
        return any(found.filter(pk=row.question_id).exists() for found in rows)


class Articles(Kind):
    """An article is for those with a part in its office once it is published, before that for who drafted and checks it."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return articles(actor).filter(pk=row.pk).exists()


class OfficeTimes(Kind):
    """One of the office's times is for those to whom it applies: also from above."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return office_times(actor).filter(pk=row.pk).exists()


class Tickets(Kind):
    """A number is reached with its desk."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Ticket.objects.order_by("number", "id")[:1])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(Desk.objects.for_actor(actor, p).filter(pk=row.desk_id).exists() for p in permissions)


class Appeals(Enclosed):
    """An applicant's objection is reached with the application."""

    def samples(self) -> list[Any]:
        return list(Appeal.objects.order_by("id")[:2])


class AnswerableCourses(Courses):
    """A course's test is answered by the mentors who were at a session."""

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        mine = Trainee.objects.filter(course=row, mentor__user=actor.user_id, presences__isnull=False)
        return mine.exists()


class TotMaterials(Kind):
    """A course's material is for whoever attends it, holds it or looks after those who do."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(CourseMaterial.objects.order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return attended_or_held(actor).filter(pk=row.course_id).exists()


class TotSessions(Kind):
    """A session is reached with its course."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Session.objects.order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(Course.objects.for_actor(actor, p).filter(pk=row.course_id).exists() for p in permissions)


class Trainees(Kind):
    """A certificate is reached with its mentor."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(Trainee.objects.filter(passed=True).order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(Mentor.objects.for_actor(actor, p).filter(pk=row.mentor_id).exists() for p in permissions)


class Owed(Kind):
    """An obligation is reached with its agreement."""

    scoped = True

    def samples(self) -> list[Any]:
        return list(PactObligation.objects.filter(pact__signed_on__isnull=False).order_by("id")[:2])

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(Pact.objects.for_actor(actor, p).filter(pk=row.pact_id).exists() for p in permissions)


KINDS: dict[str, Kind] = {
    "agreement_id": Kind(Agreement),
    "course_id": Courses(Course),
    "tot_own_quiz:course_id": AnswerableCourses(Course),
    "handout_id": TotMaterials(CourseMaterial),
    "session_id": TotSessions(Session),
    "trainee_id": Trainees(Trainee),
    "applicant_id": SentApplications(Applicant),
    "appeal_id": Appeals(Appeal),
    "call_id": Kind(Call),
    "enclosure_id": Enclosed(Enclosure),
    "question_id": Kind(Question),
    "desk_id": Kind(Desk),
    "ticket_id": Tickets(Ticket),
    "article_id": Articles(Article),
    "question_file_id": AskedFiles(QuestionFile),
    "account_id": Kind(BankAccount),
    "application_id": Kind(Application),
    "approval_id": Kind(Approval),
    "batch_id": Kind(Booking, "batch"),
    "booking_id": Kind(Booking),
    "bundle_id": Kind(Bundle),
    "business_id": Kind(Business),
    "model_id": Kind(RiskModel),
    "business_verification:business_id": Living(Business),
    "businesses_changed:job_id": Changes(Job),
    "changed_businesses:job_id": Changes(Job),
    "unchanged_businesses:job_id": Changes(Job),
    "printed_reports:job_id": PrintedMonths(Job),
    "printed_reports_file:job_id": PrintedMonths(Job),
    "code": Kind(Programme, "code"),
    "commitment_id": Kind(Commitment),
    "calendar_id": Kind(Calendar),
    "complaint_id": Kind(Complaint),
    "cooperative_id": Kind(Cooperative),
    "pilot_choice_id": Kind(PilotChoice),
    "membership_id": Kind(Membership),
    "saving_id": Kind(Saving),
    "pool_id": Kind(Pool),
    "demand_id": Kind(Demand),
    "need_id": Kind(Need),
    "survey_id": Kind(Survey),
    "respondent_id": Kind(Respondent),
    "constraint_id": Needs(Constraint),
    "determination_id": Determinations(Determination),
    "device_id": Kind(Device),
    "document:code": Kind(Document, "code"),
    "edition_id": Kind(Edition),
    "enrolment_id": Kind(Enrolment),
    "evaluation_id": Kind(Evaluation),
    "instrument_id": Instruments(Instrument),
    "factor_id": Kind(Factor),
    "freeze_id": Kind(Freeze),
    "marking_id": Kind(Marking),
    "lesson_id": Kind(Lesson),
    "growth_id": Kind(Growth),
    "handover_id": Handovers(Handover),
    "honorarium_id": Kind(Honorarium),
    "import_id": Kind(Import),
    "job_id": Kind(Job),
    "line_id": HandoverLines(HandoverLine),
    "look_id": Looks(Verification),
    "mentor_id": Kind(Mentor),
    "nomination_id": Nominations(Nomination),
    "person:person_id": Owners(Person),
    "person_history:person_id": Owners(Person),
    "merge_batch:batch_id": Kind(MergeBatch),
    "batch_parting:batch_id": Kind(MergeBatch),
    "merge_id": Merges(Merge),
    "pair_id": Kind(Pair),
    "pact_id": Kind(Pact),
    "obligation_id": Owed(PactObligation),
    "pact_file_id": Kind(PactFile),
    "partner_id": Kind(Partner),
    "person_id": Kind(Person),
    "spelling_id": Spelling(RegionAlias),
    "photo_id": SentPhotos(SentPhoto),
    "plan_id": Plans(Plan),
    "curriculum_id": Curricula(Curriculum, ""),
    "module_id": Curricula(Module, "curriculum"),
    "material_id": Curricula(Material, "module.curriculum"),
    "completion_id": Kind(Completion),
    "speaker_id": Speakers(Speaker),
    "opinion:training_id": Judged(Training),
    "own_quiz:training_id": Answerable(Training),
    "door:training_id": Doors(Training),
    "attendance_id": Kind(Attendance),
    "registration_id": Kind(Registration),
    "region": Place(Region, "code"),
    "report_code": Reports(Snapshot, "code"),
    "report_id": Kind(MonthlyReport),
    "slot_id": Slots(Slot),
    "search_id": Kind(Search),
    "attachment_id": Attachments(Attachment),
    "objection_id": Objections(GrowthObjection),
    "evaluation_answer:objection_id": Kind(Contested),
    "evaluation_withdraw:objection_id": Kind(Contested),
    "evaluation_proof:objection_id": Kind(Contested),
    "proof_id": Kind(Proof),
    "check_id": Kind(DocumentCheck),
    "assignment_id": Kind(RaterAssignment),
    "rater_id": Kind(RaterAssignment, "rater_id"),
    "hearings_id": Kind(Event),
    "talk_id": Kind(Talk),
    "member_id": Kind(PanelMember),
    "draft_id": Kind(Draft),
    "indicator_draft:draft_id": Kind(IndicatorDraft),
    "indicator_draft_rows:draft_id": Kind(IndicatorDraft),
    "indicator_draft_edit:draft_id": Kind(IndicatorDraft),
    "indicator_draft_settle:draft_id": Kind(IndicatorDraft),
    "indicator_verdict:draft_id": Kind(IndicatorDraft),
    "indicator_entry:entry_id": Kind(IndicatorEntry),
    "indicator_evidence:entry_id": Kind(IndicatorEntry),
    "indicator_entry_verdict:entry_id": Kind(IndicatorEntry),
    "indicator_version:version_id": Kind(IndicatorVersion),
    "indicator_next:version_id": Kind(IndicatorVersion),
    "indicator_retirement:version_id": Kind(IndicatorVersion),
    "sent_id": Kind(Sent),
    "subject_id": Kind(Subject),
    "task_id": Tasks(Task),
    "version_id": Version(LinkModel),
    "theory_id": Kind(Theory),
    "meeting_id": Kind(Meeting),
    "invitee_id": Kind(Invitee),
    "room_id": Rooms(Room),
    "time_id": OfficeTimes(OfficeTime),
    "check_up_id": Kind(CheckUp),
    "closing_id": Kind(Closing),
    "loan_scheme_id": Kind(SchemeEdition),
    "budget_id": Kind(Budget),
    "claim_id": Kind(Claim),
    "loan_decree_id": Kind(LoanDecree),
    "reconciliation_id": Kind(Reconciliation),
    "budget_decree_id": Kind(BudgetDecree),
    "earmark_id": Kind(Earmark),
    "movement_id": Kind(BudgetEntry),
    "loan_application_id": Kind(LoanApplication),
    "loan_document_id": Kind(LoanDocument),
    "loan_id": Kind(Loan),
    "grant_study_id": Kind(Study),
    "grant_selection_id": Kind(GrantSelection),
    "grant_candidate_id": Kind(GrantCandidate),
    "grant_recipient_id": Recipients(GrantCandidate),
    "grant_agreement_id": Kind(GrantAgreement),
    "grant_report_id": Kind(UseReport),
    "grant_receipt_id": Receipts(GrantReceipt),
    "equipment_need_id": Kind(EquipmentNeed),
    "equipment_decree_id": Kind(EquipmentDecree),
    "equipment_award_id": Awards(Award),
    "equipment_handover_id": Kind(EquipmentHandover),
    "equipment_check_id": Kind(UseCheck),
    "equipment_recall_id": Kind(Recall),
    "target_proposal_id": Kind(Proposal),
    "problem_id": Problems(Problem),
    "list_edition_id": Kind(ListEdition),
    "agreed_id": Kind(AgreedAction),
    "round_id": Rounds(Round),
    "entry_id": Kind(Entry),
    "round_figures:round_id": Kind(Round),
    "round_sheet:entry_id": RoundSheets(Entry),
    "round_behalf:entry_id": RoundSheets(Entry),
    "round_edition_id": Kind(RoundEdition),
    "round_minutes_id": Kind(Minutes),
    "item_id": Kind(ActionItem),
    "roadshow_id": Kind(RoadShow),
    "aspiration_id": Kind(Aspiration),
    "box_id": Kind(Box),
    "guest_id": Kind(Guest),
    "training_id": Sessions(Training),
    "visit_id": Kind(Visit),
    "product_id": Kind(Product),
    "product_photo_id": Kind(ProductPhoto),
    "product_photo:product_photo_id": PublicPhotos(ProductPhoto),
    "permit_id": Kind(Permit),
    "shown_id": ShownProducts(Product),
    "shown_seller:seller_id": Sellers(Business),
    "job_photo_id": Kind(JobPhoto),
    "photo_job_id": Kind(PhotoJob),
    "placement_id": Kind(Placement),
    "delivery_id": Kind(Delivery),
    "cancel_movement:movement_id": Kind(Movement),
    "settlement_id": Kind(Settlement),
    "label_request_id": Kind(LabelRequest),
    "intervention_id": Kind(Intervention),
    "taker_id": Kind(Taker),
    "turnover_id": Kind(Turnover),
    "workplan_id": WorkPlans(WorkPlan),
    "activity_id": WorkPlans(Activity),
    "allocation_id": WorkPlans(Allocation),
    "wish_id": WorkPlans(Wish),
    "minutes_id": WorkPlans(ForumMinutes),
    "work_id": Kind(Work),
    "point_id": Kind(Point),
    "seller_id": Kind(Seller),
    "rota_id": Kind(Rota),
    "turn_id": Kind(Turn),
    "swap_id": Kind(Swap),
    "centre_id": Kind(Centre),
    "unit_id": Kind(Unit),
    "occupancy_id": Kind(Occupancy),
    "repair_id": Kind(Repair),
    "picture_id": Kind(Picture),
    "own_room_hour:room_id": Kind(SharedRoom),
    "centre_room_closing:room_id": Kind(SharedRoom),
    "answer_listing:line_id": Kind(PlacedLine),
    "hour_id": Kind(RoomHour),
    "own_stalls_file:business_id": Living(Business),
}
"""By the argument's name, or `route:argument` where a name means something else in one route."""

PLAIN: dict[str, Callable[[], str]] = {
    "grant_option:form": lambda: "goods",
    "open_grant_selection:form": lambda: "social_aid",
    "market_stall_retiring:number": lambda: "1",
    "own_attendance:code": lambda: "x",
    "catalogue_consent:to": lambda: "show",
    "card_door:code": lambda: "x",
    "own_quiz:side": lambda: "sebelum",
    "quiz_opening:side": lambda: "sebelum",
    "quiz_closing:side": lambda: "sebelum",
    "tot_own_quiz:side": lambda: "sebelum",
    "tot_quiz_opening:side": lambda: "sebelum",
    "tot_quiz_closing:side": lambda: "sebelum",
    "tot_entered_quiz:side": lambda: "sebelum",
    "tot_quiz_annulment:side": lambda: "sebelum",
    "tot_own_presence:code": lambda: "x",
    "indicator_parts:code": lambda: "nilai_pendampingan",
    "new_indicator_entry:code": lambda: "kemitraan_baru",
    "new_indicator_of:dataset": lambda: "growth",
    "entered_quiz:side": lambda: "sebelum",
    "quiz_annulment:side": lambda: "sebelum",
    "hearing_minutes:day": lambda: "1",
    "hearing_minutes:room": lambda: "0",
    "talk_answer:number": lambda: "1",
    "cooperative_assessment:year": lambda: "2025",
    "instrument_draft_part:part": lambda: "aturan",
    "instrument_draft_row:part": lambda: "kriteria",
    "instrument_draft_row:key": lambda: "visits",
    "target:indicator_code": lambda: "pass_rate",
    "propose_target:indicator_code": lambda: "participation",
    "hand_down_target:indicator_code": lambda: "participation",
    "agreement_figure:indicator": lambda: "visits_per_participant",
    "appoint_chosen:source": lambda: "rekrutmen",
    "problem_ruling:matter": lambda: "micro",
    "problem_list:kind": lambda: "topik",
    "meeting_invitation:token": lambda: "x",
    "meeting_scan:code": lambda: "x",
    "calendar_feed:token": lambda: "x",
    "aspiration_sending:district": lambda: "32.76.05",
    "you_said:district": lambda: "32.76.05",
    "aspiration_sent:district": lambda: "32.76.05",
    "invitation:key": lambda: "x",
    "invitation:token": lambda: "x",
    "ui:asset:name": lambda: "dampingi.css",
    "field_file:version": lambda: bundle().version,
    "field_file:name": lambda: "index.html",
    "import_sample:kind": lambda: "businesses",
    "kbli_code:edition": lambda: "2020",
    "kbli_code:kbli_code": lambda: "56102",
    "theory_row:row": lambda: "mentors",
    "report_figure:no": lambda: "1",
    "report_file:format": lambda: "pdf",
}
"""Arguments that name no record."""


def kind(route: str, argument: str) -> Kind | None:
    return KINDS.get(f"{route}:{argument}") or KINDS.get(argument)
