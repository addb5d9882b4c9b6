"""A new database is the same whether its tables are made at once or by one migration after the other."""

import os
import re
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, contextmanager

from django.db import connection

BY_KIND = "SELECT name, sql FROM sqlite_master WHERE type = ?"
TABLE = "CREATE TABLE "
BETWEEN = re.compile(r', (?="|CONSTRAINT |UNIQUE |FOREIGN |CHECK )')
MADE_UP = re.compile(r"\w+_(pkey|[0-9a-f]{8}(_like|_fk\w*)?)\b")
"""Names that Django makes for whom none was given: after the table's name of then, where it was renamed."""
POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length,"
    " numeric_precision, numeric_scale, is_nullable, column_default, is_identity, generation_expression,"
    " collation_name FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


def test_an_empty_database_is_made_at_once_as_the_migrations_would_leave_it(tmp_path):
    at_once, one_by_one = made(tmp_path / "a"), made(tmp_path / "b", "--one-by-one")
    for kind, rows in one_by_one.items():
        assert at_once[kind] == rows, kind
    assert len(at_once["trigger"]) > 40, "triggers are made too"


def made(folder, *how):
    """What `migrate` leaves of a new database."""
    with new_database(folder) as (url, read):
        env = os.environ | {"DAMPINGI_HOME": str(folder)} | url
        command = [sys.executable, "-m", "dampingi", "migrate", *how]
        told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
        assert ("made at once" in told) == (not how)
        return read()


@contextmanager
def new_database(folder):
    if connection.vendor == "sqlite":
        yield {"DAMPINGI_DATABASE_URL": ""}, lambda: of_sqlite(folder / "dampingi.sqlite3")
        return
    import psycopg

    server = {k: v for k, v in connection.get_connection_params().items() if k in ("host", "port", "user", "password")}  # fmt: skip
    name = f"schema_{uuid.uuid4().hex[:10]}"
    base = os.environ["DAMPINGI_DATABASE_URL"].rpartition("/")[0]
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as keeper:
        keeper.execute(f"CREATE DATABASE {name}")
        try:
            yield (
                {"DAMPINGI_DATABASE_URL": f"{base}/{name}"},
                lambda: of_postgresql({"dbname": name, **server}),
            )
        finally:
            keeper.execute(f"DROP DATABASE {name}")


def of_sqlite(path):
    with closing(sqlite3.connect(path)) as database:
        told = {
            kind: sorted((name, *parts(sql)) for name, sql in database.execute(BY_KIND, (kind,)))
            for kind in ("table", "index", "trigger")
        }
        told["applied"] = sorted(database.execute("SELECT app, name FROM django_migrations"))
    return told


def parts(sql):
    """Of a table's statement its columns and constraints in any order: SQLite moves a column that is altered to the end."""
    return sorted(BETWEEN.split(sql.partition("(")[2][:-1])) if sql and sql.startswith(TABLE) else [sql or ""]


def of_postgresql(params):
    import psycopg

    with psycopg.connect(**params) as database:
        told = {
            kind: sorted(MADE_UP.sub("(made up)", str(row)) for row in database.execute(sql).fetchall())
            for kind, sql in POSTGRESQL.items()
        }
        told["applied"] = sorted(database.execute("SELECT app, name FROM django_migrations").fetchall())
    return told
