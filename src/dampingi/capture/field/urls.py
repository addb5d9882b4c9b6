from django.urls import path

from dampingi.capture.field import api, app, views

urlpatterns = [
    path("lapangan/", app.page, name="field_app"),
    path("lapangan/manifest.webmanifest", app.manifest, name="field_manifest"),
    path("lapangan/pekerja.js", app.worker, name="field_worker"),
    path("lapangan/berkas/<str:version>/<path:name>", app.file, name="field_file"),
    path("lapangan/api/perangkat/", api.registration, name="field_registration"),
    path("lapangan/api/kirim/", api.submissions, name="field_submissions"),
    path("lapangan/api/tanda-terima/", api.receipts, name="field_receipts"),
    path("lapangan/api/foto/<uuid:photo_id>/", api.photo, name="field_photo"),
    path("lapangan/api/muatan/", api.load, name="field_load"),
    path("lapangan/perangkat/", views.devices, name="devices"),
    path("lapangan/perangkat/<uuid:device_id>/", views.device, name="device"),
    path("lapangan/perangkat/<uuid:device_id>/cabut/", views.revocation, name="device_revocation"),
    path("lapangan/pemulihan/", views.recovery, name="field_recovery"),
    path("lapangan/kiriman/", views.submissions, name="submissions"),
    path("lapangan/kiriman/<uuid:sent_id>/", views.submission, name="submission_sent"),
    path("lapangan/foto/<uuid:photo_id>/", views.photo, name="field_photo_shown"),
]
