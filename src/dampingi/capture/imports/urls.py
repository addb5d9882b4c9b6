from django.urls import path

from dampingi.capture.imports import views

urlpatterns = [
    path("impor/", views.imports, name="imports"),
    path("impor/baru/", views.bring, name="bring_sheet"),
    path("impor/contoh/<slug:kind>/", views.sample, name="import_sample"),
    path("impor/<uuid:import_id>/", views.import_, name="import"),
    path("impor/<uuid:import_id>/bacaan/", views.reading, name="import_reading"),
    path("impor/<uuid:import_id>/simpan/", views.recording, name="import_recording"),
    path("impor/<uuid:import_id>/pembatalan/", views.undoing, name="import_undoing"),
    path("impor/<uuid:import_id>/pembuangan/", views.discarding, name="import_discarding"),
    path("impor/<uuid:import_id>/kendala/", views.problems, name="import_problems"),
]
