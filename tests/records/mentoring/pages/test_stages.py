"""The places side by side, one participant's track, and the page on which the office says what the stages ask."""

import pytest
from tests.records.conftest import HERE, NEXT
from tests.records.mentoring.test_tracks import COMING, OVER, finish, publish, rule, visit

from dampingi.records.mentoring.tracks.vocabulary import Condition
from dampingi.records.programmes.models import StageEdition

pytestmark = pytest.mark.usefixtures("july")
RULES = "/program/WUB-2026/tahap/"
EDIT = f"{RULES}ubah/"


def page(town, who: str, path: str) -> str:
    answer = town.client(who).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_figure_opens_its_participants(town):
    publish(town, rule(), rule("masalah"))
    finish(town, "verifikasi")
    stage = town.programme.stages.get(code="verifikasi")
    content = page(town, "office", "/tahap/")
    door = f"/peserta/?wilayah={HERE}&amp;tahap={stage.id}&amp;keadaan=late&amp;program=WUB-2026"
    assert door in content
    behind = page(town, "office", door.replace("&amp;", "&"))
    assert "Warga 1" in behind
    assert "Warga 2" in behind
    assert "Warga 0" not in behind
    assert "Warga 3" not in behind
    assert f"wilayah={NEXT}" in content


def test_a_mentor_sees_the_places_of_their_own_participants(town):
    content = page(town, "ana", "/tahap/")
    assert HERE in content
    assert NEXT not in content


@pytest.mark.parametrize("who", ["ana", "office", "coordinator", "participant"])
def test_a_track_is_read_by_those_who_see_the_participant(town, who):
    publish(town, rule("verifikasi", Condition("visits", 2), purpose="Dilihat di tempat"))
    visit(town)
    content = page(town, who, f"/peserta/{town.first.id}/jalur/")
    assert "Dilihat di tempat" in content
    assert "1/2" in content
    assert "2 kunjungan" in content
    assert (f"/peserta/{town.first.id}/kunjungan/" in content) == (who == "ana")


@pytest.mark.parametrize("who", ["budi", "elsewhere", "stranger", "partner"])
def test_and_by_nobody_else(town, who):
    assert town.client(who).get(f"/peserta/{town.first.id}/jalur/").status_code in (302, 403, 404)


def test_the_next_step_is_a_button_and_ticking_off_follows_it(town):
    publish(town, rule("verifikasi", Condition("visits")))
    address = f"/peserta/{town.first.id}/"
    assert f'href="{address}kunjungan/"' in page(town, "ana", address)
    visit(town)
    ready = page(town, "ana", address)
    assert "Tandai Verifikasi selesai" in ready
    form = page(town, "ana", f"{address}tahap/?tahap=verifikasi")
    assert "Yang belum ada" not in form
    stage = town.programme.stages.get().id
    answer = town.client("ana").post(f"{address}tahap/", {"stage": stage, "done_on": "2026-07-18"})
    assert answer.status_code == 302


def test_a_refusal_says_what_is_missing_and_keeps_what_was_typed(town):
    publish(town, rule("verifikasi", Condition("visits")))
    body = {"stage": town.programme.stages.get().id, "done_on": "2026-07-18"}
    answer = town.client("ana").post(f"/peserta/{town.first.id}/tahap/", body)
    assert answer.status_code == 422
    assert "Yang belum ada: 1 kunjungan" in answer.content.decode()
    assert "2026-07-18" in answer.content.decode()


def said(**more) -> dict:
    return {
        "count": "2", "note": "Bukti diminta",
        "t0-order": "1", "t0-name": "Verifikasi data", "t0-code": "verifikasi", "t0-due_on": f"{OVER}",
        "t0-exit0_kind": "visits", "t0-exit0_n": "2", "t0-exit0_what": "topic:verifikasi",
        "t1-order": "2", "t1-name": "Identifikasi masalah", "t1-code": "", "t1-due_on": f"{COMING}",
        "t1-by_need": "on", "t1-fields_of_need": ["pembiayaan"], "t1-entry0_kind": "stage",
        "t1-entry0_what": "stage:verifikasi",
    } | more  # fmt: skip


def test_the_office_publishes_an_edition_on_screen(town):
    assert "Belum ada syarat" in page(town, "office", RULES)
    answer = town.client("office").post(EDIT, said())
    assert (answer.status_code, answer.headers.get("Location")) == (302, RULES)
    body = StageEdition.objects.get().body
    assert body[0]["exit"] == [{"kind": "visits", "n": 2, "what": "verifikasi"}]
    assert (body[1]["code"], body[1]["by_need"], body[1]["fields"]) == (
        "identifikasi_masalah",
        True,
        ["pembiayaan"],
    )
    shown = page(town, "office", RULES)
    assert "2 kunjungan dengan topik Verifikasi data" in shown
    assert "Tahap Verifikasi data selesai" in shown
    assert "Verifikasi data" in page(town, "office", EDIT)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"t0-due_on": f"{COMING}"}, "sudah lewat dan tidak dapat diubah"),
        ({"t1-due_on": ""}, "Isi tenggatnya"),
        ({"t0-exit0_what": "field:pembiayaan"}, "tidak cocok dengan syarat"),
        ({"t1-order": "seribu"}, "Perlu diperbaiki"),
        ({"t0-name": "", "t1-name": ""}, "Isi 1 sampai 15 tahap"),
        ({"count": "banyak"}, "Perlu diperbaiki"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_published(town, wrong, words):
    answer = town.client("office").post(EDIT, said(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StageEdition.objects.exists()


def test_an_edition_starts_from_a_shipped_plan(town):
    content = page(town, "office", f"{EDIT}?pola=wub")
    assert "Pengumpulan tugas" in content
    assert "Pendampingan akses" in content
    assert page(town, "office", f"{EDIT}?pola=tidak-ada")


@pytest.mark.parametrize("who", ["ana", "coordinator", "elsewhere", "participant", "stranger"])
def test_only_the_office_arranges_stages(town, who):
    for path in (RULES, EDIT):
        assert town.client(who).get(path).status_code in (302, 403)
    assert town.client(who).post(EDIT, said()).status_code in (302, 403)
    assert not StageEdition.objects.exists()
