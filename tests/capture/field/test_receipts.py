"""GET /lapangan/api/tanda-terima/: for items whose answer was lost."""

import uuid

from dampingi.capture.field.actions import decide, revoke_device
from dampingi.foundation.rows import new_id
from tests.capture.field.conftest import phone_of


def asked(phone, *ids):
    return phone.get("tanda-terima/?ids=" + ",".join(map(str, ids))).json()["receipts"]


def test_a_lost_answer_is_told_again_in_the_servers_order(phone):
    first, second = phone.visit(), phone.visit(minutes=1)
    receipts = phone.send(first, second)
    assert asked(phone, second["id"], first["id"], new_id()) == receipts


def test_today_it_tells_what_the_office_decided(phone, town):
    receipt = phone.send(phone.visit(minutes=1))[0]
    decide(by=town.actor("office"), submission=uuid.UUID(receipt["id"]), accept=False, reason="Salah ketik")
    told = asked(phone, receipt["id"])[0]
    assert (told["state"], told["reason"]) == ("declined", "Salah ketik")


def test_nobody_asks_after_anothers(phone, town):
    receipt = phone.send(phone.visit())[0]
    assert asked(phone_of(town, "budi"), receipt["id"]) == []
    assert len(asked(phone_of(town, "ana"), receipt["id"])) == 1, "but one's other phone does"


def test_a_revoked_phone_may_still_ask(phone, town):
    receipt = phone.send(phone.visit())[0]
    revoke_device(by=town.actor("ana"), device=phone.device, reason="Ganti")
    assert asked(phone, receipt["id"]) == [receipt]


def test_nonsense_is_told_so(phone):
    assert phone.get("tanda-terima/?ids=x").status_code == 400
    assert phone.get("tanda-terima/?ids=" + ",".join(str(new_id()) for _ in range(101))).status_code == 413
    assert asked(phone) == []
