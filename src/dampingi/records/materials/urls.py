from django.urls import path

from dampingi.records.materials import own, views

urlpatterns = [
    path("bahan-baku/", views.pools, name="pools"),
    path("bahan-baku/baru/", views.new_pool, name="new_pool"),
    path("bahan-baku/<uuid:pool_id>/", views.pool, name="pool"),
    path("bahan-baku/<uuid:pool_id>/pesan/", views.pool_order, name="pool_order"),
    path("bahan-baku/<uuid:pool_id>/terima/", views.pool_delivery, name="pool_delivery"),
    path("bahan-baku/<uuid:pool_id>/batal/", views.pool_cancelling, name="pool_cancelling"),
    path("bahan-baku/permintaan/<uuid:demand_id>/bayar/", views.demand_payment, name="demand_payment"),
    path("bahan-baku-saya/", own.own_materials, name="own_materials"),
    path("bahan-baku-saya/<uuid:pool_id>/", own.own_demand, name="own_demand"),
    path("bahan-baku-saya/permintaan/<uuid:demand_id>/tarik/", own.own_demand_withdrawal, name="own_demand_withdrawal"),
]  # fmt: skip
