"""The forum's minutes: frozen as all stood, approved by another, printed from what was frozen, genuine by their code."""

import datetime

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.outcomes.documents.models import Document
from dampingi.outcomes.plans.actions import (
    answer_wish,
    forum_paper,
    register_wish,
    submit_plan,
    write_activity,
    write_minutes,
)
from dampingi.outcomes.plans.models import ForumMinutes
from tests.outcomes.plans.conftest import drafted, unguarded
from tests.pdf import words as pdf_words
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")
TOLD = {
    "held_on": TODAY, "venue": "Aula", "chair": "Sri, kepala Bappeda", "present": "Rina, Bappeda\n\nTono, camat\nWarga",
    "summary": "Disepakati",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def text(answer):
    return answer.content.decode()


def wrote(town, plan, who="office", **more):
    return write_minutes(by=town.actor(who), plan=plan, **TOLD | more)


def verdict(town, made, who="head", decision="approve", **more):
    return town.client(who).post(
        f"/rencana/berita-acara/{made.id}/putusan/", {"decision": decision, "comment": ""} | more
    )


def page(made):
    return f"/rencana/berita-acara/{made.id}/"


def test_they_freeze_how_all_stood(town, plan, wish):
    client, address = town.client("office"), f"/rencana/{plan.id}/forum/berita-acara/"
    sent = TOLD | {"held_on": str(TODAY)}
    assert client.post(address, sent | {"held_on": "9999-12-31"}).status_code == 422
    assert client.post(address, sent | {"summary": "Fraksi setuju"}).status_code == 422
    assert client.post(address, sent | {"chair": "Ketua parpol"}).status_code == 422
    assert client.post(address, sent | {"chair": ""}).status_code == 422
    answer = client.post(address, sent)
    made = ForumMinutes.objects.unscoped("test").get()
    answer_wish(by=town.actor("office"), wish=wish, number=0, reason="Belum perlu")
    told = text(town.client("head").get(answer["Location"]))
    for words in ("Belum dijawab", "Sri, kepala Bappeda", "Tono", "camat", "Menunggu persetujuan"):
        assert words in told, words
    assert "Belum perlu" not in told
    unguarded("plans_forumminutes")
    ForumMinutes.objects.unscoped("test").update(body=made.body | {"wishes": []})
    assert "tidak lagi sama" in text(town.client("head").get(answer["Location"]))


def test_who_leads_and_who_came_is_under_the_same_seal(town, plan, wish):
    made = wrote(town, plan)
    verdict(town, made)
    body = made.body | {"held": made.body["held"] | {"chair": "Orang lain"}}
    unguarded("plans_forumminutes")
    ForumMinutes.objects.unscoped("test").update(body=body)
    made.refresh_from_db()
    with pytest.raises(Denied, match="tidak lagi sama"):
        forum_paper(row=made)


def test_without_wishes_there_are_no_minutes(town, plan):
    with pytest.raises(Refused, match="Belum ada usulan"):
        wrote(town, plan)
    with pytest.raises(Refused, match="paling lambat hari ini"):
        wrote(town, plan, held_on=datetime.date(9999, 12, 31))
    for field in ("venue", "chair", "present", "summary"):
        with pytest.raises(Refused, match="siapa yang hadir"):
            wrote(town, plan, **{field: " "})


def test_pressed_twice_there_is_one_and_the_next_waits_for_its_verdict(town, plan, wish):
    made = wrote(town, plan)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        wrote(town, plan)
    assert "Tulis berita acara" not in text(town.client("office").get(f"/rencana/{plan.id}/forum/"))
    verdict(town, made)
    assert "Tulis berita acara" in text(town.client("office").get(f"/rencana/{plan.id}/forum/"))
    assert wrote(town, plan).number == 2


def test_who_wrote_them_never_approves_and_only_those_who_may_do(town, plan, wish):
    made = wrote(town, plan)
    assert verdict(town, made, "office").status_code == 403
    assert verdict(town, made, "inspector").status_code == 403
    assert verdict(town, made, "elsewhere").status_code in (403, 404)
    assert verdict(town, made, decision="x").status_code == 422
    assert "Persetujuan Anda" not in text(town.client("office").get(page(made)))
    assert "Persetujuan Anda" in text(town.client("head").get(page(made)))
    assert town.client("head").get(f"{page(made)}berita-acara.pdf").status_code == 404
    assert verdict(town, made).status_code == 302
    assert verdict(town, made).status_code == 409


def test_the_head_finds_them_in_the_inbox_and_reads_them_first(town, plan, wish):
    made = wrote(town, plan)
    inbox = text(town.client("head").get("/kotak-masuk/"))
    assert page(made) in inbox
    assert "Berita acara Forum Perangkat Daerah" in inbox


def test_returned_they_say_why_and_stand_in_the_form_again(town, plan, wish):
    made = wrote(town, plan)
    assert verdict(town, made, decision="return").status_code == 422
    assert verdict(town, made, decision="return", comment="Sebut camat yang hadir").status_code == 302
    client = town.client("office")
    assert "Sebut camat yang hadir" in text(client.get(page(made)))
    assert "Tulis lagi" in text(client.get(page(made)))
    form = text(client.get(f"/rencana/{plan.id}/forum/berita-acara/"))
    for words in ("Sri, kepala Bappeda", "Tono, camat", "Disepakati"):
        assert words in form, words
    assert wrote(town, plan).number == 2


def test_minutes_of_a_plan_that_went_on_can_still_be_mended(town, plan, wish, written):
    made = wrote(town, plan)
    submit_plan(by=town.actor("office"), plan=plan)
    verdict(town, made, decision="return", comment="Kurang")
    assert wrote(town, plan).number == 2


def test_the_paper_tells_each_answer_promises_to_their_result_and_who_was_there(town, plan, wish, written):
    office = town.actor("office")
    promise = register_wish(
        by=office, plan=plan, origin="janji", text="5.000 wirausaha baru", goal="Wirausaha tumbuh", measure="participation"
    )  # fmt: skip
    refused = register_wish(by=office, plan=plan, origin="pokir", text="Gedung oleh-oleh")
    answer_wish(by=office, wish=promise, number=0, activity=written.id)
    answer_wish(by=office, wish=refused, number=0, reason="Kewenangan provinsi")
    made = wrote(town, plan)
    verdict(town, made)
    answer = town.client("head").get(f"{page(made)}berita-acara.pdf")
    body = b"".join(answer.streaming_content)
    said = pdf_words(body)
    for words in (
        "001/BA-FORUM-PD/2026", "Sri, kepala Bappeda", "Hadir (3)", "Tono, camat", "Diterima ke dalam Fasilitasi NIB", "Ditolak: Kewenangan provinsi",
        "Wirausaha tumbuh", "Usaha ber-NIB: 120 usaha", "Belum dijawab", made.hash,
    ):  # fmt: skip
        assert words in said, words
    document = Document.objects.unscoped("test").get(kind="forum")
    public = text(town.client("stranger").get(f"/verifikasi/{document.code}/"))
    assert "001/BA-FORUM-PD/2026" in public
    assert "Sri" not in public
    again = town.client("office").get(f"{page(made)}berita-acara.pdf")
    assert b"".join(again.streaming_content) == body


def test_what_its_activity_aims_at_is_frozen_too(town, plan, written):
    office = town.actor("office")
    promise = register_wish(by=office, plan=plan, origin="janji", text="Usaha resmi", goal="Usaha tumbuh")
    answer_wish(by=office, wish=promise, number=0, activity=written.id)
    made = wrote(town, plan)
    write_activity(by=office, plan=plan, activity=written.id, version=written.version, drafted=drafted(indicator="Lain"))  # fmt: skip
    told = text(town.client("head").get(page(made)))
    assert "Usaha ber-NIB: 120 usaha" in told
    assert "Belum ada indikator yang menyebut hasilnya" in told


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 404), ("inspector", 404), ("ana", 403), ("elsewhere", 404), ("stranger", 302)],
)
def test_who_may_not_read_them_gets_no_paper(town, plan, wish, who, status):
    made = wrote(town, plan)
    assert town.client(who).get(f"{page(made)}berita-acara.pdf").status_code == status
