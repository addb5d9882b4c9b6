from django.urls import path

from dampingi.foundation.jobs import views

urlpatterns = [
    path("pekerjaan/", views.listing, name="jobs"),
    path("pekerjaan/<uuid:job_id>/", views.progress, name="job"),
    path("pekerjaan/<uuid:job_id>/penghentian/", views.cancelling, name="job_cancelling"),
]
