"""Every index costs each insertion: none of a single column where another one begins with it."""

import pytest
from django.db import connection

TABLES = ("businesses_business", "businesses_constraint", "businesses_channel")


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_no_index_repeats_the_beginning_of_another(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).values()
    indexes = [told["columns"] for told in found if told["index"] and None not in told["columns"]]
    alone = {columns[0] for columns in indexes if len(columns) == 1}
    assert not alone & {columns[0] for columns in indexes if len(columns) > 1} - {"business_id"}
