"""The day of a training on phones: a card read by the camera at the door, then the test with its buttons."""

import datetime

import pytest
import time_machine
from playwright.sync_api import expect
from tests.browser.phones import fits
from tests.records.learning.test_actions import hold
from tests.records.learning.test_curricula import curriculum, modules
from tests.records.learning.test_quizzes import write
from tests.records.town import TODAY

from dampingi.records.learning.actions import open_quiz
from dampingi.records.learning.cards import code_of, path_of, spoken

__all__ = ["curriculum", "modules"]
pytestmark = pytest.mark.browser
CAMERA = """
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
HTMLMediaElement.prototype.play = async () => {};
globalThis.BarcodeDetector = class { async detect() { return globalThis.card ? [{ rawValue: globalThis.card }] : []; } };
"""
"""A camera that sees what the test holds before it: the browser of the tests has neither camera nor reader."""


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime.datetime(2026, 7, 20, 3, tzinfo=datetime.UTC), tick=True):
        yield


def test_a_card_is_scanned_at_the_door_and_its_holder_answers_the_test(phone_of, town, modules):
    session = hold(town, module=modules[0], on=TODAY)
    write(town, modules[0])
    office = phone_of("office")
    office.add_init_script(CAMERA)
    office.goto(f"/pelatihan/{session.id}/pindai/")
    office.get_by_role("button", name="Pindai dengan kamera").click()
    office.evaluate("card => { globalThis.card = card; }", f"https://x{path_of(town.first.id, 1)}")
    expect(office.get_by_text("Warga 0 hadir.")).to_be_visible()
    office.evaluate("globalThis.card = ''")
    office.get_by_label("Kode di kartu").fill(spoken(code_of(town.first.id, 1)).lower())
    office.get_by_role("button", name="Catat hadir").click()
    expect(office.get_by_text("Warga 0 sudah tercatat pukul")).to_be_visible()
    expect(office.get_by_text("1 hadir", exact=True)).to_be_visible()
    assert fits(office)

    open_quiz(by=town.actor("office"), training=session.id, side="pre")
    participant = phone_of("participant")
    participant.goto("/pelatihan-saya/")
    participant.get_by_role("link", name="Jawab sekarang").click()
    participant.get_by_label("Biaya", exact=True).check()
    participant.get_by_label("Omzet dikurangi biaya").check()
    participant.get_by_label("Bank").check()
    assert fits(participant)
    participant.get_by_role("button", name="Kirim jawaban").click()
    expect(participant.get_by_text("Nilai Anda 67")).to_be_visible()
