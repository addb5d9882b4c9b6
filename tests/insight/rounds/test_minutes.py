"""The round as it stood, frozen: what comes later changes the next minutes, never these."""

import pytest

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Refused
from dampingi.insight.rounds.actions import draw_up_minutes, reopen_entry
from dampingi.insight.rounds.models import Minutes

from .conftest import WHOLE

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def accepted(rounds):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry)
    rounds.check(entry)
    return entry


def draw(town, entry, who="office", remarks=""):
    return draw_up_minutes(by=town.actor(who), round=entry.round_id, remarks=remarks)


def approve(town, made, who="head", approved=True, comment=""):
    waiting = approvals_of("round_minutes", made.id)[0]
    return decide(by=town.actor(who), approval=waiting.id, approved=approved, comment=comment)


def test_it_holds_who_answered_what_and_who_did_not(town, accepted):
    made = draw(town, accepted, remarks="Dibahas 20 Juli")
    told = {line["region"]: line for line in made.body["lines"]}
    assert len(told) == 11
    assert told["32.76.05"]["cells"] == ["12", "75,0%"]
    assert told["32.76.01"]["cells"] == [None, None]
    assert [(t["shown"], t["regions"]) for t in made.body["together"]] == [("12", 1), ("75,0%", 1)]


def test_what_comes_later_is_the_next_minutes(rounds, town, accepted):
    first = draw(town, accepted)
    approve(town, first)
    reopen_entry(by=town.actor("office"), entry=accepted.id, why="Keliru")
    with pytest.raises(Refused, match="Belum ada laporan yang diterima"):
        draw(town, accepted)
    rounds.submit(accepted, m1={"number": "15"}, m2=WHOLE["m2"])
    rounds.check(accepted, edition=2)
    second = draw(town, accepted)
    assert (first.number, second.number) == (1, 2)
    assert Minutes.objects.unscoped("test").get(id=first.id).body["together"][0]["shown"] == "12"
    assert second.body["together"][0]["shown"] == "15"


def test_only_whoever_holds_the_round_and_not_before_anything_was_accepted(rounds, town, accepted):
    for who in ("head", "coordinator", "province", "elsewhere"):
        with pytest.raises(Refused):
            draw(town, accepted, who)
    with pytest.raises(Refused, match="paling panjang"):
        draw(town, accepted, remarks="x" * 4001)
    other = rounds.entry(rounds.open(period="2026-01"))
    with pytest.raises(Refused, match="Belum ada laporan"):
        draw(town, other)


def test_by_page(town, accepted):
    address = f"/putaran/{accepted.round_id}/berita-acara/"
    assert town.client("head").post(address).status_code == 403
    assert town.client("elsewhere").post(address).status_code == 404
    page = town.client("office").post(address, {"remarks": "Dibahas bersama"}, follow=True).content.decode()
    assert "Dibahas bersama" in page
    assert "75,0%" in page
    made = Minutes.objects.unscoped("test").get()
    own = f"/putaran/berita-acara/{made.id}/"
    assert own in town.client("office").get(f"/putaran/{accepted.round_id}/").content.decode()
    for who, status in {
        "head": 200,
        "province": 200,
        "inspector": 200,
        "coordinator": 404,
        "elsewhere": 404,
        "ana": 403,
    }.items():
        assert town.client(who).get(own).status_code == status, who
    made.body["together"][0]["shown"] = "99"
    made.save()
    assert "tidak lagi sama" in town.client("office").get(own).content.decode()
