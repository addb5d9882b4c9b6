"""The year's plan: drafted by the office, read at the forum, frozen, approved by the head, and changed only by a further edition."""

from decimal import Decimal

import pytest

from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.outcomes.plans.actions import (
    bring_to_forum,
    open_edition,
    open_plan,
    remove,
    restore,
    set_ceiling,
    submit_plan,
    write_activity,
)
from dampingi.outcomes.plans.freezing import told
from dampingi.outcomes.plans.models import Activity, Plan
from tests.outcomes.plans.conftest import SUB, drafted, unguarded
from tests.records.town import HERE, KECAMATAN, KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def text(answer):
    return answer.content.decode()


def verdict(town, plan, who="head", decision="approve", **more):
    version = Plan.objects.unscoped("test").get(id=plan.id).version
    sent = {"decision": decision, "version": str(version)} | more
    return town.client(who).post(f"/rencana/{plan.id}/putusan/", sent)


def form(**more):
    return {
        "title": "Klinik modal",
        "code": SUB,
        "indicator": "Usaha",
        "target": "40",
        "unit": "usaha",
        "q1": "Rp 2.500.000",
        "fund": "apbd",
    } | more


@pytest.mark.parametrize(("wrong", "told"), [
    ({"region": KECAMATAN}, "kabupaten/kota"), ({"region": HERE}, "kabupaten/kota"), ({"year": 2025}, "2026 sampai"), ({"year": 2031}, "sampai 2029"),
    ({"ceiling": -1}, "rupiah bulat"), ({"ceiling": 10**15}, "rupiah bulat"),
])  # fmt: skip
def test_what_cannot_be_planned_is_refused(town, wrong, told):
    with pytest.raises(Refused, match=told):
        open_plan(by=town.actor("office"), **{"region": KOTA, "year": 2027} | wrong)
    assert not Plan.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    "who", ["head", "inspector", "coordinator", "ana", "participant", "elsewhere", "partner", "province"]
)
def test_only_the_office_drafts(town, who):
    with pytest.raises(Denied):
        open_plan(by=town.actor(who), region=KOTA, year=2027)


def test_a_year_has_one_open_plan(town, plan):
    with pytest.raises(Conflict, match="sudah ada"):
        open_plan(by=town.actor("office"), region=KOTA, year=2027)


def test_the_office_opens_one_on_the_page_and_sees_what_is_proposed(town):
    client = town.client("office")
    answer = client.post("/rencana/baru/", {"region": KOTA, "year": "2027", "ceiling": "Rp 1.500.000.000"})
    made = Plan.objects.unscoped("test").get()
    assert (answer.status_code, answer["Location"], made.ceiling) == (
        302,
        f"/rencana/{made.id}/usulan/",
        1_500_000_000,
    )
    assert client.post("/rencana/baru/", {"region": KOTA, "year": "2027"}).status_code == 422
    assert client.post("/rencana/baru/", {"region": "32.77", "year": "9999"}).status_code == 422
    assert "2027" in text(client.get("/rencana/"))


def test_an_activity_is_written_on_the_page_and_sent_twice_it_is_one(town, plan):
    client, address = town.client("office"), f"/rencana/{plan.id}/kegiatan/baru/"
    sent = form(id="0198a000-0000-7000-8000-000000000001", places=["32.76.05"])
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    row = Activity.objects.unscoped("test").get()
    assert (row.budget, row.target, row.places) == (2_500_000, Decimal(40), ["32.76.05"])
    page = text(client.get(f"/rencana/{plan.id}/"))
    assert "Klinik modal" in page
    assert "2.500.000" in page


def test_the_same_form_with_other_words_or_for_another_plan_is_told_and_nothing_lost(town, plan):
    other = open_plan(by=town.actor("office"), region=KOTA, year=2028)
    client, sent = town.client("office"), form(id="0198a000-0000-7000-8000-000000000001")
    assert client.post(f"/rencana/{plan.id}/kegiatan/baru/", sent).status_code == 302
    for where, more in ((plan, {"title": "Yang lain"}), (other, {})):
        answer = client.post(f"/rencana/{where.id}/kegiatan/baru/", sent | more)
        assert answer.status_code == 422
        assert "isi lain" in text(answer)
    assert Activity.objects.unscoped("test").get().title == "Klinik modal"


@pytest.mark.parametrize(("target", "shown"), [("120", "120"), ("82.50", "82.5"), ("0", "0")])
def test_the_form_shows_the_target_as_it_was_typed(town, plan, written, target, shown):
    client, address = town.client("office"), f"/rencana/kegiatan/{written.id}/"
    assert client.post(address, form(target=target, version="1")).status_code == 302
    assert client.get(address).context["form"]["target"].value() == shown


