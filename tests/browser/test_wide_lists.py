"""A list that is wider than its frame scrolls inside it, on a laptop too: the page itself never runs out to the side."""

import pytest
from tests.browser.phones import emptied_after_each
from tests.records.conftest import origin, programme, town

__all__ = ["emptied_after_each", "origin", "programme", "town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUT_OF_FRAME = """() => [...document.querySelectorAll(".table-wrap")].filter((frame) => {
  const table = frame.querySelector("table");
  return getComputedStyle(frame).overflowX === "visible" && table.scrollWidth > frame.clientWidth + 1;
}).length"""
LONG = "Perkumpulanpengusahakecilmandirisejahtera"


@pytest.mark.parametrize("width", [980, 1024, 1180])
def test_no_list_runs_out_of_its_frame_on_a_laptop(chromium, live_server, town, width):
    for mentor in town.mentors.values():
        mentor.name = f"{LONG} {mentor.name}"
        mentor.save()
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 760})
    key = town.client("office").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto("/pendamping/")
    assert page.evaluate("document.querySelector('.table-wrap table').scrollWidth") > width / 2
    assert page.evaluate(OUT_OF_FRAME) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()
