import datetime
import uuid

import pytest
from tests.records.mentoring.test_reports import again, approve, draft, send_back, submitted
from tests.records.mentoring.test_visits import record, visit

from dampingi.records.mentoring.models import MonthlyReport

pytestmark = pytest.mark.usefixtures("july")
WORDS = {"obstacle": "Modal", "success": "NIB terbit", "plan": "Foto produk"}


def page(town, who: str, report: MonthlyReport):
    return town.client(who).get(f"/laporan-bulanan/{report.id}/")


def write(town, who: str, report: MonthlyReport, **body):
    return town.client(who).post(f"/laporan-bulanan/{report.id}/", WORDS | body)


def decide(town, who: str, report: MonthlyReport, **body):
    return town.client(who).post(f"/laporan-bulanan/{report.id}/keputusan/", body)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 200), ("camat", 200), ("kota", 200), ("office", 200), ("coordinator", 200), ("inspector", 200),
        ("budi", 404), ("elsewhere", 404), ("participant", 403), ("panel", 403), ("stranger", 302),
    ],
)  # fmt: skip
def test_who_reads_a_report(town, who, status):
    assert page(town, who, draft(town)).status_code == status


def test_an_unknown_report(town):
    assert town.client("office").get(f"/laporan-bulanan/{uuid.uuid4()}/").status_code == 404


def test_the_draft_counts_the_records_of_now_and_names_who_was_not_met(town):
    record(town, visit(town, minutes=75))
    content = page(town, "ana", draft(town)).content.decode()
    assert "75" in content
    assert "Warga 1" in content
    assert "dihitung dari catatan saat ini" in content


def test_a_draft_is_kept_with_gaps(town):
    report = draft(town)
    assert write(town, "ana", report, plan="").status_code == 302
    assert (again(report).state, again(report).obstacle) == ("draft", "Modal")


def test_handing_in_asks_for_all_words_and_loses_none(town):
    report = draft(town)
    answer = write(town, "ana", report, plan="", hand_in="1")
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Isi bagian ini" in content
    assert "NIB terbit" in content
    assert again(report).state == "draft"


def test_handing_in_freezes_and_takes_the_form_away(town):
    report = draft(town)
    answer = write(town, "ana", report, hand_in="1")
    assert answer.status_code == 302
    assert again(report).state == "submitted"
    content = page(town, "ana", report).content.decode()
    assert "dibekukan saat diajukan" in content
    assert "Menunggu pemeriksa kecamatan" in content
    assert "<textarea" not in content


def test_a_month_that_is_not_over_keeps_the_words(town):
    from dampingi.records.mentoring.actions import draft_reports

    july = draft_reports(
        by=town.actor("ana"), programme=town.programme, month=datetime.date(2026, 7, 1), mentors=[town.mentor("ana")]
    )[0]  # fmt: skip
    assert "Dapat diajukan mulai 31 Juli 2026" in page(town, "ana", july).content.decode()
    answer = write(town, "ana", july, hand_in="1")
    assert answer.status_code == 422
    assert "Bulan laporan belum selesai" in answer.content.decode()
    assert (again(july).state, again(july).plan) == ("draft", "Foto produk")


@pytest.mark.parametrize("who", ["budi", "camat", "office", "inspector"])
def test_nobody_else_writes(town, who):
    report = draft(town)
    assert write(town, who, report).status_code in (404, 409)
    assert again(report).obstacle == ""


def test_a_report_handed_in_is_not_written(town):
    report = submitted(town)
    answer = write(town, "ana", report, plan="Lain")
    assert answer.status_code == 409
    assert "sudah diajukan" in answer.content.decode()
    assert again(report).plan == "Foto produk"


def test_the_checker_approves_from_the_page(town):
    report = submitted(town)
    assert "Keputusan Anda" in page(town, "camat", report).content.decode()
    assert decide(town, "camat", report, decision="approve").status_code == 302
    assert "Disetujui kecamatan" in page(town, "ana", report).content.decode()
    assert decide(town, "kota", report, decision="approve").status_code == 302
    assert again(report).state == "approved"


def test_approving_twice_is_told(town):
    report = submitted(town)
    approve(town, "camat")
    answer = decide(town, "camat", report, decision="approve")
    assert answer.status_code == 422
    approve(town, "kota")
    answer = decide(town, "office", report, decision="approve")
    assert answer.status_code == 409
    assert "sudah diputuskan" in answer.content.decode()


def test_returning_needs_words(town):
    report = submitted(town)
    answer = decide(town, "camat", report, decision="return", comment=" ")
    assert answer.status_code == 422
    assert "perlu diperbaiki" in answer.content.decode()
    assert again(report).state == "submitted"


def test_a_returned_report_shows_why_and_can_be_mended(town):
    report = submitted(town)
    send_back(town)
    content = page(town, "ana", report).content.decode()
    assert "Jelaskan kendala modalnya." in content
    assert write(town, "ana", report, hand_in="1").status_code == 302
    assert again(report).version == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 403),
        ("budi", 403),
        ("participant", 403),
        ("elsewhere", 404),
        ("inspector", 403),
        ("stranger", 302),
    ],
)
def test_who_does_not_decide(town, who, status):
    report = submitted(town)
    assert decide(town, who, report, decision="approve").status_code == status
    assert again(report).state == "submitted"


@pytest.mark.parametrize("body", [{}, {"decision": "maybe"}])
def test_a_decision_is_one_of_two(town, body):
    report = submitted(town)
    assert decide(town, "camat", report, **body).status_code == 422
    assert again(report).state == "submitted"
