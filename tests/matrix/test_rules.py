"""That a page which breaks a rule of the house would be seen: each rule with pages made to break it, and the counting of questions."""

import os
from collections import Counter

import pytest
from django.db import connection
from django.http import HttpResponse

from dampingi.foundation.accounts.models import User

from .asked import counted, shape
from .rules import PAGE_BYTES, QUESTIONS, REPEATED, RULES, Page, broken, is_page

GOOD = '<html lang="id"><head><title>Usaha</title><link rel="canonical" href="https://contoh.id/"></head><main><h1>Usaha</h1>{}</main>'
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MANY_ROWS = {str(n): 1 for n in range(QUESTIONS)}
BREAKING = {
    "nothing_is_inline": [
        "<script>1</script>",
        "<style>a{}</style>",
        '<p style="x">',
        '<p onclick="x">',
        '<a href="javascript:x">',
    ],
    "nothing_comes_from_another_host": ['<img alt="" src="//x.id/a.png">', '<a href="https://x.id/">x</a>'],
    "ids_are_unique_and_pictures_have_words": ['<p id="a"></p><b id="a"></b>', '<img src="/a.png">'],
    "every_form_that_posts_carries_the_token": ['<form method="post"></form>'],
    "it_has_a_title_a_language_and_a_main_part": ["<h1>Lagi</h1>", "<main></main>"],
}


def page(content="", asked=None, whole=GOOD, headers=HEADERS):
    return Page("halaman", HttpResponse(whole.format(content), headers=headers), Counter(asked or {}))


def rules_of(page):
    return {told.partition(":")[0] for told in broken(page)}


def test_a_good_page_breaks_none():
    allowed = '<a href="https://wa.me/1">x</a><script type="application/json">1</script><form method="post">csrfmiddlewaretoken</form>'
    assert broken(page(allowed, MANY_ROWS)) == []
    assert broken(page("a" * 10 * PAGE_BYTES)) == []


@pytest.mark.parametrize(("rule", "content"), [(r, c) for r, several in BREAKING.items() for c in several])
def test_what_breaks_one_rule_is_told_by_it_alone(rule, content):
    assert rules_of(page(content)) == {rule}


@pytest.mark.parametrize("part", [' lang="id"', "<title>Usaha</title>", "<h1>Usaha</h1>", "<main>"])
def test_a_page_lacks_no_part_of_its_skeleton(part):
    assert rules_of(page(whole=GOOD.replace(part, ""))) == {"it_has_a_title_a_language_and_a_main_part"}


@pytest.mark.parametrize("name", HEADERS)
def test_a_page_lacks_no_safe_header(name):
    assert rules_of(page(headers={n: v for n, v in HEADERS.items() if n != name})) == {
        "it_has_a_strict_policy"
    }
    assert "it_has_a_strict_policy" in rules_of(page(headers=HEADERS | {name: "unsafe"}))


def test_too_many_questions_and_too_many_bytes_are_refused():
    assert rules_of(page(asked=MANY_ROWS | {"one more": 1})) == {"it_does_not_ask_too_much"}
    assert rules_of(page(os.urandom(PAGE_BYTES).hex())) == {"it_is_light"}


def test_every_rule_is_tried_here():
    elsewhere = {
        "it_has_a_strict_policy",
        "it_does_not_ask_too_much",
        "it_is_light",
        "it_does_not_ask_the_same_for_each_row",
    }
    assert {rule.__name__ for rule in RULES} == set(BREAKING) | elsewhere


def test_only_a_whole_page_is_held_to_them():
    assert is_page(HttpResponse("x"))
    assert not is_page(HttpResponse("x", status=403))
    assert not is_page(HttpResponse("x", content_type="text/csv"))


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
    assert rules_of(page(asked=asked)) == {"it_does_not_ask_the_same_for_each_row"}


@pytest.mark.django_db
def test_one_question_for_all_rows_is_not():
    people = [User.objects.create(login=f"{n}@contoh.id", name="A") for n in range(REPEATED + 1)]
    with counted() as asked:
        list(User.objects.filter(id__in=[person.id for person in people]))
        User.objects.count()
    assert asked.total() == 2
    assert broken(page(asked=asked)) == []


@pytest.mark.django_db
def test_what_is_asked_past_the_models_is_counted_too():
    with counted() as asked, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert asked == {"SELECT 1": 1}
