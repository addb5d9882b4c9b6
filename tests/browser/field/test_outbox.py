"""What is recorded stays on the phone, sealed, until the server has it."""

import json

import pytest
from playwright.sync_api import Error
from tests.browser.field.conftest import PIN
from tests.browser.field.line import said

pytestmark = pytest.mark.browser

EVERYTHING = """async (m) => {
  const db = await m.store.database();
  const text = (v) => v instanceof ArrayBuffer || ArrayBuffer.isView(v) ? new TextDecoder("latin1").decode(v) : v;
  const kept = [];
  for (const name of db.objectStoreNames) kept.push(JSON.stringify(await m.store.all(name), (_k, v) => text(v)));
  return kept.join("\\n");
}"""
FULL = """async (m, [subject, values]) => {
  const blob = new Blob([crypto.getRandomValues(new Uint8Array(60000)), new Uint8Array(4000000)]);
  const photo = { id: crypto.randomUUID(), blob, sha256: "0".repeat(64), bytes: blob.size, type: "image/jpeg" };
  try { await m.outbox.enqueue({ kind: "visit", subject, values, photos: [photo] }); return "kept"; }
  catch (error) { return error instanceof m.store.Full ? "full" : String(error); }
}"""


def test_what_is_recorded_without_a_signal_is_sent_once_there_is_one(phone, place):
    phone.context.set_offline(True)
    ids = [phone.visit(enrolment) for enrolment in phone.enrolments[:3]]
    assert phone.sync() == "offline"
    assert phone.states() == ["queued"] * 3
    phone.context.set_offline(False)
    assert phone.sync() == "idle"
    assert phone.items() == []
    assert set(ids) <= set(place.visits())


def test_nothing_that_was_said_lies_open_on_the_phone(phone, place):
    phone.run("(m) => m.load.refresh()")
    assert "Warga" in json.dumps(phone.run("(m) => m.load.participants()"))
    phone.context.set_offline(True)
    phone.visit(phone.enrolments[0], advice="Jangan sampai terbaca")
    phone.run("(m) => m.drafts.save('kunjungan', {advice: 'Setengah jadi'})")
    kept = phone.run(EVERYTHING)
    assert place.told["today"][:4] + "-" not in kept  # no day, so no body
    for words in ("Jangan sampai", "Setengah", "Warga", phone.enrolments[0]):
        assert words not in kept
    phone.run("(m) => m.store.put('meta', {key: 'control', words: 'Jangan sampai'})")
    assert "Jangan sampai" in phone.run(EVERYTHING)  # the look would find them


def test_a_reload_locks_and_the_pin_opens_queue_and_drafts(phone):
    phone.context.set_offline(True)
    phone.run("(m) => m.drafts.save('kunjungan', {advice: 'Setengah jadi'})")
    id = phone.visit(phone.enrolments[0])
    with phone.line_cut():
        phone.context.set_offline(False)
        phone.page.reload()
        assert phone.run("(m) => m.vault.state()") == "locked"
        assert phone.counts()["queued"] == 1
        with pytest.raises(Error, match="Locked"):
            phone.items()
        assert phone.sync() == "locked"
        assert not phone.unlock("000000")
        assert phone.unlock()
        assert [item["id"] for item in phone.items()] == [id]
        assert phone.run("(m) => m.drafts.read('kunjungan')") == {"advice": "Setengah jadi"}


def test_guessing_pins_is_slowed_down_and_a_reload_does_not_help(phone):
    phone.run("(m) => m.vault.lock()")
    assert [phone.unlock(f"{n:06}") for n in range(5)] == [False] * 5
    phone.page.reload()
    told = phone.run("(m, pin) => m.vault.unlock(pin).catch((e) => [e.name, e.seconds])", PIN)
    assert told[0] == "Paused"
    assert 0 < told[1] <= 30
    phone.run(
        "async (m) => { const [k] = await m.vault.keys(); await m.store.put('keys', {...k, until: 0}); }"
    )
    assert not phone.unlock("999999")
    told = phone.run("(m, pin) => m.vault.unlock(pin).catch((e) => [e.name, e.seconds])", PIN)
    assert 30 < told[1] <= 60  # longer each time


def test_a_new_pin_opens_and_the_old_one_does_not(phone):
    assert not phone.run("(m, pin) => m.vault.changePin('000000', pin)", "135790")
    assert phone.run("(m, pins) => m.vault.changePin(...pins)", [PIN, "135790"])
    phone.run("(m) => m.vault.lock()")
    assert not phone.unlock(PIN)
    assert phone.unlock("135790")


def test_a_full_phone_says_so_and_keeps_nothing_half(phones):
    phone = phones(room=2_000_000)
    phone.register()
    phone.context.set_offline(True)
    kept = phone.visit(phone.enrolments[0])
    values = {"on": phone.place.told["today"], "minutes": 60, "topic": "pemasaran"}
    assert phone.run(FULL, [phone.enrolments[0], values]) == "full"
    assert [item["id"] for item in phone.items()] == [kept]
    assert phone.run("async (m) => (await m.store.all('photos')).length") == 0
    phone.room(None)
    assert phone.run(FULL, [phone.enrolments[0], values]) == "kept"


def test_a_receipt_for_other_words_removes_nothing(phone, line):
    def forged(path: str, body: bytes):
        if not path.endswith("/kirim/"):
            return None
        item = json.loads(body)["items"][0]
        receipt = {
            "id": item["id"],
            "hash": "0" * 64,
            "status": 200,
            "state": "applied",
            "reason": "",
            "seq": 1,
        }
        return said(200, json.dumps({"receipts": [receipt]}))

    line.answered = forged
    phone.visit(phone.enrolments[0])
    phone.sync()
    assert phone.states() == ["queued"]


@pytest.mark.parametrize(
    "answer",
    [
        said(200, "<h1>Masuk ke WiFi Pasar</h1>", "text/html"),
        said(200, '{"receipts":', "application/json"),
        said(200, '{"status": "ok"}', "application/json"),
        said(404, "<h1>nginx</h1>", "text/html"),
    ],
    ids=["a portal", "half an answer", "somebody else's", "a proxy's page"],
)
def test_what_is_not_our_server_s_answer_is_no_answer(phone, line, answer):
    line.answered = lambda path, _body: answer if path.endswith("/kirim/") else None
    phone.visit(phone.enrolments[0])
    assert phone.sync() == "offline"
    assert phone.states() == ["queued"]
    line.answered = None
    assert phone.sync() == "idle"
    assert phone.states() == []


def test_two_people_share_a_phone_and_neither_sees_the_other_s(phone):
    phone.context.set_offline(True)
    phone.visit(phone.enrolments[0])
    with phone.line_cut("/kirim/"):
        phone.context.set_offline(False)
        phone.log_in("budi")
        phone.register("HP bersama", "111111")
        assert phone.items() == []
        assert phone.counts()["total"] == 0
        ana = phone.run("async (m) => (await m.people.people()).find((p) => p.name === 'Ana').user")
        phone.run("(m, user) => m.vault.change(user)", ana)
        assert not phone.unlock("111111")
        assert phone.unlock()
        assert len(phone.items()) == 1
    assert phone.sync() == "device"  # Budi is still logged in
    assert phone.states() == ["queued"]
    phone.log_in("ana")
    assert phone.sync() == "idle"
    assert phone.states() == []
