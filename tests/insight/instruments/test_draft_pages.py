"""Writing an instrument on screen, as the office's people do."""

import pytest
from django.test import Client
from django.urls import reverse

from dampingi.insight.evaluation.models import Evaluation, Instrument
from dampingi.insight.instruments.models import Draft
from dampingi.insight.instruments.queries import newest


@pytest.fixture
def client(office) -> Client:
    made = Client()
    made.force_login(office.users["office"])
    return made


@pytest.fixture
def draft(office, client) -> Draft:
    office.create()
    client.post(reverse("draft_instrument", args=[Instrument.objects.get().id]))
    return Draft.objects.unscoped("test").get()


def criterion(draft, key):
    return next(c for c in newest(draft).body["criteria"] if c["key"] == key)


def sent(client, draft, part, key, **changes):
    """The form as shown, with these fields changed."""
    address = reverse("instrument_draft_row", args=[draft.id, part, key])
    form = client.get(address).context["form"]
    data = {f.html_name: v for f in form if (v := f.value()) not in (None, False)} | changes
    return client.post(
        address,
        {k: str(v).replace(".", ",") if k in ("weight", "target", "lower") else v for k, v in data.items()},
    )


@pytest.mark.parametrize("key", ["visits", "passed", "problems", "voice_came"])
def test_a_criterion_saved_unchanged_is_the_same(client, draft, key):
    before = newest(draft)
    answer = sent(client, draft, "kriteria", key)
    assert answer.status_code == 302, answer.context["form"].errors
    assert newest(draft).number == before.number, (criterion(draft, key), before.body)


def test_a_criterion_is_changed_and_the_page_says_what_the_weights_lack(client, draft):
    weight = criterion(draft, "visits")["weight"]
    sent(client, draft, "kriteria", "visits", name="Kunjungan tercatat", weight=weight - 1.5, target=80)
    now = criterion(draft, "visits")
    assert (now["name"], now["weight"], now["target"]) == ("Kunjungan tercatat", weight - 1.5, 0.8)
    text = client.get(reverse("instrument_draft", args=[draft.id])).content.decode()
    assert "Jumlah bobot 98,5: tambahkan 1,5" in text
    assert "Kunjungan tercatat" in text
    assert client.post(reverse("instrument_draft_settle", args=[draft.id]), {"opened": 2}).status_code == 422


