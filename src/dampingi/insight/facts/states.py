"""Facts that describe how things stand at the end of a period."""

import ibis
import ibis.expr.types as ir

from dampingi.engines.indicators import Source, flag
from dampingi.foundation.definitions import load
from dampingi.insight.facts.clinic import FINANCE, MARKETING
from dampingi.records.businesses.resolutions import UNSOLVED

_MEASURES = ("turnover", "workers", "products", "channels")


def enrolments(source: Source) -> ir.Table:
    enrolment, outcome, verification = source["enrolment"], source["outcome"], source["verification"]
    reached = outcome.filter(
        source.of_programme(outcome.programme_id), outcome.achieved, outcome["on"] <= source.until
    )
    reached = reached.group_by("enrolment_id").agg(aspects=reached.count())
    seen = verification.filter(verification["at"] < source.instant, verification.outcome == "confirmed")
    noted = source["constraint"]
    noted = noted.filter(noted.since <= source.until)
    capital = noted.filter(
        noted.code.isin(codes_of(FINANCE)), noted.resolved_on.isnull() | (noted.resolved_on > source.until)
    )
    members = _members(source)
    rows = enrolment.filter(source.of_programme(enrolment.programme_id))
    joined = rows.left_join(reached, rows.id == reached.enrolment_id)
    return joined.select(
        id=rows.id,
        programme=rows.programme_id,
        region=rows.region,
        day=rows.enrolled_on,
        enrolment=rows.id,
        enrolled=1,
        aspects=reached.aspects.fill_null(0),
        passed=flag(reached.aspects.fill_null(0) == 3),
        has_business=flag(rows.business_id.notnull()),
        member=flag(rows.business_id.notnull() & rows.business_id.isin(members.business_id)),
        verified=flag(rows.business_id.notnull() & rows.business_id.isin(seen.business_id)),
        exited=flag(rows.exited_on.notnull() & (rows.exited_on <= source.until)),
        examined=flag(rows.business_id.notnull() & rows.business_id.isin(noted.business_id)),
        capital_open=flag(rows.business_id.notnull() & rows.business_id.isin(capital.business_id)),
    )


def _members(source: Source) -> ir.Table:
    """Businesses in a cooperative at the period's end."""
    held = source["membership"]
    return held.filter(
        held.state.isin(("member", "left")),
        held.decided_on <= source.until,
        held.left_on.isnull() | (held.left_on > source.until),
    )


def progress(source: Source) -> ir.Table:
    base, told = source["growth"], source["growth"]
    base = base.filter(base.baseline)
    if source.by_month:
        told = told.filter(~told.baseline)
    else:
        told = _last(source).join(told, _IS_LAST).select(told)
    return told.join(base, told.enrolment_id == base.enrolment_id).select(
        id=told.id,
        programme=told.programme_id,
        region=told.region,
        day=told.month,
        enrolment=told.enrolment_id,
        participants=1,
        **{name: told[name] for name in _MEASURES},
        **{f"base_{name}": base[name] for name in _MEASURES},
        has_nib=flag(told.has_nib),
        base_has_nib=flag(base.has_nib),
    )


_IS_LAST = [("last_of", "enrolment_id"), ("last_month", "month")]


def _last(source: Source) -> ir.Table:
    """enrolment -> its last month up to the period's end."""
    told = source["growth"]
    told = told.filter(source.of_programme(told.programme_id), ~told.baseline, told.month <= source.until)
    return told.group_by(last_of=told.enrolment_id).agg(last_month=told.month.max())


def constraints(source: Source) -> ir.Table:
    """Constraints belong to a business; here those of the programme's participants.

    One closed because it was noted by mistake or no longer matters was neither overcome nor left open. What came up after the business
    had changed hands is not the participant's.
    """
    told, enrolment = source["constraint"], source["enrolment"]
    closed = told.resolved_on.notnull() & (told.resolved_on <= source.until)
    noted = told.filter(~(closed & told.resolved_how.isin(UNSOLVED)))
    gone = noted.resolved_on.notnull() & (noted.resolved_on <= source.until)
    of_programme = enrolment.filter(source.of_programme(enrolment.programme_id))
    while_theirs = of_programme.business_until.isnull() | (noted.since < of_programme.business_until)
    return noted.join(of_programme, [noted.business_id == of_programme.business_id, while_theirs]).select(
        id=noted.id,
        programme=of_programme.programme_id,
        region=noted.region,
        day=noted.since,
        enrolment=of_programme.id,
        code=noted.code,
        noted=1,
        open=ibis.ifelse(gone, 0, 1),
        resolved=flag(gone),
        blocking=flag(noted.severity == 3),
        finance=flag(noted.code.isin(codes_of(FINANCE))),
        marketing=flag(noted.code.isin(codes_of(MARKETING))),
    )


def constraint_code(source: Source, rows: ir.Table) -> ir.Table:
    return rows.mutate(constraint=rows.code)


def codes_of(field: str) -> list[str]:
    """The constraints of a field."""
    return [each["code"] for each in load("constraints") if each["field"] == field]
