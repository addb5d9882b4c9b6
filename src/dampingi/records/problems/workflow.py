"""A changed list on its way into force: somebody else of the very place publishes it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.records.problems.models import ListEdition

NAMES = {0: "nation_problem_list", 1: "province_problem_list", 2: "city_problem_list"}
ACTIONS = "dampingi.records.problems.actions.listing"


def register_workflows() -> None:
    for level, name in NAMES.items():
        register(
            Workflow(
                name=name, permission=Permission.DECIDE_PROBLEMS, levels=(level,), on_approved=later(f"{ACTIONS}.published"),
                on_returned=later(f"{ACTIONS}.returned"), url=_url, title=_title, guard=_read_first, exact=True,
            )
        )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: what changes is read before anyone publishes it."""


def _url(id: uuid.UUID) -> str:
    return reverse("problem_list_edition", args=[id])


def _title(id: uuid.UUID) -> str:
    found = ListEdition.objects.unscoped("what one is told about").get(id=id)
    return _("%(list)s, edisi %(n)d") % {"list": found.get_kind_display(), "n": found.number}
