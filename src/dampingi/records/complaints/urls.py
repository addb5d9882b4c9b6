from django.urls import path

from dampingi.records.complaints import views

urlpatterns = [
    path("pengaduan/", views.complaints, name="complaints"),
    path("pengaduan/<uuid:complaint_id>/", views.complaint, name="complaint"),
    path("pengaduan/<uuid:complaint_id>/tangani/", views.taking, name="take_up_complaint"),
    path("pengaduan-saya/", views.own_complaints, name="own_complaints"),
    path("pengaduan-saya/baru/", views.new_complaint, name="new_complaint"),
    path("pengaduan-saya/<uuid:complaint_id>/", views.own_complaint, name="own_complaint"),
]
