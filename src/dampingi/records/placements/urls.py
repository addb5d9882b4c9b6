from django.urls import path

from dampingi.records.placements.views import deliveries, own, placements, settlements

urlpatterns = [
    path("titip-jual/", placements.placement_list, name="placements"),
    path("titip-jual/baru/", placements.new_placement, name="new_placement"),
    path("titip-jual/<uuid:placement_id>/", placements.placement, name="placement"),
    path("titip-jual/<uuid:placement_id>/produk/", placements.listing_product, name="list_placed_product"),
    path("titip-jual/<uuid:placement_id>/kirim/", placements.delivering, name="deliver_goods"),
    path("titip-jual/<uuid:placement_id>/terjual/", placements.selling, name="report_sold"),
    path("titip-jual/<uuid:placement_id>/kembali/", placements.returning, name="report_returned"),
    path("titip-jual/<uuid:placement_id>/hitung/", placements.settling, name="settle_placement"),
    path("titip-jual/<uuid:placement_id>/akhiri/", placements.ending, name="end_placement"),
    path("titip-jual/pengiriman/<uuid:delivery_id>/", deliveries.delivery_note, name="delivery_note"),
    path("titip-jual/pengiriman/<uuid:delivery_id>/jawab/", deliveries.answering, name="answer_delivery"),
    path("titip-jual/catatan/<uuid:movement_id>/batal/", deliveries.cancelling, name="cancel_movement"),
    path("titip-jual/perhitungan/<uuid:settlement_id>/", settlements.settlement, name="settlement"),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/jawab/",
        settlements.answering_settlement,
        name="answer_settlement",
    ),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/lunas/", settlements.paying, name="note_settlement_paid"
    ),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/usaha/<uuid:business_id>/terus/",
        settlements.passing_on,
        name="pass_on_settlement",
    ),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/usaha/<uuid:business_id>/batal/",
        settlements.taking_back_passing,
        name="take_back_passing",
    ),
    path("titip-jual-saya/<uuid:line_id>/jawab/", own.answering_listing, name="answer_listing"),
    path("titip-jual-saya/", own.own_lines, name="own_placements"),
]
