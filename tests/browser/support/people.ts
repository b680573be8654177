//! People of the office, each at a PC of their own: a browser context, watched.

import { expect, test as base, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";

import { PASSWORD, type Office } from "./office.ts";
import { Watch } from "./watch.ts";

/** The sample office's people, by sign-in name. */
export const PEOPLE = {
  nadia: "Nadia Putri Ramadhani",
  bagas: "Bagas Wicaksono",
  siti: "Siti Rahmawati, S.Sos.",
  hendra: "Hendra Kusumawardana, M.Si.",
  ratna: "Dra. Ratna Anggraini, M.A.",
  asep: "Asep Gunawan",
  lilis: "Lilis Suryaningsih, S.I.Kom.",
  yayan: "Yayan Sopiandi, M.A.P.",
} as const;
export type Login = keyof typeof PEOPLE;

/** One person's PC. */
export type Pc = { page: Page; watch: Watch };
type Settings = BrowserContextOptions & { reducedMotion?: "reduce" };

type Fixtures = {
  /** A PC with the office's address open and nobody signed in. */
  pcAt: (office: Office, settings?: Settings) => Promise<Pc>;
  /** A PC at which this person of the sample office has signed in. */
  person: (office: Office, login: Login, settings?: Settings) => Promise<Page>;
};

async function newPc(browser: Browser, office: Office, settings: Settings): Promise<Pc> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...settings });
  const watch = new Watch(context, office.address);
  const page = await context.newPage();
  await page.goto(office.address);
  return { page, watch };
}

export const test = base.extend<Fixtures>({
  pcAt: async ({ browser }, use) => {
    const pcs: Pc[] = [];
    await use(async (office, settings = {}) => {
      const pc = await newPc(browser, office, settings);
      pcs.push(pc);
      return pc;
    });
    for (const { watch } of pcs) watch.nothingWentWrong();
    await Promise.all(pcs.map(({ page }) => page.context().close()));
  },
  person: async ({ pcAt }, use) => {
    await use(async (office, login, settings = {}) => {
      const { page } = await pcAt(office, settings);
      await signInAsSample(page, login);
      return page;
    });
  },
});

export { expect };

/** The sample office offers its people on the sign-in screen. */
export async function signInAsSample(page: Page, login: Login): Promise<void> {
  await page.getByRole("button", { name: `Masuk sebagai ${PEOPLE[login]}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Selamat bekerja/ })).toBeVisible();
}

export async function signIn(page: Page, login: string, password: string = PASSWORD): Promise<void> {
  await page.getByLabel("Nama akun").fill(login);
  await page.getByLabel("Kata sandi", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
}

/** The first sign-in, or the one after a forgotten password. */
export async function signInWithCode(
  page: Page,
  login: string,
  code: string,
  password: string = PASSWORD,
): Promise<void> {
  await page.getByRole("button", { name: "Masuk dengan kode dari pengelola" }).click();
  await page.getByLabel("Nama akun").fill(login);
  await page.getByLabel("Kode masuk").fill(code);
  await page.getByLabel("Kata sandi baru").fill(password);
  await page.getByRole("button", { name: "Simpan kata sandi dan masuk" }).click();
}

export async function signOut(page: Page, how: "Keluar" | "Ganti akun" = "Keluar"): Promise<void> {
  await page.getByRole("button", { name: /^Akun / }).click();
  await page.getByRole("menuitem", { name: how }).click();
}

/** Goes to a place by the navigation at the side. */
export async function goTo(page: Page, place: string): Promise<void> {
  const link = page
    .getByRole("navigation", { name: "Navigasi utama" })
    .getByRole("link", { name: new RegExp(`^${place}`) })
    .first();
  await link.click();
  // Until then the screen before is still there, with links of the same names.
  await expect(link).toHaveAttribute("aria-current", "page");
}
