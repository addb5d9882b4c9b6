from django.urls import path

from dampingi.insight.library import entering, views

urlpatterns = [
    path("indikator/", views.indicators, name="indicators"),
    path("indikator/kamus/", views.data_dictionary, name="data_dictionary"),
    path("indikator/baru/", views.new_indicator, name="new_indicator"),
    path("indikator/baru/<str:dataset>/", views.new_indicator_of, name="new_indicator_of"),
    path("indikator/angka/<str:code>/", views.indicator_parts, name="indicator_parts"),
    path("indikator/isi/<str:code>/", entering.new_indicator_entry, name="new_indicator_entry"),
    path("indikator/nilai/<uuid:entry_id>/", entering.indicator_entry, name="indicator_entry"),
    path("indikator/nilai/<uuid:entry_id>/bukti/", entering.indicator_evidence, name="indicator_evidence"),
    path("indikator/nilai/<uuid:entry_id>/putusan/", entering.indicator_entry_verdict, name="indicator_entry_verdict"),
    path("indikator/versi/<uuid:version_id>/", views.indicator_version, name="indicator_version"),
    path("indikator/versi/<uuid:version_id>/ubah/", views.indicator_next, name="indicator_next"),
    path("indikator/versi/<uuid:version_id>/cabut/", views.indicator_retirement, name="indicator_retirement"),
    path("indikator/rancangan/<uuid:draft_id>/", views.indicator_draft, name="indicator_draft"),
    path("indikator/rancangan/<uuid:draft_id>/baris/", views.indicator_draft_rows, name="indicator_draft_rows"),
    path("indikator/rancangan/<uuid:draft_id>/isi/", views.indicator_draft_edit, name="indicator_draft_edit"),
    path("indikator/rancangan/<uuid:draft_id>/ajuan/", views.indicator_draft_settle, name="indicator_draft_settle"),
    path("indikator/rancangan/<uuid:draft_id>/putusan/", views.indicator_verdict, name="indicator_verdict"),
]  # fmt: skip
