from django.urls import path

from dampingi.records.markets.views import keeping, own, points, rotas, sellers, week

urlpatterns = [
    path("pasar-minggu-ini/", week.markets_this_week, name="markets_this_week"),
    path("pasar/", points.markets, name="markets"),
    path("pasar/titik/baru/", points.new_market_point, name="new_market_point"),
    path("pasar/titik/<uuid:point_id>/", points.market_point, name="market_point"),
    path("pasar/titik/<uuid:point_id>/ubah/", points.market_point_edit, name="market_point_edit"),
    path("pasar/titik/<uuid:point_id>/lapak/", points.market_stalls, name="market_stalls"),
    path("pasar/titik/<uuid:point_id>/lapak/<int:number>/lepas/", points.market_stall_retiring, name="market_stall_retiring"),
    path("pasar/titik/<uuid:point_id>/tutup/", points.market_point_closing, name="market_point_closing"),
    path("pasar/titik/<uuid:point_id>/hari/", keeping.market_day, name="market_day"),
    path("pasar/giliran/<uuid:turn_id>/kehadiran/", keeping.market_noting, name="market_noting"),
    path("pasar/penjual/", sellers.market_sellers, name="market_sellers"),
    path("pasar/penjual/<uuid:seller_id>/foto/", sellers.market_photo, name="market_photo"),
    path("pasar/jadwal/", rotas.market_rotas, name="market_rotas"),
    path("pasar/jadwal/baru/", rotas.new_market_rota, name="new_market_rota"),
    path("pasar/jadwal/<uuid:rota_id>/", rotas.market_rota, name="market_rota"),
    path("pasar/jadwal/<uuid:rota_id>/terbit/", rotas.market_rota_publishing, name="market_rota_publishing"),
    path("pasar/jadwal/<uuid:rota_id>/buang/", rotas.market_rota_discarding, name="market_rota_discarding"),
    path("pasar/tukar/", rotas.market_swaps, name="market_swaps"),
    path("pasar/tukar/<uuid:swap_id>/larang/", rotas.market_swap_forbidding, name="market_swap_forbidding"),
    path("lapak-saya/", own.own_stalls, name="own_stalls"),
    path("lapak-saya/minat/", own.own_joining, name="own_joining"),
    path("lapak-saya/berhenti/", own.own_leaving, name="own_leaving"),
    path("lapak-saya/ambil/", own.own_taking, name="own_taking"),
    path("lapak-saya/<uuid:business_id>/lapak.ics", own.own_stalls_file, name="own_stalls_file"),
    path("lapak-saya/giliran/<uuid:turn_id>/kembali/", own.own_releasing, name="own_releasing"),
    path("lapak-saya/giliran/<uuid:turn_id>/jual/", own.own_selling, name="own_selling"),
    path("lapak-saya/giliran/<uuid:turn_id>/tukar/", own.own_swapping, name="own_swapping"),
    path("lapak-saya/tukar/<uuid:swap_id>/jawab/", own.own_swap_answer, name="own_swap_answer"),
]  # fmt: skip
