"""Which tests the second database is asked too: what could answer otherwise there."""

from typing import Any

from _pytest.nodes import Item

DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
TRANSACTIONS = {"transactional_db", "live_server"}


def differs(item: Item) -> bool:
    """Not without a database, nor the words and doors of a page: every page is opened there by tests/matrix, and what a page does by its
    actions' and queries' tests. A page's test that asks for real transactions or is marked `databases` runs on both."""
    if marked(item, "spark"):
        return False  # what Spark answers does not hang on where its files came from
    return asks(item) and (not of_a_page(item) or real(item) or marked(item, "databases"))


def asks(item: Item) -> bool:
    return marked(item, "django_db") or bool(DATABASE & names(item)) or late(item)


def late(item: Item) -> bool:
    """One of our fixtures asks for others by name while it runs, so the database may be among them."""
    known = getattr(item, "_fixtureinfo", None)
    made = [one for several in known.name2fixturedefs.values() for one in several] if known else []
    return any("request" in one.argnames and one.func.__module__.startswith("tests.") for one in made)


def of_a_page(item: Item) -> bool:
    return item.path.parent.name == "pages" or "page" in item.path.stem


def real(item: Item) -> bool:
    marker: Any = item.get_closest_marker("django_db")
    return bool(TRANSACTIONS & names(item)) or bool(marker and marker.kwargs.get("transaction"))


def marked(item: Item, name: str) -> bool:
    return item.get_closest_marker(name) is not None


def names(item: Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
