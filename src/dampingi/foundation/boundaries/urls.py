from django.urls import path

from dampingi.foundation.boundaries import views

urlpatterns = [
    path("wilayah/batas/", views.boundaries, name="boundaries"),
    path("wilayah/batas/<uuid:edition_id>/", views.edition, name="boundary_edition"),
    path("wilayah/batas/<uuid:edition_id>/cocokkan/", views.matching, name="boundary_matching"),
    path("wilayah/batas/<uuid:edition_id>/pakai/", views.adoption, name="boundary_adoption"),
    path("wilayah/batas/<uuid:edition_id>/batalkan/", views.undoing, name="boundary_undoing"),
    path("wilayah/batas/<uuid:edition_id>/buang/", views.discarding, name="boundary_discarding"),
]
