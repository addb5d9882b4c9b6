"""/lapangan/perangkat/: one's own phones, and for the office those of its region."""

import pytest

from dampingi.capture.field.models import Device
from tests.capture.field.conftest import phone_of


@pytest.fixture
def phones(town, july):
    return phone_of(town, "ana"), phone_of(town, "budi")


def page(client, address=""):
    return client.get(f"/lapangan/perangkat/{address}")


def test_the_office_sees_all_of_its_region_and_a_mentor_their_own(phones, town):
    office = page(town.client("office")).content.decode()
    assert "HP ana" in office
    assert "HP budi" in office
    own = page(town.client("ana")).content.decode()
    assert "HP ana" in own
    assert "HP budi" not in own
    assert "HP ana" not in page(town.client("elsewhere")).content.decode()


def test_the_list_tells_what_each_sent(phones, town):
    ana = phones[0]
    ana.send(ana.visit(), ana.visit(minutes=1))
    device = page(town.client("office")).context["listing"].page.object_list[0]
    assert (device.sent, device.undecided, device.last is not None) == (2, 1, True)


def test_the_page_of_a_phone_lists_what_came_from_it_alone(phones, town):
    ana, budi = phones
    ana.send(ana.visit())
    budi.send(budi.visit(3), budi.visit(4))
    assert page(town.client("office"), f"{budi.device}/").context["listing"].count == 2
    assert page(town.client("ana"), f"{budi.device}/").status_code == 404


@pytest.mark.parametrize("who", ["ana", "office"])
def test_owner_and_office_revoke_it_with_a_reason(phones, town, who):
    address = f"/lapangan/perangkat/{phones[0].device}/cabut/"
    client = town.client(who)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Hilang di pasar"}).status_code == 302
    device = Device.objects.unscoped("test").get(id=phones[0].device)
    assert (device.revoke_reason, device.revoked_by) == ("Hilang di pasar", str(town.users[who].id))
    assert client.post(address, {"reason": "lagi"}).status_code == 409
    assert "Hilang di pasar" in page(client, f"{device.id}/").content.decode()


@pytest.mark.parametrize("who", ["budi", "elsewhere"])
def test_others_do_not_revoke_it(phones, town, who):
    answer = town.client(who).post(f"/lapangan/perangkat/{phones[0].device}/cabut/", {"reason": "x"})
    assert answer.status_code == 404
    assert Device.objects.unscoped("test").get(id=phones[0].device).revoked_at is None
