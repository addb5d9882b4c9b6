"""The app is on the phone whole or not at all; a new version takes over at once, between two writes, and keeps the queue."""

import pytest
from playwright.sync_api import expect
from tests.browser.field.conftest import PIN, Phone
from tests.browser.field.line import said
from tests.browser.field.place import Place

pytestmark = pytest.mark.browser
NEWER = "tests.browser.field.newer:application"
READY = """(m) => new Promise((done) => {
  const look = () => m.versions.ready() && done(); m.versions.subscribe(look); look(); })"""
SOURCES = "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.includes('/berkas/'))"


def version(phone: Phone) -> str:
    return phone.run("(m) => m.versions.version")


@pytest.fixture
def installed(phone) -> Phone:
    phone.installed()
    assert phone.unlock(PIN)
    return phone


@pytest.fixture(scope="module")
def _newer(_served):
    """A server with a newer app on the same data."""
    made = Place(_served.home)
    made.start(NEWER)
    yield made
    made.close()


@pytest.fixture
def newer(_newer, line):
    """Call it: behind the same line now is a newer app."""

    def change() -> None:
        line.to = _newer.port

    return change


def test_the_app_opens_without_a_signal_and_shows_what_was_taken_along(installed):
    installed.run("(m) => m.load.refresh()")
    installed.context.set_offline(True)
    installed.page.reload()
    assert installed.run("(m) => m.vault.state()") == "locked"
    assert installed.unlock(PIN)
    assert len(installed.run("(m) => m.load.participants()")) == 6


def test_the_first_page_is_the_worker_s_too(phone):
    """Else the next version would take its files away from under it."""
    phone.page.evaluate(
        """() => new Promise((done) => { const at = navigator.serviceWorker;
          const look = () => at.controller && done(null); at.addEventListener("controllerchange", look); look(); })"""
    )
    phone.context.set_offline(True)
    phone.page.reload()
    assert phone.unlock(PIN)


def test_the_office_s_pages_go_past_the_worker(installed):
    installed.page.goto("/lapangan/perangkat/")
    expect(installed.page.get_by_role("heading", level=1)).to_have_text("Perangkat lapangan")


def test_an_upgrade_with_a_full_queue_keeps_every_item(installed, newer, place):
    before = version(installed)
    installed.context.set_offline(True)
    ids = [installed.visit(installed.enrolments[n % 6], advice=f"Saran {n}") for n in range(30)]
    ids.append(installed.visit_with(installed.enrolments[0]))
    hashes = installed.photos()
    installed.run("(m) => m.drafts.save('kunjungan', {advice: 'Setengah jadi'})")
    with installed.line_cut("/kirim/"):
        installed.context.set_offline(False)
        newer()
        installed.run("(m) => m.versions.look()")
        installed.run(READY)
        assert version(installed) == before
        with installed.page.expect_navigation():
            installed.run("(m) => m.versions.change()")
        assert version(installed) != before
        assert all(version(installed) in name for name in installed.page.evaluate(SOURCES))
        assert installed.page.evaluate("caches.keys()") == [f"lapangan-{version(installed)}"]
        assert installed.run("async (m) => (await m.store.database()).version") == 2
        assert installed.unlock(PIN)
        assert [item["id"] for item in installed.items()] == ids
        assert installed.run("(m) => m.drafts.read('kunjungan')") == {"advice": "Setengah jadi"}
    assert installed.sync() == "idle"
    assert installed.items() == []
    assert set(ids) <= set(place.visits())
    assert place.look()["photos"].items() >= hashes.items()


def test_until_it_takes_over_a_reload_without_a_signal_gives_the_old_version_whole(installed, newer):
    before = version(installed)
    newer()
    installed.run("(m) => m.versions.look()")
    installed.run(READY)
    installed.context.set_offline(True)
    installed.page.reload()
    assert version(installed) == before
    assert all(before in name for name in installed.page.evaluate(SOURCES))


def test_a_version_that_does_not_come_whole_is_not_there(installed, newer, line):
    before = version(installed)
    broken = said(500, "", "text/html")
    line.answered = lambda path, _body: broken if path.endswith("/outbox.js") and before not in path else None
    newer()
    failed = installed.page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.getRegistration("/lapangan/");
          const gone = new Promise((done) => found.addEventListener("updatefound", () => {
            const fresh = found.installing;
            fresh.addEventListener("statechange", () => fresh.state === "redundant" && done(true)); }));
          await found.update().catch(() => null);
          return gone; }"""
    )
    assert failed
    assert not installed.run("(m) => m.versions.ready()")
    assert installed.page.evaluate("caches.keys()") == [f"lapangan-{before}"]
    line.answered = None
    installed.run("(m) => m.versions.look()")
    installed.run(READY)


def test_it_does_not_take_over_while_something_is_being_sent(installed, newer):
    before = version(installed)
    newer()
    installed.run("(m) => m.versions.look()")
    installed.run(READY)
    installed.page.evaluate(
        """() => { navigator.locks.request("lapangan-sync", () => new Promise((done) => { window.sent = done; })); }"""
    )
    installed.run("(m) => void m.versions.change()")
    installed.page.wait_for_timeout(700)
    assert version(installed) == before
    with installed.page.expect_navigation():
        installed.page.evaluate("window.sent()")
    assert version(installed) != before
