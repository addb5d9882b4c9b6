"""The database itself keeps the book: entries and postings do not change, and a posting moves the two balances it names. A CHECK on the account refuses what is not there."""

SAYS = "what was posted does not change"
BOOK = ("budgets_entry", "budgets_posting")
MOVES = (
    "UPDATE budgets_account SET balance = balance - NEW.amount WHERE id = NEW.source_id;"
    " UPDATE budgets_account SET balance = balance + NEW.amount WHERE id = NEW.target_id;"
)


def keep_the_book(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION budgets_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION budgets_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {MOVES} RETURN NEW; END $$"
        )
    refuse = "EXECUTE FUNCTION budgets_kept()" if postgresql else f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for table in BOOK:
        for what in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} FOR EACH ROW {refuse}"
            )
    move = "EXECUTE FUNCTION budgets_moved()" if postgresql else f"BEGIN {MOVES} END"
    schema_editor.execute(
        f"CREATE TRIGGER budgets_posting_moves AFTER INSERT ON budgets_posting FOR EACH ROW {move}"
    )


def leave_the_book(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    names = [(f"{table}_no_{what}", table) for table in BOOK for what in ("update", "delete")]
    for name, table in (*names, ("budgets_posting_moves", "budgets_posting")):
        schema_editor.execute(f"DROP TRIGGER {name}{f' ON {table}' if postgresql else ''}")
