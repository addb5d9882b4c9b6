"""A forgotten PIN leaves a file that nobody reads but the server, which takes it in as if the phone had sent it."""

import json
import re

import pytest
from playwright.sync_api import expect
from tests.browser.field.conftest import PIN

pytestmark = pytest.mark.browser
EXPORT = "async (m) => Promise.all((await m.outbox.exportFiles()).map((blob) => blob.text()))"


@pytest.fixture
def queue(phone):
    """(phone, ids, photo hashes, file): two visits, one with a photo, on a phone whose PIN nobody knows."""
    phone.context.set_offline(True)
    ids = [phone.visit(phone.enrolments[0], advice="Rahasia warung"), phone.visit_with(phone.enrolments[1])]
    hashes = phone.photos()
    with phone.line_cut("/kirim/"):
        phone.context.set_offline(False)
        phone.page.reload()  # locked now
        (file,) = phone.run(EXPORT)
        yield phone, ids, hashes, file


def bring(phone, who: str, file: str) -> None:
    phone.log_in(who)
    page = phone.context.new_page()
    page.goto("/lapangan/pemulihan/")
    page.get_by_label("Berkas dari telepon").set_input_files(
        {"name": "antrean.json", "mimeType": "application/json", "buffer": file.encode()}
    )
    page.get_by_role("button", name="Buka dan terima").click()
    expect(page.get_by_text(re.compile("kiriman dan .* foto dipulihkan"))).to_be_visible()
    page.close()


def test_the_file_says_nothing_to_who_finds_it(queue):
    _phone, _ids, _hashes, file = queue
    told = json.loads(file)
    assert set(told) == {"v", "device", "user", "wrapped", "items", "photos"}
    assert (len(told["items"]), len(told["photos"])) == (2, 1)
    assert "Rahasia" not in file
    assert "token" not in file


def test_its_owner_brings_it_and_it_is_recorded_once(queue, place):
    phone, ids, hashes, file = queue
    for _twice in range(2):
        bring(phone, "ana", file)
    visits = place.visits()
    assert [visits.count(id) for id in ids] == [1, 1]
    assert place.look()["photos"].items() >= hashes.items()


def test_the_phone_starts_anew_and_lets_go_of_what_the_server_has(queue):
    phone, ids, _hashes, file = queue
    phone.run("(m, pin) => m.vault.create(pin, undefined, {instead: true})", "111111")
    assert phone.items() == []
    assert phone.counts()["shut"] == 2
    assert not phone.unlock(PIN)
    fresh = phone.visit(phone.enrolments[2])
    phone.line.answered = None
    assert phone.sync() == "idle"
    assert phone.counts()["shut"] == 2  # nobody has it yet: it stays
    bring(phone, "ana", file)
    assert phone.sync() == "idle"
    assert phone.counts()["total"] == 0
    assert {*ids, fresh} <= set(phone.place.visits())


def test_what_the_office_brings_waits_for_its_decision(queue, place):
    phone, ids, _hashes, file = queue
    bring(phone, "office", file)
    seen = place.look()
    assert not set(ids) & set(seen["visits"])
    for id in ids:
        _kind, state, reason, _hash = seen["submissions"][id]
        assert state == "quarantined"
        assert "dari berkas" in reason
