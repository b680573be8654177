/** The people and the items of the pretend office. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

import type { AccountCard, Asset, Sop } from "../../src/api/types.ts";
import type { Kept } from "./office.ts";
import { digestOf, emptyContent } from "./rules.ts";

export const PASSWORD = "contoh-terbit-2026";

const DKI = "dki-pengelolaan-media-sosial";
const JABAR = "jabar-pembuatan-konten-sosial-media";

export function sopFiles(): Sop[] {
  return [DKI, JABAR].map((name) => {
    const path = new URL(`../../../crates/workflow/sops/${name}.toml`, import.meta.url);
    const sop = parse(readFileSync(path, "utf8")) as unknown as Sop;
    for (const step of sop.step) {
      step.powers ??= [];
      step.needs ??= [];
      step.inferred ??= [];
      step.cell_labels ??= [];
      step.italics ??= [];
      step.requirements ??= [];
      step.time ??= [];
      step.remarks ??= [];
      step.output ??= "";
      step.standard_minutes ??= null;
      step.rejected ??= null;
    }
    sop.source ??= [];
    const { sheet } = sop;
    sheet.flow_title ??= null;
    sheet.column_numbers ??= [];
    sheet.legend_intro ??= null;
    sheet.legend_heads ??= [];
    sheet.legend ??= [];
    for (const row of sheet.cover) row.value ??= [];
    for (const block of sheet.block) block.items ??= [];
    return sop;
  });
}

export function accounts(): AccountCard[] {
  const sops = sopFiles();
  const person = (
    name: string,
    login: string,
    initials: string,
    held: [string, string][],
    is_admin = false,
  ): AccountCard => ({
    id: randomUUID(),
    name,
    login,
    initials,
    is_admin,
    disabled: false,
    positions: held.map(([sop, position]) => {
      const found = sops.find(({ id }) => id === sop);
      const actor = found?.actor.find(({ id }) => id === position);
      return {
        sop,
        sop_name: found?.name ?? "",
        position,
        label: actor?.label ?? "",
        short: actor?.short ?? "",
      };
    }),
  });
  return [
    person(
      "Rani Wulandari",
      "rani",
      "RW",
      [
        [DKI, "admin-medsos"],
        [JABAR, "humas"],
      ],
      true,
    ),
    person("Bagus Pratama", "bagus", "BP", [[DKI, "tim-pengelola"]]),
    person("Siti Nurhaliza Putri", "siti", "SN", [
      [DKI, "kasubbag-tu"],
      [JABAR, "koordinator"],
    ]),
    person("Hendra Gunawan", "hendra", "HG", [[DKI, "kabag-perjalanan-dinas"]]),
    person("Dr. Marlina Situmorang", "marlina", "MS", [
      [DKI, "kepala-biro"],
      [JABAR, "sekretaris-dinas"],
    ]),
  ];
}

const MINUTE = 60_000;

export function firstSubmissions(sop: Sop, people: AccountCard[], sample: (n: number) => Asset): Kept[] {
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const order = ["ajukan", "koreksi", "platform", "kontrol", "setujui", "unggah"];
  const item = (
    title: string,
    caption: string,
    step: string,
    minutesHere: number,
    photos: number[],
    more: Partial<Kept["content"]> = {},
  ): Kept => {
    const since = Date.now() - minutesHere * MINUTE;
    const at = order.indexOf(step);
    const content = {
      ...emptyContent("kegiatan"),
      title,
      caption,
      event_date: day(0),
      source: "agenda-harian",
      pic: "Andri Saputra",
      links: ["https://drive.google.com/drive/folders/1x9Kq"],
      assets: photos.map(sample),
      wished: ["instagram-feed"],
      platforms: at > 2 ? ["instagram-feed", "facebook"] : [],
      ...more,
    };
    const kept: Kept = {
      id: randomUUID(),
      sop: sop.id,
      revision: at + 1,
      version: 1,
      state: "at_step",
      step,
      since,
      content,
      by: people[0]?.id ?? "",
      submittedAt: since - at * 22 * MINUTE,
      finishedAt: null,
      marks: {},
      returned: null,
      pic: null,
      publications: [],
      trail: [],
    };
    order.slice(0, at).forEach((id, index) => {
      const who = people[index] ?? people[0];
      const when = kept.submittedAt + index * 22 * MINUTE;
      const worked = index === 0 ? 0 : 22 * 60;
      kept.marks[id] = { who: who?.id ?? "", at: when, worked, state: "done" };
      const place = sop.step[index];
      kept.trail.push({
        sequence: index + 1,
        revision: index + 1,
        at: new Date(when).toISOString(),
        account_name: who?.name ?? "",
        initials: who?.initials ?? "",
        position_label: sop.actor.find((actor) => actor.id === place?.actor)?.label ?? "",
        sentence: index === 0 ? "Menyerahkan konsep" : "Menerima",
        event: {
          type: "accepted",
          step: id,
          next: "end",
          digest: { basis: "material", sha256: digestOf(content) },
          note: "",
          worked_seconds: worked,
        },
        step_short: place?.short ?? "",
        worked_seconds: worked,
        standard_seconds: (place?.standard_minutes ?? 0) * 60,
        digest: digestOf(content),
        hash: digestOf(content),
      });
    });
    return kept;
  };
  const back = item(
    "Rapat koordinasi kerja sama antardaerah Jabodetabekjur",
    "Pemprov DKI Jakarta bersama daerah penyangga menyepakati langkah bersama pengendalian banjir dan transportasi.",
    "ajukan",
    55,
    [4, 5],
  );
  back.returned = {
    from_short: "Koreksi",
    reason: "Foto kedua buram. Mohon diganti dan tambahkan nama narasumber.",
    by: people[1]?.name ?? "",
    at: new Date(Date.now() - 55 * MINUTE).toISOString(),
  };
  const done = item("Peringatan Hari Sumpah Pemuda", "Bersama majukan Indonesia.", "unggah", 2000, [7]);
  done.state = "finished";
  done.finishedAt = Date.now() - 1990 * MINUTE;
  return [
    item(
      "Penandatanganan kerja sama Jakarta–Lampung bidang ketahanan pangan",
      "Jakarta dan Lampung sepakat menjaga pasokan pangan. Kerja sama mencakup beras, cabai, dan daging sapi bagi warga kedua daerah. #KerjaSamaDaerah #JakartaKotaGlobal",
      "koreksi",
      72,
      [0, 1, 9],
    ),
    item(
      "Kunjungan kerja DPRD Kota Surabaya",
      "Biro Kerja Sama Daerah menerima kunjungan DPRD Kota Surabaya untuk berbagi praktik baik kerja sama antardaerah.",
      "koreksi",
      12,
      [2, 10],
    ),
    item(
      "Upacara Hari Pahlawan di Balai Kota",
      "Semangat para pahlawan hidup dalam kerja kita hari ini.",
      "koreksi",
      3,
      [11],
      { kind: "ucapan" },
    ),
    item(
      "Forum Mitra Praja Utama: sepuluh provinsi bertemu di Jakarta",
      "Sepuluh provinsi anggota Mitra Praja Utama membahas ketahanan pangan, kependudukan, dan transportasi dalam rapat tahunan.",
      "platform",
      9,
      [3, 6, 8],
    ),
    item(
      "Sosialisasi perizinan perjalanan dinas luar negeri",
      "Alur baru perizinan perjalanan dinas luar negeri kini sepenuhnya daring.",
      "kontrol",
      6,
      [12],
      { kind: "rencana", event_date: day(6) },
    ),
    item(
      "Penerimaan delegasi Kota Bandung",
      "Jakarta dan Bandung menjajaki kerja sama pengelolaan sampah.",
      "setujui",
      41,
      [13, 14],
    ),
    item(
      "Jakarta hibahkan dua bus wisata untuk Kota Solo",
      "Dua bus wisata siap menyapa warga Solo dan wisatawan.",
      "unggah",
      2,
      [15, 16],
    ),
    back,
    done,
  ];
}