@pytest.mark.parametrize("wrong", [
    {"title": ""}, {"code": "9.99"}, {"q1": "-5"}, {"q1": "1" * 40}, {"target": "NaN"}, {"target": "-1"}, {"places": ["32.77.01"]}, {"fund": "x"}, {"title": "x" * 300},
])  # fmt: skip
def test_bad_input_keeps_what_was_typed_and_says_why(town, plan, wrong):
    answer = town.client("office").post(f"/rencana/{plan.id}/kegiatan/baru/", form(**wrong))
    assert answer.status_code == 422
    assert not Activity.objects.unscoped("test").exists()


@pytest.mark.parametrize("wrong", [{"code": "1.2.3"}, {"point": "x"}, {"fund": "x"}, {"target": Decimal(-1)}, {"target": Decimal("NaN")}, {"q2": -1}, {"places": ("32.77.01",)}, {"places": ("32.76.99",)}, {"title": " "}])  # fmt: skip
def test_the_action_itself_refuses_it_too(town, plan, wrong):
    with pytest.raises(Refused):
        write_activity(by=town.actor("office"), plan=plan, drafted=drafted(**wrong))


def test_who_changes_what_another_changed_meanwhile_is_told(town, plan, written):
    write_activity(
        by=town.actor("office"),
        plan=plan,
        drafted=drafted(title="Yang pertama"),
        activity=written.id,
        version=1,
    )
    answer = town.client("office").post(f"/rencana/kegiatan/{written.id}/", form(version="1"))
    assert answer.status_code == 422
    assert "diubah orang lain" in text(answer)
    assert Activity.objects.unscoped("test").get().title == "Yang pertama"


def test_an_activity_leaves_and_comes_back(town, plan, written):
    remove(by=town.actor("office"), plan=plan, activity=written.id)
    assert told(plan)["activities"] == []
    page = text(town.client("office").get(f"/rencana/{plan.id}/"))
    assert "1 kegiatan dikeluarkan" in page
    restore(by=town.actor("office"), plan=plan, activity=written.id)
    assert told(plan)["budget"] == 15_000_000


def test_an_unfinished_plan_is_not_submitted_and_the_gap_is_named(town, plan):
    with pytest.raises(Refused, match="belum memuat kegiatan"):
        submit_plan(by=town.actor("office"), plan=plan)
    write_activity(by=town.actor("office"), plan=plan, drafted=drafted(target=None))
    with pytest.raises(Refused, match='target pada "Fasilitasi NIB"'):
        submit_plan(by=town.actor("office"), plan=plan)


def test_over_the_ceiling_it_is_not_submitted(town, plan, written):
    set_ceiling(by=town.actor("office"), plan=plan, ceiling=14_999_999)
    with pytest.raises(Refused, match="melebihi pagu"):
        submit_plan(by=town.actor("office"), plan=plan)
    set_ceiling(by=town.actor("office"), plan=plan, ceiling=15_000_000)
    assert submit_plan(by=town.actor("office"), plan=plan).state == "waiting"


def test_frozen_it_is_changed_by_nobody_and_approved_by_the_head_alone(town, plan, written):
    submit_plan(by=town.actor("office"), plan=plan)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        write_activity(by=town.actor("office"), plan=plan, drafted=drafted())
    with pytest.raises(Conflict):
        submit_plan(by=town.actor("office"), plan=plan)
    assert verdict(town, plan, "office").status_code == 403
    assert verdict(town, plan, "inspector").status_code == 403
    assert "Rencana kerja" in text(town.client("head").get("/kotak-masuk/"))
    assert verdict(town, plan).status_code == 302
    assert verdict(town, plan).status_code == 409
    plan.refresh_from_db()
    assert (plan.state, plan.body["budget"]) == ("approved", 15_000_000)
    with pytest.raises(Conflict, match="edisi baru"):
        remove(by=town.actor("office"), plan=plan, activity=written.id)


def test_returned_it_is_a_draft_again_and_submitted_as_the_next_version(town, plan, written):
    submit_plan(by=town.actor("office"), plan=plan)
    assert verdict(town, plan, decision="return").status_code == 422
    assert verdict(town, plan, decision="return", comment="Target kurang").status_code == 302
    assert "Target kurang" in text(town.client("office").get(f"/rencana/{plan.id}/"))
    write_activity(
        by=town.actor("office"),
        plan=plan,
        drafted=drafted(target=Decimal(200)),
        activity=written.id,
        version=1,
    )
    again = submit_plan(by=town.actor("office"), plan=plan)
    assert (again.version, again.body["activities"][0]["target"]) == (2, "200")


