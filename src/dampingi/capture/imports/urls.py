from django.urls import path

from dampingi.capture.imports import views

urlpatterns = [
    path("impor/", views.imports, name="imports"),
    path("impor/baru/", views.bring, name="bring_sheet"),
    path("impor/contoh/<slug:kind>/", views.sample, name="import_sample"),
    path("impor/sebutan/", views.spellings, name="spellings"),
    path("impor/sebutan/<uuid:spelling_id>/penghapusan/", views.spelling_removal, name="spelling_removal"),
    path("impor/<uuid:import_id>/", views.import_, name="import"),
    path("impor/<uuid:import_id>/bacaan/", views.reading, name="import_reading"),
    path("impor/<uuid:import_id>/bacaan-lama/", views.forgetting, name="import_forgetting"),
    path("impor/<uuid:import_id>/pilihan/", views.choices, name="import_choices"),
    path("impor/<uuid:import_id>/perubahan/", views.differences, name="import_differences"),
    path("impor/<uuid:import_id>/baris/", views.rows, name="import_rows"),
    path("impor/<uuid:import_id>/temuan/", views.findings, name="import_findings"),
    path("impor/<uuid:import_id>/simpan/", views.recording, name="import_recording"),
    path("impor/<uuid:import_id>/verifikasi/", views.doubting, name="import_doubting"),
    path("impor/<uuid:import_id>/pembatalan/", views.undoing, name="import_undoing"),
    path("impor/<uuid:import_id>/pembuangan/", views.discarding, name="import_discarding"),
    path("impor/<uuid:import_id>/kendala/", views.problems, name="import_problems"),
]
