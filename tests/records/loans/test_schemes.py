"""Loan schemes: proposed, approved by somebody else, then never changed; each holds from its day."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.loans.models import SchemeEdition
from dampingi.records.loans.queries.schemes import holds, in_force, shipped
from dampingi.records.loans.terms import checked, city_share, rate_on
from tests.records.loans.lending import JANUARY, approve, bank_of, body_of, proposed
from tests.records.town import KOTA, TODAY

pytestmark = pytest.mark.usefixtures("july")


def filled(example="depok", **changed):
    """What the page's form would send for one of the shipped schemes."""
    from dampingi.records.loans.forms.schemes import SchemeForm

    form = SchemeForm(
        initial=SchemeForm.initial_of(body_of(example), example), regions={KOTA: "Depok"}, banks={}
    )
    told = {name: form[name].value() for name in form.fields}
    told |= {"region": KOTA, "from_on": "2026-01-01"} | changed
    return {k: v for k, v in told.items() if v is not None}


@pytest.mark.parametrize("each", [s["code"] for s in shipped()])
def test_every_shipped_scheme_can_be_counted_with(each):
    assert checked(body_of(each))


def test_the_page_proposes_what_the_office_reads_and_the_head_approves_it(town):
    page = town.client("office").get("/pinjaman/skema/baru/?contoh=depok").content.decode()
    assert "Subsidi bunga Kota Depok" in page
    assert "dugaan" in page
    assert town.client("office").post("/pinjaman/skema/baru/", filled()).status_code == 302
    made = SchemeEdition.objects.unscoped("test").get()
    assert made.body == body_of()
    assert not in_force(TODAY)
    answer = town.client("head").post(
        f"/pinjaman/skema/{made.id}/putusan/", {"decision": "approve", "version": "1"}
    )
    assert answer.status_code == 302
    assert [e.id for e in in_force(TODAY)] == [made.id]
    assert "90%" in town.client("office").get(f"/pinjaman/skema/{made.id}/").content.decode()
    assert "Berlaku" in town.client("office").get("/pinjaman/skema/").content.decode()


def test_whoever_proposed_it_does_not_approve_it(town):
    made = proposed(town)
    with pytest.raises(Denied):
        approve(town, made, who="office")


def test_a_returned_one_says_why_and_may_be_proposed_again(town):
    made = proposed(town)
    town.client("head").post(f"/pinjaman/skema/{made.id}/putusan/", {"decision": "return", "comment": "Bunga keliru", "version": "1"})  # fmt: skip
    made.refresh_from_db()
    assert (made.state, made.returned_note) == ("returned", "Bunga keliru")
    assert proposed(town).number == 2


@pytest.mark.parametrize("who", ["coordinator", "elsewhere", "head", "ana", "participant"])
def test_only_the_city_s_office_proposes(town, who):
    with pytest.raises(Denied):
        proposed(town, who=who)


def test_one_waits_at_a_time_and_the_same_again_is_refused(town):
    made = proposed(town)
    with pytest.raises(Conflict, match="masih menunggu"):
        proposed(town)
    approve(town, made)
    with pytest.raises(Refused, match="sama dengan edisi"):
        proposed(town)


