export const devices = {
  title: "Perangkat",
  text: "Komputer yang tergabung dengan kantor ini. Peramban di ponsel atau komputer tamu tidak perlu bergabung.",
  make_code: "Buat kode gabung",
  none: "Belum ada komputer yang bergabung. Buat kode gabung, lalu ketik di komputer itu.",
  meta: "Bergabung {since}, terakhir terlihat {seen}",
  revoked: "Dicabut",
  revoked_meta: "Bergabung {since}, dicabut {revoked}",
  revoke: "Cabut",
  revoke_of: "Cabut {name}",
  revoke_title: "Cabut {name}?",
  revoke_text:
    "Komputer itu langsung tidak dapat membuka kantor ini lagi, siapa pun yang memakainya. Untuk bergabung kembali diperlukan kode baru.",
  revoked_now: "{name} dicabut.",
  code_title: "Kode gabung",
  code_text:
    "Di komputer yang akan bergabung, buka Terbit, pilih “Gabung ke kantor”, lalu ketik alamat dan kode ini. Berlaku untuk satu komputer, sampai {until}.",
  code_address: "Alamat",
  code_or: "atau",
  code_copy: "Salin alamat dan kode",
  code_message:
    "Alamat pusat kantor: {address}\nKode gabung: {code}\nBerlaku untuk satu komputer, sampai {until}.",
  code_done: "Selesai",
} as const;
