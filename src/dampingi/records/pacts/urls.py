from django.urls import path

from dampingi.records.pacts.views import delivering, pacts, parts

urlpatterns = [
    path("perjanjian/", pacts.pacts, name="pacts"),
    path("perjanjian/belum/", pacts.unsigned_partners, name="unsigned_partners"),
    path("perjanjian/kontribusi/", pacts.contributions, name="contributions"),
    path("perjanjian/baru/<uuid:partner_id>/", pacts.new_pact, name="new_pact"),
    path("perjanjian/<uuid:pact_id>/", pacts.pact, name="pact"),
    path("perjanjian/<uuid:pact_id>/ubah/", pacts.edit_pact, name="edit_pact"),
    path("perjanjian/<uuid:pact_id>/penanda-tangan/", parts.pact_signatory, name="pact_signatory"),
    path("perjanjian/<uuid:pact_id>/kewajiban/", parts.pact_obligation, name="pact_obligation"),
    path("perjanjian/<uuid:pact_id>/keluarkan/", parts.pact_part_removal, name="pact_part_removal"),
    path("perjanjian/<uuid:pact_id>/ajukan/", parts.pact_submission, name="pact_submission"),
    path("perjanjian/<uuid:pact_id>/putusan/", parts.pact_verdict, name="pact_verdict"),
    path("perjanjian/<uuid:pact_id>/tanda-tangan/", parts.pact_signing, name="pact_signing"),
    path("perjanjian/<uuid:pact_id>/berakhir/", parts.pact_ending, name="pact_ending"),
    path("perjanjian/<uuid:pact_id>/perbarui/", parts.pact_renewal, name="pact_renewal"),
    path("perjanjian/<uuid:pact_id>/kewajiban/<uuid:obligation_id>/", delivering.pact_delivery, name="pact_delivery"),
    path("perjanjian/<uuid:pact_id>/konfirmasi/", delivering.delivery_confirmation, name="delivery_confirmation"),
    path("perjanjian/<uuid:pact_id>/batal-catatan/", delivering.delivery_annulment, name="delivery_annulment"),
    path("perjanjian/berkas/<uuid:pact_file_id>/", delivering.pact_file, name="pact_file"),
    path("perjanjian-saya/<uuid:pact_id>/", delivering.own_pact, name="own_pact"),
]  # fmt: skip
