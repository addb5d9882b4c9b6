"""The database itself refuses to change or delete what a phone sent, whoever asks. Only its state and reason move on."""

TABLE = "field_submission"
AS_IT_CAME = "id, seq, device_id, kind, body, hash, rival_of_id, received_at"
WHY = "what the field sent does not change"


def refuse_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [
            "CREATE OR REPLACE FUNCTION field_frozen() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{WHY}'; END $$",
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {AS_IT_CAME} ON {TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION field_frozen()",
            f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION field_frozen()",
        ]
    else:
        refuse = f"ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
        statements = [
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {AS_IT_CAME} {refuse}",
            f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE {refuse}",
        ]
    for statement in statements:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{verb}{on}")
