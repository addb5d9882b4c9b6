"""The mayor's decree: drawn up, cleared, signed and noted; only then may the bank bill. A loan is named once."""

import datetime
import io

import pytest
from pypdf import PdfReader

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.loans.actions.bank import disburse
from dampingi.records.loans.models import Step
from dampingi.records.loans.watchers import tell
from dampingi.records.subsidies.actions.decrees import draw_up, enact
from dampingi.records.subsidies.models import LoanDecree
from dampingi.records.subsidies.queries import undecreed
from dampingi.records.subsidies.reconciling import body_of
from tests.records.loans import lending
from tests.records.loans.lending import bank_of, forwarded, handed_in, recommended, surveyed
from tests.records.subsidies.conftest import OCTOBER, cleared, decreed, drawn_up, line_of, sent
from tests.records.town import KOTA, TODAY


@pytest.fixture(autouse=True)
def _july(july):
    pass


def faults(made):
    return [line.faults for line in made.lines.order_by("row")]


def text(answer):
    raw = b"".join(answer.streaming_content)
    return "".join(p.extract_text() for p in PdfReader(io.BytesIO(raw)).pages)


def test_a_loan_is_billed_only_once_it_is_paid_out_and_named(town, signed, bank):
    import time_machine

    with time_machine.travel(OCTOBER, tick=False):
        assert "undecided" in faults(sent(town, bank, [line_of(signed)]))[0]
        disburse(by=town.actor("partner"), application=signed.application_id, on=TODAY)
        assert "undecided" in faults(sent(town, bank, [line_of(signed, 1)]))[0]
        decreed(town, signed)
        assert faults(sent(town, bank, [line_of(signed), line_of(signed, 1)])) == [[], []]


def test_it_takes_the_loans_step_and_tells_the_bank(town, paid_out):
    assert [a.id for a in undecreed(KOTA)] == [paid_out.application_id]
    made = decreed(town, paid_out)
    step = Step.objects.get(application=paid_out.application_id, code="decree")
    assert (step.on, step.note) == (TODAY, made.number)
    assert undecreed(KOTA) == []
    assert town.users["partner"].notices.filter(text__contains="menetapkan pinjaman").count() == 1


def test_a_loan_is_named_in_one_decree(town, paid_out):
    first = drawn_up(town, paid_out)
    assert undecreed(KOTA) == []
    with pytest.raises(Conflict):
        drawn_up(town, paid_out)
    decide(by=town.actor("head"), approval=approvals_of("loan_decree", first.id)[0].id, approved=False, comment="Dasarnya kurang")  # fmt: skip
    first.refresh_from_db()
    assert (first.state, first.returned_note) == (LoanDecree.State.RETURNED, "Dasarnya kurang")
    decreed(town, paid_out)
    assert undecreed(KOTA) == []


def test_what_does_not_wait_for_a_decree_is_not_named(town, signed):
    with pytest.raises(Refused, match="tidak menunggu keputusan"):
        drawn_up(town, signed)


@pytest.mark.parametrize("wrong", [{"applications": []}, {"basis": " "}, {"basis": "x" * 401}])
def test_a_decree_names_somebody_by_some_right(town, paid_out, wrong):
    told = {"region": KOTA, "applications": [paid_out.application_id], "basis": "Perwal"} | wrong
    with pytest.raises(Refused):
        draw_up(by=town.actor("office"), **told)


@pytest.mark.parametrize(
    "wrong", [{"number": " "}, {"number": "x" * 81}, {"on": datetime.date(9999, 12, 31)}, {"on": datetime.date(2020, 1, 1)}]
)  # fmt: skip
def test_enacted_with_its_number_and_a_possible_day(town, paid_out, wrong):
    made = cleared(town, drawn_up(town, paid_out))
    with pytest.raises(Refused):
        enact(by=town.actor("office"), decree=made.id, **({"number": "821/1", "on": TODAY} | wrong))
    made.refresh_from_db()
    assert made.state == LoanDecree.State.CLEARED


def test_not_before_the_head_cleared_it_and_only_once(town, paid_out):
    made = drawn_up(town, paid_out)
    told = {"by": town.actor("office"), "decree": made.id, "number": "821/1", "on": TODAY}
    with pytest.raises(Conflict):
        enact(**told)
    cleared(town, made)
    enact(**told)
    with pytest.raises(Conflict):
        enact(**told)


def test_nobody_clears_what_they_drew_up(town, paid_out):
    made = drawn_up(town, paid_out)
    for who in ("office", "inspector", "partner", "elsewhere", "ana", "participant"):
        with pytest.raises(Denied):
            decide(by=town.actor(who), approval=approvals_of("loan_decree", made.id)[0].id, approved=True)


@pytest.mark.parametrize("who", ["inspector", "partner", "elsewhere", "ana", "participant", "coordinator"])
def test_only_the_office_draws_up(town, paid_out, who):
    with pytest.raises(Denied):
        drawn_up(town, paid_out, who=who)


