"""/kotak-masuk/: what waits for me, deciding it in place, and notices."""

import pytest

from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.notices.queries import notices_for


@pytest.fixture
def checker(city):
    """Whoever has something waiting, among those who check."""
    return next(
        key for key in ("pendamping-kecamatan", "koordinator", "pendamping-kota", "penyelenggara")
        if waiting_for(city.actor(key))
    )  # fmt: skip


def state(approval: Approval) -> str:
    return Approval.objects.unscoped("test").get(id=approval.id).state


def test_shows_what_waits_for_this_person_and_counts_it_in_the_menu(city, checker):
    waiting = waiting_for(city.actor(checker))
    shown = city.client(checker).get("/kotak-masuk/").content.decode()
    assert shown.count('<li class="waiting">') == len(waiting)
    assert 'class="nav-badge"' in shown


def test_a_report_is_approved_where_it_is_seen(city, checker):
    first = waiting_for(city.actor(checker))[0]
    answer = city.client(checker).post(
        f"/kotak-masuk/{first.id}/keputusan/", {"decision": "approve"}, follow=True
    )
    assert "Disetujui dan diteruskan" in answer.content.decode()
    assert first.id not in {each.id for each in waiting_for(city.actor(checker))}


def test_returning_asks_for_a_reason_and_tells_the_drafter(city, checker):
    first = waiting_for(city.actor(checker))[0]
    address = f"/kotak-masuk/{first.id}/keputusan/"
    refused = city.client(checker).post(address, {"decision": "return", "comment": " "})
    assert refused.status_code == 422
    assert state(first) == "waiting"
    city.client(checker).post(address, {"decision": "return", "comment": "Lengkapi kendala."})
    assert state(first) == "returned"
    assert Notice.objects.filter(user=first.drafted_by, text__contains="dikembalikan").exists()


def test_an_approval_is_not_decided_twice(city, checker):
    first = waiting_for(city.actor(checker))[0]
    client, address = city.client(checker), f"/kotak-masuk/{first.id}/keputusan/"
    client.post(address, {"decision": "return", "comment": "Lengkapi kendala."})
    assert client.post(address, {"decision": "approve"}).status_code == 409
    assert state(first) == "returned"


def test_a_decision_that_is_none_changes_nothing(city, checker):
    first = waiting_for(city.actor(checker))[0]
    assert (
        city.client(checker).post(f"/kotak-masuk/{first.id}/keputusan/", {"decision": "maybe"}).status_code
        == 422
    )
    assert state(first) == "waiting"


def test_a_mentor_of_a_kelurahan_decides_nothing(city, checker):
    first = waiting_for(city.actor(checker))[0]
    answer = city.client("pendamping").post(f"/kotak-masuk/{first.id}/keputusan/", {"decision": "approve"})
    assert answer.status_code == 403
    assert state(first) == "waiting"


def test_opening_a_notice_reads_it_and_leads_on(city):
    user, client = city.user("bank"), city.client("bank")
    notify(users=[user.id], text="Permintaan baru.", url="/gaya/")
    notice = notices_for(city.actor("bank"), unread=True).get(text="Permintaan baru.")
    assert "Permintaan baru." in client.get("/kotak-masuk/").content.decode()
    assert client.post("/kotak-masuk/pemberitahuan/", {"notice": notice.id})["Location"] == "/gaya/"
    assert not notices_for(city.actor("bank"), unread=True).filter(id=notice.id).exists()


def test_a_notice_never_leads_to_another_host(city):
    user = city.user("bank")
    notify(users=[user.id], text="Permintaan baru.", url="https://jahat.example/")
    notice = notices_for(city.actor("bank"), unread=True).get(text="Permintaan baru.")
    answer = city.client("bank").post("/kotak-masuk/pemberitahuan/", {"notice": notice.id})
    assert answer["Location"] == "/kotak-masuk/"


def test_another_person_s_notice_stays_unread(city):
    notify(users=[city.user("bank").id], text="Permintaan baru.")
    notice = notices_for(city.actor("bank"), unread=True).get(text="Permintaan baru.")
    city.client("provinsi").post("/kotak-masuk/pemberitahuan/", {"notice": notice.id})
    assert notices_for(city.actor("bank"), unread=True).exists()
    assert city.client("bank").post("/kotak-masuk/pemberitahuan/", {"notice": "x"}).status_code == 422


def test_a_long_inbox_does_not_ask_the_database_for_every_row(city, django_assert_max_num_queries):
    waiting = len(waiting_for(city.actor("penyelenggara")))
    client = city.client("penyelenggara")
    with django_assert_max_num_queries(25):
        client.get("/kotak-masuk/")
    assert waiting > 3
