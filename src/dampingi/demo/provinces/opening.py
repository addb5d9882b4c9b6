"""What everyone may read: each kabupaten's and kota's figures at the end of the last month, published by its office."""

from dampingi.demo.provinces.scene import Province
from dampingi.insight.monitoring.actions import publish_figures


def publish(p: Province) -> None:
    p.clock.set(p.today)
    for b in p.buildings:
        if not b.over:
            publish_figures(by=b.persona("penyelenggara"), programme=b.programme)
