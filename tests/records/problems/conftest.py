import datetime

import pytest

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.notices.models import Notice
from dampingi.records.problems import actions
from dampingi.records.problems.intake import ProblemIntake
from dampingi.records.problems.models import Problem
from tests.records.conftest import FEBRUARY, HERE, SYSTEM
from tests.records.town import TODAY

DAY = datetime.timedelta(days=1)


@pytest.fixture
def noted(town, july):
    """A problem of a kelurahan, noted by whoever is named; micro businesses unless another matter is told."""

    def note(by="office", region=HERE, matter="micro", title="Izin lambat", **more):
        told = {"what": "Sudah dua bulan belum terbit.", "topic": "permits"} | more
        said = ProblemIntake(region=region, title=title, matter=matter, **told)
        return actions.note_problem(by=town.actor(by), said=said)

    return note


@pytest.fixture
def agreed(town):
    """An action upon a problem, by an office by name unless somebody is named."""

    def agree(problem, by="office", text="Mendatangi kantor izin", due=7, owner=None, office="DPMPTSP"):
        user = town.users[owner].id if owner else None
        return actions.agree(
            by=town.actor(by), problem=problem.id, text=text, due_on=TODAY + due * DAY, owner=user, office="" if owner else office
        )  # fmt: skip

    return agree


@pytest.fixture
def nation(town):
    """Somebody who works for the whole country."""
    user = add_user(by=SYSTEM, login="pusat@contoh.id", name="Pusat")
    assign(by=SYSTEM, user=user, role=Role.PROVINCE, region="", starts_on=FEBRUARY)
    town.users["nation"] = user
    return user


def fresh(problem) -> Problem:
    return Problem.objects.unscoped("test").get(id=problem.id)


def told(town, who):
    return "\n".join(sorted(str(n) for n in Notice.objects.filter(user=town.users[who])))


def course(problem):
    return list(problem.course.order_by("number").values_list("kind", flat=True))


def text(answer):
    return answer.content.decode()
