import ibis
import pytest

from dampingi.engines.indicators import Column, Dataset, Source

SHOP = ibis.table(
    {
        "id": "string",
        "region": "string",
        "sold_on": "string",
        "amount": "int64",
        "refund": "int64",
        "paid": "int64",
    },
    name="shop",
)


def rows(source: Source):
    shop = source["shop"]
    return shop.select(
        id=shop.id,
        programme=ibis.literal("p"),
        region=shop.region,
        day=shop.sold_on,
        enrolment=shop.id,
        amount=shop.amount,
        refund=shop.refund,
        paid=shop.paid,
        one=1,
    )


@pytest.fixture(scope="session")
def shops() -> Dataset:
    return Dataset(
        name="shops",
        title="Shops",
        says="Sales",
        grain="one sale",
        rows=(rows,),
        columns={
            "amount": Column("rupiah"),
            "refund": Column("rupiah"),
            "paid": Column("0/1", flag=True),
            "one": Column("1"),
        },
    )


@pytest.fixture(scope="session")
def raw() -> dict:
    """A definition with nothing missing."""
    return {
        "code": "net",
        "name": "Net",
        "why": "Because.",
        "formula": "amount minus refund over sales",
        "source": "Nobody",
        "unit": "rupiah",
        "limits": "None",
        "dataset": "shops",
        "numerator": "amount - refund",
        "denominator": "one",
        "kind": "mean",
        "direction": "up",
        "groupings": ["kecamatan", "month"],
    }
