from django.urls import path

from dampingi.records.equipment.views import decrees, items, needs

ITEM = "bantuan-alat/barang/<uuid:equipment_award_id>/"
urlpatterns = [
    path("bantuan-alat/", needs.equipment_needs, name="equipment_needs"),
    path("bantuan-alat/usaha/<uuid:business_id>/", needs.equipment_need_new, name="equipment_need_new"),
    path("bantuan-alat/usulan/<uuid:equipment_need_id>/", needs.equipment_need, name="equipment_need"),
    path("bantuan-alat/usulan/<uuid:equipment_need_id>/batal/", needs.equipment_need_drop, name="equipment_need_drop"),
    path("bantuan-alat/keputusan/", decrees.equipment_decrees, name="equipment_decrees"),
    path("bantuan-alat/keputusan/baru/", decrees.new_equipment_decree, name="new_equipment_decree"),
    path("bantuan-alat/keputusan/<uuid:equipment_decree_id>/", decrees.equipment_decree, name="equipment_decree"),
    path("bantuan-alat/keputusan/<uuid:equipment_decree_id>/putusan/", decrees.equipment_decree_verdict, name="equipment_decree_verdict"),
    path("bantuan-alat/barang/", items.equipment_items, name="equipment_items"),
    path(ITEM, items.equipment_item, name="equipment_item"),
    path(ITEM + "serah-terima/", items.equipment_handover, name="equipment_handover"),
    path(ITEM + "terima/", items.equipment_receipt, name="equipment_receipt"),
    path(ITEM + "tanda-tangan/", items.equipment_signature, name="equipment_signature"),
    path(ITEM + "periksa/", items.equipment_check, name="equipment_check"),
    path(ITEM + "tarik/", items.equipment_recall, name="equipment_recall"),
    path(ITEM + "batal/", items.equipment_void, name="equipment_void"),
    path(ITEM + "kembali/", items.equipment_return, name="equipment_return"),
    path(ITEM + "bayar/", items.equipment_payment, name="equipment_payment"),
    path(ITEM + "batal-bayar/", items.equipment_payment_reversal, name="equipment_payment_reversal"),
    path("bantuan-alat/tarik/<uuid:equipment_recall_id>/putusan/", items.equipment_recall_verdict, name="equipment_recall_verdict"),
    path("bantuan-alat/foto/<uuid:equipment_handover_id>/", items.equipment_photo, name="equipment_photo"),
    path("bantuan-alat/foto/<uuid:equipment_handover_id>/tanda-tangan/", items.equipment_signed, name="equipment_signed"),
    path("bantuan-alat/foto/periksa/<uuid:equipment_check_id>/", items.equipment_check_photo, name="equipment_check_photo"),
]  # fmt: skip
