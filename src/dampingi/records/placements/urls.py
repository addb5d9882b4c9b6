from django.urls import path

from dampingi.records.placements import views

urlpatterns = [
    path("titip-jual/", views.placement_list, name="placements"),
    path("titip-jual/baru/", views.new_placement, name="new_placement"),
    path("titip-jual/<uuid:placement_id>/", views.placement, name="placement"),
    path("titip-jual/<uuid:placement_id>/produk/", views.listing_product, name="list_placed_product"),
    path("titip-jual/<uuid:placement_id>/kirim/", views.delivering, name="deliver_goods"),
    path("titip-jual/<uuid:placement_id>/terjual/", views.selling, name="report_sold"),
    path("titip-jual/<uuid:placement_id>/kembali/", views.returning, name="report_returned"),
    path("titip-jual/<uuid:placement_id>/hitung/", views.settling, name="settle_placement"),
    path("titip-jual/<uuid:placement_id>/akhiri/", views.ending, name="end_placement"),
    path("titip-jual/pengiriman/<uuid:delivery_id>/", views.delivery_note, name="delivery_note"),
    path("titip-jual/pengiriman/<uuid:delivery_id>/jawab/", views.answering, name="answer_delivery"),
    path("titip-jual/catatan/<uuid:movement_id>/batal/", views.cancelling, name="cancel_movement"),
    path("titip-jual/perhitungan/<uuid:settlement_id>/", views.settlement, name="settlement"),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/jawab/",
        views.answering_settlement,
        name="answer_settlement",
    ),
    path("titip-jual/perhitungan/<uuid:settlement_id>/lunas/", views.paying, name="note_settlement_paid"),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/usaha/<uuid:business_id>/terus/",
        views.passing_on,
        name="pass_on_settlement",
    ),
    path(
        "titip-jual/perhitungan/<uuid:settlement_id>/usaha/<uuid:business_id>/batal/",
        views.taking_back_passing,
        name="take_back_passing",
    ),
    path("titip-jual-saya/<uuid:line_id>/jawab/", views.answering_listing, name="answer_listing"),
    path("titip-jual-saya/", views.own_lines, name="own_placements"),
]
