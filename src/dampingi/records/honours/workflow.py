"""The choice's way up: a kecamatan chooses, then the city. Each level keeps to its quota and says why."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register

NAME = "honour"


def register_workflow() -> None:
    from dampingi.records.honours.actions.choosing import chosen, guard, left_out, passed_on

    register(
        Workflow(
            name=NAME,
            permission=Permission.CHOOSE_HONOURS,
            levels=(3, 2),
            on_approved=chosen,
            on_returned=left_out,
            url=lambda id: reverse("nomination", args=[id]),
            title=_title,
            guard=guard,
            on_passed=passed_on,
        )
    )


def _title(id: uuid.UUID) -> str:
    from dampingi.records.honours.models import Nomination

    rows = Nomination.objects.unscoped("the title of what one is told about").select_related(
        "enrolment__person"
    )
    return _("Peserta terbaik: %(name)s") % {"name": rows.get(id=id).enrolment.person.name}
