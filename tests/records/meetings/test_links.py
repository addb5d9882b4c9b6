"""/undangan-rapat/...: one invitation answered without an account, and nothing else."""

import pytest
from django.test import Client

from dampingi.foundation.accounts.models import User
from dampingi.records.meetings import actions
from dampingi.records.meetings.links import invitation_address
from dampingi.records.meetings.models import Invitee
from tests.records.meetings.conftest import AT, HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(call):
    return (
        call(must=("ana", "budi")).invitees.select_related("meeting", "user").order_by("user__name").first()
    )


def answered():
    return Invitee.objects.unscoped("test").exclude(answer="").count()


def test_it_answers_this_invitation_without_an_account(row):
    client, path = Client(), invitation_address(row)
    page = client.get(path)
    assert "Undangan untuk Ana" in page.content.decode()
    assert "Budi" not in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    assert client.post(path, {"said": "no"}).status_code == 422
    assert client.post(path, {"said": "yes"}).status_code == 302
    row.refresh_from_db()
    assert (row.answer, answered()) == ("yes", 1)
    assert client.get("/pertemuan-saya/").status_code == 302  # still nobody


def test_a_changed_an_old_and_a_withdrawn_link_lead_nowhere(row, office):
    path = invitation_address(row)
    assert Client().get(path[:-3] + "xx/").status_code == 404
    actions.renew_link(by=office, invitee=row.id)
    assert Client().post(path, {"said": "yes"}).status_code == 404
    row.refresh_from_db()
    path = invitation_address(row)
    assert Client().get(path).status_code == 200
    actions.uninvite(by=office, invitee=row.id)
    assert Client().post(path, {"said": "yes"}).status_code == 404
    assert answered() == 0


def test_after_the_end_or_a_cancellation_it_tells_and_takes_no_answer(row, office, time_machine):
    path = invitation_address(row)
    actions.cancel_meeting(by=office, meeting=row.meeting_id, reason="Libur nasional")
    assert "Libur nasional" in Client().get(path).content.decode()
    assert Client().post(path, {"said": "yes"}).status_code == 422
    time_machine.move_to(AT + 9 * HOUR)
    assert Client().post(path, {"said": "yes"}).status_code == 422
    assert answered() == 0


def test_of_who_no_longer_works_here_the_link_leads_nowhere(row):
    User.objects.filter(id=row.user_id).update(is_active=False)
    assert Client().get(invitation_address(row)).status_code == 404
    assert Client().post(invitation_address(row), {"said": "yes"}).status_code == 404
    assert answered() == 0
