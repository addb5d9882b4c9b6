from django.urls import path

from dampingi.records.catalogue.views import labels, products, public

urlpatterns = [
    path("katalog/", public.catalogue, name="catalogue"),
    path("katalog/produk/<uuid:shown_id>/", public.product_page, name="shown_product"),
    path("katalog/usaha/<uuid:seller_id>/", public.seller_page, name="shown_seller"),
    path("katalog/foto/<uuid:product_photo_id>/", public.photo, name="product_photo"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("produk/", products.product_list, name="products"),
    path("produk/baru/", products.new_product, name="new_product"),
    path("produk/<uuid:product_id>/", products.product, name="product"),
    path("produk/<uuid:product_id>/ubah/", products.edit_product, name="edit_product"),
    path("produk/<uuid:product_id>/ajukan/", products.submitting, name="submit_product"),
    path("produk/<uuid:product_id>/periksa/", products.checking, name="check_product"),
    path("produk/<uuid:product_id>/tarik/", products.withdrawing, name="withdraw_product"),
    path("produk/<uuid:product_id>/foto/", products.adding_photo, name="add_product_photo"),
    path("produk/foto/<uuid:product_photo_id>/hapus/", products.removing_photo, name="remove_product_photo"),
    path("produk/foto/<uuid:product_photo_id>/utama/", products.first_photo, name="first_product_photo"),
    path("produk/<uuid:product_id>/izin/", products.noting_permit, name="note_product_permit"),
    path("produk/izin/<uuid:permit_id>/periksa/", products.checking_permit, name="check_product_permit"),
    path("produk/<uuid:product_id>/ekraf/", products.labelling, name="label_product"),
    path("produk/<uuid:product_id>/ekraf/minta/", labels.asking_label, name="ask_for_label"),
    path("label-ekraf/<uuid:label_request_id>/", labels.label_request, name="label_request"),
    path("produk/<uuid:product_id>/setuju/<slug:to>/", products.consent, name="catalogue_consent"),
]
