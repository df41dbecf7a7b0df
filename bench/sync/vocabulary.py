"""Words that notes in such cases are made of, as lists for the wordbook: names, places, and everyday Indonesian.

Collected by hand; what the law files, the declaration of acts and the worked cases contain is counted by `make_wordbook.py` itself.
"""

GIVEN = """
abdul adi adnan agung agus ahmad aisyah akbar alam alfian ali alex aminah amir ana andi andreas andri anggi ani anita anna anton anwar ari arif aris
arman asep asih astuti aulia ayu aziz bagus bahar bambang basri bayu benny bernadus betty budi bungaran cahya cahyono cecep citra dadang dahlia damar
dani daniel darius darma darmawan darsono daud dede deden dedi deni desi desmond dewa dewi dian diana didik dimas dina djoko dodi dominggus dwi edi
edy efendi eka eko elia elisabeth elsa emi endah endang erna erni erwin esti eva fahmi fahri faisal fajar farid fatimah fauzan febri felix ferdi
ferdinand fikri firman fitri fitriani fransiskus fredy galih galuh gede gilang gito gunawan gusti hadi hafiz hamid hamzah hana handoko hani hari haris
hartati hartono haryanto hasan hasanah hendra hendrik heni herlina herman heru hesti hilda husen ibrahim ica ida ihsan ika ilham ima imam imran indah
indra intan ira irfan irma irwan isa ismail iwan jaka jamal janti jefri johan johanes joko jono julia juliana jumadi junaidi juwita kadek karim karsa
kartika karto kasim ketut khadijah kiki komang krisna kristina kurnia laila lasmi lena leni lestari lia lidya lilis lina linda lisa luh lukas lukman
lusi made mahmud mansur maria mariam markus marlina marni marta martha maryam mas maya mega meli melati merry mika mikael mila mira muhammad muh mukti
mulyadi mulyani murni musa mustafa nadia nana nanda nani nia nina ning ningsih nirmala nita novi novita nur nurhayati nuri nurul nyoman oki oktavia
pandu paulus petrus popi pratiwi puji purnama puspita putra putri putu rafi rahayu rahma rahman rahmat rama ramli rani ratih ratna reni reza ria
ridwan rifki rika rina rini rio risa riska rita rizal rizki robert rohani romi rosa rosalina rosita rudi rukmini rustam sabar safitri saiful salim
salma samsul samuel sandi santi santo sari sarah satria sekar selamet septi setia setyo shinta silvia simon sinta siska siti slamet soleh sofyan sri
stefanus subandi sugeng sugiarto suharti sukarno sukma sulaiman sulastri sulistyo sumarni sumiati sunarti supardi supri supriyadi surya suryani
susanti susi sutrisno suwarni syahrul syamsul tarno taufik teguh thomas tina tini titin tono toni tri tuti udin ujang umar umi untung usman utami vera
viktor vina vivi wahid wahyu wahyuni wati wawan wayan widi widya wiwik yakub yana yanti yasmin yayan yeni yoga yohana yohanes yoyok yosef yudi yuli
yuliana yulianti yuni yunita yunus yusuf zaenal zahra zainal zaki zubaidah zulkifli
"""

FAMILY = """
abdullah adam adiputra alatas ambarita aritonang arsyad asmara bachtiar bakri baskoro batubara boimau budiman daeng damanik daulay djami fahik
firmansyah ginting girsang gultom gunadi gurning habibie hadiwijaya hakim halawa halim handayani harahap hardiansyah harefa hasibuan hatta hermawan
hidayah hidayat hutabarat hutagalung hutapea ismanto iskandar jaelani kaimudin kartono kelen kogoya kurniasih kurniawan kusnadi kusuma kusumawati laia
lating latuconsina latumahina leimena limbong lubis lumbantobing mahendra makarim malau malik manalu mandagi mangunsong manik manuputty manurung
marbun marpaung matulessy maulana mbuik mulia mulyono nababan nainggolan napitupulu nasution ndoen nugraha nugroho oktaviani pakpahan panggabean
pangaribuan panjaitan pardede pasaribu patty pattiasina pelupessy permana permata pohan pradana prasetya prasetyo pratama prayitno purba purnomo
rachman rajagukguk ramadhan rangkuti ratulangi ritonga rumbiak saragih saputra saputri sasongko sembiring setiawan siagian siahaan sianturi sibarani
sidabutar sigalingging sihombing sihotang silaban silalahi simanjuntak simamora simatupang simbolon sinaga sinambela sirait siregar sitanggang
sitinjak sitohang sitompul sitorus situmeang situmorang soetomo suarsana subagyo subekti sudarsono sudirman suganda suherman sukmawati sumarno sunarto
supriatna suryadi suryanto susanto susilo sutanto suwandi syahputra syarif tabuni tambunan tampubolon tanjung tarigan telaumbanua tobing utomo waluyo
wanimbo wardana wenda wibisono wibowo wicaksono widodo widjaja wijaya winarno yulianto yuwono zebua
"""

