"""What the product itself gives out can be brought in again: nothing new, nothing changed."""

from dampingi.capture.imports.models import Import
from dampingi.foundation.jobs.worker import run_waiting
from tests.capture.imports.conftest import sheet_of
from tests.capture.imports.test_editions import ANI, BUDI, CICI, HEAD
from tests.capture.imports.test_pages import send


def latest():
    return Import.objects.unscoped("test").order_by("-created_at").first()


def test_the_exported_register_brought_in_again_changes_nothing(desk):
    answer = send(desk, sheet_of([HEAD, ANI, BUDI, CICI]))
    desk.post(f"{answer.url}simpan/")
    run_waiting()
    send(desk, desk.get("/usaha/?unduh=xlsx").content, name="usaha.xlsx")
    rows = latest().summary["rows"]
    assert rows["on_record"] == 3
    assert rows["accepted"] == rows["changed"] == rows["problem"] == 0


def test_the_marked_workbook_brought_in_again_changes_nothing(desk):
    answer = send(desk, sheet_of([HEAD, ANI, BUDI, CICI]))
    desk.post(f"{answer.url}simpan/")
    run_waiting()
    send(desk, desk.get(f"{answer.url}kendala/").content, name="bertanda.xlsx")
    rows = latest().summary["rows"]
    assert rows["on_record"] == 3
    assert rows["accepted"] == rows["changed"] == rows["gone"] == 0
