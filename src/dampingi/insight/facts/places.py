"""Rows that belong to a place, whatever the programme: the columns all of them have, and the businesses they are about."""

from typing import Any

import ibis.expr.types as ir

from dampingi.engines.indicators import Source

OF_BUSINESS = {"subject": "business", "of_place": True}
AT_THE_END = {"span": "until", "months": False}
"""Of datasets that tell how things stand at the period's end."""


def of_place(source: Source, rows: ir.Table, *, day: Any, **columns: Any) -> ir.Table:
    return rows.select(id=rows.id, programme=source.programme, region=rows.region, day=day, **columns)


def at_home(source: Source, rows: ir.Table) -> ir.Table:
    """Rows of a `business_id`, with the region of that business, where it is the programme's."""
    business = source["business"]
    placed = rows.join(business, rows.business_id == business.id).select(rows, business.region)
    return placed.filter(source.at_home(placed.region))


def products_at_home(source: Source, rows: ir.Table) -> ir.Table:
    """Rows of a `product_id`, with the business of that product and its region."""
    product = source["product"]
    return at_home(
        source, rows.join(product, rows.product_id == product.id).select(rows, product.business_id)
    )
