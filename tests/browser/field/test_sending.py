"""What stands in the way of sending, one thing at a time: the queue stays, and goes on as soon as it can."""

import json
import time

import pytest
from tests.browser.field.line import CUT, said

pytestmark = pytest.mark.browser
BAD = "TIDAK DITERIMA"
PIECE = 128 * 1024


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (said(400, '{"error": "unreadable", "message": "Tidak terbaca."}'), "refused", "Tidak terbaca."),
        (said(413, "<h1>413</h1>", "text/html"), "refused", ""),
        (said(500, "<h1>500</h1>", "text/html"), "queued", ""),
    ],
    ids=["unreadable", "too large", "breaks the server"],
)
def test_one_bad_item_is_found_and_the_others_are_sent(phone, line, place, answer, state, reason):
    line.answered = lambda path, body: answer if path.endswith("/kirim/") and BAD.encode() in body else None
    phone.context.set_offline(True)
    ids = [phone.visit(phone.enrolments[n % 6], advice=BAD if n == 5 else f"Saran {n}") for n in range(11)]
    phone.context.set_offline(False)
    phone.sync()
    (left,) = phone.items()
    assert (left["id"], left["state"], left["reason"]) == (ids[5], state, reason)
    assert {*ids} - {ids[5]} <= set(place.visits())
    line.answered = None
    phone.sync(refusedToo=True)
    assert phone.items() == []


def test_a_server_that_breaks_on_everything_is_left_in_peace(phone, line):
    line.answered = lambda path, _body: said(500, "", "text/html") if path.endswith("/kirim/") else None
    phone.context.set_offline(True)
    for n in range(30):
        phone.visit(phone.enrolments[n % 6])
    phone.context.set_offline(False)
    line.asked.clear()
    assert phone.sync() == "broken"
    assert len([path for _method, path, _size in line.asked if path.endswith("/kirim/")]) < 20
    assert phone.states() == ["queued"] * 30
    line.answered = None
    assert phone.sync() == "idle"
    assert phone.items() == []


def test_what_was_refused_is_tried_again_when_the_app_is_opened_anew(phone, line):
    answer = said(400, '{"error": "unreadable", "message": "Perbarui aplikasi lapangan."}')
    line.answered = lambda path, _body: answer if path.endswith("/kirim/") else None
    phone.visit(phone.enrolments[0])
    phone.sync()
    assert phone.states() == ["refused"]
    line.answered = None
    phone.sync()
    assert phone.states() == ["refused"]
    phone.page.reload()
    phone.unlock()
    phone.sync()
    assert phone.states() == []


def test_a_server_that_asks_for_peace_gets_it(phone, line):
    busy = said(503, '{"error": "later", "message": "Server sedang sibuk."}', Retry_After="40")
    line.answered = lambda path, _body: busy if path.endswith("/kirim/") else None
    phone.context.set_offline(True)
    phone.visit(phone.enrolments[0])
    phone.context.set_offline(False)
    phone.lines("later")
    asked = len(line.asked)
    status = phone.run("(m) => m.sync.status()")
    assert status["message"] == "Server sedang sibuk."
    assert 25 < status["next"] / 1000 - time.time() <= 41
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.visit(phone.enrolments[1])
    phone.page.wait_for_timeout(500)
    assert len(line.asked) == asked


def test_pauses_grow_while_the_line_is_down_and_there_is_no_last_try(phone, line):
    line.answered = lambda _path, _body: CUT
    phone.visit(phone.enrolments[0])
    pauses = []
    for _ in range(14):
        assert phone.sync() == "offline"
        pauses.append(phone.run("(m) => m.sync.status().next - Date.now()") / 1000)
    assert pauses[0] < 5  # it may have tried by itself before
    assert 140 < pauses[-1] <= 300
    line.answered = None
    assert phone.sync() == "idle"
    assert phone.items() == []