PLACES = """
aceh aimere alor ambon amurang ampana asmat atambua badung bajawa balikpapan banda bandung banggai bangka bangli banjar banjarmasin bantaeng bantul
banyumas banyuwangi baranusa barru batam batang batu batulicin baubau bekasi belitung belu bengkayang bengkulu biak bima bitung blitar blora boawae
bogor bojonegoro bombana bondowoso bone boven boyolali brebes bula buleleng bulukumba buol buru buton cianjur cilacap cirebon dairi demak denpasar
depok dili dobo dogiyai donggala dompu elat ende enggano enrekang fakfak flores galela garut gianyar gorontalo gowa gresik grobogan halmahera hila
ilwaki indramayu jailolo jakarta jambi jayapura jayawijaya jember jembrana jeneponto jepara jombang kaimana kalabahi kapuas karanganyar karangasem
karo kebumen kediri keerom kefamenanu kei kendal kendari kerinci ketapang kisar klaten klungkung kokonao kolaka konawe kudus kulon kuningan kupang
kutai labuha lamandau lamongan lampung landak langkat larantuka larat lebak lembata letti lewoleba lombok lumajang luwu luwuk madiun magelang magetan
majalengka majene malang malinau maluku mamasa mamberamo mamuju manado manggarai manokwari maros masohi mataram maumere medan melawi melonguane
mempawah merauke mimika minahasa mojokerto moni morotai morowali muaro muna nabire nagekeo namlea namrole natuna nduga ngabang nganjuk ngawi ngada
nias nunukan oelamasi oksibil pacitan padang palopo palu pamekasan pangkep paniai papua parigi pasuruan pati pekalongan pemalang piru pinrang pohuwato
polewali ponorogo pontianak poso probolinggo purbalingga purwakarta purworejo raha rembang rote ruteng sabu salatiga samarinda sambas sampang sanggau
sangihe saparua sarmi saumlaki sekadau selayar semarang seram serang serui siau sidoarjo sidrap sikka simeulue sinjai sintang sitaro situbondo soasio
soe sofifi sorong sragen subang sukabumi sukoharjo sula sulawesi sumatera sumba sumbawa sumedang sumenep supiori surabaya surakarta tabanan tahuna
takalar talaud taliabu tambolaka tambrauw tanimbar tarakan tasikmalaya tegal temanggung tepa ternate tidore timor tobelo tolikara toraja trenggalek
tual tuban tulungagung waikabubak waingapu wajo wakatobi wamena waropen wonogiri wonosobo wonreli yahukimo yalimo yapen yogyakarta
"""

