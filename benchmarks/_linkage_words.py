"""Words the invented people and businesses are made of: our own lists, most frequent first."""

WOMEN = """siti dewi sri nur ani rina yuni lestari eka ratna wati aminah fatimah yanti rini endang tuti sumiati nining
fitri indah maya lina aisyah neneng ida nurul suryani tini kartini yulia dian wahyuni suharti aminah mimin rohani maryam ningsih
sulastri puji ika ayu intan putri rahayu susi heni euis lilis imas cucu teti entin dedeh popon yayah elis iis nunung tutik wiwik eni
romlah saodah maimunah halimah zubaidah masnah zaenab khadijah juariah kholifah jamilah hanifah nurhayati nuraini nurlela maesaroh
yusnidar elvi desi leni rosmawati tiurma duma risma hotmaida megawati sinta novi vina evi erna reni ririn anisa citra mega rosita
marlina herlina yuliana diana wulan purwanti sundari sumarni kasmi painem tukiyem marni warsiti karti rukmini salamah hasanah""".split()
MEN = """muhammad ahmad agus budi asep dadang ujang joko bambang slamet abdul eko hendra iwan dedi rudi wahyu andi heru sugeng
heri yanto supri tri dwi hadi imam cecep deden tatang yayat endang jajang aep dudung wawan oman usman umar ali hasan husin ibrahim
ismail yusuf zainal saiful syamsul nurdin kamal ridwan rizki fajar fikri arif irfan rahmat taufik hidayat gunawan sutrisno suprapto
suharto sukarno sumarno suparman suyono sutopo sugiarto hartono wibowo santoso widodo kuncoro purnomo teguh hari yudi anton toni johan
zulkifli hendri afrizal syafrizal yondri jasman parlindungan hotman togar maruli sahat binsar robert daniel yohanes markus stefanus
made wayan nyoman ketut gede putu karim malik rojali sabeni marzuki naseh mahmud tarmizi bakri daeng sultan syarif dahlan""".split()
SECOND_WOMEN = """aminah lestari wulandari rahayu nurhaliza handayani wahyuningsih astuti susanti utami mulyani kusumawati
hartati widayati rohaeti nurhayati kurniasih komalasari sumiati hasanah karlina rosmiati suryani maryani rukmini juariah fauziah
mardiah muniroh rusmini hanifah suhaemi permatasari puspitasari anggraini safitri oktaviani novianti setiawati purnamasari maharani
kurniawati fitriani yuliana marlina agustina rachmawati khasanah solihah mutmainah zahra azizah latifah munawaroh sari dewi ningsih
wati yanti putri indriani melati pertiwi septiani apriliani""".split()
SECOND_MEN = """hidayat setiawan santoso prasetyo widodo nugroho purnomo wibowo raharjo susilo kuncoro saputro saputra hartono
suherman sutisna mulyana permana kurnia kurniawan ruhiyat supriatna gunawan rustandi sopandi sumarna rohim hasan fikri syafei mursalih
namin saidi jafar rahman rahmat sadeli naim husin pratama firmansyah ramadhan maulana syahputra iskandar effendi yusuf anwar siregar
nasution simanjuntak sihombing lubis tanjung koto piliang chaniago wijaya halim salim rusdi zaini mustofa fauzi hakim aziz rozak""".split()
HEADS = "su har wi sri mul kus pur sum wah jum sug sar tri war tar kar pon nga sa mar sla pa bu dar ru yu si ra pri an har her di".split()
HEARTS = "kar mi yan har gi na di wi ti ri so to ma sa pri la ja ba ta ki ni ro wo tar dar man".split()
TAILS_MEN = "no to yo man di yanto jo wan min tono sono dianto yadi jan noto diono wardi".split()
TAILS_WOMEN = "ti wati ni yati ningsih sih yem nah mi rah tini sari yani astri lah".split()
FAMILY = "siregar nasution lubis tanjung koto piliang sihombing manurung harahap sitorus tan lim wijaya halim pohan sinaga".split()

