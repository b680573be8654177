export const join = {
  title: "Gabung ke kantor",
  card_text:
    "Kantor Anda sudah berjalan di komputer lain. Gabungkan komputer ini dengan kode dari pengelola.",
  card_go: "Masukkan kode",
  lead: "Minta pengelola membuka Pengaturan, bagian Perangkat, lalu menekan “Buat kode gabung”. Ketik alamat dan kode yang tampil di sana.",
  finding: "Mencari kantor di jaringan ini…",
  found: "Ditemukan di jaringan ini:",
  found_none: "Tidak ada kantor yang terdengar di jaringan ini. Ketik alamatnya.",
  address: "Alamat pusat kantor",
  address_hint: "Misalnya 192.168.1.10:7777. Pesan dari pengelola boleh ditempel utuh di sini.",
  code: "Kode gabung",
  code_hint: "Enam kelompok berisi tujuh huruf dan angka. Huruf besar atau kecil sama saja.",
  name: "Nama komputer ini",
  name_hint: "Supaya pengelola mengenalinya, misalnya “PC Humas 2”.",
  submit: "Gabung",
  local_stays:
    "Data kantor yang ada di komputer ini tidak dihapus, dan tampil lagi bila Anda meninggalkan kantor itu.",
  computer: "Komputer ini",
  computer_alone: "Data kantor ini tersimpan di komputer ini.",
  elsewhere: "Kantor Anda berjalan di komputer lain? Gabungkan komputer ini dengan kode dari pengelolanya.",
  computer_joined: "Komputer ini tergabung dengan {office} sebagai “{name}”, lewat {address}.",
  host_start: "Jadikan komputer ini pusat kantor",
  host_text:
    "Komputer lain di jaringan kantor dapat bergabung, dan ponsel dapat membukanya di peramban. Komputer ini harus menyala dan Terbit berjalan selama kantor bekerja.",
  host_on: "Komputer ini pusat kantor. Alamatnya di jaringan:",
  host_fingerprint:
    "Sidik jari sertifikatnya (SHA-256), untuk dicocokkan saat alamat itu pertama kali dibuka di peramban:",
  host_hint:
    "Untuk komputer pegawai, buat kode gabung di bagian Perangkat. Bila jendela ditutup, Terbit tetap berjalan di baki sistem (di sebelah jam), jika ada; buka lagi dari sana, atau jalankan Terbit sekali lagi.",
  host_autostart: "Mulai Terbit saat pengguna komputer ini masuk",
  host_autostart_hint:
    "Kantor lalu terbuka bagi komputer lain tanpa ada yang membuka Terbit. Jendelanya menunggu di baki sistem; bila tidak ada baki sistem, jendelanya tampil.",
  host_stop: "Berhenti menjadi pusat",
  host_stop_title: "Berhenti menjadi pusat kantor?",
  host_stop_text:
    "Komputer dan ponsel lain tidak dapat membuka kantor ini lagi sampai komputer ini menjadi pusat kembali. Yang sudah bergabung tidak perlu kode baru.",
  leave: "Tinggalkan kantor ini",
  leave_title: "Tinggalkan {office}?",
  leave_text:
    "Komputer ini tidak tersambung lagi dengan kantor itu. Ajuan, draf, dan berkas di pusat kantor tidak berubah. Untuk kembali diperlukan kode gabung baru.",
  again: "Gabung lagi dengan kode baru",
  unreachable: "Pusat kantor tidak terjangkau.",
  unreachable_text:
    "Yang tampak di layar masih dapat dibaca. Terbit menyambung lagi sendiri, lalu memuat yang terbaru.",
  revoked_title: "Komputer ini tidak lagi tergabung",
  revoked_text:
    "Pengelola {office} telah mencabut komputer ini. Bila masih dipakai, minta kode gabung baru kepada pengelola.",
  changed_title: "Pusat kantor ini tidak dikenal",
  changed_text:
    "Yang menjawab di {address} menunjukkan sertifikat lain daripada saat komputer ini bergabung. Mungkin komputer lain kini memakai alamat itu, atau ada yang menyamar. Terbit tidak mengirim apa pun ke sana.",
  changed_ask:
    "Tanyakan kepada pengelola apakah pusat kantor diganti. Bila ya, minta kode gabung baru; bila tidak, jangan bergabung dan beri tahu pengurus jaringan. Begitu pusat yang benar menjawab, halaman ini tertutup sendiri.",
} as const;
