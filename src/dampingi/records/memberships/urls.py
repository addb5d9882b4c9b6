from django.urls import path

from dampingi.records.memberships import own, views

urlpatterns = [
    path("anggota-koperasi/", views.memberships, name="memberships"),
    path("anggota-koperasi/<uuid:membership_id>/", views.membership, name="membership"),
    path("anggota-koperasi/<uuid:membership_id>/simpanan/<uuid:saving_id>/coret/", views.saving_strike, name="saving_strike"),
    path("koperasi/<uuid:cooperative_id>/syarat/", views.membership_terms, name="membership_terms"),
    path("koperasi-saya/<uuid:cooperative_id>/permohonan/", own.own_membership, name="own_membership"),
    path("koperasi-saya/permohonan/<uuid:membership_id>/tarik/", own.own_withdrawal, name="own_withdrawal"),
]  # fmt: skip
