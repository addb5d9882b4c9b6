"""A week in the market, then a line that loses 30%, repeats 10% and lets some arrive late, and a server killed in between: all of it once."""

import json
import threading
import time

import pytest
from tests.browser.field.conftest import Phone

pytestmark = pytest.mark.browser

WEEK = """async (m, [subjects, on, visits, photos, width]) => {
  const pen = new OffscreenCanvas(width, Math.round(width * 0.75)).getContext("2d");
  const picture = async () => {
    const noise = pen.createImageData(pen.canvas.width, pen.canvas.height);
    for (let at = 0; at < noise.data.length; at += 65536) crypto.getRandomValues(noise.data.subarray(at, at + 65536));
    pen.putImageData(noise, 0, 0);
    return m.photos.shrink(await pen.canvas.convertToBlob());
  };
  const ids = [];
  for (let n = 0; n < visits; n += 1) {
    const values = { on, minutes: 30 + n % 60, topic: "pemasaran", advice: `Saran ke-${n}: foto produk, harga, kemasan.` };
    const with_photo = Math.floor(n * photos / visits) !== Math.floor((n + 1) * photos / visits);
    const position = { lat: -6.4 - n / 1e5, lon: 106.8, accuracy: 12 };
    ids.push(await m.outbox.enqueue({ kind: "visit", subject: subjects[n % subjects.length], values, position,
      photos: with_photo ? [await picture()] : [] }));
  }
  return ids;
}"""
NAIVE = """async (m, [subjects, on, count]) => {
  const { newId, sha256 } = await import(document.querySelector("script[type=module]").src.replace("app.js", "ids.js"));
  for (let n = 0; n < count; n += 1) {
    for (let tries = 0; tries < 30; tries += 1) {
      const values = { on, minutes: 45, topic: "pemasaran", advice: `Kontrol ${n}` };
      const body = JSON.stringify({ v: 1, made_at: "", subject: subjects[n % subjects.length], base: null, values, photos: [], position: null });
      const item = { id: newId(), kind: "visit", hash: await sha256(new TextEncoder().encode(body)), body };
      try { await m.server.call("POST", "kirim/", { items: [item] }); break; } catch { }
    }
  }
}"""


class Killer(threading.Thread):
    """Kills the server each time so many more calls have come, and starts it again."""

    def __init__(self, place, line, after: list[int]) -> None:
        super().__init__(daemon=True)
        self.place, self.line, self.after, self.killed, self.over = place, line, after, 0, threading.Event()

    def run(self) -> None:
        for calls in self.after:
            while len(self.line.asked) < calls:
                if self.over.wait(0.02):
                    return
            self.place.kill()
            self.killed += 1
            time.sleep(0.5)
            self.place.start()


def campaign(phone: Phone, *, visits: int, photos: int, width: int, kills: list[int], limit: int) -> dict:
    place, line = phone.place, phone.line
    before = place.look()
    phone.context.set_offline(True)
    begun = time.monotonic()
    ids = phone.run(WEEK, [phone.enrolments, place.told["today"], visits, photos, width])
    hashes = phone.photos()
    queued = time.monotonic() - begun
    assert (phone.counts()["queued"], len(hashes)) == (visits, photos)
    size = phone.counts()["bytes"]
    line.lost, line.twice = 0.3, 0.1
    killer = Killer(place, line, kills)
    killer.start()
    begun = time.monotonic()
    phone.context.set_offline(False)
    phone.run("(m) => void m.sync.sync()")
    while phone.counts()["total"]:  # nobody presses anything
        assert time.monotonic() - begun < limit, (
            phone.counts(),
            phone.run("(m) => m.sync.status()"),
            line.told,
        )
        phone.page.wait_for_timeout(300)
    sent = time.monotonic() - begun
    killer.over.set()
    killer.join(60)
    line.lost = line.twice = 0
    seen = place.look()
    assert sorted(seen["visits"]) == sorted(before["visits"] + ids)  # each of them, once
    fresh = {id: told for id, told in seen["submissions"].items() if id not in before["submissions"]}
    assert set(fresh) == set(ids)
    assert {state for _kind, state, _reason, _hash in fresh.values()} == {"applied"}
    assert seen["photos"] == before["photos"] | hashes
    assert seen["unfinished"] == 0
    assert killer.killed == len(kills)
    for fate in ("never", "answer lost", "late", "twice", "server away"):
        assert line.told[fate] > 0, fate
    return {
        "visits": visits, "photos": photos, "megabytes": round(size / 1e6, 1), "queued_s": round(queued), "sent_s": round(sent),
        "calls": len(line.asked), "kills": killer.killed, "line": dict(line.told),
    }  # fmt: skip


def test_fifty_visits_and_twenty_photos_arrive_once(phone):
    campaign(phone, visits=50, photos=20, width=480, kills=[10], limit=200)


def test_a_phone_that_made_a_new_number_each_time_would_record_visits_twice(phone, place):
    """The control: the same line, without the outbox."""
    phone.line.lost, phone.line.twice = 0.3, 0.1
    phone.run(NAIVE, [phone.enrolments, place.told["today"], 40])
    time.sleep(1.5)  # what is late arrives
    rows = place.rows(
        "SELECT advice, count(*) FROM mentoring_visit WHERE advice LIKE 'Kontrol %' GROUP BY advice"
    )
    assert len(rows) == 40
    assert sum(count for _advice, count in rows) > 40


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_visits_and_two_hundred_photos_arrive_once(phone):
    figures = campaign(phone, visits=500, photos=200, width=800, kills=[10, 150, 400], limit=1500)
    print(json.dumps(figures))
