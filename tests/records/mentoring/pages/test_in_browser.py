"""The visit form on a phone with a bad signal: what was typed survives, and sending again makes no second visit."""

import pytest
from tests.browser.wire import BASE, Wire
from tests.records.conftest import SYSTEM

from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.actions import close_month

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("july")]
ADVICE = "Foto produk di pagi hari"


@pytest.fixture
def wire(browsing, town) -> Wire:
    return Wire(browsing, town.client("ana"))


def opened(page, town) -> None:
    page.goto(f"{BASE}/peserta/{town.first.id}/kunjungan/")


def fill(page, town) -> None:
    opened(page, town)
    page.get_by_label("Lama (menit)").fill("45")
    page.get_by_label("Topik").select_option("pemasaran")
    page.get_by_label("Saran yang diberikan").fill(ADVICE)


def send(page, told: str = "Kunjungan tersimpan") -> None:
    page.get_by_role("button", name="Simpan kunjungan").click()
    page.get_by_text(told).wait_for()


def typed(page) -> str:
    return page.get_by_label("Saran yang diberikan").input_value()


def visits() -> list[Visit]:
    return list(Visit.objects.unscoped("test"))


def test_what_was_typed_survives_and_is_forgotten_once_sent(town, wire):
    seen = []

    def steps(page):
        fill(page, town)
        seen.append(page.locator("[name=id]").input_value())
        page.reload()
        seen.append(page.locator("[name=id]").input_value())
        assert typed(page) == ADVICE
        send(page)
        assert page.evaluate("localStorage.length") == 0

    wire.drive(steps)
    assert seen[0] == seen[1] == str(visits()[0].id), "so that sending again is recognised"


def test_a_lost_answer_does_not_make_a_second_visit(town, wire):
    def steps(page):
        fill(page, town)
        wire.lose_next_answer_to = "POST"
        with page.expect_event("requestfailed"):
            page.get_by_role("button", name="Simpan kunjungan").click(no_wait_after=True)
        again = page.context.new_page()
        opened(again, town)
        again.get_by_text("Kunjungan tersimpan").wait_for()
        assert typed(again) == "", "it arrived: what was typed is not offered once more"

    wire.drive(steps)
    assert len(visits()) == 1


def test_the_position_is_taken_only_when_asked(town, wire):
    def steps(page):
        fill(page, town)
        assert page.locator("[name=latitude]").input_value() == ""
        page.get_by_role("button", name="Pakai posisi saya").click()
        page.get_by_text("Posisi tercatat").wait_for()
        send(page)

    wire.drive(steps)
    assert str(visits()[0].latitude) == "-6.402511"


def test_a_refusal_keeps_what_was_typed(town, wire):
    close_month(by=SYSTEM, programme=town.programme, month=town.programme.starts_on.replace(month=7))

    def steps(page):
        fill(page, town)
        send(page, told="sudah ditutup")
        assert typed(page) == ADVICE

    wire.drive(steps)
    assert visits() == []