def test_each_edition_holds_from_its_day(town):
    first = approve(town, proposed(town))
    then = approve(town, proposed(town, from_on=datetime.date(2026, 8, 1), tolerance=5))
    assert [e.id for e in in_force(TODAY)] == [first.id]
    assert [e.id for e in in_force(datetime.date(2026, 8, 1))] == [then.id]
    assert in_force(datetime.date(2025, 12, 31)) == []
    assert in_force(TODAY, region="32.77") == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": " "}, "nama skema"),
        ({"kind": "gift"}, "jenis skema"),
        ({"least": 0}, "terkecil"),
        ({"least": 60_000_000}, "terkecil"),
        ({"most": 10**13 + 1}, "terkecil"),
        ({"months": [12, 6]}, "Jangka waktu"),
        ({"months": [6, 361]}, "Jangka waktu"),
        ({"tolerance": -1}, "Selisih"),
        ({"advertised": 10_001}, "dijanjikan"),
        ({"tiers": [{"upto": 25_000_000, "share": 9000}]}, "mencakup pinjaman terbesar"),
        ({"tiers": [{"upto": 50_000_000, "share": 9000}, {"upto": 25_000_000, "share": 8000}]}, "harus naik"),
        ({"tiers": [{"upto": 50_000_000, "share": 10_001}]}, "harus naik"),
        ({"rates": []}, "satu bunga bank"),
        (
            {"rates": [{"on": "2026-02-01", "rate": 900}, {"on": "2026-01-01", "rate": 900}]},
            "satu bunga bank",
        ),
        ({"steps": ["survey", "office_check", "akad", "disbursement"]}, "pemeriksaan dinas"),
        ({"steps": ["office_check", "survey", "akad"]}, "pencairan"),
        ({"steps": ["office_check", "survey", "disbursement", "akad"]}, "harus mendahului"),
        ({"steps": ["office_check", "survey", "akad", "recommendation", "disbursement"]}, "harus mendahului"),
        ({"steps": ["office_check", "survey", "akad", "disbursement", "decree"]}, "memerlukan rekomendasi"),
        ({"requirements": ["tall"]}, "dari daftar"),
    ],
)
def test_what_cannot_be_counted_with_says_what_to_mend(changed, says):
    with pytest.raises(Refused, match=says):
        checked(body_of(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"share_1": "NaN"}, {"share_1": "101"}, {"upto_2": ""}, {"least": "-5"}, {"most": "9" * 40}, {"from_on": "9999-12-31"}, {"from_on": ""},
        {"step_akad": "0"}, {"step_akad": ""}, {"region": "32.77"}, {"code": "!!!"}, {"rate_1": "9,555"}, {"months_most": "1e9"},
    ],
)  # fmt: skip
def test_a_form_filled_badly_is_answered_with_a_sentence(town, changed):
    assert town.client("office").post("/pinjaman/skema/baru/", filled(**changed)).status_code == 422
    assert not SchemeEdition.objects.unscoped("test").exists()


def test_the_order_of_the_steps_is_the_scheme_s(town):
    town.client("office").post(
        "/pinjaman/skema/baru/", filled(step_decree="4", step_akad="5", step_disbursement="6")
    )
    made = SchemeEdition.objects.unscoped("test").get()
    assert made.body["steps"] == [
        "office_check",
        "survey",
        "recommendation",
        "decree",
        "akad",
        "disbursement",
    ]


def test_an_edge_belongs_to_the_tier_it_ends_and_a_rate_to_its_day():
    body = body_of(rates=[{"on": "2025-01-01", "rate": 900}, {"on": "2026-07-01", "rate": 850}])
    assert [city_share(body, p) for p in (25_000_000, 25_000_001, 50_000_000)] == [9000, 8000, 8000]
    assert city_share(body_of("kur_mikro"), 20_000_000) == 0
    days = (datetime.date(2024, 1, 1), datetime.date(2026, 6, 30), datetime.date(2026, 7, 1))
    assert [rate_on(body, day) for day in days] == [900, 900, 850]


@pytest.mark.parametrize(
    "change",
    [{"body": {}}, {"from_on": JANUARY.replace(year=2020)}, {"state": "waiting", "approved_at": None}],
)
def test_the_database_itself_keeps_what_was_approved(scheme, change):
    rows = SchemeEdition.objects.unscoped("test").filter(id=scheme.id)
    with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        rows.delete()
    assert holds(rows.get())


def test_others_do_not_see_a_neighbour_s_scheme(town, scheme):
    assert town.client("elsewhere").get(f"/pinjaman/skema/{scheme.id}/").status_code == 404
    assert town.client("partner").get(f"/pinjaman/skema/{scheme.id}/").status_code == 403
    assert town.client("inspector").get(f"/pinjaman/skema/{scheme.id}/").status_code == 200


def test_a_scheme_names_the_banks_that_lend_and_others_are_not_offered(town):
    from dampingi.records.loans.queries.applications import banks_for

    maju, _other, _far = (
        bank_of(town),
        bank_of(town, "Bank Lain", ""),
        bank_of(town, "Bank Jauh", "", "33.74"),
    )
    office = town.client("office")
    page = office.get("/pinjaman/skema/baru/?contoh=depok").content.decode()
    assert "Bank Lain" in page
    assert "Bank Jauh" not in page
    made = office.post("/pinjaman/skema/baru/", filled(banks=[str(maju.id)]))
    assert made.status_code == 302
    edition = approve(town, SchemeEdition.objects.unscoped("test").get())
    assert edition.body["banks"] == [{"id": str(maju.id), "name": "Bank Maju"}]
    assert [b.name for b in banks_for(edition)] == ["Bank Maju"]
    assert "Bank Maju" in office.get(made.url).content.decode()
    assert office.post("/pinjaman/skema/baru/", filled(banks=["x"])).status_code == 422
