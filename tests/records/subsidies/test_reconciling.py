"""A month held against the bank's books: both sides' figures, what differs and why, and minutes both agreed on."""

import datetime
import io

import pytest
from pypdf import PdfReader

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.loans.queries.loans import current
from dampingi.records.subsidies.actions.reconciling import answer, tell
from dampingi.records.subsidies.models import Reconciliation
from dampingi.records.subsidies.reconciling import ITEMS
from tests.records.loans.lending import bank_of
from tests.records.subsidies.conftest import approve, line_of, paid, sent
from tests.records.town import KOTA

pytestmark = pytest.mark.usefixtures("october")
MONTH = datetime.date(2026, 8, 1)


@pytest.fixture
def billed(town, budget, loan, bank):
    return paid(town, approve(town, sent(town, bank, [line_of(loan, 0)], late=12)))


def right(loan, **changed):
    """What the bank's books say of the first month, where they are as ours."""
    _n, _day, balance, _p, _i, city = current(loan).lines[0]
    return {"loans": 1, "outstanding": balance, "due": city, "claimed": city, "received": city, "late": 1} | changed  # fmt: skip


def told(town, bank, theirs, who="partner", **more):
    return tell(by=town.actor(who), bank=bank, region=KOTA, theirs=theirs, **({"month": MONTH} | more))


def test_equal_books_need_no_words(town, billed, loan, bank):
    made = told(town, bank, right(loan))
    assert all(i["ours"] == i["theirs"] for i in made.body["items"])
    done = answer(by=town.actor("office"), reconciliation=made.id, agreed=True)
    assert (done.state, done.decided_by) == (Reconciliation.State.AGREED, town.users["office"].id)


def test_what_differs_is_explained(town, billed, loan, bank):
    with pytest.raises(Refused, match="Tulis penjelasannya"):
        told(town, bank, right(loan, received=0))
    made = told(town, bank, right(loan, received=0), remarks="SP2D masuk bulan depan")
    gap = {i["code"]: i["theirs"] - i["ours"] for i in made.body["items"]}
    assert {c: n for c, n in gap.items() if n} == {"received": -line_of(loan).amount}


def test_lines_that_were_not_paid_as_billed_stand_in_it(town, loan, bank):
    sent(town, bank, [line_of(loan, 0, amount=10**7)])
    made = told(town, bank, right(loan, claimed=0, received=0, late=0))
    assert [(f["loan"], f["faults"]) for f in made.body["faults"]] == [(loan.number, ["over"])]


def test_a_month_is_reconciled_once_unless_returned(town, loan, bank):
    theirs = right(loan, claimed=0, received=0, late=0)
    made = told(town, bank, theirs)
    with pytest.raises(Conflict):
        told(town, bank, theirs)
    with pytest.raises(Refused, match="Tulis apa"):
        answer(by=town.actor("office"), reconciliation=made.id, agreed=False)
    answer(by=town.actor("office"), reconciliation=made.id, agreed=False, note="Salah bulan")
    with pytest.raises(Conflict):
        answer(by=town.actor("office"), reconciliation=made.id, agreed=True)
    assert told(town, bank, theirs).number == 2


@pytest.mark.parametrize("wrong", [{"month": datetime.date(2026, 10, 1)}, {"month": datetime.date(9999, 12, 1)}, {"month": datetime.date(1, 1, 1)}])  # fmt: skip
def test_only_a_month_that_is_over(town, loan, bank, wrong):
    with pytest.raises(Refused, match="sudah berakhir"):
        told(town, bank, right(loan), **wrong)


@pytest.mark.parametrize("changed", [{"due": -1}, {"outstanding": 10**16}])
def test_figures_are_sane(town, loan, bank, changed):
    with pytest.raises(Refused, match="Isi semua"):
        told(town, bank, right(loan, **changed))
    with pytest.raises(Refused, match="Isi semua"):
        told(town, bank, {})


def test_each_side_speaks_for_itself(town, loan, bank):
    theirs = right(loan, claimed=0, received=0, late=0)
    for who in ("office", "head", "ana", "participant", "elsewhere"):
        with pytest.raises(Denied):
            told(town, bank, theirs, who)
    made = told(town, bank, theirs)
    for who in ("partner", "inspector", "ana", "elsewhere"):
        with pytest.raises(Denied):
            answer(by=town.actor(who), reconciliation=made.id, agreed=True)


def test_the_whole_way_on_the_pages(town, billed, loan, bank):
    client, office = town.client("partner"), town.client("office")
    form = {"door": f"{bank.id}:{KOTA}", "month": "2026-08"} | {c: str(n) for c, n in right(loan).items()}
    new = "/subsidi/rekonsiliasi/baru/"
    assert all(str(label) in client.get(new).content.decode() for label in ITEMS.values())
    for wrong in ({"month": "9999-99"}, {"due": ""}, {"due": "-5"}, {"door": "x"}, {"late": "1e9"}):
        assert client.post(new, form | wrong).status_code == 422
    at = client.post(new, form).url
    assert client.get(f"{at}berita-acara.pdf").status_code == 404
    assert "Semua angka sama" in office.get(at).content.decode()
    assert office.post(f"{at}putusan/", {"decision": "approve", "comment": "Sesuai"}).status_code == 302
    raw = b"".join(client.get(f"{at}berita-acara.pdf").streaming_content)
    said = "".join(p.extract_text() for p in PdfReader(io.BytesIO(raw)).pages)
    assert "BA-REKONSILIASI" in said
    assert "Bank Maju" in said
    assert "Sesuai" in said


def test_another_bank_sees_none_of_it(town, loan, bank):
    made = told(town, bank, right(loan, claimed=0, received=0, late=0))
    bank.members.update(until="2026-08-01")
    bank_of(town, "Bank Lain")
    client = town.client("partner")
    assert client.get(f"/subsidi/rekonsiliasi/{made.id}/").status_code == 404
    assert client.get(f"/subsidi/rekonsiliasi/{made.id}/berita-acara.pdf").status_code == 404
    assert "Bank Maju" not in client.get("/subsidi/rekonsiliasi/").content.decode()
