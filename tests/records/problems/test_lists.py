"""A place adds topics and lines of the matrix or takes some out of use: proposed by one, published by another, and what was noted before keeps its own."""

import pytest
from django.db import DatabaseError, connection, transaction

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of, waiting_for
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.problems import actions, lists
from dampingi.records.problems.authority import matters, proposed
from dampingi.records.problems.models import ListEdition
from dampingi.records.problems.topics import topic_names, topics
from tests.records.problems.conftest import fresh, text
from tests.records.problems.test_ruling import SOURCE, ruled
from tests.records.town import KOTA

pytestmark = pytest.mark.usefixtures("july")
SHOP = {"name": "Toko bersama daring", "level": "province", "source": "Pergub 12/2026 Pasal 4"}


def propose(town, by="office", kind="topics", added=(), without=(), base=0, reason="Belum ada topiknya"):
    rows = [{"name": "Banjir", "level": "", "source": ""}] if added == () and not without else added
    return actions.propose_list(by=town.actor(by), kind=kind, added=rows, without=without, base=base, reason=reason)  # fmt: skip


def publish(town, made, by="head", approved=True, comment=""):
    waiting = approvals_of("problem_list", made.id)[0]
    decide(by=town.actor(by), approval=waiting.id, approved=approved, comment=comment)


def put(town, by="office", then="head", **more):
    made = propose(town, by, **more)
    publish(town, made, then)
    return made


def test_a_topic_holds_there_once_another_published_it(town, noted):
    made = propose(town)
    assert "Banjir" not in topics(KOTA).values()
    with pytest.raises(Refused, match="topik"):
        noted(topic="32.76-1")
    publish(town, made)
    assert topics("32.76.05.1003")["32.76-1"] == "Banjir"
    assert "Banjir" not in topics("32.77").values()
    assert noted(topic="32.76-1").topic == "32.76-1"
    kept = ListEdition.objects.unscoped("test").get()
    assert (kept.state, kept.hash) == ("approved", digest(kept.body))


def test_a_province_adds_for_its_cities_and_a_city_may_take_it_out_for_itself(town):
    put_province(town)
    assert topics("32.76")["32-1"] == topics("32.77")["32-1"] == "Banjir"
    put(town, without=["32-1", "budget"], base=0)
    assert {"32-1", "budget"}.isdisjoint(topics(KOTA))
    assert {"32-1", "budget"} <= topics("32.77").keys()
    put(town, without=["budget"], base=1)
    assert "32-1" in topics(KOTA)


def put_province(town):
    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.permissions import Role
    from tests.records.conftest import FEBRUARY, SYSTEM

    town.users["second"] = add_user(by=SYSTEM, login="second@contoh.id", name="Second")
    assign(by=SYSTEM, user=town.users["second"], role=Role.PROVINCE, region="32", starts_on=FEBRUARY)
    return put(town, "province", "second")


def test_a_topic_in_use_goes_out_of_use_and_stays_on_its_problems(town, noted):
    put(town)
    before = noted(topic="32.76-1")
    put(town, without=["32.76-1"], base=1, reason="Jarang")
    assert fresh(before).topic == "32.76-1"
    assert topic_names()["32.76-1"] == "Banjir"
    page = town.client("office")
    assert "Banjir" in text(page.get(f"/masalah/{before.id}/"))
    assert "Banjir" in text(page.get(f"/masalah/{before.id}/ubah/"))
    with pytest.raises(Refused, match="topik"):
        noted(topic="32.76-1")
    said = {"title": "Kata lain", "what": "Air masuk", "cause": "", "topic": "32.76-1"}
    actions.edit_problem(by=town.actor("office"), problem=before.id, seen=0, **said)
    assert fresh(before).title == "Kata lain"


def test_a_line_of_the_matrix_with_its_source_proposes_the_level(town, noted):
    put(town, kind="matters", added=[SHOP])
    assert matters("32.76.05")["32.76-1"]["source"] == SHOP["source"]
    assert "32.76-1" not in matters("32.77")
    assert proposed("32.76-1", KOTA) == noted(matter="32.76-1").level == "province"
    assert SHOP["name"] in text(town.client("office").get("/masalah/kewenangan/"))


def test_a_problem_keeps_the_line_it_was_judged_by(town, noted):
    first = noted(matter="markets")
    ruled(town)
    put(town, kind="matters", without=["markets"])
    page = text(town.client("office").get(f"/masalah/{first.id}/"))
    assert "Perpres 125/2012" in page
    assert SOURCE not in page
    second = noted(matter="micro")
    assert fresh(second).judged["editions"][0][:2] == [KOTA, 1]
    actions.change_authority(
        by=town.actor("office"), problem=first.id, level="", matter="micro", reason="Keliru"
    )
    assert "angka 7" in fresh(first).judged["source"]


