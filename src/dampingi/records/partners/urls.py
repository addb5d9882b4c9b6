from django.urls import path

from dampingi.records.partners.views import partners, people, talks

urlpatterns = [
    path("mitra/", partners.partners, name="partners"),
    path("mitra/baru/", partners.new_partner, name="new_partner"),
    path("mitra/<uuid:partner_id>/", partners.partner, name="partner"),
    path("mitra/<uuid:partner_id>/ubah/", partners.edit_partner, name="edit_partner"),
    path("mitra/<uuid:partner_id>/berakhir/", partners.partner_ending, name="partner_ending"),
    path("mitra/<uuid:partner_id>/lanjut/", partners.partner_resuming, name="partner_resuming"),
    path("mitra/<uuid:partner_id>/kontak/", people.partner_contact, name="partner_contact"),
    path("mitra/<uuid:partner_id>/kontak/hapus/", people.partner_contact_removal, name="partner_contact_removal"),
    path("mitra/<uuid:partner_id>/akun/", people.partner_member, name="partner_member"),
    path("mitra/<uuid:partner_id>/akun/undangan/", people.partner_invitation, name="partner_invitation"),
    path("mitra/<uuid:partner_id>/akun/hapus/", people.partner_member_removal, name="partner_member_removal"),
    path("mitra/pertemuan/", talks.partner_talks, name="partner_talks"),
    path("mitra/<uuid:partner_id>/pertemuan/", talks.new_partner_talk, name="new_partner_talk"),
    path("mitra/<uuid:partner_id>/pertemuan/selesai/", talks.partner_talk_done, name="partner_talk_done"),
    path("permintaan-saya/", people.own_requests, name="own_requests"),
]  # fmt: skip
