from django.urls import path

from dampingi.records.verification import views

urlpatterns = [
    path("usaha/verifikasi/", views.queue, name="verification_queue"),
    path("usaha/mutu/", views.quality, name="data_quality"),
    path("usaha/<uuid:business_id>/verifikasi/", views.look, name="business_verification"),
    path("usaha/verifikasi/<uuid:look_id>/", views.difference, name="verification_difference"),
    path("usaha/verifikasi/<uuid:look_id>/foto/", views.photo, name="verification_photo"),
]
