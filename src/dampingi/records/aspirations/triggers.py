"""The database itself refuses to change a published edition of themes, whoever asks."""

TABLE = "aspirations_themeedition"
_SAYS = "a published edition does not change"


def refuse_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION aspiration_themes_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
    act = (
        "FOR EACH ROW EXECUTE FUNCTION aspiration_themes_frozen()"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    )
    schema_editor.execute(f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {act}")


def allow_changes(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {TABLE}_no_update{on}")