def test_a_new_criterion_of_the_panel_takes_its_scale_from_its_levels(client, draft):
    told = {
        "name": "Rencana usaha", "says": "Mutu rencana.", "dimension": "competence", "source": "panel", "weight": "3,5",
        "levels": "Tidak ada.\n\nAda sebagian.\nLengkap.", "least": "2", "opened": "1",
    }  # fmt: skip
    address = reverse("instrument_draft_row", args=[draft.id, "kriteria", "baru"])
    assert client.post(address, told).status_code == 302
    made = criterion(draft, "rencana_usaha")
    assert (made["floor"], made["target"], made["levels"]) == (
        1,
        3,
        ["Tidak ada.", "Ada sebagian.", "Lengkap."],
    )
    assert (made["method"], made["source"], made["weight"]) == ("panel", {"panel": "rencana_usaha"}, 3.5)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": "panel", "levels": "Satu saja."}, "sedikitnya dua"),
        ({"target": ""}, "Isi targetnya"),
        ({"source": "voice:came", "target": "9"}, "1 sampai 5"),
        ({"weight": "-4"}, "id_weight_error"),
        ({"source": "indicator:none"}, "id_source_error"),
        ({"name": "x" * 500}, "id_name_error"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, draft, changes, says):
    answer = sent(client, draft, "kriteria", "visits", **changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert newest(draft).number == 1


def test_someone_elses_change_is_shown_and_sending_again_is_on_purpose(client, draft):
    address = reverse("instrument_draft_row", args=[draft.id, "kelompok", "fair"])
    first = {"name": "Cukup baik", "lower": "50", "opened": "1"}
    assert client.post(address, first | {"lower": "60"}).status_code == 302
    answer = client.post(address, first)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "sudah mengubah bagian ini" in text
    assert 'name="opened" value="2"' in text
    assert 'value="50"' in text
    assert client.post(address, first | {"opened": "2"}).status_code == 302
    assert next(b["lower"] for b in newest(draft).body["bands"] if b["key"] == "fair") == 50


def test_rules_weights_adjustments_and_name_each_have_their_form(client, draft):
    for part in ("umum", "bobot", "penyesuai", "aturan"):
        address = reverse("instrument_draft_part", args=[draft.id, part])
        form = client.get(address).context["form"]
        data = {f.html_name: v for f in form if (v := f.value()) not in (None, False)}
        data = {k: str(v).replace(".", ",") if isinstance(v, float) else v for k, v in data.items()}
        assert client.post(address, data).status_code == 302, part
    assert newest(draft).number == 1, "saved as they were they change nothing"
    address = reverse("instrument_draft_part", args=[draft.id, "aturan"])
    client.post(address, data | {"honour_quota": "", "replace_chance": "97,5", "objection_days": "21"})
    rules = newest(draft).body["rules"]
    assert rules["objection_days"] == 21
    assert rules["decisions"]["replace"]["probability"] == 0.975
    assert rules["decisions"]["honour"]["quota"] is None
    assert client.get(reverse("instrument_draft", args=[draft.id])).status_code == 200


def test_silence_and_earlier_years_are_ruled_on_screen(client, draft):
    address = reverse("instrument_draft_part", args=[draft.id, "aturan"])
    form = client.get(address).context["form"]
    data = {f.html_name: v for f in form if (v := f.value()) not in (None, False)}
    data = {k: str(v).replace(".", ",") if isinstance(v, float) else v for k, v in data.items()}
    new = {"nonresponse": "0,75", "pool_years": "2", "pool_weight": "0,4"}
    assert client.post(address, data | new).status_code == 302
    rules = newest(draft).body["rules"]
    assert {k: rules[k] for k in new} == {"nonresponse": 0.75, "pool_years": 2, "pool_weight": 0.4}
    assert isinstance(rules["pool_years"], int)
    client.post(address, data | new | {"pool_years": "9", "opened": str(newest(draft).number)})
    text = client.get(reverse("instrument_draft", args=[draft.id])).content.decode()
    assert "paling lama 3 tahun" in text


def test_rows_move_go_and_come_back_from_the_history(client, draft):
    act = reverse("instrument_draft_change", args=[draft.id])
    order = [c["key"] for c in newest(draft).body["criteria"]]
    client.post(act, {"where": "criteria", "key": order[1], "act": "up"})
    assert [c["key"] for c in newest(draft).body["criteria"]][:2] == [order[1], order[0]]
    client.post(act, {"where": "criteria", "key": order[0], "act": "remove", "opened": "2"})
    assert order[0] not in [c["key"] for c in newest(draft).body["criteria"]]
    text = client.get(reverse("instrument_draft_history", args=[draft.id])).content.decode()
    assert "Simpanan 3" in text
    assert "Dihapus" in text
    client.post(reverse("instrument_draft_restore", args=[draft.id]), {"opened": "1"})
    assert [c["key"] for c in newest(draft).body["criteria"]] == order
    for bad in (
        {"where": "x"},
        {"where": "criteria", "key": "x", "act": "up"},
        {"where": "criteria", "key": order[0], "act": "remove"},
    ):
        assert client.post(act, bad).status_code in (404, 422)


def test_published_it_leads_on_to_the_evaluation_that_waits(client, office, draft):
    address = reverse("instrument_draft_part", args=[draft.id, "umum"])
    client.post(address, {"name": "Penilaian pendamping 2027", "why": "Tujuan baru.", "opened": "1"})
    answer = client.post(
        reverse("instrument_draft_settle", args=[draft.id]), {"opened": "2", "act": "publish"}
    )
    made = Instrument.objects.get(name="Penilaian pendamping 2027")
    assert answer.url == reverse("instrument", args=[made.id])
    evaluation = Evaluation.objects.unscoped("test").get()
    step = reverse("evaluation_step", args=[evaluation.id])
    assert "Pakai versi terbaru" in client.get(reverse("evaluation", args=[evaluation.id])).content.decode()
    client.post(step, {"step": "newest"})
    evaluation.refresh_from_db()
    assert evaluation.instrument_id == made.id


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0", "partner"])
def test_nobody_else_gets_in(office, draft, who):
    other = Client()
    other.force_login(office.users[who])
    for route, args in (
        ("instrument_draft", []),
        ("instrument_draft_part", ["umum"]),
        ("instrument_draft_history", []),
    ):
        assert other.get(reverse(route, args=[draft.id, *args])).status_code == 403
    assert other.post(reverse("draft_instrument", args=[draft.base_id])).status_code == 403


def test_an_instrument_can_say_that_nobody_is_compared_and_take_it_back(client, draft):
    address = reverse("instrument_draft_part", args=[draft.id, "aturan"])
    for ticked in (False, True):
        form = client.get(address).context["form"]
        data = {f.html_name: v for f in form if (v := f.value()) not in (None, False)}
        data = {k: str(v).replace(".", ",") if isinstance(v, float) else v for k, v in data.items()}
        data |= {"compared": "on"} if ticked else {}
        if not ticked:
            data.pop("compared", None)
        assert client.post(address, data).status_code == 302
        assert newest(draft).body["rules"].get("compared", True) is ticked


def test_signed_targets_can_be_a_source_of_a_criterion(client, draft):
    address = reverse("instrument_draft_row", args=[draft.id, "kriteria", "baru"])
    form = client.get(address).context["form"]
    assert ("agreement:targets", "Target yang ditandatangani, yang tercapai") in [
        choice for _group, choices in form.fields["source"].choices for choice in choices
    ]
