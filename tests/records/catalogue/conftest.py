import io

import pytest
from PIL import Image

from dampingi.records.catalogue import actions
from dampingi.records.catalogue.intake import ProductIntake
from dampingi.records.catalogue.models import Consent

TOLD = ProductIntake("Keripik singkong", "food", 18_000, "bungkus 250 gram", "Gurih <b>dan</b> renyah.")


def drawn(colour="brown", size=(640, 480)):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera rahasia"
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def draft(town, july):
    """Written by the participant for their own business."""
    return actions.write_product(by=town.actor("participant"), business=town.first.business_id, told=TOLD)


@pytest.fixture
def waiting(town, draft):
    own = town.actor("participant")
    actions.add_photo(by=own, product=draft.id, raw=drawn(), says="Sebungkus keripik")
    actions.agree(by=own, business=draft.business_id, to=Consent.To.SHOW)
    return actions.submit_product(by=own, product=draft.id)


@pytest.fixture
def shown(town, waiting):
    return actions.check_product(by=town.actor("office"), product=waiting.id, good=True)
