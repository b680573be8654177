export const social = {
  title: "Akun media sosial",
  text: "Nama kantor di tiap platform, seperti tampil di pratinjau. Yang kosong diperkirakan dari nama kantor.",
  edit: "Ubah akun",
  admin_only: "Hanya pengelola yang dapat mengubah akun ini.",
  name: "Nama di {platform}",
  handle: "Nama pengguna di {platform}",
  unset: "belum diisi",
  save: "Simpan akun",
  saved: "Akun media sosial tersimpan.",
  newest: "Buka isi terbaru",
} as const;
