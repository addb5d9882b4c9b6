"""The field app on a slow phone: how much comes over the line once, how fast 5,000 participants filter, how long it takes to open.

A real server, a real Chromium whose processor is slowed down six times. `filter_5000_ms` goes from a key to the painted list (the slowest of the
keys; the median beside it). The named alternative in the same page and run is what one writes first: the same rows and the same search, but every
row that matches drawn anew. `open_ms` goes from the start without signal to the pad for the PIN; beside it the site's own list of participants,
opened over the line with an empty cache. Key derivation runs outside the slowed thread, so `unlock_ms` is kinder than a real phone.
"""

import json
import re
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from tests.browser.field.person import Person
from tests.browser.field.place import Place

from benchmarks import _field_page as page_code

SLOWER = 6
KEYS = ("r", "ra", "rat", "ratn", "ratna", "ratna s", "ratna sa", "war", "warung 1", "warung 12", "depok", "")


def run(*, quick: bool) -> dict[str, Any]:
    """first_load_kb; filter_5000_ms and its alternative; open_ms, unlock_ms and the site's page."""
    many = 500 if quick else 5000
    with tempfile.TemporaryDirectory(prefix="dampingi-bench-") as folder:
        place = Place.built(Path(folder) / "home")
        place.start()
        try:
            return _load(place) | _on_a_phone(place, many)
        finally:
            place.close()


def _load(place: Place) -> dict[str, Any]:
    """Everything the worker fetches, compressed as it is served, and the worker itself."""
    worker = urllib.request.urlopen(f"{place.address}/lapangan/pekerja.js").read()
    said = worker.decode()
    version = re.search(r"const VERSION = '(\w+)'", said)
    names = re.search(r"const FILES = (\[.*?\]);", said)
    assert version
    assert names
    files = json.loads(names[1].replace("'", '"'))
    sizes = [len(_packed(f"{place.address}/lapangan/berkas/{version[1]}/{name}")) for name in files]
    return {"first_load_kb": round((sum(sizes) + len(worker)) / 1000, 1), "files": len(files)}


def _packed(address: str) -> bytes:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    return urllib.request.urlopen(asked).read()


def _on_a_phone(place: Place, many: int) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright
    from tests.browser.field.conftest import Phone
    from tests.browser.phones import ARGUMENTS
    from tests.conftest import browser

    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        phone = Phone(chromium, place, place, "ana")
        person = Person(phone).register()
        phone.installed()
        person.type_pin()
        person.sees_heading("Hari ini")
        phone.run(page_code.FILL, many)
        phone.context.set_offline(True)
        _slow(phone.page)
        opened = _opened(person)
        filtered = _filtered(person, many)
        phone.context.set_offline(False)
        found = opened | filtered | {"site_page_ms": _site(chromium, place)}
        chromium.close()
    return found | {
        "slower": SLOWER,
        "ratio_filter": round(found["every_row_ms"] / found["filter_5000_ms"], 1),
    }


def _slow(page: Any) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _opened(person: Person) -> dict[str, Any]:
    """From the start to the pad, the median of five; then from the last digit to the day's list."""
    times = []
    for _ in range(5):
        person.page.reload(wait_until="commit")
        times.append(person.page.evaluate(page_code.SHOWN, ".pin-keys"))
    person.type_pin()
    started = person.page.evaluate("performance.now()")
    shown = person.page.evaluate(page_code.SHOWN, ".need")
    return {"open_ms": round(sorted(times)[2]), "unlock_ms": round(shown - started)}


def _filtered(person: Person, many: int) -> dict[str, Any]:
    person.goes("#/peserta")
    person.page.locator(".virtual-row").first.wait_for()
    ours = person.page.evaluate(page_code.TYPED, list(KEYS))
    plain = person.phone.run(page_code.EVERY_ROW, list(KEYS))
    assert [row["n"] for row in ours] == [row["n"] for row in plain], "both must find the same"
    assert ours[-1]["n"] == many
    return {
        "filter_5000_ms": round(max(row["ms"] for row in ours)),
        "filter_median_ms": round(sorted(row["ms"] for row in ours)[len(ours) // 2]),
        "every_row_ms": round(max(row["ms"] for row in plain)),
        "every_row_median_ms": round(sorted(row["ms"] for row in plain)[len(plain) // 2]),
        "participants": many,
    }


def _site(chromium: Any, place: Place) -> int:
    """The site's list of participants for the same mentor, with an empty cache."""
    context = chromium.new_context(base_url=place.address, viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": "sessionid", "value": place.told["sessions"]["ana"], "url": place.address}])
    page = context.new_page()
    _slow(page)
    page.goto("/peserta/")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return round(took)
