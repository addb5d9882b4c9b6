from django.urls import path

from dampingi.insight.theory import views

urlpatterns = [
    path("evaluasi-program/teori/", views.theory, name="theory"),
    path("evaluasi-program/teori/ubah/", views.edition, name="theory_edition"),
    path("evaluasi-program/teori/<uuid:theory_id>/<str:row>/", views.row, name="theory_row"),
]
