"""/dasbor/tersimpan/: questions people keep, for themselves or for all who may see the place."""

import pytest
from tests.insight.scattered import START

from dampingi.foundation.accounts.models import Assignment, User
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.insight.monitoring.actions import LONGEST_NAME, MOST
from dampingi.insight.monitoring.models import SavedView

pytestmark = pytest.mark.django_db
LIST = "/dasbor/tersimpan/"


def _save(
    client, name="Rapat Senin", route="dashboard", query="wilayah=32.76.05&indikator=participation", **more
):
    return client.post(LIST, {"nama": name, "halaman": route, "alamat": query, **more})


def _views():
    return SavedView.objects.unscoped("test").order_by("name")


def test_what_is_kept_is_opened_again_with_figures_of_now(enter):
    office = enter("office")
    assert _save(office).status_code == 302
    body = office.get(LIST).content.decode()
    view = _views().get()
    assert "Rapat Senin" in body
    assert "Sukmajaya" in body
    page = office.get(f"/dasbor/?{view.query}")
    assert page.status_code == 200
    assert "Dasbor Sukmajaya" in page.content.decode()
    assert AuditEvent.objects.filter(action="save_view", subject_id=str(view.id)).count() == 1


@pytest.mark.parametrize(
    ("route", "query"),
    [
        ("compared", "wilayah=32.76.05&wilayah_b=32.76.06"),
        ("cross_table", "wilayah=32.76&indikator=participation&baris=kecamatan&kolom=sex"),
    ],
)
def test_comparisons_and_cross_tables_too(enter, route, query):
    office = enter("office")
    assert _save(office, route=route, query=query).status_code == 302
    line = office.get(LIST).context["lines"][0]
    assert office.get(line.href).status_code == 200
    assert all(part in line.view.query for part in query.split("&"))


def test_ones_own_is_nobody_elses_until_shared(enter):
    _save(enter("office"), name="Sendiri")
    _save(enter("office"), name="Bersama", bersama="ya")
    body = enter("colleague").get(LIST).content.decode()
    assert "Bersama" in body
    assert "Sendiri" not in body
    assert "Office" in body


def test_shared_is_for_those_who_may_see_the_place(enter):
    _save(enter("office"), name="Sukmajaya", bersama="ya")
    _save(enter("office"), name="Sekota", query="wilayah=32.76", bersama="ya")
    names = [line.view.name for line in enter("coordinator").get(LIST).context["lines"]]
    assert names == ["Sukmajaya"]
    assert [line.view.name for line in enter("elsewhere").get(LIST).context["lines"]] == []


def test_a_comparison_is_for_those_who_may_see_both_places(enter):
    _save(enter("office"), route="compared", query="wilayah=32.76.05&wilayah_b=32.76.06", bersama="ya")
    assert [line.view.name for line in enter("colleague").get(LIST).context["lines"]] == ["Rapat Senin"]
    assert enter("coordinator").get(LIST).context["lines"] == []


def test_a_comparison_with_a_month_ago_stays_one(enter):
    office = enter("office")
    there = office.get("/dasbor/banding/?wilayah=32.76.05").context["names"]
    _save(office, route="compared", query="wilayah=32.76.05")
    again = office.get(office.get(LIST).context["lines"][0].href)
    assert not again.context["same"]
    assert again.context["names"] == there


def test_whoever_lost_the_place_is_refused_when_opening(enter):
    office = enter("office")
    _save(office)
    view = _views().get()
    user = User.objects.get(login="office@contoh.id")
    Assignment.objects.filter(user=user).update(region="32.76.06")
    assert office.get(f"/dasbor/?{view.query}").status_code == 403
    Assignment.objects.create(user=user, role=Role.OFFICE, region="32.76", starts_on=START)


def test_only_whoever_saved_it_drops_it_and_twice_is_told(enter):
    _save(enter("office"), bersama="ya")
    address, told = f"{LIST}hapus/", {"tampilan": str(_views().get().id)}
    assert enter("colleague").post(address, told).status_code == 404
    assert enter("office").post(address, {"tampilan": "x"}).status_code == 404
    assert _views().count() == 1
    office = enter("office")
    assert office.post(address, told).status_code == 302
    assert office.post(address, told).status_code == 404
    assert _views().count() == 0
    assert AuditEvent.objects.filter(action="drop_view").count() == 1


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"name": "   "}, 422, "Beri nama"),
        ({"name": "\0"}, 400, ""),
        ({"name": "x" * (LONGEST_NAME + 1)}, 422, "paling panjang"),
        ({"query": "wilayah=32.77"}, 403, ""),
        ({"query": "wilayah=99.99"}, 404, ""),
        ({"query": "bulan=9999-12"}, 404, ""),
        ({"query": "wilayah=32.76&" + "x" * 9000}, 302, ""),
        ({"query": "indikator=" + "x" * 9000}, 404, ""),
        ({"route": "logout"}, 404, ""),
        ({"route": "//evil.example"}, 404, ""),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(enter, told, status, words):
    answer = _save(enter("office"), **told)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert _views().count() == (1 if status == 302 else 0)


def test_the_same_name_twice_is_told_and_what_was_typed_stays(enter):
    office = enter("office")
    _save(office)
    answer = _save(office, query="wilayah=32.76")
    assert answer.status_code == 409
    assert "Pakai nama lain" in answer.content.decode()
    assert 'value="Rapat Senin"' in answer.content.decode()
    assert _save(enter("colleague")).status_code == 302


def test_nobody_fills_the_list_without_end(enter, readers):
    office = enter("office")
    user = User.objects.get(login="office@contoh.id")
    rows = [
        SavedView(programme=readers.programme, region="32.76", owner=user.id, owner_name="x", name=f"n{n}", route="dashboard", query="")
        for n in range(MOST)
    ]  # fmt: skip
    SavedView.objects.bulk_create(rows)
    assert "Hapus yang tidak dipakai" in _save(office).content.decode()


@pytest.mark.parametrize("who", ["partner", "participant"])
def test_who_sees_no_dashboard_keeps_none(enter, who):
    assert _save(enter(who)).status_code == 403
    assert enter(who).get(LIST).status_code == 403


def test_strangers_are_sent_to_the_login(readers, client):
    assert client.get(LIST).status_code == 302


def test_foreign_words_in_an_address_are_left_out(enter):
    _save(enter("office"), query="wilayah=32.76&next=https://evil.example&unduh=xlsx")
    query = _views().get().query
    assert "evil" not in query
    assert "unduh" not in query


def test_what_can_no_longer_be_opened_says_why_and_leaves_the_lists_of_others(enter):
    office = enter("office")
    _save(office, name="Biasa", bersama="ya")
    _save(office, name="Lama", bersama="ya")
    _views().filter(name="Lama").update(query="program=WUB-2026&wilayah=32.76&indikator=sudah_tiada")
    body = enter("office").get(LIST).content.decode()
    assert "Tidak dapat dibuka lagi" in body
    assert "Indikator sudah_tiada tidak ada" in body
    assert [line.view.name for line in enter("colleague").get(LIST).context["lines"]] == ["Biasa"]
