"""An owner hears that a product goes on a partner's list, and may say no until goods stand there."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.records.placements import actions
from tests.records.placements.conftest import pieces


def test_the_owner_is_told_and_asked(town, line):
    assert any(
        "hendak dititipkan di Hotel Pelangi" in str(n)
        for n in Notice.objects.filter(user=town.users["participant"])
    )
    client = town.client("participant")
    assert "hendak dititipkan di Hotel Pelangi" in client.get("/").content.decode()
    assert "setuju dititipkan?" in client.get("/titip-jual-saya/").content.decode()
    assert (
        "Pemilik belum menjawab"
        in town.client("office").get(f"/titip-jual/{line.placement_id}/").content.decode()
    )
    assert client.post(f"/titip-jual-saya/{line.id}/jawab/", {"jawab": "ya"}).status_code == 302
    line.refresh_from_db()
    assert line.wanted is True
    assert "setuju dititipkan?" not in client.get("/titip-jual-saya/").content.decode()


def test_who_said_no_gets_nothing_delivered_and_may_change_their_mind(town, shelf, line):
    own, office = town.actor("participant"), town.actor("office")
    actions.answer_listing(by=own, line=line.id, wanted=False)
    with pytest.raises(Refused, match="tidak ingin menitipkannya"):
        actions.deliver(by=office, placement=shelf.id, told=pieces(line, 5))
    actions.answer_listing(by=own, line=line.id, wanted=True)
    actions.deliver(by=office, placement=shelf.id, told=pieces(line, 5))
    with pytest.raises(Conflict, match="masih ada di sana"):
        actions.answer_listing(by=own, line=line.id, wanted=False)


def test_nobody_else_answers(town, line):
    for who, status in (("partner", 403), ("office", 403), ("ana", 403)):
        assert (
            town.client(who).post(f"/titip-jual-saya/{line.id}/jawab/", {"jawab": "ya"}).status_code == status
        ), who
    line.product.business.__class__.objects.unscoped("test").filter(id=line.product.business_id).update(
        owner=town.enrolments[3].person_id
    )
    assert (
        town.client("participant").post(f"/titip-jual-saya/{line.id}/jawab/", {"jawab": "ya"}).status_code
        == 404
    )
