from django.urls import path

from dampingi.insight.agreements import views

urlpatterns = [
    path("komitmen/", views.agreements, name="agreements"),
    path("komitmen/usul/", views.propose_many, name="propose_agreements"),
    path("komitmen/<uuid:mentor_id>/", views.agreement, name="agreement"),
    path("komitmen/<uuid:mentor_id>/usul/", views.propose, name="propose_agreement"),
    path("komitmen/<uuid:mentor_id>/angka/<str:indicator>/", views.figure, name="agreement_figure"),
    path("komitmen/edisi/<uuid:agreement_id>/tanda-tangan/", views.signing, name="sign_agreement"),
    path("laporan-bulanan/<uuid:report_id>/program-kerja/", views.work_programme, name="work_programme"),
]