def test_whoever_wrote_any_of_it_does_not_approve_it(town, plan, written):
    Assignment.objects.create(
        user=town.users["head"], role=Role.OFFICE, region=KOTA, starts_on=TODAY, programme=None
    )
    write_activity(
        by=town.actor("head"), plan=plan, drafted=drafted(title="Klinik"), activity=written.id, version=1
    )
    submit_plan(by=town.actor("office"), plan=plan)
    page = f"/rencana/{plan.id}/"
    assert "Persetujuan Anda" not in text(town.client("head").get(page))
    assert verdict(town, plan).status_code == 403
    assert Plan.objects.unscoped("test").get().state == "waiting"


def test_a_verdict_is_of_the_version_that_was_read(town, plan, written):
    submit_plan(by=town.actor("office"), plan=plan)
    assert 'name="version" value="1"' in text(town.client("head").get(f"/rencana/{plan.id}/"))
    verdict(town, plan, decision="return", comment="Kurang")
    submit_plan(by=town.actor("office"), plan=plan)
    assert verdict(town, plan, version="1").status_code == 409
    assert Plan.objects.unscoped("test").get().state == "waiting"
    assert verdict(town, plan).status_code == 302


def test_a_further_edition_copies_the_approved_one_which_stays(town, plan, written):
    with pytest.raises(Refused, match="sesudah yang ini disetujui"):
        open_edition(by=town.actor("office"), plan=plan, reason="Perubahan APBD")
    submit_plan(by=town.actor("office"), plan=plan)
    verdict(town, plan)
    with pytest.raises(Refused, match="mengapa"):
        open_edition(by=town.actor("office"), plan=plan, reason=" ")
    made = open_edition(by=town.actor("office"), plan=plan, reason="Perubahan APBD")
    with pytest.raises(Conflict, match="sudah terbuka"):
        open_edition(by=town.actor("office"), plan=plan, reason="Lagi")
    copy = Activity.objects.unscoped("test").get(plan=made)
    write_activity(by=town.actor("office"), plan=made, drafted=drafted(q1=99), activity=copy.id, version=1)
    plan.refresh_from_db()
    assert (made.edition, told(made)["budget"], told(plan)["budget"]) == (2, 5_000_099, 15_000_000)


def test_what_was_tampered_with_says_so(town, plan, written):
    submit_plan(by=town.actor("office"), plan=plan)
    plan.refresh_from_db()
    plan.body["budget"] = 1
    unguarded("plans_plan")
    plan.save()
    assert "tidak lagi sama" in text(town.client("head").get(f"/rencana/{plan.id}/"))


@pytest.mark.parametrize(("who", "draft", "forum"), [
    ("office", 200, 200), ("head", 200, 200), ("inspector", 200, 200), ("coordinator", 404, 200), ("ana", 403, 403), ("elsewhere", 404, 404), ("participant", 403, 403), ("stranger", 302, 302),
])  # fmt: skip
def test_a_kecamatan_reads_it_from_the_forum_on(town, plan, written, who, draft, forum):
    pages = (f"/rencana/{plan.id}/", f"/rencana/kegiatan/{written.id}/")
    assert [town.client(who).get(page).status_code for page in pages] == [draft, draft]
    bring_to_forum(by=town.actor("office"), plan=plan)
    assert [town.client(who).get(page).status_code for page in pages] == [forum, forum]
    assert town.client(who).post(f"/rencana/kegiatan/{written.id}/", form(version="1")).status_code in (
        200,
        302,
        403,
        404,
        422,
    )
    assert Activity.objects.unscoped("test").get().title == (
        "Klinik modal" if who == "office" else "Fasilitasi NIB"
    )


def test_the_list_filters_and_goes_to_excel(town, plan, written):
    write_activity(by=town.actor("office"), plan=plan, drafted=drafted(title="Lain", target=None, code=""))
    client, page = town.client("office"), f"/rencana/{plan.id}/"
    lacking = text(client.get(page, {"kurang": "ya"}))
    assert ">Lain<" in lacking
    assert ">Fasilitasi NIB<" not in lacking
    assert client.get(page, {"unduh": "xlsx"})["Content-Type"].endswith("sheet")


def test_each_step_is_told_to_the_audit_trail_without_words(town, plan, written):
    submit_plan(by=town.actor("office"), plan=plan)
    seen = AuditEvent.objects.filter(
        region=KOTA, action__in=("open_plan", "add_activity", "submit_work_plan")
    )
    assert seen.count() == 3
    assert "Fasilitasi" not in str([e.detail for e in seen])
