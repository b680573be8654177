export const signin = {
  title: "Masuk",
  lead: "Masuk dengan akun Anda di kantor ini.",
  login: "Nama akun",
  password: "Kata sandi",
  show_password: "Tampilkan kata sandi",
  hide_password: "Sembunyikan kata sandi",
  submit: "Masuk",
  second: "Kode verifikasi",
  second_hint:
    "Enam angka dari aplikasi autentikator di telepon Anda. Telepon hilang? Pakai satu kode pemulihan.",
  wait: "Coba lagi dalam {n} detik",
  recent: "Terakhir masuk di komputer ini",
  forget: "Lupakan {name} di komputer ini",
  other: "Pakai akun lain",
  demo_title: "Ini kantor contoh",
  demo_lead:
    "Pilih seorang pegawai untuk melihat Terbit dari mejanya. Semua akun memakai kata sandi {password}.",
  demo_as: "Masuk sebagai {name}",
  demo_form: "Masuk dengan nama akun",
  by_code: "Masuk dengan kode dari pengelola",
  code_title: "Masuk dengan kode",
  code_lead:
    "Ketik kode yang Anda terima dari pengelola, lalu buat kata sandi sendiri. Kode hanya berlaku sekali.",
  code: "Kode masuk",
  code_hint: "Tiga kelompok huruf dan angka, misalnya 7KQF-2M9P-X3TD.",
  own_password: "Kata sandi baru",
  own_password_hint:
    "Paling sedikit {least} karakter. Beberapa kata lebih mudah diingat daripada tanda-tanda.",
  own_password_short: "Kata sandi {count} karakter, paling sedikit {least}.",
  code_submit: "Simpan kata sandi dan masuk",
  administrator: "Pengelola",
  expired_title: "Masuk lagi untuk melanjutkan",
  expired_text:
    "Sesi Anda berakhir: lama tidak dipakai, atau diakhiri dari tempat lain. Yang sudah Anda ketik tetap ada di layar ini.",
  expired_other: "Bukan {name}? Ganti akun",
} as const;
