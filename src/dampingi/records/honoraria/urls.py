from django.urls import path

from dampingi.records.honoraria.views import accounts, bulk, editions, own, region

urlpatterns = [
    path("honor/", region.honoraria, name="honoraria"),
    path("honor/susulan/", region.missing, name="draft_missing_honoraria"),
    path("honor/periksa/", bulk.checking, name="check_honoraria"),
    path("honor/bayar/", bulk.paying, name="pay_honoraria"),
    path("honor/rekening/", accounts.accounts, name="bank_accounts"),
    path("honor/rekening/<uuid:account_id>/", accounts.account, name="bank_account"),
    path("honor/rekening/<uuid:account_id>/buka/", accounts.revealing, name="reveal_bank_account"),
    path("honor/tarif/", editions.rates, name="honorarium_rates"),
    path("honor/pajak/", editions.tax, name="honorarium_tax"),
    path("honor/<uuid:honorarium_id>/", region.honorarium, name="honorarium"),
    path("honor/<uuid:honorarium_id>/kembalikan/", region.returning, name="return_honorarium"),
    path("honor/<uuid:honorarium_id>/hitung/", region.recounting, name="recompute_honorarium"),
    path("honor-saya/", own.own, name="own_honoraria"),
]
