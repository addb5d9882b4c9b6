import uuid

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.ui.formats import month
from dampingi.records.honoraria.addresses import honorarium_address


def register_workflow() -> None:
    from dampingi.records.honoraria.actions.drafting import WORKFLOW
    from dampingi.records.honoraria.actions.paying import approved, returned

    register(
        Workflow(
            name=WORKFLOW, permission=Permission.MANAGE_HONORARIA, levels=(2,), on_approved=approved,
            on_returned=returned, url=honorarium_address, title=_title, gathered=True,
        )
    )  # fmt: skip


def _title(id: uuid.UUID) -> str:
    from dampingi.records.honoraria.models import Honorarium

    found = Honorarium.objects.unscoped("the title of what one is told about").get(id=id)
    return _("Honorarium %(month)s") % {"month": month(found.month)}
