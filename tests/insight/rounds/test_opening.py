"""A region asks the regions right below it, once about a period; nobody else is asked."""

import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.rounds.actions import cancel_round
from dampingi.insight.rounds.models import Entry, Round
from tests.records.town import KECAMATAN, KOTA, TODAY

from .conftest import DUE

pytestmark = pytest.mark.usefixtures("july")
DAY = datetime.timedelta(days=1)


def test_every_kecamatan_gets_one_entry_and_those_who_report_are_told(rounds):
    made = rounds.open(indicators=["verified_share"])
    invited = Entry.objects.unscoped("test").filter(round=made).values_list("region", flat=True)
    assert len(invited) == 11
    assert all(r.startswith(f"{KOTA}.") and len(r) == 8 for r in invited)
    told = set(Notice.objects.values_list("user__name", flat=True))
    assert told == {"Coordinator", "Camat"}, "who is appointed to a kecamatan, and nobody above or below"
    assert [q["code"] for q in made.questions] == ["verified_share", "m1", "m2"]
    assert AuditEvent.objects.get(action="open_round").detail["invited"] == 11


def test_a_province_asks_its_kabupaten_and_kota(province):
    made = province.open(who="province", region="32")
    invited = set(Entry.objects.unscoped("test").filter(round=made).values_list("region", flat=True))
    assert {"32.76", "32.77"} <= invited
    assert all(len(r) == 5 for r in invited)


def test_a_period_is_asked_about_once_unless_it_was_cancelled(rounds, town):
    first = rounds.open()
    with pytest.raises(Conflict, match="sudah dibuka"):
        rounds.open()
    cancel_round(by=town.actor("office"), round=first.id, why="Pertanyaannya keliru")
    assert rounds.open().id != first.id
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        cancel_round(by=town.actor("office"), round=first.id, why="Lagi")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"period": "2026-13"}, "dari daftar"), ({"period": "2027-Q1"}, "dari daftar"), ({"period": "9999"}, "dari daftar"),
        ({"due_on": TODAY - DAY}, "sesudah periode berakhir"), ({"due_on": datetime.date(9999, 12, 31)}, "sesudah periode"),
        ({"indicators": ["nope"]}, "tidak ada"), ({"asked": ""}, "sedikitnya satu"), ({"asked": "tanpa satuan"}, "Baris 1"),
        ({"asked": "A | b\na | c"}, "dua kali"), ({"asked": "\n".join(f"T{n} | x" for n in range(41))}, "Paling banyak"),
        ({"note": "x" * 2001}, "paling panjang"), ({"asked": "A | b | c"}, "Baris 1"), ({"asked": "x" * 300 + " | y"}, "Baris 1"),
        ({"asked": "UMK ber-NIB | Persen"}, "pembilang dan penyebutnya"), ({"asked": "A | b\nUMK ber-NIB | %"}, "Baris 2"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_cure(rounds, wrong, told):
    with pytest.raises(Refused, match=told):
        rounds.open(**wrong)
    assert not Round.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["head", "coordinator", "camat", "inspector", "elsewhere", "ana", "partner"])
def test_only_whoever_holds_rounds_there_opens_one(rounds, who):
    with pytest.raises(Denied):
        rounds.open(who=who)


def test_a_province_does_not_ask_in_a_city_s_name(rounds):
    with pytest.raises(Denied):
        rounds.open(who="province")


def test_an_office_does_not_ask_in_the_province_s_name(rounds):
    with pytest.raises(Denied):
        rounds.open(region="32")


def test_a_period_that_runs_is_due_only_after_its_end(rounds):
    with pytest.raises(Refused, match="1 Oktober 2026"):
        rounds.open(period="2026-Q3", due_on=DUE)


def test_what_was_accepted_keeps_the_round_from_being_cancelled(rounds, town):
    made = rounds.open()
    entry = rounds.entry(made)
    rounds.submit(entry)
    rounds.check(entry)
    with pytest.raises(Conflict, match="Sudah ada laporan"):
        cancel_round(by=town.actor("office"), round=made.id, why="Keliru")


def test_a_cancelled_round_takes_back_what_waits_and_is_written_no_more(rounds, town):
    from dampingi.foundation.approvals.queries import waiting_for

    made = rounds.open()
    entry, other = rounds.entry(made), rounds.entry(made, "32.76.01")
    rounds.submit(entry)
    assert len(waiting_for(town.actor("office"))) == 1
    with pytest.raises(Refused, match="alasan"):
        cancel_round(by=town.actor("office"), round=made.id, why=" ")
    cancel_round(by=town.actor("office"), round=made.id, why="Diganti putaran bulanan")
    assert waiting_for(town.actor("office")) == []
    assert 'data-label="Menunggu diperiksa">0<' in town.client("office").get("/putaran/").content.decode()
    with pytest.raises(Conflict, match="dibatalkan"):
        rounds.check(entry)
    with pytest.raises(Refused):
        rounds.save(other)


# pages


def test_the_page_opens_a_round_and_keeps_what_was_typed_when_refused(town):
    client = town.client("office")
    page = client.get("/putaran/baru/").content.decode()
    assert "Pertanyaan lain" in page
    assert 'value="2026-Q2" selected' in page, "the quarter that is over"
    asked = {"region": KOTA, "period": "2026-Q2", "due_on": str(DUE), "indicators": ["verified_share"], "asked": "Koperasi aktif | koperasi"}  # fmt: skip
    wrong = client.post("/putaran/baru/", asked | {"due_on": "9999-12-31"})
    assert wrong.status_code == 422
    assert "Koperasi aktif | koperasi" in wrong.content.decode()
    for bad in ({"region": "32"}, {"period": "2020-01"}, {"indicators": ["x"]}, {"due_on": "x"}):
        assert client.post("/putaran/baru/", asked | bad).status_code == 422
    assert not Round.objects.unscoped("test").exists()
    assert client.post("/putaran/baru/", asked).status_code == 302
    assert client.post("/putaran/baru/", asked).status_code == 422


def test_the_list_and_the_board_are_for_those_who_ask_and_those_who_are_asked(rounds, town):
    made = rounds.open(note="Salam hormat")
    board = f"/putaran/{made.id}/"
    for who, status in {"office": 200, "head": 200, "coordinator": 200, "camat": 200, "province": 200, "elsewhere": 404, "ana": 403, "stranger": 302}.items():  # fmt: skip
        assert town.client(who).get(board).status_code == status, who
    assert "Triwulan II 2026" in town.client("office").get("/putaran/").content.decode()
    own = town.client("coordinator").get(board).content.decode()
    assert str(rounds.entry(made).id) in own
    assert str(rounds.entry(made, "32.76.01").id) not in own, "another kecamatan's line is not theirs"
    assert "Diminta dari Anda" in town.client("coordinator").get("/putaran/").content.decode()
    assert "Belum ada putaran" in town.client("elsewhere").get("/putaran/").content.decode()


def test_cancelling_by_page_says_why(rounds, town):
    made = rounds.open()
    address = f"/putaran/{made.id}/batal/"
    assert town.client("head").post(address, {"why": "x"}).status_code == 403
    assert town.client("elsewhere").post(address, {"why": "x"}).status_code == 404
    assert town.client("office").post(address, {"why": ""}).status_code == 422
    assert town.client("office").post(address, {"why": "Keliru"}).status_code == 302
    assert "Keliru" in town.client("coordinator").get(f"/putaran/{made.id}/").content.decode()


def test_an_entry_of_a_kecamatan_is_that_kecamatan_s(rounds):
    assert rounds.entry(rounds.open()).region == KECAMATAN
