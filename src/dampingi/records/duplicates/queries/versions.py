"""Which version of the weights is in use."""

from dampingi.engines.linkage import Model, default_model
from dampingi.records.duplicates.models import LinkModel, ModelInUse


def version_in_use() -> LinkModel | None:
    """None while the shipped model is used and no search has stored it yet."""
    newest = ModelInUse.objects.select_related("model").order_by("-at", "-id").first()
    return newest.model if newest else None


def model_of(version: LinkModel | None) -> Model:
    return Model.from_json(version.body) if version else default_model()


def versions() -> list[LinkModel]:
    return list(LinkModel.objects.order_by("-number"))
