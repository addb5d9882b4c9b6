"""A list that is wider than its frame scrolls inside it, on a laptop too: the page itself never runs out to the side."""

import pytest

pytestmark = pytest.mark.browser
OUT_OF_FRAME = """() => [...document.querySelectorAll(".table-wrap")].filter((frame) => {
  const table = frame.querySelector("table");
  return getComputedStyle(frame).overflowX === "visible" && table.scrollWidth > frame.clientWidth + 1;
}).length"""
LONG = "Perkumpulanpengusahakecilmandirisejahtera"


@pytest.mark.parametrize("width", [980, 1024, 1180])
def test_no_list_runs_out_of_its_frame_on_a_laptop(open_as, town, width):
    for mentor in town.mentors.values():
        mentor.name = f"{LONG} {mentor.name}"
        mentor.save()
    page = open_as("office", width=width)
    page.goto("/pendamping/")
    assert page.evaluate("document.querySelector('.table-wrap table').scrollWidth") > width / 2
    assert page.evaluate(OUT_OF_FRAME) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
