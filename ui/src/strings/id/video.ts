export const video = {
  controls: "Pemutar {name}",
  play: "Putar",
  pause: "Jeda",
  frame_back: "Mundur satu bingkai",
  frame_on: "Maju satu bingkai",
  position: "Posisi dalam video",
  position_of: "{at} dari {whole}",
  speed: "Kecepatan putar",
  sound_on: "Nyalakan suara",
  sound_off: "Bisukan",
  rate_assumed: "Berkas tidak menyebut jumlah bingkai per detik; dihitung 25.",
  failed: "Video ini tidak dapat diputar di sini. Simpan salinannya dan buka dengan pemutar video.",
} as const;
