"""How mentors are made ready: the training of trainers."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts import events, groups


def trainees(source: Source) -> ir.Table:
    """A mentor in a course, on the day of its last session; whether they passed is known once the course is closed."""
    trainee, course, session, mentor = (source[n] for n in ("trainee", "course", "session", "mentor"))
    last = session.group_by(held_in=session.course_id).agg(last_on=session["on"].max())
    rows = trainee.join(course, trainee.course_id == course.id).select(
        trainee, course.programme_id, course.title, course.closed_at
    )
    rows = rows.join(last, rows.course_id == last.held_in).select(rows, last.last_on)
    rows = rows.join(mentor, rows.mentor_id == mentor.id).select(rows, mentor.region)
    closed = rows.closed_at.notnull() & (rows.closed_at < source.instant)
    return rows.select(
        id=rows.id,
        programme=rows.programme_id,
        region=rows.region,
        day=rows.last_on,
        mentor=rows.mentor_id,
        training=rows.title,
        invited=1,
        closed=flag(closed),
        passed=flag(closed & rows.passed.fill_null(False)),
    )


TRAINEES = Dataset(
    name="trainees",
    title=_("Pelatihan pendamping"),
    says=_("Pendamping yang ikut pelatihan pendamping (TOT), menurut hari pertemuan terakhirnya."),
    grain=_("satu pendamping, satu pelatihan"),
    rows=(trainees,),
    columns={
        "invited": Column(_("1 untuk setiap peserta TOT")),
        "closed": Column(_("1 bila hasil pelatihannya sudah ditetapkan"), flag=True),
        "passed": Column(_("1 bila lulus"), flag=True),
    },
    groups={"mentor": events.own_mentor},
    reaches={"own": groups.own_appointment},
    subject="mentor",
    detail="training",
)
