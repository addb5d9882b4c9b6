"""The index says what the register says, whatever is done to the register, on either database."""

import random
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.conftest import HERE, NEXT, SYSTEM

from dampingi.foundation.errors import Refused
from dampingi.records.businesses.actions import (
    archive_business,
    archive_untouched,
    edit_business,
    edit_person,
    register_businesses,
    restore_business,
)
from dampingi.records.businesses.intake import BusinessIntake, PersonIntake
from dampingi.records.businesses.models import Business, Person
from dampingi.records.search.actions import index_some, index_stale, rebuild
from dampingi.records.search.candidates import having
from dampingi.records.search.documents import faults, texts
from dampingi.records.search.models import Document, Stale, Word
from dampingi.records.search.postings import keep_watching
from dampingi.records.search.wording import vocabulary_of

WORDS = ("warung", "toko", "siti", "rahayu", "sumber", "rejeki", "keripik", "barokah", "batik", "0812")
STEPS = ("register", "rename", "owner", "move", "archive", "restore", "batch", "merge", "delete", "index")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 10**6)), min_size=1, max_size=25))
def test_after_any_sequence_of_actions_the_index_is_the_register(origin, steps):
    Business.objects.unscoped("test").all().delete()
    for step, luck in steps:
        with (
            suppress(Refused),
            transaction.atomic(),
        ):  # to change or archive an archived one, say: nothing happens then
            do(step, random.Random(luck), origin)
    assert faults() == 0
    while index_stale():
        pass
    assert not Stale.objects.exists()
    assert_index_is_the_register()


def do(step: str, rng: random.Random, origin) -> None:
    ids = list(Business.objects.unscoped("test").order_by("id").values_list("id", "owner_id"))
    if step == "register" or not ids:
        owner = PersonIntake(words(rng), HERE, phone=f"+628{rng.randrange(10**9)}")
        register_businesses(
            by=SYSTEM, origin=origin, rows=[BusinessIntake(words(rng), HERE, owner=owner, product=words(rng))]
        )
        return
    id, owner = rng.choice(ids)
    rows = Business.objects.unscoped("test")
    if step == "rename":
        edit_business(
            by=SYSTEM, business=id, values={"name": words(rng), "nib": f"{rng.randrange(10**13):013}"}
        )
    elif step == "owner":
        edit_person(by=SYSTEM, person=owner, values={"name": words(rng)})
    elif step == "move":
        edit_business(by=SYSTEM, business=id, values={"region": rng.choice((HERE, NEXT))})
    elif step == "archive":
        archive_business(by=SYSTEM, business=id, reason="Uji.")
    elif step == "restore":
        restore_business(by=SYSTEM, business=id, reason="Uji.")
    elif step == "batch":
        archive_untouched(by=SYSTEM, businesses=[id], persons=[], origin=origin.id)
    elif step == "merge":  # whatever way it is done: an owner for another, straight in the table
        rows.filter(id=id).update(owner_id=rng.choice(ids)[1])
    elif step == "delete":
        rows.filter(id=id).delete()
    else:
        index_stale(most=rng.randint(1, 3))


def words(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))


def assert_index_is_the_register() -> None:
    truth = dict(texts(Business.objects.unscoped("test")))
    assert dict(Document.objects.values_list("business", "text")) == truth
    used = {word: n for word, n in Word.objects.values_list("word", "documents") if n}
    counted: dict[str, int] = {}
    for text in truth.values():
        for word in vocabulary_of(text):
            counted[word] = counted.get(word, 0) + 1
    assert used == counted
    for token in {token for text in truth.values() for token in text.split() if token != "|"}:
        assert set(having([[[token]]], most=10**6)) == {
            b for b, text in truth.items() if token in text.split()
        }


def test_a_rebuilt_index_is_the_register_too(people, origin):
    rows = [BusinessIntake(f"Toko {w}", HERE, owner_id=p) for w, p in zip(WORDS, people, strict=False)]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    Document.objects.create(business=people[0], text="lama | | | | x")
    assert rebuild() == len(WORDS)
    assert_index_is_the_register()
    edit_person(by=SYSTEM, person=people[0], values={"name": "Sesudah Dibangun"})
    index_stale()
    assert_index_is_the_register()


def test_the_command_finds_and_mends_an_index_that_does_not_fit(people, origin, capsys):
    register_businesses(
        by=SYSTEM, origin=origin, rows=[BusinessIntake("Toko Lima", HERE, owner_id=people[0])]
    )
    call_command("search", "update")
    call_command("search", "check")
    Document.objects.update(text="salah | | | | x")
    with pytest.raises(CommandError, match="search rebuild"):
        call_command("search", "check")
    call_command("search", "rebuild")
    call_command("search", "check")
    call_command("search", "find", "lima")
    assert "name" in capsys.readouterr().out


def test_a_workers_chore_goes_on_until_nothing_waits(people, origin, monkeypatch):
    monkeypatch.setattr("dampingi.records.search.actions.BATCH", 2)
    rows = [BusinessIntake(f"Toko {i}", HERE, owner_id=people[0]) for i in range(5)]
    register_businesses(by=SYSTEM, origin=origin, rows=rows)
    assert index_some() == 5
    assert index_some() == 0


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.usefixtures("_remade")
def test_a_remade_table_is_watched_again(people, origin):
    """SQLite drops triggers with the table a migration remakes; without `keep_watching` the change below is never seen."""
    register_businesses(
        by=SYSTEM, origin=origin, rows=[BusinessIntake("Toko Lima", HERE, owner_id=people[0])]
    )
    while index_stale():
        pass
    Business.objects.unscoped("test").update(key="seen")
    assert Stale.objects.exists()
    index_stale()
    assert_index_is_the_register()


def test_a_sign_that_names_another_kind_of_shop_is_indexed_anew(people, origin):
    """Its comparison key stays the same."""
    row = BusinessIntake("Toko Lima", HERE, owner_id=people[0])
    (id,) = register_businesses(by=SYSTEM, origin=origin, rows=[row])
    index_stale()
    edit_business(by=SYSTEM, business=id, values={"name": "Warung Lima"})
    assert Stale.objects.filter(business=id).exists()
    index_stale()
    assert_index_is_the_register()
    assert set(having([[["warung"]]], most=9)) == {id}


@pytest.fixture
def _remade(emptied):
    for model, name in ((Business, "product"), (Person, "address")):
        field, wider = model._meta.get_field(name), model._meta.get_field(name).clone()
        wider.max_length = 301
        wider.set_attributes_from_name(name)
        wider.model = model
        with connection.schema_editor() as editor:
            editor.alter_field(model, field, wider)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert "search_business_changed" not in {name for (name,) in cursor.fetchall()}
    keep_watching()
