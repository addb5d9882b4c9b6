"""A phone in a real Chromium against a real server in its own process, with a line in between that can be cut."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.browser.field.line import API, CUT, Line
from tests.browser.field.place import Place

PIN = "246813"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "locale": "id-ID"}
MODULES = ("drafts", "load", "outbox", "people", "photos", "server", "store", "sync", "vault", "versions")
HEAD = """async ([root, given]) => {
  const m = Object.fromEntries(await Promise.all(%s.map(async (n) => [n, await import(`${root}${n}.js`)])));
  return (%s)(m, given);
}"""


WITH_PHOTOS = """async (m, [subject, values, count, width]) => {
  const photos = [];
  for (let n = 0; n < count; n += 1) {
    const canvas = new OffscreenCanvas(width, Math.round(width * 0.75));
    const pen = canvas.getContext("2d");
    const noise = pen.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < noise.data.length; at += 65536) crypto.getRandomValues(noise.data.subarray(at, at + 65536));
    pen.putImageData(noise, 0, 0);
    photos.push(await m.photos.shrink(await canvas.convertToBlob()));
  }
  return m.outbox.enqueue({ kind: "visit", subject, values, photos });
}"""


class Phone:
    """Somebody's phone: `run("(m, given) => ...", given)` runs in the app's page, with the app's modules in `m`."""

    def __init__(self, chromium: Any, place: Place, line: Line, who: str, room: int | None = None) -> None:
        self.place, self.line, self.address, self.who = place, line, line.address, who
        self.complaints: list[str] = []
        self.context = chromium.new_context(base_url=self.address, **PHONE)
        self.context.set_default_timeout(60_000)
        self.log_in(who)
        self.page = self.context.new_page()
        if room:  # from the beginning: the browser asks how much room there is only now and then
            self.room(room)
        self.open()

    def open(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto("/lapangan/")

    def room(self, bytes: int | None) -> None:
        told = {"origin": self.address} | ({"quotaSize": bytes} if bytes else {})
        self.wire = self.context.new_cdp_session(self.page)  # it holds as long as this does
        self.wire.send("Storage.overrideQuotaForOrigin", told)

    def log_in(self, who: str) -> None:
        key = self.place.told["sessions"][who]
        self.context.add_cookies([{"name": "sessionid", "value": key, "url": self.address}])

    @contextmanager
    def line_cut(self, ending: str = "/") -> Iterator[None]:
        """No answer from the API (whose path ends so), while pages and files still come."""
        before, self.line.answered = (
            self.line.answered,
            lambda path, _b: CUT if path.startswith(API) and path.endswith(ending) else None,
        )
        yield
        self.line.answered = before

    def log_out(self) -> None:
        self.context.clear_cookies(name="sessionid")

    @property
    def root(self) -> str:
        return self.page.evaluate("document.querySelector('script[type=module]').src.replace(/[^/]*$/, '')")

    def run(self, function: str, given: Any = None) -> Any:
        return self.page.evaluate(HEAD % (json.dumps(MODULES), function), [self.root, given])

    def register(self, name: str = "HP", pin: str = PIN) -> None:
        self.run(
            "async (m, [name, pin]) => { await m.server.register(name); await m.vault.create(pin); }",
            [name, pin],
        )

    def unlock(self, pin: str = PIN) -> bool:
        return self.run("(m, pin) => m.vault.unlock(pin)", pin)

    def installed(self) -> None:
        """Waits until the app is on the phone whole, and the page comes from there."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.page.reload()

    def visit(self, enrolment: str, **values: Any) -> str:
        """Queues a visit; its id."""
        said = {
            "on": self.place.told["today"],
            "minutes": 60,
            "topic": "pemasaran",
            "advice": "Foto produk",
        } | values
        return self.run(
            "(m, [subject, values]) => m.outbox.enqueue({kind: 'visit', subject, values})", [enrolment, said]
        )

    def visit_with(self, enrolment: str, photos: int = 1, width: int = 640) -> str:
        """Queues a visit with photos of noise, some 200 KB each."""
        values = {"on": self.place.told["today"], "minutes": 60, "topic": "pemasaran"}
        return self.run(WITH_PHOTOS, [enrolment, values, photos, width])

    def photos(self) -> dict[str, str]:
        """id -> hash of those in the queue."""
        return dict(
            self.run(
                "async (m) => (await m.outbox.rows()).flatMap((r) => r.photos.map((p) => [p.id, p.sha256]))"
            )
        )

    def lines(self, line: str) -> None:
        """Waits until the line is in this state."""
        self.run(
            """(m, line) => new Promise((done) => {
              const look = () => m.sync.status().line === line && done();
              m.sync.subscribe(look); look(); })""", line
        )  # fmt: skip

    def sync(self, **how: Any) -> str:
        """One round; the state of the line after it."""
        return self.run("async (m, how) => { await m.sync.sync(how); return m.sync.status().line; }", how)

    def items(self) -> list[dict]:
        return self.run("(m) => m.outbox.items()")

    def states(self) -> list[str]:
        return [item["state"] for item in self.items()]

    def counts(self) -> dict[str, int]:
        return self.run("(m) => m.outbox.counts()")

    @property
    def enrolments(self) -> list[str]:
        return self.place.told["enrolments"][self.who]


@pytest.fixture(scope="session")
def _served(tmp_path_factory) -> Iterator[Place]:
    made = Place.built(tmp_path_factory.mktemp("place") / "home")
    yield made
    made.close()


@pytest.fixture
def place(_served) -> Place:
    """The same server for every test, its data each time as they were built."""
    _served.renew()
    return _served


@pytest.fixture
def line(place) -> Iterator[Line]:
    with Line(place.port) as made:
        yield made


@pytest.fixture
def phones(chromium, place, line) -> Iterator[Any]:
    """`phones("ana")`: a phone on which Ana is logged in and the app is open."""
    made: list[Phone] = []

    def opened(who: str = "ana", room: int | None = None) -> Phone:
        made.append(Phone(chromium, place, line, who, room))
        return made[-1]

    yield opened
    for phone in made:
        phone.context.close()
    assert [said for phone in made for said in phone.complaints] == []


@pytest.fixture
def phone(phones) -> Phone:
    """Ana's, registered, with a PIN."""
    made = phones()
    made.register()
    return made
