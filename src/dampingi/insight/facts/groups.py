"""Columns that any participant's row can be grouped by, joined only when a question asks for them."""

import ibis.expr.types as ir

from dampingi.engines.indicators import Source
from dampingi.engines.indicators.dialects import parameter


def sex(source: Source, rows: ir.Table) -> ir.Table:
    """P or L; '' where it is not on record."""
    enrolment, person = source["enrolment"], source["person"]
    people = enrolment.join(person, enrolment.person_id == person.id).select(
        key=enrolment.id, value=person.sex
    )
    return rows.left_join(people, rows.enrolment == people.key).select(rows, sex=people.value.fill_null(""))


def sector(source: Source, rows: ir.Table) -> ir.Table:
    """Code of the business' sector; '' for a participant who has no business yet or none on record."""
    enrolment, business = source["enrolment"], source["business"]
    owned = enrolment.join(business, enrolment.business_id == business.id).select(
        key=enrolment.id, value=business.sector
    )
    return rows.left_join(owned, rows.enrolment == owned.key).select(rows, sector=owned.value.fill_null(""))


def mentor_of_the_day(source: Source, rows: ir.Table) -> ir.Table:
    """Who accompanied the participant on the row's day, by the dated caseloads; null where nobody did."""
    held = source["caseload"].select("enrolment_id", "mentor_id", "starts_on", "ends_on")
    on_the_day = [
        rows.enrolment == held.enrolment_id,
        held.starts_on <= rows.day,
        held.ends_on.isnull() | (held.ends_on > rows.day),
    ]
    return rows.left_join(held, on_the_day).select(rows, mentor=held.mentor_id)


def in_own_caseload(source: Source, rows: ir.Table) -> ir.BooleanValue:
    """Participants whom the user accompanies today."""
    held, mentor = source["caseload"], source["mentor"]
    current = held.filter(held.ends_on.isnull())
    own = mentor.filter(mentor.user_id == parameter("user"))
    return rows.enrolment.isin(current.join(own, current.mentor_id == own.id).enrolment_id)


def own_participation(source: Source, rows: ir.Table) -> ir.BooleanValue:
    """The user's own rows as a participant."""
    enrolment, person = source["enrolment"], source["person"]
    own = person.filter(person.user_id == parameter("user"))
    return rows.enrolment.isin(enrolment.join(own, enrolment.person_id == own.id).id)


def own_appointment(source: Source, rows: ir.Table) -> ir.BooleanValue:
    """Rows of the user's own appointment as a mentor."""
    mentor = source["mentor"]
    return rows.mentor.isin(mentor.filter(mentor.user_id == parameter("user")).id)


PARTICIPANT_GROUPS = {"sex": sex, "sector": sector, "mentor": mentor_of_the_day}
PARTICIPANT_REACHES = {"caseload": in_own_caseload, "own": own_participation}
