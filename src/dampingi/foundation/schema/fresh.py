"""The tables of a new database at once, as the last migration leaves them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


def build(connection: BaseDatabaseWrapper) -> int:
    """Make every table and note every migration as applied, all or nothing. Returns how many migrations that were."""
    executor = MigrationExecutor(connection)
    plan = [m for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]
    state = _end(executor, plan)
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        _tables(editor, state)
        for migration in filter(_ours, plan):
            for operation in _wanted(migration.operations):
                operation.database_forwards(migration.app_label, editor, state, state)
        _note(executor, plan)
    return len(plan)


def _end(executor: MigrationExecutor, plan: Iterable[Migration]) -> ProjectState:
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for migration in plan:
        migration.mutate_state(state, preserve=False)
    return state


def _tables(editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
    for key in state.models:
        model = state.apps.get_model(*key)
        if model._meta.can_migrate(editor.connection):
            editor.create_model(model)
    for statement in editor.deferred_sql:  # foreign keys and indexes: what runs next finds finished tables
        editor.execute(statement)
    editor.deferred_sql.clear()


def _ours(migration: Migration) -> bool:
    """What Django and the packages run in their migrations only moves rows of before."""
    return migration.__module__.startswith("dampingi.")


def _wanted(operations: Iterable[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _wanted(operation.database_operations)
        elif isinstance(operation, RunPython | RunSQL) and not operation.elidable:
            yield operation


def _note(executor: MigrationExecutor, plan: Iterable[Migration]) -> None:
    rows: Any = executor.recorder.Migration
    rows.objects.using(executor.connection.alias).bulk_create(
        rows(app=migration.app_label, name=migration.name) for migration in plan
    )
