from django.urls import path

from dampingi.insight.instruments import views

urlpatterns = [
    path("instrumen/", views.listing, name="instruments"),
    path("instrumen/<uuid:instrument_id>/", views.instrument, name="instrument"),
    path("instrumen/<uuid:instrument_id>/beda/", views.comparison, name="instrument_comparison"),
    path("instrumen/<uuid:instrument_id>/rancang/", views.begin, name="draft_instrument"),
    path("instrumen/rancangan/<uuid:draft_id>/", views.draft, name="instrument_draft"),
    path("instrumen/rancangan/<uuid:draft_id>/ubah/", views.change, name="instrument_draft_change"),
    path("instrumen/rancangan/<uuid:draft_id>/selesai/", views.settle, name="instrument_draft_settle"),
    path("instrumen/rancangan/<uuid:draft_id>/riwayat/", views.history, name="instrument_draft_history"),
    path("instrumen/rancangan/<uuid:draft_id>/kembalikan/", views.restore, name="instrument_draft_restore"),
    path("instrumen/rancangan/<uuid:draft_id>/<slug:part>/", views.part, name="instrument_draft_part"),
    path(
        "instrumen/rancangan/<uuid:draft_id>/<slug:part>/<slug:key>/", views.row, name="instrument_draft_row"
    ),
]
