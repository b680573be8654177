export const signin = {
  title: "Masuk",
  lead: "Masuk dengan akun Anda di kantor ini.",
  login: "Nama akun",
  password: "Kata sandi",
  show_password: "Tampilkan kata sandi",
  hide_password: "Sembunyikan kata sandi",
  submit: "Masuk",
  wait: "Coba lagi dalam {n} detik",
  recent: "Terakhir masuk di komputer ini",
  forget: "Lupakan {name} di komputer ini",
  other: "Pakai akun lain",
  demo_title: "Ini kantor contoh",
  demo_lead:
    "Pilih seorang pegawai untuk melihat Terbit dari mejanya. Semua akun memakai kata sandi {password}.",
  demo_as: "Masuk sebagai {name}",
  demo_form: "Masuk dengan nama akun",
  administrator: "Pengelola",
  expired_title: "Masuk lagi untuk melanjutkan",
  expired_text:
    "Anda dikeluarkan karena lama tidak memakai Terbit. Yang sudah Anda ketik tetap ada di layar ini.",
  expired_other: "Bukan {name}? Ganti akun",
} as const;