@pytest.mark.parametrize(("wrong", "told"), [
    ({"added": [SHOP | {"source": " "}]}, "aturan"), ({"added": [SHOP | {"level": ""}]}, "tingkat"), ({"added": [SHOP | {"level": "x"}]}, "tingkat"),
    ({"added": [SHOP | {"name": ""}]}, "namanya"), ({"added": [SHOP, SHOP]}, "bernama"), ({"added": [SHOP | {"name": "usaha MIKRO"}]}, "bernama"),
    ({"added": [], "without": ["tidak-ada"]}, "tidak dikenal"), ({"added": [SHOP], "reason": " "}, "mengapa"), ({"added": []}, "Tidak ada yang berubah"),
    ({"added": [SHOP | {"source": "x" * 201}]}, "paling banyak"), ({"added": [SHOP | {"name": f"N{n}"} for n in range(90)]}, "Paling banyak"),
    ({"kind": "lain", "added": [SHOP]}, "tidak ada"), ({"without": "ALL"}, "sedikitnya satu"),
])  # fmt: skip
def test_what_cannot_be_is_refused(town, wrong, told):
    more = {"kind": "matters", "added": [], "without": []} | wrong
    more["without"] = list(matters(KOTA)) if more["without"] == "ALL" else more["without"]
    with pytest.raises(Refused, match=f"(?i){told}"):
        actions.propose_list(by=town.actor("office"), base=0, **({"reason": "x"} | more))
    assert not ListEdition.objects.unscoped("test").exists()


def test_one_waits_at_a_time_and_who_wrote_upon_an_old_one_is_told(town):
    made = propose(town)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        propose(town, "head", base=1)
    publish(town, made)
    with pytest.raises(Conflict, match="Orang lain"):
        propose(town, "head", added=[{"name": "Lain"}], base=0)


def test_the_proposer_does_not_publish_nor_anybody_of_another_place(town):
    made = propose(town)
    for who in ("office", "province", "coordinator", "inspector", "elsewhere", "ana"):
        with pytest.raises(Refused):
            publish(town, made, who)
    assert [a.subject_id for a in waiting_for(town.actor("head"))] == [made.id]
    publish(town, made, approved=False, comment="Sudah ada di Sarana")
    assert "Banjir" not in topics(KOTA).values()
    assert propose(town, base=1).number == 2


@pytest.mark.parametrize("by", ["coordinator", "ana", "camat", "inspector", "participant"])
def test_who_decides_for_no_place_proposes_nothing(town, by):
    with pytest.raises(Denied):
        propose(town, by)


def test_a_line_of_one_s_own_is_not_ruled_otherwise(town):
    put(town, kind="matters", added=[SHOP])
    with pytest.raises(Refused, match="tambahan"):
        ruled(town, matter="32.76-1", level="local")


def test_a_line_taken_out_of_use_does_not_come_back_by_a_ruling(town):
    ruled(town, matter="markets")
    put(town, kind="matters", without=["markets"])
    assert "markets" not in matters(KOTA)
    assert "markets" in lists.retired("matters", KOTA)


def test_the_database_keeps_what_an_edition_says(town):
    made = propose(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        ListEdition.objects.unscoped("control").filter(id=made.id).update(reason="Lain")
    assert connection.vendor


def test_on_the_pages(town):
    client, address = town.client("office"), "/masalah/daftar/urusan/"
    assert address in text(client.get("/masalah/kewenangan/"))
    form = {
        "base": "0", "reason": "Urusan baru", "baru-TOTAL_FORMS": "3", "baru-INITIAL_FORMS": "0", "without": "halal",
        "baru-0-name": SHOP["name"], "baru-0-level": SHOP["level"], "baru-0-source": "",
    }  # fmt: skip
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "aturan yang menjadi dasarnya" in text(answer)
    assert 'value="halal" aria-label="Tidak dipakai lagi: Sertifikat halal" checked' in text(answer)
    assert client.post(address, form | {"without": "tidak-ada"}).status_code == 422
    assert client.post(address, form | {"base": "-1"}).status_code == 422
    assert client.post(address, {"base": "0"}).status_code == 422
    told = client.post(address, form | {"baru-0-source": SHOP["source"]}, follow=True)
    page, made = text(told), ListEdition.objects.unscoped("test").get()
    assert SHOP["source"] in page
    assert "Sertifikat halal" in page
    verdict = f"/masalah/daftar/edisi/{made.id}/putusan/"
    assert client.post(verdict, {"decision": "approve"}).status_code == 403
    assert town.client("head").post(verdict, {"decision": "lain"}).status_code == 422
    assert town.client("elsewhere").post(verdict, {"decision": "approve"}).status_code == 404
    assert town.client("head").post(verdict, {"decision": "approve"}).status_code == 302
    assert town.client("head").post(verdict, {"decision": "approve"}).status_code == 409
    assert SHOP["name"] in text(client.get(address))
    for who, status in {"inspector": 403, "ana": 403, "stranger": 302}.items():
        assert town.client(who).get(address).status_code == status, who
    assert town.client("inspector").get(f"/masalah/daftar/edisi/{made.id}/").status_code == 200
    assert town.client("elsewhere").get(f"/masalah/daftar/edisi/{made.id}/").status_code == 404
    assert client.get("/masalah/daftar/lain/").status_code == 404
    assert client.get("/masalah/daftar/topik/").status_code == 200
