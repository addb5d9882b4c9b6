"""The words for every code: what is wrong and how to mend it. Indonesian; callers may pass their own `translate`.

`gettext_noop` only marks the strings for the translation catalogue: the engine knows no framework.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dampingi.engines.sheets.faults import Problem, SheetError

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    return message


_ = gettext_noop

FILE_MESSAGES: Mapping[str, str] = {
    "missing_file": _("Berkas %(name)s tidak ditemukan. Periksa nama dan foldernya."),
    "unreadable_file": _("Berkas %(name)s tidak dapat dibuka. Periksa izin berkasnya."),
    "empty_file": _("Berkas ini kosong. Pilih berkas yang berisi daftar."),
    "file_too_large": _(
        "Berkas ini %(megabytes)s MB; paling besar %(most)s MB. Bagi menjadi beberapa berkas."
    ),
    "not_a_workbook": _("Berkas ini bukan lembar kerja. Kirim berkas Excel (XLSX, XLS), ODS, atau CSV."),
    "web_page_as_workbook": _(
        "Berkas ini sebenarnya halaman web yang diberi nama Excel. Buka di Excel, lalu pilih Simpan Sebagai > XLSX."
    ),
    "password_protected": _(
        "Berkas ini dikunci kata sandi. Simpan salinannya tanpa kata sandi, lalu kirim lagi."
    ),
    "torn_zip": _("Berkas ini rusak atau terpotong saat dikirim. Unduh atau simpan ulang, lalu kirim lagi."),
    "torn_workbook": _(
        "Isi berkas ini rusak. Buka di Excel, simpan sebagai berkas XLSX baru, lalu kirim lagi."
    ),
    "zip_bomb": _(
        "Isi berkas ini mengembang terlalu besar untuk dibuka dengan aman. Kirim lembar datanya saja."
    ),
    "too_heavy": _(
        "Berkas ini terlalu berat untuk dibaca dengan aman. Hapus lembar, kolom, gambar, dan format yang tidak dipakai, "
        "lalu simpan sebagai XLSX baru; atau bagi menjadi beberapa berkas."
    ),
    "unsafe_markup": _(
        "Berkas ini memuat perintah tersembunyi yang tidak aman, jadi tidak dibuka. Buka di Excel atau LibreOffice, "
        "simpan sebagai XLSX baru, lalu kirim lagi."
    ),
    "zipped_workbook": _(
        "Berkas ini arsip ZIP yang berisi lembar kerja. Ekstrak dahulu, lalu kirim lembar kerjanya."
    ),
    "line_too_long": _(
        "Ada baris teks yang terlalu panjang untuk sebuah daftar. Periksa tanda kutip dan pemisah barisnya, "
        "atau simpan dari Excel sebagai XLSX."
    ),
    "sheet_too_wide": _(
        "Ada lembar dengan kolom atau baris yang terlalu jauh. Hapus kolom dan baris di luar tabel."
    ),
    "too_many_rows": _("Ada lembar yang lebih dari %(most)s baris. Bagi menjadi beberapa berkas."),
    "too_many_sheets": _("Berkas ini lebih dari %(most)s lembar. Kirim lembar yang berisi daftar saja."),
    "counts_not_list": _(
        "Berkas ini rekap, bukan daftar: kolom “%(heading)s” berisi jumlah, dan tidak ada nama per baris. "
        "Kirim daftar dengan satu baris per nama."
    ),
    "pivot_not_list": _(
        "Berkas ini tabel angka (rekap atau pivot), bukan daftar: tidak ada kolom nama. "
        "Kirim daftar dengan satu baris per nama."
    ),
    "no_header": _(
        "Judul kolom yang dikenal tidak ditemukan. Beri judul kolom, misalnya Nama Usaha, Nama Pemilik, Alamat, "
        "Kelurahan, Nomor HP."
    ),
    "other_kind": _("Lembar ini tampaknya %(title)s. Impor sekali lagi dengan jenis itu."),
    "no_rows": _("Judul kolom ditemukan, tetapi tidak ada baris data di bawahnya."),
    "empty_sheet": _("Lembar kosong."),
}

CELL_MESSAGES: Mapping[str, tuple[str, str]] = {
    "name_missing": (
        _("Nama kosong."),
        _("Isi nama usaha atau nama pemilik pada baris ini."),
    ),
    "required_missing": (_("Kolom wajib ini kosong."), _("Isi kolom ini.")),
    "formula_error": (
        _("Rumus pada sel ini rusak."),
        _("Perbaiki rumusnya, atau ketik nilainya langsung."),
    ),
    "name_without_letters": (_("Ini tidak tampak seperti nama."), _("Tulis nama dengan huruf.")),
    "email_unreadable": (_("Alamat surel tidak lengkap."), _("Tulis seperti nama@contoh.id.")),
    "phone_unreadable": (
        _("Nomor telepon tidak lengkap atau tidak terbaca."),
        _("Tulis lengkap sebagai teks, misalnya 081234567890 atau 0542-123456."),
    ),
    "phone_partly": (
        _("Sebagian nomor pada sel ini tidak dapat ditelepon."),
        _("Lengkapi kode area atau angka yang kurang."),
    ),
    "date_unreadable": (_("Tanggal tidak terbaca."), _("Tulis seperti 12 Agustus 2024 atau 12-08-2024.")),
    "date_impossible": (_("Tanggal ini tidak ada di kalender."), _("Periksa hari dan bulannya.")),
    "date_without_day": (_("Tanggal belum lengkap."), _("Tambahkan hari, misalnya 12 Agustus 2024.")),
    "year_unreadable": (_("Tahun tidak terbaca."), _("Tulis empat angka, misalnya 2021.")),
    "money_unreadable": (
        _("Nilai rupiah tidak terbaca."),
        _("Tulis satu angka, misalnya 1500000 atau 1,5 juta."),
    ),
    "money_range": (
        _("Ada dua nilai pada satu sel; nilai tengahnya yang dipakai bila terbaca."),
        _("Tulis satu angka, misalnya nilai tengahnya."),
    ),
    "money_per_day": (
        _("Nilai ini per hari atau per minggu; berapa harinya tidak diketahui."),
        _("Hitung nilai sebulan atau setahun, sesuai judul kolomnya."),
    ),
    "status_unreadable": (_("Status usaha tidak terbaca."), _("Tulis aktif, tutup, atau tutup sementara.")),
    "position_unreadable": (
        _("Koordinat tidak terbaca."),
        _("Tulis lintang dan bujur dengan titik desimal, misalnya -6.4025, 106.7942."),
    ),
    "position_point_lost": (
        _("Titik desimal koordinat hilang; sudah ditaruh kembali di tempat yang mungkin."),
        _("Periksa koordinatnya, dan beri kolomnya format Teks."),
    ),
    "position_in_axis": (
        _("Lintang dan bujur tertulis di satu sel; bagian yang sesuai dipakai."),
        _("Pisahkan lintang dan bujur, atau beri judul kolomnya Koordinat."),
    ),
    "position_exchanged": (
        _("Lintang dan bujur tertukar; sudah ditukar kembali."),
        _("Tulis lintang dahulu (di Indonesia -11 sampai 6), lalu bujur (95 sampai 141)."),
    ),
    "position_sign": (
        _("Lintang tanpa tanda minus; dibaca sebagai lintang selatan."),
        _("Tambahkan tanda minus pada lintangnya."),
    ),
    "position_half": (
        _("Hanya satu dari lintang dan bujur yang terbaca; koordinat tidak dipakai."),
        _("Isi keduanya."),
    ),
    "position_outside": (
        _("Koordinat %(said)s di luar Indonesia; tidak dipakai."),
        _("Salin koordinatnya lagi dari peta."),
    ),
    "position_elsewhere": (
        _("Koordinat %(said)s di luar %(used)s; tidak dipakai."),
        _("Periksa koordinatnya, atau apakah usaha ini di wilayah lain."),
    ),
    "position_differs": (
        _("Koordinatnya di %(used)s, tetapi barisnya menyebut %(said)s."),
        _("Periksa koordinat dan kelurahannya; kelurahan yang tertulis yang dipakai."),
    ),
    "region_from_position": (
        _("Kelurahan diambil dari koordinat: %(used)s."),
        _("Periksa, dan isi kelurahannya."),
    ),
    "map_link_only": (
        _("Tautan peta ini tidak memuat koordinat."),
        _("Buka tautannya, lalu salin lintang dan bujurnya."),
    ),
    "money_too_much": (_("Nilai rupiah terlalu besar."), _("Periksa jumlah nolnya.")),
    "negative": (_("Nilai kurang dari nol."), _("Tulis nilai nol atau lebih, tanpa tanda minus.")),
    "not_a_number": (_("Bukan angka."), _("Tulis angka saja, misalnya 3.")),
    "fraction": (_("Angka pecahan dibulatkan."), _("Tulis bilangan bulat.")),
    "percent_above_100": (_("Persentase lebih dari 100."), _("Tulis 0 sampai 100.")),
    "sex_unreadable": (_("Jenis kelamin tidak terbaca."), _("Tulis L atau P.")),
    "yes_no_unreadable": (_("Jawaban tidak terbaca."), _("Tulis ya atau tidak.")),
    "destroyed_digits": (
        _("Excel telah merusak angka ini: digit terakhirnya hilang dan tidak dapat dikembalikan."),
        _("Ubah format kolom menjadi Teks, lalu ketik ulang nomornya dari dokumen asli."),
    ),
    "not_digits": (_("Nomor ini berisi tanda selain angka."), _("Tulis angkanya saja, dengan format Teks.")),
    "nik_length": (
        _("NIK %(length)s angka; seharusnya 16."),
        _("Periksa pada KTP dan tulis 16 angka dengan format Teks."),
    ),
    "nik_birth_date": (
        _("Tanggal lahir di dalam NIK tidak mungkin."),
        _("Periksa angka ke-7 sampai ke-12 pada KTP."),
    ),
    "nik_sex_differs": (
        _("Jenis kelamin tidak sesuai dengan NIK."),
        _("Periksa jenis kelamin dan NIK pada KTP."),
    ),
    "nik_birth_differs": (
        _("Tanggal lahir tidak sesuai dengan NIK."),
        _("Periksa tanggal lahir dan NIK pada KTP."),
    ),
    "nib_length": (_("NIB %(length)s angka; seharusnya 13."), _("Salin NIB dari dokumen OSS.")),
    "registration_length": (
        _("Nomor Induk Koperasi %(length)s angka; seharusnya 5 sampai 20."),
        _("Salin nomornya dari sertifikat NIK koperasi."),
    ),
    "npwp_length": (
        _("NPWP %(length)s angka; seharusnya 16 (atau 15 bentuk lama)."),
        _("Salin NPWP dari kartunya."),
    ),
    "kbli_digits": (_("Kode KBLI bukan lima angka."), _("Tulis lima angka, misalnya 10710.")),
    "kbli_several": (_("Ada beberapa kode KBLI; yang pertama dipakai."), _("Tulis kode usaha utama saja.")),
    "kelurahan_unknown": (
        _("Kelurahan “%(said)s” tidak dikenal; dicatat di kecamatan %(used)s."),
        _("Periksa ejaan kelurahannya."),
    ),
    "kelurahan_resembles": (
        _("Kelurahan “%(said)s” tidak dikenal; dicatat di kecamatan %(used)s."),
        _("Mungkin maksudnya: %(names)s. Tulis nama yang benar."),
    ),
    "region_resembles": (
        _("Wilayah “%(said)s” tidak dikenal; dicatat di %(used)s."),
        _("Mungkin maksudnya: %(names)s. Tulis nama yang benar."),
    ),
    "region_code_unknown": (
        _("Kode wilayah “%(said)s” tidak ada di wilayah ini; dicatat di %(used)s."),
        _("Periksa kodenya, atau tulis nama kelurahannya."),
    ),
    "places_exchanged": (
        _("Kelurahan dan kecamatan tertukar; dibaca sebagai %(used)s."),
        _("Tukar isi kedua kolomnya."),
    ),
    "kelurahan_missing": (
        _("Kelurahan kosong; dicatat di kecamatan %(used)s."),
        _("Isi nama kelurahannya."),
    ),
    "region_unknown": (
        _("Wilayah “%(said)s” tidak dikenal; dicatat di %(used)s."),
        _("Periksa ejaan kelurahan dan kecamatannya."),
    ),
    "region_missing": (
        _("Kelurahan dan kecamatan kosong; dicatat di %(used)s."),
        _("Isi kelurahan dan kecamatannya."),
    ),
    "region_ambiguous": (
        _("“%(said)s” bisa berarti beberapa kelurahan: %(names)s."),
        _("Pilih kelurahan yang dimaksud, atau isi kecamatannya."),
    ),
    "kelurahan_ambiguous": (
        _("“%(said)s” bisa berarti beberapa kelurahan: %(names)s; dicatat di kecamatannya."),
        _("Pilih atau tulis kelurahan yang dimaksud."),
    ),
    "region_respelled": (_("“%(said)s” dibaca sebagai %(used)s."), _("Perbaiki ejaannya bila salah.")),
    "kecamatan_differs": (
        _("Kelurahan %(name)s berada di kecamatan %(used)s, bukan “%(said)s”."),
        _("Periksa kecamatannya; kelurahannya yang dipakai."),
    ),
    "possible_repeat": (
        _("Telepon dan alamat sama dengan baris %(row)s lembar %(sheet)s, tetapi namanya lain."),
        _("Periksa apakah ini usaha yang sama; jika ya, hapus salah satunya."),
    ),
    "subject_unknown": (
        _("“%(said)s” tidak ditemukan di antara peserta."),
        _("Periksa ejaan nama atau tambahkan nomor HP-nya."),
    ),
    "subject_ambiguous": (
        _("“%(said)s” cocok dengan beberapa peserta."),
        _("Tambahkan nomor HP atau kelurahan peserta."),
    ),
    "mentor_unknown": (
        _("Pendamping “%(said)s” tidak ditemukan untuk peserta ini."),
        _("Periksa nama pendamping dan binaannya."),
    ),
    "future_date": (_("Tanggal ini belum terjadi."), _("Periksa tahun dan bulannya.")),
    "rule": ("%(said)s", _("Perbaiki sesuai keterangan, lalu impor lagi.")),
}

SKIPPED: Mapping[str, str] = {
    "numbering": _("baris nomor kolom"),
    "repeated_header": _("judul kolom yang diulang"),
    "total": _("baris jumlah"),
    "footer": _("keterangan dan tanda tangan"),
    "section": _("judul bagian"),
    "continuation": _("baris lanjutan usaha di atasnya (produk lain dari usaha yang sama)"),
}

CORRECTIONS: Mapping[str, str] = {
    "swapped_names": _(
        "Baris %(first)s–%(last)s: nama usaha dan nama pemilik tampaknya tertukar; "
        "sudah ditukar kembali (%(count)s baris)."
    ),
    "swapped_phones": _(
        "Baris %(first)s–%(last)s: telepon dan alamat tampaknya tertukar; sudah ditukar kembali (%(count)s baris)."
    ),
    "dropped_neutrality": _(
        "Kolom “%(heading)s” tidak diimpor: afiliasi politik tidak boleh disimpan (netralitas)."
    ),
    "dropped_personal": _("Kolom “%(heading)s” tidak diimpor: data pribadi ini tidak diperlukan."),
    "macros_ignored": _("Makro di dalam berkas diabaikan; hanya nilai sel yang dibaca."),
    "place_stated": _(
        "%(count)s baris tanpa kelurahan dan kecamatan dicatat di %(used)s, seperti tertulis pada judul."
    ),
    "merged_down": _(
        "Sel yang digabung ke bawah berlaku untuk setiap barisnya (%(count)s isian kolom “%(heading)s”)."
    ),
    "quotes_mended": _(
        "Ada tanda kutip yang tidak ditutup; baris sesudahnya tetap dibaca sebagai barisnya sendiri."
    ),
    "hidden_sheet": _("Lembar ini tersembunyi di Excel, tetapi tetap dibaca."),
    "thousands": _("Kolom “%(heading)s” bernilai ribuan atau jutaan rupiah; dikalikan %(multiplier)s."),
    "zeros_unknown": _(
        "%(count)s baris bernilai 0 untuk modal, omzet, dan tenaga kerja sekaligus; dicatat sebagai belum diketahui."
    ),
    "no_region": _("Tidak ada kolom kelurahan atau kecamatan; semua baris dicatat di %(used)s."),
    "completed": _("%(count)s isian kosong dilengkapi dari baris berulang usaha yang sama."),
}


def file_message(error: SheetError, translate: Translate = gettext_noop) -> str:
    return sheet_message(error.code, error.data, translate)


def sheet_message(reason: str, data: Mapping[str, object], translate: Translate = gettext_noop) -> str:
    """Why a file, or one sheet of it, was not read."""
    return _filled(translate(FILE_MESSAGES[reason]), data)


def message(problem: Problem, translate: Translate = gettext_noop) -> str:
    return _filled(translate(CELL_MESSAGES[problem.code][0]), problem.data)


def cure(problem: Problem, translate: Translate = gettext_noop) -> str:
    return _filled(translate(CELL_MESSAGES[problem.code][1]), problem.data)


def _filled(template: str, data: Mapping[str, object]) -> str:
    return template % data if data else template.replace("%%", "%")
