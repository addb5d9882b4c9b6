from django.urls import path

from dampingi.records.photojobs import views

urlpatterns = [
    path("foto-produk/", views.job_list, name="photo_jobs"),
    path("produk/<uuid:product_id>/minta-foto/", views.asking, name="ask_for_photos"),
    path("foto-produk/<uuid:photo_job_id>/", views.job, name="photo_job"),
    path("foto-produk/<uuid:photo_job_id>/jadwal/", views.taking, name="take_photo_job"),
    path("foto-produk/<uuid:photo_job_id>/tolak/", views.declining, name="decline_photo_job"),
    path("foto-produk/<uuid:photo_job_id>/unggah/", views.uploading, name="add_job_photo"),
    path("foto-produk/<uuid:photo_job_id>/serahkan/", views.handing_in, name="hand_in_photos"),
    path("foto-produk/<uuid:photo_job_id>/jawab/", views.answering, name="answer_photo_job"),
    path("foto-produk/<uuid:photo_job_id>/batal/", views.cancelling, name="cancel_photo_job"),
    path("foto-produk/foto/<uuid:job_photo_id>/", views.photo, name="job_photo"),
    path("foto-produk/foto/<uuid:job_photo_id>/hapus/", views.removing, name="remove_job_photo"),
]