def test_a_lost_login_keeps_the_queue(phone):
    phone.log_out()
    phone.visit(phone.enrolments[0])
    assert phone.sync() == "login"
    assert phone.states() == ["queued"]
    phone.log_in("ana")
    assert phone.sync() == "idle"
    assert phone.states() == []


def test_a_photo_goes_on_where_the_line_broke(phone, line, place):
    def after_one(path: str, _body: bytes):
        return CUT if "/foto/" in path and "from=0" not in path else None

    line.answered = after_one
    phone.context.set_offline(True)
    id = phone.visit_with(phone.enrolments[0], width=900)
    hashes = phone.photos()
    phone.context.set_offline(False)
    assert phone.sync() == "offline"
    assert phone.states() == ["waiting"]
    assert id not in place.visits()
    line.asked.clear()
    line.answered = None
    assert phone.sync() == "idle"
    pieces = [path for method, path, _size in line.asked if method == "PUT"]
    assert pieces
    assert not any("from=0&" in path for path in pieces)  # what had arrived is not sent again
    assert phone.items() == []
    assert id in place.visits()
    assert place.look()["photos"].items() >= hashes.items()


def test_a_photo_spoilt_on_the_way_is_sent_again_from_its_beginning(phone, line, place):
    spoilt = []

    def once(path: str, body: bytes) -> bytes:
        if "/foto/" in path and body and not spoilt:
            spoilt.append(path)
            return body[:-1] + bytes([body[-1] ^ 1])
        return body

    line.mangled = once
    phone.context.set_offline(True)
    phone.visit_with(phone.enrolments[0])
    hashes = phone.photos()
    phone.context.set_offline(False)
    assert phone.sync() == "idle"
    assert spoilt
    assert place.look()["photos"].items() >= hashes.items()


def test_what_a_revoked_phone_still_holds_is_quarantined_and_stays_visible(phone, place):
    phone.context.set_offline(True)
    id = phone.visit(phone.enrolments[0])
    device = phone.run("async (m) => (await m.people.current()).device")
    place.run(
        "from dampingi.capture.field.models import Device\nfrom django.utils import timezone\n"
        f"Device.objects.unscoped('t').filter(id='{device}').update(revoked_at=timezone.now(), revoke_reason='hilang')"
    )
    phone.context.set_offline(False)
    phone.sync()
    (left,) = phone.items()
    assert (left["id"], left["state"]) == (id, "quarantined")
    assert "dicabut" in left["reason"]
    assert phone.run("(m) => m.load.refresh().catch((e) => e.name)") == "Revoked"


def test_two_phones_that_write_the_same_differently_keep_both(phones, place):
    first, second = phones(), phones()
    figures = {
        "turnover": 2_000_000,
        "workers": 2,
        "products": 3,
        "channels": 1,
        "weeks_with_sales": 4,
        "has_nib": False,
    }
    month = place.told["today"][:8] + "01"
    send = "(m, [subject, base, values]) => m.outbox.enqueue({kind: 'growth', subject, base, values})"
    for phone in (first, second):
        phone.register()
    subject = first.enrolments[4]
    first.run(send, [subject, None, {"month": month} | figures])
    assert first.sync() == "idle"
    for phone, turnover, workers in ((first, 3_000_000, 2), (second, 4_000_000, 5)):
        phone.context.set_offline(True)
        changed = {"month": month, "turnover": turnover, "workers": workers}
        phone.run(send, [subject, {"month": month} | figures, changed])
    first.context.set_offline(False)
    assert (first.sync(), first.states()) == ("idle", [])
    second.context.set_offline(False)
    second.sync()
    assert second.states() == ["conflict"]  # the workers were changed here only
    (overlaps,) = place.rows("SELECT overlaps FROM field_submission WHERE state = 'conflict'")
    assert json.loads(overlaps[0]) == {"turnover": [2_000_000, 3_000_000, 4_000_000]}
    assert place.rows("SELECT turnover, workers FROM mentoring_growth") == [(3_000_000, 5)]
