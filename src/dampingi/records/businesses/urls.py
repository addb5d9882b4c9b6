from django.urls import path

from dampingi.records.businesses import views
from dampingi.records.businesses.views import history, life, people, register

urlpatterns = [
    path("usaha/baru/", register.register, name="register_business"),
    path("usaha/baru/wilayah/", register.place_candidates, name="place_candidates"),
    path("usaha/baru/pemilik/", register.owner_candidates, name="owner_candidates"),
    path("usaha/arsip/", life.archived, name="archived_businesses"),
    path("usaha/<uuid:business_id>/nik/", views.nik, name="business_nik"),
    path("usaha/<uuid:business_id>/ubah/", life.edit, name="edit_business"),
    path("usaha/<uuid:business_id>/pindah/", life.move, name="move_business"),
    path("usaha/<uuid:business_id>/tutup/", life.close, name="close_business"),
    path("usaha/<uuid:business_id>/buka/", life.reopen, name="reopen_business"),
    path("usaha/<uuid:business_id>/pemilik/", life.owner, name="change_owner"),
    path("usaha/<uuid:business_id>/arsip/", life.archive, name="archive_business"),
    path("usaha/<uuid:business_id>/pulihkan/", life.restore, name="restore_business"),
    path("usaha/<uuid:business_id>/riwayat/", history.business, name="business_history"),
    path("usaha/<uuid:business_id>/riwayat/batal/", history.undo_business, name="undo_business"),
    path("orang/<uuid:person_id>/ubah/", people.edit, name="edit_person"),
    path("orang/<uuid:person_id>/nik/", people.nik, name="person_nik"),
    path("orang/<uuid:person_id>/riwayat/", history.person, name="person_history"),
    path("orang/<uuid:person_id>/riwayat/batal/", history.undo_person, name="undo_person"),
]
