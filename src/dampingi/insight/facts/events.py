"""Facts that happen on a day."""

import operator
from functools import reduce

import ibis
import ibis.expr.types as ir

from dampingi.engines.indicators import Source, flag


def attendances(source: Source) -> ir.Table:
    came, training = source["attendance"], source["training"]
    tested = came.pre.notnull() & came.post.notnull()
    return came.join(training, came.training_id == training.id).select(
        id=came.id,
        programme=came.programme_id,
        region=came.region,
        day=training["on"],
        enrolment=came.enrolment_id,
        training=training.title,
        invited=1,
        present=flag(came.present),
        tested=flag(tested),
        before=ibis.ifelse(tested, came.pre, 0),
        after=ibis.ifelse(tested, came.post, 0),
        finance=flag(training.subject == "finance"),
        marketing=flag(training.subject == "marketing"),
    )


def stages(source: Source) -> ir.Table:
    enrolment, stage, done = source["enrolment"], source["stage"], source["completion"]
    owed = [enrolment.programme_id == stage.programme_id, enrolment.enrolled_on <= stage.due_on]
    rows = enrolment.join(stage, owed).select(
        id=enrolment.id,
        programme=enrolment.programme_id,
        region=enrolment.region,
        day=stage.due_on,
        enrolment=enrolment.id,
        stage_id=stage.id,
        stage_name=stage.name,
        due=1,
    )
    by_then = done.filter(done.done_on <= source.until).select("enrolment_id", "stage_id", "done_on")
    pairs = rows.left_join(
        by_then, [rows.enrolment == by_then.enrolment_id, rows.stage_id == by_then.stage_id]
    )
    return pairs.select(
        rows,
        done=flag(by_then.done_on.notnull()),
        on_time=flag(by_then.done_on.notnull() & (by_then.done_on <= rows.day)),
    )


def stage_code(source: Source, rows: ir.Table) -> ir.Table:
    stage = source["stage"]
    return rows.join(stage, rows.stage_id == stage.id).select(rows, stage=stage.code)


def visits(source: Source) -> ir.Table:
    visit = source["visit"]
    return visit.select(
        id=visit.id,
        programme=visit.programme_id,
        region=visit.region,
        day=visit["on"],
        enrolment=visit.enrolment_id,
        mentor=visit.mentor_id,
        topic=visit.topic,
        visits=1,
        minutes=visit.minutes,
        participant_months=ibis.literal(0, "int64"),
    )


def participant_months(source: Source) -> ir.Table:
    """A month belongs to whoever accompanies on its 15th: one mentor per participant and month, exactly.

    One row per month where the question groups by month; else one per caseload with its months counted, which is ten times quicker.
    """
    held, enrolment = source["caseload"], source["enrolment"]
    of_programme = enrolment.filter(source.of_programme(enrolment.programme_id))
    held = held.join(of_programme, held.enrolment_id == of_programme.id).select(
        held, programme=of_programme.programme_id, region=of_programme.region
    )
    if source.by_month:
        calendar = source.calendar()
        rows = held.join(calendar, _covers(held, calendar.day)).select(held, day=calendar.day, months=1)
    else:
        months = sum(flag(reduce(operator.and_, _covers(held, day))) for day in source.middles())
        rows = held.mutate(day=source.until, months=months)
    return rows.select(
        id=rows.id,
        programme=rows.programme,
        region=rows.region,
        day=rows.day,
        enrolment=rows.enrolment_id,
        mentor=rows.mentor_id,
        topic=ibis.literal(""),
        visits=0,
        minutes=ibis.literal(0, "int64"),
        participant_months=rows.months.cast("int64"),
    )


def _covers(held: ir.Table, day: ir.StringValue) -> list[ir.BooleanValue]:
    return [held.starts_on <= day, held.ends_on.isnull() | (held.ends_on > day)]


def own_mentor(source: Source, rows: ir.Table) -> ir.Table:
    """The rows say themselves whose they are."""
    return rows


def reports(source: Source) -> ir.Table:
    """A report is owed from the day its draft was made for the mentor; it counts once its due day has passed."""
    report = source["report"]
    return report.filter(report.due_on <= source.until).select(
        id=report.id,
        programme=report.programme_id,
        region=report.region,
        day=report.month,
        mentor=report.mentor_id,
        due=1,
        on_time=flag(report.submitted_on.notnull() & (report.submitted_on <= report.due_on)),
        approved=flag(report.approved_on.notnull() & (report.approved_on <= source.until)),
    )


def growth(source: Source) -> ir.Table:
    told = source["growth"]
    return told.filter(~told.baseline).select(
        id=told.id,
        programme=told.programme_id,
        region=told.region,
        day=told.month,
        enrolment=told.enrolment_id,
        weeks=told.weeks,
        weeks_with_sales=told.weeks_with_sales,
        confirmed=flag(told.confirmed_at.notnull()),
        reported=1,
    )