EVERYDAY = """
yang dan di korban pelaku untuk dengan tidak sudah akan dari ke pada ini itu oleh karena keluarga pihak belum telah hadir maaf ganti rugi desa setelah
bersedia minta dapat anak hari rumah uang juga ada saat masih bisa surat kembali bapak ibu kedua pertemuan kesepakatan hanya secara lagi sepakat
membayar adat tokoh kepala biaya yang dan di ke dari untuk dengan pada dalam oleh karena sebagai atau adalah itu ini tidak belum sudah telah akan
sedang masih juga saja hanya lagi pun dapat bisa harus perlu boleh mau ingin agar supaya bila jika kalau ketika saat sebelum setelah sesudah sejak
sampai hingga selama sambil sementara tetapi namun sehingga maka serta antara tanpa terhadap tentang menurut secara seperti sebesar sebanyak sekitar
lebih kurang paling sangat cukup agak hampir semua seluruh setiap para beberapa banyak sedikit satu dua tiga empat lima enam tujuh delapan sembilan
sepuluh pertama kedua ketiga terakhir kali lalu kemudian akhirnya sekarang tadi nanti besok lusa kemarin hari minggu bulan tahun pagi siang sore malam
pukul jam menit senin selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus september oktober november desember korban
pelaku pihak keluarga saksi tokoh adat agama masyarakat warga tetangga desa kelurahan dusun kampung kecamatan kabupaten kepala lurah camat perangkat
babinsa bhabinkamtibmas polisi penyidik jaksa hakim petugas fasilitator mediator penerjemah pendamping penasihat advokat ketua rt rw bapak ibu anak
adik kakak paman bibi nenek kakek suami istri orang tua saudara sepupu keponakan menantu mertua teman pacar majikan guru murid pelajar siswa mahasiswa
petani nelayan buruh pedagang sopir ojek pegawai pensiunan perkara kasus kejadian peristiwa kronologi laporan pengaduan pencurian penganiayaan
penipuan penggelapan perusakan penghinaan pengancaman kecelakaan perkelahian penadahan kekerasan pemukulan pukul dipukul memukul tendang menendang
dorong mendorong ambil mengambil diambil curi mencuri dicuri rusak merusak dirusak hilang pecah patah luka memar lebam berdarah sobek bengkak lecet
ringan berat parah sakit sembuh dirawat rawat jalan inap puskesmas rumah obat berobat pengobatan dokter bidan perawat visum biaya kuitansi resep ganti
rugi kerugian uang tunai dicicil cicilan angsuran lunas pelunasan membayar dibayar bayar pembayaran transfer rupiah juta ribu ratus puluh sebagian
sisa harga barang motor mobil sepeda perahu mesin ketinting jaring ikan kapal kebun ladang sawah ternak babi sapi kerbau kambing ayam anjing pohon
kelapa cengkeh pala kopra sagu beras jagung kopi cokelat telepon ponsel dompet tas perhiasan emas cincin pagar atap pintu jendela kaca dinding tanah
batas lahan kios warung toko pasar jalan jembatan sungai laut pantai pelabuhan dermaga hutan gunung lapangan sekolah gereja masjid musala pura vihara
kantor balai polsek polres kejaksaan pengadilan pos lokasi tempat dekat depan belakang samping alamat tinggal pindah merantau pulang pergi datang tiba
berangkat kembali hadir menghadiri absen terlambat menunggu ditunggu undangan diundang mengundang panggilan dipanggil surat pernyataan perjanjian
kesepakatan sepakat perdamaian damai berdamai rukun maaf memaafkan dimaafkan minta meminta permintaan memohon permohonan menyesal penyesalan menyesali
mengaku mengakui pengakuan mengulangi janji berjanji bersedia menerima diterima penerimaan menolak ditolak setuju menyetujui disetujui persetujuan
keberatan usul mengusulkan saran menyarankan musyawarah mufakat mediasi pertemuan rapat sidang bertemu dipertemukan berbicara bicara berkata
menyampaikan disampaikan menyatakan menjelaskan dijelaskan penjelasan mendengar mendengarkan didengar bertanya jawab menjawab jawaban cerita bercerita
menceritakan tenang tegang marah sedih menangis takut trauma cemas malu ikhlas lega terbuka tertutup kooperatif emosi ribut keluar masuk ruangan
istirahat ditunda penundaan dilanjutkan lanjut selesai berjalan lancar aman tertib gagal batal berhasil hasil baik buruk cuaca hujan ombak angin
gelombang banjir listrik padam sinyal jaringan internet genset solar bensin jauh jarak perjalanan menyeberang menginap jadwal dijadwalkan tanggal
waktu ditandatangani menandatangani tanda tangan cap jempol dibacakan membaca dibaca menulis ditulis bahasa daerah diterjemahkan sumpah disumpah denda
sirih pinang tenun kain tikar parang upacara doa berdoa bersama makan minum kebiasaan hukum pasal ancaman pidana penjara tahanan ditahan penahanan
dibebaskan bebas polisi lapor melapor melaporkan dilaporkan mencabut dicabut pencabutan berkas lengkap dilengkapi kurang bukti foto terlampir lampiran
menyusul salinan asli ktp kartu kk akta kelahiran nama nik umur lahir salah diperbaiki memperbaiki perbaikan perubahan berubah tambahan ditambah data
catatan mencatat dicatat keterangan informasi kabar dihubungi menghubungi nomor pesan langsung melalui lewat antar diantar mengantar titip titipan
kunjungan berkunjung mengunjungi dikunjungi pemantauan memantau dipantau tindak rencana kegiatan pekerjaan bekerja kerja membantu bantuan dibantu
gotong royong menolong menjaga keselamatan perlindungan hubungan komunikasi bertengkar pertengkaran cekcok berselisih masalah salah paham sebab alasan
mabuk minuman keras judi utang hutang pinjam meminjam dipinjam kerja upah gaji cemburu fitnah ejekan mengejek media sosial video grup unggah menyebar
sesuai sebenarnya seharusnya sendiri sama lain lainnya baru lama besar kecil tinggi rendah kiri kanan atas bawah dalam luar tetap terus segera cepat
pelan lambat mudah sulit susah benar betul pasti mungkin jelas ada berada adanya terdapat terjadi menjadi dijadikan merupakan mempunyai memiliki punya
milik memberi memberikan diberi diberikan menyerahkan diserahkan penyerahan mengembalikan dikembalikan pengembalian mengganti diganti penggantian
menyiapkan disiapkan mencari dicari menemukan ditemukan melihat dilihat terlihat diketahui mengetahui tahu kenal mengenal dikenal ingat lupa dibawa
membawa dikirim mengirim kiriman dipakai memakai dijual menjual dibeli membeli
"""
