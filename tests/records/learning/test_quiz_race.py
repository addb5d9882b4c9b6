"""Answers sent many times in one moment, by a phone with a bad line: only PostgreSQL lets them meet."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.meeting import FOR_NOBODY, FOR_OTHERS, meeting
from tests.records.learning.test_actions import attend, hold
from tests.records.learning.test_curricula import curriculum, modules  # noqa: F401 - fixtures
from tests.records.learning.test_quizzes import opened, write
from tests.records.town import TODAY

from dampingi.records.learning.actions import quizzes
from dampingi.records.learning.models import Attendance, Training
from dampingi.records.quizzes import actions
from dampingi.records.quizzes.models import Sitting

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
TIMES = 12


@pytest.fixture
def training(emptied, town, modules):  # noqa: F811
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    write(town, modules[0])
    made = hold(town, module=modules[0], on=TODAY)
    attend(town, made, (0, {"present": True}))
    opened(town, made)
    return made


def at_once(town, training, monkeypatch, seconds=FOR_NOBODY) -> Counter:
    """Each press with other answers; whoever looks for earlier ones waits for another before writing."""
    clients = [town.client("participant") for _ in range(TIMES)]
    barrier = Barrier(TIMES)

    def send(client, n):
        client.raise_request_exception = False
        try:
            barrier.wait(30)
            body = {"answer-0": str(n % 3), "answer-1": "1", "answer-2": "0"}
            return client.post(f"/pelatihan/{training.id}/tes/sebelum/", body).status_code
        finally:
            connection.close()

    with monkeypatch.context() as patched:
        patched.setattr(actions.queries, "sitting", meeting(actions.queries.sitting, seconds))
        with ThreadPoolExecutor(TIMES) as pool:
            return Counter(pool.map(send, clients, range(TIMES)))


def test_one_of_many_presses_counts_and_its_score_stands(training, town, monkeypatch):
    assert at_once(town, training, monkeypatch) == {302: TIMES}
    assert Attendance.objects.unscoped("test").get().pre == Sitting.objects.get().points


def test_without_the_lock_the_others_meet_an_error(training, town, monkeypatch):
    """The control: the database still keeps one row, but people get a fault instead of an answer."""
    rows = Training.objects.unscoped("control")
    monkeypatch.setattr(quizzes, "lock_training", lambda id: rows.filter(id=id).first())
    assert at_once(town, training, monkeypatch, FOR_OTHERS)[500] > 0
