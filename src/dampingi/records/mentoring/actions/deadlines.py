import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.models import MonthlyReport, ReportRules
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.models import Programme

MOST_DAY, MOST_REMIND = 28, 20


@transaction.atomic
def set_report_rules(
    *, by: Actor, programme: Programme, due_day: int, remind_days: int, today: datetime.date
) -> ReportRules:
    """When the programme's reports are due from now on.

    Reports that are handed in, or whose day has passed, keep the day they had: nobody becomes late or punctual afterwards.
    """
    by.require(Permission.MANAGE_INTAKE, region=programme.region)
    if not (1 <= due_day <= MOST_DAY and 0 <= remind_days <= MOST_REMIND):
        raise Refused(_("Isi tanggal 1 sampai 28, dan pengingat 0 sampai 20 hari sebelumnya."))
    rules, _new = ReportRules.objects.update_or_create(
        programme=programme, defaults={"due_day": due_day, "remind_days": remind_days}
    )
    waiting = MonthlyReport.objects.unscoped("of a programme the actor manages").filter(
        programme=programme, submitted_on=None, due_on__gte=today
    )
    for month in set(waiting.values_list("month", flat=True)):
        due_on = month_end(month) + datetime.timedelta(days=due_day)
        waiting.filter(month=month).update(due_on=max(due_on, today))
    record_event(
        by=by, action="set_report_rules", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, detail={"due_day": due_day, "remind_days": remind_days},
    )  # fmt: skip
    return rules
