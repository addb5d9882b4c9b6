"""What was taken along, and on it what one recorded since."""

import pytest

pytestmark = pytest.mark.browser
ASIDE = """async (m, [had, said]) => m.load.joined(had, said)"""
NOTHING = {"seq": 0, "me": None, "participants": [], "stages": [], "tasks": [], "meetings": [], "reports": []}


def names(load: dict) -> list[str]:
    return [row["name"] for row in load["participants"]]


def one(phone, id: str) -> dict:
    return phone.run("async (m, id) => (await m.load.participants()).find((p) => p.id === id)", id)


def test_what_changed_is_joined_to_what_is_here(phone):
    ana, budi, cici = ({"id": i, "name": i} for i in ("ana", "budi", "cici"))
    first = phone.run(
        ASIDE,
        [NOTHING, {"seq": 1, "whole": True, "me": {}, "participants": [ana, budi], "gone": [], "tasks": [1]}],
    )
    assert (names(first), first["tasks"]) == (["ana", "budi"], [1])
    said = {
        "seq": 2,
        "whole": False,
        "me": {},
        "participants": [budi | {"name": "Budi"}, cici],
        "gone": ["ana"],
    }
    second = phone.run(ASIDE, [first, said])
    assert (names(second), second["tasks"], second["seq"]) == (["Budi", "cici"], [1], 2)
    whole = phone.run(ASIDE, [second, {"seq": 9, "whole": True, "me": {}, "participants": [ana], "gone": []}])
    assert (names(whole), whole["tasks"]) == (["ana"], [])


def test_a_stage_done_without_a_signal_shows_as_done_and_waiting(phone):
    phone.run("(m) => m.load.refresh()")
    id, stage, today = phone.enrolments[0], phone.place.told["stage"], phone.place.told["today"]
    assert stage not in one(phone, id).get("done", [])
    with phone.line_cut("/kirim/"):
        phone.run(
            "(m, [subject, stage, on]) => m.outbox.enqueue({kind: 'stage', subject, values: {stage, done_on: on}})",
            [id, stage, today],
        )
        found = one(phone, id)
        assert (stage in found["done"], found["queued"]) == (True, ["stage"])
        assert "queued" not in one(phone, phone.enrolments[1])


def test_a_visit_without_a_signal_moves_the_last_visit_and_an_old_one_does_not(phone):
    phone.run("(m) => m.load.refresh()")
    id, today = phone.enrolments[2], phone.place.told["today"]
    with phone.line_cut("/kirim/"):
        phone.visit(id, next_on="2031-05-04")
        phone.visit(id, on=f"{int(today[:4]) - 1}-01-05")
        found = one(phone, id)
    assert (found["last_visit"], found["next_on"], found["queued"]) == (
        today,
        "2031-05-04",
        ["visit", "visit"],
    )
    phone.sync()
    assert "queued" not in one(phone, id)


def test_what_is_recorded_comes_back_with_the_next_load(phone):
    phone.run("(m) => m.load.refresh()")
    id = phone.enrolments[3]
    phone.visit(id)
    assert phone.sync() == "idle"
    found = one(phone, id)
    assert (found["last_visit"], "queued" in found) == (phone.place.told["today"], False)


def test_a_load_asked_for_in_another_s_name_is_not_kept(phone):
    """Budi logs in on Ana's phone: nothing of his comes under her name."""
    phone.run("(m) => m.load.refresh()")
    phone.log_in("budi")
    assert phone.run("(m) => m.load.refresh().catch((e) => e.name)") == "Device"
    assert sorted(phone.enrolments) == sorted(
        phone.run("async (m) => (await m.load.participants()).map((p) => p.id)")
    )
