"""The planning forum: every wish is answered, into an activity or with a reason; promises are followed to their result; nobody's party is stored."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.outcomes.plans.actions import (
    answer_wish,
    bring_to_forum,
    open_plan,
    register_wish,
    remove,
    submit_plan,
)
from dampingi.outcomes.plans.forum import counted, wishes
from dampingi.outcomes.plans.models import Activity, Wish, WishVerdict
from tests.records.town import KECAMATAN, KOTA

pytestmark = pytest.mark.usefixtures("july")


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(("wrong", "told"), [
    ({"origin": "x"}, "dari mana"), ({"text": " "}, "Tulis usulannya"), ({"text": "Titipan Partai A"}, "afiliasi politik"), ({"reference": "Fraksi B"}, "afiliasi politik"),
    ({"goal": "janji paslon 2"}, "afiliasi politik"), ({"place": "32.77.01"}, "lokasi"), ({"place": "x"}, "lokasi"), ({"origin": "janji"}, "RPJMD"), ({"measure": "x"}, "indikator"),
])  # fmt: skip
def test_what_cannot_be_registered_is_refused(town, plan, wrong, told):
    with pytest.raises(Refused, match=told):
        register_wish(by=town.actor("office"), plan=plan, **{"origin": "pokir", "text": "Sentra kue"} | wrong)
    assert not Wish.objects.unscoped("test").exists()


def test_a_word_that_only_sounds_like_it_is_kept(town, plan):
    assert register_wish(
        by=town.actor("office"), plan=plan, origin="pokir", text="Partisipasi usaha dan fraksional"
    ).id


def test_a_wish_becomes_a_new_activity_that_names_it(town, plan, wish):
    client = town.client("office")
    assert client.post(f"/rencana/forum/{wish.id}/", {"activity": "baru", "number": "0"}).status_code == 302
    row = Activity.objects.unscoped("test").get()
    assert (row.title, row.places) == ("Pelatihan kemasan", [KECAMATAN])
    assert row.sources == [
        {"words": "Musrenbang 12/2026: Pelatihan kemasan", "door": f"/rencana/forum/{wish.id}/"}
    ]
    assert "Diterima" in text(client.get(f"/rencana/{plan.id}/forum/"))


def test_a_wish_goes_into_an_activity_there_is_and_is_cited_once(town, plan, wish, written):
    for number in (0, 1):
        answer_wish(by=town.actor("office"), wish=wish, number=number, activity=written.id)
    written.refresh_from_db()
    assert [s["door"] for s in written.sources] == [f"/rencana/forum/{wish.id}/"]


def test_a_refusal_says_why_and_may_be_thought_over(town, plan, wish, written):
    with pytest.raises(Refused, match="alasan menolaknya"):
        answer_wish(by=town.actor("office"), wish=wish, number=0)
    answer_wish(by=town.actor("office"), wish=wish, number=0, reason="Kewenangan provinsi")
    assert counted(wishes(plan)) == {"open": 0, "accepted": 0, "refused": 1, "all": 1}
    answer_wish(by=town.actor("office"), wish=wish, number=1, activity=written.id)
    assert counted(wishes(plan)) == {"open": 0, "accepted": 1, "refused": 0, "all": 1}
    page = text(town.client("inspector").get(f"/rencana/forum/{wish.id}/"))
    assert "Kewenangan provinsi" in page
    assert "Fasilitasi NIB" in page


def test_two_who_answer_at_once_do_not_overwrite_each_other(town, plan, wish):
    answer_wish(by=town.actor("office"), wish=wish, number=0, reason="Sudah ada")
    with pytest.raises(Conflict, match="orang lain"):
        answer_wish(by=town.actor("office"), wish=wish, number=0, new=True)
    assert (WishVerdict.objects.unscoped("test").count(), Activity.objects.unscoped("test").count()) == (1, 0)


def test_what_left_the_plan_answers_nothing(town, plan, wish, written):
    remove(by=town.actor("office"), plan=plan, activity=written.id)
    with pytest.raises(Refused, match="sudah dikeluarkan"):
        answer_wish(by=town.actor("office"), wish=wish, number=0, activity=written.id)


def test_a_promise_is_followed_to_its_goal_its_activity_and_its_result(town, plan, written):
    promise = register_wish(
        by=town.actor("office"),
        plan=plan,
        origin="janji",
        text="5.000 wirausaha baru",
        goal="Wirausaha tumbuh",
        measure="participation",
    )
    answer_wish(by=town.actor("office"), wish=promise, number=0, activity=written.id)
    page = text(town.client("head").get(f"/rencana/{plan.id}/forum/"))
    for words in ("5.000 wirausaha baru", "Wirausaha tumbuh", "Fasilitasi NIB", "indikator=participation"):
        assert words in page, words


def test_the_office_registers_on_the_page_and_sent_twice_it_is_one(town, plan):
    client, address = town.client("office"), f"/rencana/{plan.id}/forum/baru/"
    sent = {"origin": "pokir", "text": "Bazar", "id": "0198a000-0000-7000-8000-000000000002"}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert client.post(address, {"origin": "pokir", "text": "Usul parpol"}).status_code == 422
    assert client.post(address, {"origin": "pokir", "text": "x" * 400}).status_code == 422
    assert Wish.objects.unscoped("test").count() == 1
    other = open_plan(by=town.actor("office"), region=KOTA, year=2028)
    assert client.post(address, sent | {"text": "Pameran"}).status_code == 422
    assert client.post(f"/rencana/{other.id}/forum/baru/", sent).status_code == 422
    assert Wish.objects.unscoped("test").get().text == "Bazar"


def test_a_frozen_plan_answers_no_more(town, plan, wish, written):
    submit_plan(by=town.actor("office"), plan=plan)
    with pytest.raises(Conflict):
        answer_wish(by=town.actor("office"), wish=wish, number=0, reason="Terlambat")
    with pytest.raises(Conflict):
        register_wish(by=town.actor("office"), plan=plan, origin="pokir", text="Terlambat")


@pytest.mark.parametrize(("who", "draft", "forum", "post"), [
    ("head", 200, 200, 403), ("inspector", 200, 200, 403), ("coordinator", 404, 200, 404), ("ana", 403, 403, 403), ("elsewhere", 404, 404, 404), ("stranger", 302, 302, 302),
])  # fmt: skip
def test_who_reads_and_who_answers(town, plan, wish, who, draft, forum, post):
    pages = (f"/rencana/{plan.id}/forum/", f"/rencana/forum/{wish.id}/")
    assert [town.client(who).get(p).status_code for p in pages] == [draft, draft]
    assert town.client(who).post(pages[1], {"reason": "x", "number": "0"}).status_code == post
    bring_to_forum(by=town.actor("office"), plan=plan)
    assert [town.client(who).get(p).status_code for p in pages] == [forum, forum]
    assert not WishVerdict.objects.unscoped("test").exists()
    with pytest.raises((Denied, KeyError)):
        register_wish(by=town.actor(who), plan=plan, origin="pokir", text="x")
