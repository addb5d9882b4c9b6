"""The same columns into the same tables by django-import-export: a resource as its documentation shows."""

from typing import Any

from import_export import fields, resources
from import_export.widgets import IntegerWidget

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.identifiers import blind_index, seal
from dampingi.foundation.origins.actions import open_origin
from dampingi.foundation.rows import new_id
from dampingi.records.businesses.models import Business, Person
from dampingi.records.businesses.naming import business_key, person_key

HEADERS = (
    "name",
    "owner",
    "nik",
    "sex",
    "address",
    "phone",
    "kbli",
    "product",
    "capital",
    "annual_sales",
    "workers",
)


def cells(row: list[Any]) -> tuple[Any, ...]:
    """The cells of a sheet row in the order of `HEADERS`, taken as they are where they are numbers."""
    phone = str(int(row[9])) if isinstance(row[9], float) else str(row[9])
    sales = int(row[19] * 12) if isinstance(row[19], float) else 0
    return (
        row[1], row[2], str(row[3])[:16], row[4], row[6], phone[:20], str(row[11])[:5], row[14], int(row[18] or 0) * 1000,
        sales, int((row[16] or 0) + (row[17] or 0)),
    )  # fmt: skip


class BusinessRows(resources.ModelResource):
    capital = fields.Field("capital", "capital", widget=IntegerWidget())
    annual_sales = fields.Field("annual_sales", "annual_sales", widget=IntegerWidget())

    class Meta:
        model = Business
        import_id_fields = ()
        fields = ("name", "address", "phone", "kbli", "product", "capital", "annual_sales", "workers")
        force_init_instance = True
        use_transactions = True

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.origin = open_origin(by=Actor.for_system("benchmark"), door="import", reference="benchmark")

    def before_save_instance(self, instance: Business, row: Any, **kwargs: Any) -> None:
        owner = Person.objects.create(
            id=new_id(), name=row["owner"], key=person_key(row["owner"]), sex=row["sex"], region="32.76",
            nik_sealed=seal("nik", row["nik"]), nik_index=blind_index("nik", row["nik"]), origin=self.origin,
        )  # fmt: skip
        instance.owner, instance.region, instance.origin = owner, "32.76", self.origin
        instance.key = business_key(instance.name)
