//! The people of the sample office, taking turns at one PC, and what they do there.

/** By sign-in name, as the sample office has them. */
const PEOPLE = {
  nadia: "Nadia Putri Ramadhani",
  bagas: "Bagas Wicaksono",
  siti: "Siti Rahmawati, S.Sos.",
  hendra: "Hendra Kusumawardana, M.Si.",
  ratna: "Dra. Ratna Anggraini, M.A.",
};

/** Sets up the sample office from the very first screen. */
export async function chooseSampleOffice(page) {
  await page.click("button", /Coba dengan data contoh/u);
  await page.find("button", `Masuk sebagai ${PEOPLE.nadia}`, { patience: 120_000 });
}

export async function signInAs(page, login) {
  await page.click("button", `Masuk sebagai ${PEOPLE[login]}`);
  await page.find("button", `Akun ${PEOPLE[login]}`);
}

/** Hands the PC to somebody else. */
export async function switchTo(page, login) {
  await page.click("button", /^Akun /u);
  await page.click("menuitem", "Ganti akun");
  await signInAs(page, login);
}

/** Goes to a place by the navigation at the side. */
export async function goTo(page, place) {
  await page.click("link", new RegExp(`^${place}`, "u"));
  await page.find("heading", new RegExp(`^${place}`, "u"));
}

/** Opens an item that waits for the person who is signed in. */
export async function takeUp(page, title, { desk = "Kotak persetujuan" } = {}) {
  await goTo(page, desk);
  await page.click("link", new RegExp(title, "u"));
  await page.find("heading", title);
}

/** Waits until the page says that it was done, and puts the note away. */
export async function isTold(page, sentence) {
  const note = await page.find("listitem", sentence);
  await page.click("button", "Tutup", { within: note });
}

export async function accepts(page, title) {
  await page.click("button", /^Terima/u);
  await isTold(page, new RegExp(`^Diterima: ${title}`, "u"));
}

/** Sends it back to where the SOP says. */
export async function rejects(page, title, { reason, to }) {
  await page.click("button", /^Tolak/u);
  const dialog = await page.find("dialog", "Tolak dan kembalikan");
  await page.fill("textbox", /^Alasan penolakan/u, reason, { within: dialog });
  await page.click("button", `Tolak, kembalikan ke ${to}`, { within: dialog });
  await isTold(page, new RegExp(`^Dikembalikan ke ${to}: ${title}`, "u"));
}

/** Records that the PIC of the activity agreed. */
export async function picAgrees(page) {
  await page.click("button", "Catat persetujuan");
  const dialog = await page.find("dialog", "Persetujuan PIC kegiatan");
  await page.click("radio", "WhatsApp", { within: dialog });
  await page.click("button", "Catat persetujuan", { within: dialog });
  await isTold(page, /^Persetujuan .+ tercatat\./u);
}

const inJakarta = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" });

/** Fills all that a "kegiatan" wants besides its files, and hands it in. */
export async function handIn(page, title) {
  await page.fill("textbox", /^Judul kegiatan/u, title);
  await page.fillDate(/^Tanggal kegiatan/u, inJakarta.format(Date.now()));
  await page.fill("textbox", /^PIC kegiatan/u, "Arif Budiman");
  await page.fill("combobox", /^Sumber informasi/u, "agenda");
  await page.click("option", "Agenda harian");
  await page.fill("textbox", /^Narasi\/caption/u, "Balai Kota menerima tamu dari Surabaya.");
  await page.fill("textbox", "Link 1", "https://drive.example.go.id/foto/surabaya");
  // What the office is still taking in can't be handed in.
  await page.until("all files to be taken in", async () => (await page.all("button", "Batalkan semua")).length === 0);
  await page.click("button", "Serahkan ajuan");
  await page.find("heading", "Ajuan diserahkan");
}