TRADES = {  # product: the short names it goes by in signs
    "nasi uduk": ("nasi uduk",),
    "keripik singkong": ("keripik", "kripik singkong"),
    "keripik pisang": ("keripik", "keripik pisang"),
    "gorengan": ("gorengan",),
    "kue basah": ("kue", "kue basah"),
    "kue kering": ("kue kering", "cookies"),
    "bakso": ("bakso",),
    "mie ayam": ("mie ayam",),
    "ayam geprek": ("ayam geprek", "geprek"),
    "sembako": ("sembako",),
    "kelontong": ("kelontong",),
    "pulsa": ("cell", "pulsa"),
    "katering": ("catering", "dapur"),
    "rempeyek": ("rempeyek", "peyek"),
    "frozen food": ("frozen food",),
    "minuman jahe": ("jahe", "minuman herbal"),
    "es buah": ("es buah", "es"),
    "kopi bubuk": ("kopi",),
    "tempe": ("tempe",),
    "tahu": ("tahu",),
    "jahit pakaian": ("jahit", "penjahit", "modiste"),
    "konveksi": ("konveksi",),
    "hijab": ("hijab", "collection"),
    "batik": ("batik",),
    "rajutan": ("rajut", "craft"),
    "laundry": ("laundry",),
    "salon kecantikan": ("salon",),
    "potong rambut": ("pangkas rambut", "barbershop"),
    "bengkel motor": ("bengkel", "motor"),
    "las besi": ("las",),
    "mebel": ("meubel", "mebel"),
    "sayuran": ("sayur",),
    "ikan lele": ("lele",),
    "tanaman hias": ("tanaman hias", "garden"),
    "telur asin": ("telur asin",),
    "sate": ("sate",),
    "soto": ("soto",),
    "bubur ayam": ("bubur",),
    "roti": ("bakery", "roti"),
    "fotokopi": ("fotocopy", "fc"),
}
BRANDS = """berkah barokah sumber_rejeki maju_jaya jaya_abadi sederhana mandiri sejahtera rizki amanah cahaya mekar_sari
sinar_jaya tunas_harapan karya_mandiri bintang mulya makmur harapan_baru lancar dua_putri tiga_putra putra_mandiri sari_rasa
rasa_sayang cita_rasa mitra_usaha anugerah hidayah al_barokah ar_rahman indah lestari melati mawar kenanga anggrek bunda mama
pelangi mentari surya gemilang sukses_bersama sahabat keluarga selera_kita dapur_kita omah_sehat bumi_lestari kembang_goela gaya_baru
nusantara priangan betawi minang_raya jawara sari_bumi tirta kencana permata mutiara intan zamrud cendana jati_luhur wijaya_kusuma
sri_rejeki ngudi_luhur guyub_rukun sami_asih mugi_lancar tunggal_jaya eka_jaya dwi_karya tri_tunggal panca_usaha""".split()
SIGN_FIRST = """sari rasa dapur griya omah saung pondok bale istana bintang sinar cahaya mutiara permata citra karya jaya mulia
putra putri dua tiga wangi manis gurih lezat segar alam bumi tirta surya candra dewi raja ratu mega indo nusa anugerah berkat barokah
rizki sumber tunas mekar""".split()
SIGN_SECOND = """rasa sari alami lestari abadi jaya makmur sentosa mulia utama prima sejati baru lama kencana mas intan nusantara
mandiri bersama sahabat keluarga bunda ananda putri putra pertiwi timur barat selatan utara kampung desa kota raya asri indah
harum manis gurih nikmat barokah amanah ikhlas sabar""".split()
CHILDREN = """raffa aisyah zahra naura kenzo alif rafi keisha nabila azka syifa arsy fathan hafiz bilqis queen shafira rara
kiki nanda dinda salsa tiara adit bagas galang cantika""".split()
STREETS = """mawar melati kenanga anggrek cempaka dahlia flamboyan merdeka sudirman diponegoro kartini raya pasar masjid
pahlawan pemuda veteran siliwangi pajajaran juanda nangka mangga rambutan jambu manggis durian salak kelapa beringin jati mahoni cemara
kenari merpati cendrawasih rajawali elang kutilang garuda krakatau merapi bromo semeru rinjani citarum ciliwung musi barito mahakam
haji_nawi haji_saleh kampung_baru kampung_sawah pondok_indah bukit_asri taman_sari gunung_jati lapangan sekolah puskesmas kelurahan
balai_desa pesantren makam sumur_batu kali_baru irigasi rel_kereta terminal stasiun perintis proklamasi kebangsaan bhakti swadaya
gotong_royong musyawarah mufakat damai sentosa sejahtera makmur harapan cendana teratai seruni wijaya_kusuma""".split()