def test_a_loan_that_came_to_nothing_falls_out(town, paid_out):
    made = cleared(town, drawn_up(town, paid_out))
    tell("ended", town.actor("office"), paid_out.application)
    made.refresh_from_db()
    assert (made.revision, made.lines.filter(counts=True).count()) == (2, 0)
    with pytest.raises(Refused, match="Tidak ada lagi pinjaman"):
        enact(by=town.actor("office"), decree=made.id, number="821/1", on=TODAY)


def test_the_whole_way_on_the_pages(town, paid_out):
    office, head = town.client("office"), town.client("head")
    assert "1 pinjaman menunggu keputusan" in office.get("/subsidi/keputusan/").content.decode()
    told = {"region": KOTA, "basis": "Perwal 73/2024", "applications": [str(paid_out.application_id)]}
    assert office.post("/subsidi/keputusan/baru/", told | {"applications": []}).status_code == 422
    assert office.post("/subsidi/keputusan/baru/", told | {"applications": ["x"]}).status_code == 422
    at = office.post("/subsidi/keputusan/baru/", told).url
    assert office.get(f"{at}naskah.pdf").status_code == 404
    assert head.post(f"{at}putusan/", {"decision": "approve"}).status_code == 302
    assert "Nomor ....." in text(office.get(f"{at}naskah.pdf"))
    assert office.post(f"{at}penetapan/", {"number": "", "on": "x"}).status_code == 422
    assert office.post(f"{at}penetapan/", {"number": "821/45", "on": TODAY.isoformat()}).status_code == 302
    said = text(office.get(f"{at}naskah.pdf"))
    assert "821/45" in said
    assert paid_out.application.person.name in said
    assert "KR-1" in said
    page = office.get(at).content.decode()
    assert "Ditetapkan" in page
    assert paid_out.application.business.name in page


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("head", 200), ("inspector", 200), ("partner", 403), ("elsewhere", 404), ("stranger", 302)])  # fmt: skip
def test_who_reads_a_decree(town, paid_out, who, status):
    made = drawn_up(town, paid_out)
    assert town.client(who).get(f"/subsidi/keputusan/{made.id}/").status_code == status


def test_a_day_that_does_not_fit_one_loan_names_it(town, paid_out):
    """A decree names up to 500: whose step came later has to be said."""
    made = cleared(town, drawn_up(town, paid_out))
    early = TODAY - datetime.timedelta(days=1)
    with pytest.raises(Refused, match=r"Warga 0: Tanggalnya"):
        enact(by=town.actor("office"), decree=made.id, number="821/1", on=early)


def test_a_bank_opens_what_a_decree_says_of_its_own_loans(town, scheme, loan, bank):
    """An extract: whom other banks lend to is not its business."""
    at = f"/subsidi/keputusan/{loan.application.decree_lines.get().decree_id}/petikan/{bank.id}.pdf"
    client = town.client("partner")
    assert at in client.get("/subsidi/").content.decode()
    said = text(client.get(at))
    assert "PETIKAN" in said
    assert "KR-1" in said
    assert at not in town.client("office").get("/subsidi/").content.decode()
    other = bank_of(town, "Bank Lain")
    assert client.get(at.replace(str(bank.id), str(other.id))).status_code == 404
    bank.members.update(until="2026-01-02")
    assert client.get(at).status_code == 404
    assert at not in client.get("/subsidi/").content.decode()


def test_an_extract_leaves_out_the_borrowers_of_other_banks(town, scheme, paid_out, bank):
    second = _lent(town, scheme, bank_of(town, "Bank Lain", who=""))
    disburse(by=town.actor("office"), application=second.application_id, on=TODAY)
    made = decreed(town, paid_out, second)
    said = text(town.client("partner").get(f"/subsidi/keputusan/{made.id}/petikan/{bank.id}.pdf"))
    assert "KR-1" in said
    assert "KR-2" not in said
    assert "memuat 1 penerima" in said


def _lent(town, scheme, other):
    found = handed_in(town, scheme, other, n=1, who="ana")
    recommended(town, surveyed(town, forwarded(town, found), who="office"))
    return lending.signed(town, found, number="KR-2", who="office")


def test_an_extract_exists_once_the_mayor_signed(town, paid_out, bank):
    made = cleared(town, drawn_up(town, paid_out))
    assert (
        town.client("partner").get(f"/subsidi/keputusan/{made.id}/petikan/{bank.id}.pdf").status_code == 404
    )


def test_a_loan_signed_but_not_paid_out_is_in_no_reconciliation(town, signed, bank):
    """Its borrower owes nothing yet; the bank's books do not hold it."""

    def due():
        body = body_of(bank, KOTA, datetime.date(2026, 8, 1), {})
        return next(i["ours"] for i in body["items"] if i["code"] == "loans")

    assert due() == 0
    disburse(by=town.actor("partner"), application=signed.application_id, on=TODAY)
    assert due() == 1
