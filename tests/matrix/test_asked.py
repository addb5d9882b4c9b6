"""That a page with a loop of questions would be seen: the counting, and the rules with a page made to break them."""

from collections import Counter
from types import SimpleNamespace

import pytest
from django.db import connection

from dampingi.foundation.accounts.models import User

from .asked import counted, shape
from .test_pages import (
    PAGE_BYTES,
    QUESTIONS,
    REPEATED,
    every_page_is_light,
    no_page_asks_the_same_for_each_row,
    no_page_asks_too_much,
)


def page(asked=None, content=b""):
    return {
        "/halaman/ (kepala)": SimpleNamespace(route="halaman", asked=Counter(asked or {}), content=content)
    }


def test_lists_of_any_length_are_the_same_question():
    assert shape("SELECT 1 WHERE a IN (%s, %s, %s)") == shape("SELECT 1 WHERE a IN (%s)")
    assert shape("INSERT INTO t VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO t VALUES (%s, %s)")
    assert shape("SAVEPOINT s1_x2") == shape("SAVEPOINT s1_x3")
    assert shape("SELECT a WHERE b = %s") != shape("SELECT a WHERE c = %s")


@pytest.mark.django_db
def test_a_loop_over_rows_is_counted_and_refused():
    people = [User.objects.create(login=f"{n}@contoh.id", name="A") for n in range(REPEATED + 1)]
    with counted() as asked:
        for person in people:
            User.objects.get(id=person.id)
    assert max(asked.values()) == REPEATED + 1
    with pytest.raises(AssertionError, match="/halaman/"):
        no_page_asks_the_same_for_each_row(page(asked))


@pytest.mark.django_db
def test_one_question_for_all_rows_is_not():
    people = [User.objects.create(login=f"{n}@contoh.id", name="A") for n in range(REPEATED + 1)]
    with counted() as asked:
        list(User.objects.filter(id__in=[person.id for person in people]))
        User.objects.count()
    assert asked.total() == 2
    no_page_asks_the_same_for_each_row(page(asked))


@pytest.mark.django_db
def test_what_is_asked_past_the_models_is_counted_too():
    with counted() as asked, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert asked == {"SELECT 1": 1}


def test_too_many_questions_and_too_many_bytes_are_refused():
    with pytest.raises(AssertionError):
        no_page_asks_too_much(page({str(n): 1 for n in range(QUESTIONS + 1)}))
    no_page_asks_too_much(page({str(n): 1 for n in range(QUESTIONS)}))
    with pytest.raises(AssertionError):
        every_page_is_light(
            page(content=bytes(n * n % 251 for n in range(7)) + __import__("os").urandom(PAGE_BYTES))
        )
    every_page_is_light(page(content=b"a" * 10 * PAGE_BYTES))
