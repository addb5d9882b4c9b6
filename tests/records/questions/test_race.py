"""One form sent ten times in one moment: only PostgreSQL lets them meet (SQLite's IMMEDIATE queues them)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dampingi.foundation.rows import new_id
from dampingi.records.questions.actions import ask
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Question
from tests.records.questions.conftest import TEXT

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("july")]
MANY = 10


def test_a_form_sent_by_many_at_once_is_one_question(emptied, town):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    actor, said = (
        town.actor("participant"),
        QuestionIntake(town.first.id, text=TEXT, channel="online", id=new_id()),
    )
    barrier = Barrier(MANY)

    def send(_n):
        try:
            barrier.wait(30)
            return ask(by=actor, said=said).id
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        answers = set(pool.map(send, range(MANY)))
    assert answers == {said.id}
    assert Question.objects.unscoped("test").count() == 1
