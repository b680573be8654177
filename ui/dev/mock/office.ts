/** The pretend office's use-cases: enough of the real rules to try every screen, kept in memory. */
import { createHash, randomUUID } from "node:crypto";

import type * as Api from "../../src/api/types.ts";
import { accounts, firstSubmissions, PASSWORD, sopFiles } from "./fixtures.ts";
import { checklistOf, digestOf, emptyContent } from "./rules.ts";

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(String(body["message"]));
  }
}
const refuse = (
  status: number,
  code: string,
  message: string,
  extra: Record<string, unknown> = {},
): never => {
  throw new Refused(status, { code, message, ...extra });
};

export type Kept = {
  id: string;
  sop: string;
  revision: number;
  version: number;
  state: Api.SubmissionCard["state"];
  step: string;
  since: number;
  content: Api.Content;
  by: string;
  submittedAt: number;
  finishedAt: number | null;
  marks: Record<string, { who: string; at: number; worked: number; state: "done" | "returned" | "void" }>;
  returned: Api.SubmissionCard["returned"];
  pic: Api.SubmissionDetail["pic_agreement"];
  publications: Api.SubmissionDetail["publications"];
  trail: Api.TrailEntry[];
};

type Reply = { status: number; body?: unknown };
type File = { view: Api.AssetView; bytes?: Buffer; photo: number };

export class MockOffice {
  #state: "empty" | "ready" = process.env["MOCK_EMPTY"] ? "empty" : "ready";
  #name = "Biro Kerja Sama Daerah";
  #me: Api.AccountCard | null = null;
  #accounts = accounts();
  #sops = sopFiles();
  #files = new Map<string, File>();
  #drafts = new Map<string, Api.Draft>();
  #kept: Kept[];
  #listeners = new Set<(change: Api.Change) => void>();
  #sequence = 1000;
  #wrong = 0;

  constructor() {
    this.#kept = process.env["MOCK_BARE"]
      ? []
      : firstSubmissions(this.#sops[0] as Api.Sop, this.#accounts, (n) => this.#sample(n));
  }

  hear(listener: (change: Api.Change) => void): void {
    this.#listeners.add(listener);
  }

  fileOf(sha: string): { bytes?: Buffer; photo: number } | null {
    return this.#files.get(sha) ?? null;
  }

  answer(method: string, url: URL, raw: Buffer): Reply {
    const [, area = "", id, sub] = url.pathname.split("/");
    const json = () => JSON.parse(raw.toString() || "{}") as Record<string, unknown>;
    const route = `${method} ${area}${id ? "/:" : ""}${sub ? `/${sub}` : ""}`;
    if (route === "GET office") return this.#ok(this.#status());
    if (area === "sops" && id === "bundled") return this.#ok(this.#sops.map((sop) => this.#summary(sop)));
    if (method === "POST" && area === "office" && id === "demo") {
      this.#state = "ready";
      return { status: 201, body: this.#status() };
    }
    if (route === "POST office") return this.#setUp(json());
    if (route === "POST session") return this.#signIn(json());
    const me =
      this.#me ??
      refuse(401, "signed_out", "Anda belum masuk, atau sudah terlalu lama tidak dipakai. Masuk lagi.");
    switch (route) {
      case "GET session":
        return this.#ok(this.#session());
      case "DELETE session":
        this.#me = null;
        return { status: 204 };
      case "GET accounts":
        return this.#ok(this.#accounts);
      case "GET home":
        return this.#ok(this.#home(me));
      case "GET sops":
        return this.#ok(this.#sops.map((sop) => this.#summary(sop)));
      case "GET sops/:":
        return this.#ok({ sop: this.#sop(id ?? ""), sha256: "0".repeat(64), counts: this.#counts(id ?? "") });
      case "GET drafts":
        return this.#ok([...this.#drafts.values()].map((draft) => this.#draftCard(draft)));
      case "POST drafts":
        return { status: 201, body: this.#newDraft(String(json()["sop"])) };
      case "GET drafts/:":
        return this.#ok(this.#draft(id));
      case "PUT drafts/:":
        return this.#ok(this.#saveDraft(id, json()));
      case "DELETE drafts/:":
        this.#drafts.delete(id ?? "");
        return { status: 204 };
      case "POST drafts/:/submit":
        return { status: 201, body: this.#submit(this.#draft(id), me, json()["late_reason"]) };
      case "POST drafts/:": {
        const body = json() as { sop: string; content: Api.Content; step?: string };
        return this.#ok(checklistOf(this.#sop(body.sop), body.content, body.step));
      }
      case "POST assets":
        return { status: 201, body: this.#takeIn(url.searchParams.get("name") ?? "berkas", raw).view };
      case "GET assets/:":
        return this.#ok(
          this.#files.get(id ?? "")?.view ?? refuse(404, "not_found", "Berkas tidak ditemukan."),
        );
      case "GET submissions":
        return this.#ok(this.#list(url.searchParams, me));
      case "GET submissions/:":
        return this.#ok(this.#detail(this.#one(id), me));
      case "POST submissions/:/acts":
        return this.#ok(this.#act(this.#one(id), me, json() as { revision: number; act: Api.Act }));
      case "GET archive":
        return this.#ok(
          this.#page(
            this.#kept.filter((one) => one.state === "finished"),
            me,
            url.searchParams,
          ),
        );
      default:
        return refuse(404, "not_found", "Alamat ini tidak dikenal.");
    }
  }

  #ok(body: unknown): Reply {
    return { status: 200, body };
  }

  #status(): Api.OfficeStatus {
    const ready = this.#state === "ready";
    return {
      state: this.#state,
      name: ready ? this.#name : null,
      version: "0.1.0",
      sops: ready ? this.#sops.map((sop) => this.#summary(sop)) : [],
      demo: ready && !process.env["MOCK_NO_DEMO"] ? { password: PASSWORD, accounts: this.#accounts } : null,
    };
  }

  #summary({ id, edition, name, unit, region, actor, step }: Api.Sop): Api.SopSummary {
    return { id, edition, name, unit, region, positions: actor, step_count: step.length };
  }

  #session(): Api.Session {
    return {
      account: this.#me as Api.AccountCard,
      expires_at: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      idle_minutes: 60,
    };
  }

  #setUp(body: Record<string, unknown>): Reply {
    this.#state = "ready";
    this.#name = String(body["name"]);
    this.#me = this.#accounts[0] ?? null;
    return { status: 201, body: this.#session() };
  }

  #signIn(body: Record<string, unknown>): Reply {
    if (this.#wrong >= 3) {
      this.#wrong = 0;
      refuse(429, "too_many_tries", "Terlalu banyak percobaan. Coba lagi 20 detik lagi.", {
        retry_after_seconds: 20,
      });
    }
    const found = this.#accounts.find(({ login }) => login === body["login"]);
    if (!found || body["password"] !== PASSWORD) {
      this.#wrong += 1;
      return refuse(401, "wrong_password", "Nama akun atau kata sandi salah.");
    }
    this.#me = found;
    return this.#ok(this.#session());
  }

  #sop(id: string): Api.Sop {
    return this.#sops.find((sop) => sop.id === id) ?? refuse(404, "not_found", "SOP ini tidak ada.");
  }

  #one(id: string | undefined): Kept {
    return this.#kept.find((one) => one.id === id) ?? refuse(404, "not_found", "Ajuan ini tidak ditemukan.");
  }

  #draft(id: string | undefined): Api.Draft {
    return this.#drafts.get(id ?? "") ?? refuse(404, "not_found", "Konsep ini tidak ditemukan.");
  }

  #sample(photo: number): Api.Asset {
    const portrait = photo >= 9;
    const sha256 = createHash("sha256").update(`sample ${photo}`).digest("hex");
    const asset: Api.Asset = {
      sha256,
      name: `IMG_${2031 + photo}.JPG`,
      bytes: 3_400_000 + photo * 91_000,
      media_type: "image/jpeg",
      group: "picture",
      width: portrait ? 1200 : 1800,
      height: portrait ? 1800 : 1200,
    };
    this.#files.set(sha256, { view: this.#view(asset, false), photo });
    return asset;
  }

  #view(asset: Api.Asset, gps: boolean): Api.AssetView {
    const used = (this.#kept as Kept[] | undefined)?.filter((one) =>
      one.content.assets.some((a) => a.sha256 === asset.sha256),
    );
    const { bytes, width, height } = asset;
    return {
      asset,
      facts: {
        kind: "jpeg",
        bytes,
        width,
        height,
        orientation: 1,
        animated: false,
        duration_ms: null,
        pages: null,
        taken: null,
        camera: null,
        gps,
      },
      has_picture: asset.group === "picture",
      used_in: (used ?? []).map((one) => ({
        submission: one.id,
        title: one.content.title,
        submitted_at: new Date(one.submittedAt).toISOString(),
      })),
    };
  }

  #takeIn(name: string, bytes: Buffer): File {
    const is = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
    const type = is(0xff, 0xd8)
      ? "image/jpeg"
      : is(0x89, 0x50)
        ? "image/png"
        : is(0x25, 0x50)
          ? "application/pdf"
          : null;
    if (!type)
      refuse(
        415,
        "unknown_kind",
        "Isi berkas ini bukan foto, video, atau dokumen yang dikenal. Simpan ulang sebagai JPEG, PNG, MP4, atau PDF.",
      );
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const picture = type !== "application/pdf";
    const asset: Api.Asset = {
      sha256,
      name,
      bytes: bytes.length,
      media_type: type as string,
      group: picture ? "picture" : "document",
      width: picture ? 1800 : null,
      height: picture ? 1200 : null,
    };
    const file: File = { view: this.#view(asset, /gps/i.test(name)), bytes, photo: 0 };
    this.#files.set(sha256, file);
    return file;
  }

  #newDraft(sop: string): Api.Draft {
    const content = emptyContent(this.#sop(sop).kind[0]?.id ?? "");
    const draft: Api.Draft = {
      id: randomUUID(),
      sop,
      revision: 1,
      content,
      late_reason: "",
      updated_at: new Date().toISOString(),
      checklist: checklistOf(this.#sop(sop), content),
    };
    this.#drafts.set(draft.id, draft);
    return draft;
  }

  #saveDraft(id: string | undefined, body: Record<string, unknown>): Api.Draft {
    const draft = this.#draft(id);
    if (body["revision"] !== draft.revision) {
      refuse(409, "stale", "Konsep ini sudah diubah di jendela lain.", { current: draft });
    }
    const content = body["content"] as Api.Content;
    const saved: Api.Draft = {
      ...draft,
      content,
      late_reason: String(body["late_reason"] ?? ""),
      revision: draft.revision + 1,
      updated_at: new Date().toISOString(),
      checklist: checklistOf(this.#sop(draft.sop), content),
    };
    this.#drafts.set(saved.id, saved);
    return saved;
  }

  #draftCard({ id, sop, content, updated_at }: Api.Draft): Api.DraftCard {
    return {
      id,
      sop,
      sop_name: this.#sop(sop).name,
      title: content.title,
      updated_at,
      file_count: content.assets.length,
      cover: content.assets[0] ?? null,
    };
  }

  #submit(draft: Api.Draft, me: Api.AccountCard, reason: unknown): Api.SubmissionDetail {
    const sop = this.#sop(draft.sop);
    const missing = draft.checklist.items.filter(({ done }) => !done).map(({ label }) => label);
    if (missing.length > 0) refuse(422, "incomplete", `Belum lengkap: ${missing.join("; ")}.`);
    const problem = draft.checklist.problems[0];
    if (problem) refuse(422, problem.code, problem.message, { field: problem.field });
    if (["late", "early"].includes(draft.checklist.timing.verdict) && !reason) {
      refuse(422, "late", "Tuliskan alasan untuk melanjutkan.", { field: "late_reason" });
    }
    const first = sop.step[0] as Api.Step;
    const now = Date.now();
    const kept: Kept = {
      id: randomUUID(),
      sop: sop.id,
      revision: 2,
      version: 1,
      state: "at_step",
      step: first.id,
      since: now,
      content: draft.content,
      by: me.id,
      submittedAt: now,
      finishedAt: null,
      marks: {},
      returned: null,
      pic: null,
      publications: [],
      trail: [],
    };
    this.#log(kept, me, `Menyerahkan konsep`, {
      type: "submitted",
      sop: sop.id,
      edition: sop.edition,
      sop_sha256: "",
      content: draft.content,
      timing: draft.checklist.timing,
      late_reason: null,
    });
    this.#leave(kept, me, first, first.accepted, "done");
    this.#kept.unshift(kept);
    this.#drafts.delete(draft.id);
    this.#announce(kept);
    return this.#detail(kept, me);
  }

  #list(query: URLSearchParams, me: Api.AccountCard): Api.Page<Api.SubmissionCard> {
    const scope = query.get("scope");
    const open = this.#kept.filter((one) => one.state === "at_step");
    const chosen = open.filter((one) => {
      if (scope === "inbox") return this.#mayAct(one, me);
      if (scope === "mine") return one.by === me.id;
      if (scope === "late") return (this.#remaining(one) ?? 0) < 0;
      return true;
    });
    return this.#page(scope === "mine" ? this.#kept.filter((one) => one.by === me.id) : chosen, me, query);
  }

  #page(list: Kept[], me: Api.AccountCard, query: URLSearchParams): Api.Page<Api.SubmissionCard> {
    const q = (query.get("q") ?? "").toLowerCase();
    const found = list.filter(({ content }) =>
      `${content.title} ${content.caption}`.toLowerCase().includes(q),
    );
    const limit = Number(query.get("limit") ?? 50);
    const from = Number(query.get("cursor") ?? 0);
    return {
      items: found.slice(from, from + limit).map((one) => this.#card(one, me)),
      next: from + limit < found.length ? String(from + limit) : null,
      total: found.length,
    };
  }

  #home(me: Api.AccountCard): Api.Home {
    const open = this.#kept.filter((one) => one.state === "at_step");
    const waiting = open.filter((one) => this.#mayAct(one, me));
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
    return {
      waiting: waiting.slice(0, 6).map((one) => this.#card(one, me)),
      waiting_count: waiting.length,
      late_count: open.filter((one) => (this.#remaining(one) ?? 0) < 0).length,
      returned_count: open.filter((one) => one.returned).length,
      open_count: open.length,
      drafts: [...this.#drafts.values()].map((draft) => this.#draftCard(draft)),
      upcoming: [
        { date: day(1), name: "Hari Pohon Sedunia", kind: "peringatan" },
        { date: day(4), name: "Hari Guru Nasional", kind: "peringatan" },
        { date: day(19), name: "Cuti bersama Natal", kind: "cuti_bersama" },
        { date: day(20), name: "Hari Raya Natal", kind: "libur" },
      ],
    };
  }

  #counts(sop: string): Api.StepCount[] {
    return this.#sop(sop).step.map(({ id }) => {
      const here = this.#kept.filter((one) => one.sop === sop && one.state === "at_step" && one.step === id);
      const oldest = Math.min(...here.map((one) => one.since));
      return {
        step: id,
        count: here.length,
        late: here.filter((one) => (this.#remaining(one) ?? 0) < 0).length,
        oldest_since: here.length ? new Date(oldest).toISOString() : null,
      };
    });
  }

  #stepOf(one: Kept): Api.Step {
    return this.#sop(one.sop).step.find(({ id }) => id === one.step) as Api.Step;
  }

  #holds(one: Kept, me: Api.AccountCard): boolean {
    return me.positions.some((held) => held.sop === one.sop && held.position === this.#stepOf(one).actor);
  }

  #mayAct(one: Kept, me: Api.AccountCard): boolean {
    const own = one.by === me.id && this.#stepOf(one).kind === "decision";
    return one.state === "at_step" && this.#holds(one, me) && !own;
  }

  #remaining(one: Kept): number | null {
    const minutes = this.#stepOf(one).standard_minutes;
    return minutes == null || one.state !== "at_step"
      ? null
      : Math.round(minutes * 60 - (Date.now() - one.since) / 1000);
  }

  #card(one: Kept, me: Api.AccountCard): Api.SubmissionCard {
    const sop = this.#sop(one.sop);
    const step = this.#stepOf(one);
    const remaining = this.#remaining(one);
    const open = one.state === "at_step";
    const label = (actor: string) => sop.actor.find(({ id }) => id === actor)?.label ?? "";
    return {
      id: one.id,
      sop: one.sop,
      sop_name: sop.name,
      title: one.content.title,
      kind: one.content.kind,
      kind_label: sop.kind.find(({ id }) => id === one.content.kind)?.label ?? "",
      revision: one.revision,
      version: one.version,
      state: one.state,
      step: open ? one.step : null,
      step_number: step.number,
      step_short: step.short,
      position_label: open ? label(step.actor) : "",
      since: new Date(one.since).toISOString(),
      deadline: remaining == null ? null : new Date(Date.now() + remaining * 1000).toISOString(),
      remaining_seconds: remaining,
      clock_paused: false,
      event_date: one.content.event_date,
      cover: one.content.assets[0] ?? null,
      file_count: one.content.assets.length,
      caption: one.content.caption,
      submitted_by: this.#accounts.find(({ id }) => id === one.by)?.name ?? "",
      submitted_at: new Date(one.submittedAt).toISOString(),
      finished_at: one.finishedAt ? new Date(one.finishedAt).toISOString() : null,
      platforms: one.content.platforms,
      returned: one.returned,
      can_act: this.#mayAct(one, me),
      paraf: sop.step.map((each) => {
        const mark = one.marks[each.id];
        const who = this.#accounts.find(({ id }) => id === mark?.who);
        const here = open && each.id === one.step;
        return {
          step: each.id,
          number: each.number,
          short: each.short,
          position_label: label(each.actor),
          state: here ? "current" : (mark?.state ?? "todo"),
          initials: here ? null : (who?.initials ?? null),
          name: here ? null : (who?.name ?? null),
          at: mark && !here ? new Date(mark.at).toISOString() : null,
          worked_seconds: mark?.worked ?? null,
          standard_seconds: each.standard_minutes == null ? null : each.standard_minutes * 60,
          remaining_seconds: here ? remaining : null,
          late: here ? (remaining ?? 0) < 0 : (mark?.worked ?? 0) > (each.standard_minutes ?? Infinity) * 60,
        };
      }),
    };
  }

  #detail(one: Kept, me: Api.AccountCard): Api.SubmissionDetail {
    const sop = this.#sop(one.sop);
    const step = this.#stepOf(one);
    const may = this.#mayAct(one, me);
    const checklist = checklistOf(sop, one.content, one.step);
    const can = (power: Api.Power) => may && (step.powers ?? []).includes(power);
    const here = sop.step.indexOf(step);
    const own = this.#holds(one, me) && !may;
    return {
      ...this.#card(one, me),
      content: one.content,
      digest: { basis: "material", sha256: digestOf(one.content) },
      edition: sop.edition,
      timing: checklist.timing,
      timing_rule: checklist.timing_rule,
      late_reason: null,
      checklist,
      acts: {
        revise: can("edit"),
        record_pic_agreement: can("pic_agreement"),
        accept: may && step.kind === "decision",
        reject: may && step.kind === "decision" && step.rejected != null,
        complete: may && (step.kind === "work" || step.kind === "archive"),
        choose_platforms: can("choose_platforms"),
        record_publication: may && step.kind === "publish",
        cancel: may && here === 0,
        blocked:
          may || one.state !== "at_step"
            ? null
            : own
              ? {
                  code: "own_submission",
                  message:
                    "Ajuan ini Anda sendiri yang menyerahkan. Menurut SOP, keputusan langkah ini harus dibuat orang lain.",
                }
              : {
                  code: "wrong_position",
                  message: `Langkah ini dikerjakan oleh ${sop.actor.find(({ id }) => id === step.actor)?.label}. Anda tidak memegang jabatan itu.`,
                },
        rejection_targets:
          step.rejected == null
            ? []
            : sop.step
                .slice(0, here)
                .reverse()
                .sort((a, b) => Number(b.id === step.rejected) - Number(a.id === step.rejected))
                .map((each) => ({
                  step: each.id,
                  number: each.number,
                  short: each.short,
                  position_label: sop.actor.find(({ id }) => id === each.actor)?.label ?? "",
                })),
      },
      pic_agreement: one.pic,
      publications: one.publications,
      trail: one.trail,
      record_digest: digestOf(one.content),
    };
  }

  #act(
    one: Kept,
    me: Api.AccountCard,
    { revision, act }: { revision: number; act: Api.Act },
  ): Api.SubmissionDetail {
    if (revision !== one.revision) {
      const last = one.trail.at(-1);
      refuse(
        409,
        "stale",
        `${last?.account_name} (${last?.position_label}) sudah lebih dahulu bertindak atas ajuan ini: ${last?.sentence}.`,
        { current: this.#detail(one, me) },
      );
    }
    if (!this.#mayAct(one, me)) refuse(403, "wrong_position", "Anda tidak memegang jabatan langkah ini.");
    const step = this.#stepOf(one);
    const digest = { basis: "material" as const, sha256: digestOf(one.content) };
    switch (act.type) {
      case "revise":
        one.content = act.content;
        one.version += 1;
        if (one.pic) one.pic = { ...one.pic, current: false };
        this.#log(one, me, `Mengubah isi (versi ${one.version})`, {
          ...act,
          type: "revised",
          step: step.id,
          version: one.version,
          digest,
          timing: { verdict: "not_applicable" },
        });
        break;
      case "record_pic_agreement":
        one.pic = {
          ...act,
          digest,
          recorded_by: me.id,
          recorded_at: new Date().toISOString(),
          recorded_by_name: me.name,
          current: true,
        };
        this.#log(one, me, `Mencatat persetujuan PIC ${act.who}`, {
          type: "pic_agreed",
          step: step.id,
          who: act.who,
          how: act.how,
          agreed_at: act.agreed_at,
          note: act.note,
          digest,
        });
        break;
      case "accept":
      case "complete":
        if ((step.powers ?? []).includes("pic_agreement") && !one.pic?.current)
          refuse(422, "pic_agreement_missing", "Catat dahulu persetujuan PIC kegiatan atas isi ini.", {
            field: "pic_agreement",
          });
        if (act.platforms) one.content = { ...one.content, platforms: act.platforms };
        else if ((step.powers ?? []).includes("choose_platforms"))
          refuse(422, "platforms_missing", "Pilih paling sedikit satu platform.", { field: "platforms" });
        this.#log(one, me, act.type === "accept" ? "Menerima" : "Menyelesaikan langkah", {
          type: act.type === "accept" ? "accepted" : "completed",
          step: step.id,
          next: step.accepted,
          digest,
          note: act.note,
          worked_seconds: Math.round((Date.now() - one.since) / 1000),
        });
        this.#leave(one, me, step, step.accepted, "done");
        break;
      case "reject": {
        const to = act.to ?? step.rejected ?? "";
        const target = this.#sop(one.sop).step.find(({ id }) => id === to) as Api.Step;
        this.#log(one, me, `Menolak dan mengembalikan ke ${target.short}`, {
          type: "rejected",
          step: step.id,
          to,
          digest,
          reason: act.reason,
          worked_seconds: Math.round((Date.now() - one.since) / 1000),
        });
        this.#leave(one, me, step, { step: to }, "returned");
        one.returned = {
          from_short: step.short,
          reason: act.reason,
          by: me.name,
          at: new Date().toISOString(),
        };
        break;
      }
      case "record_publication": {
        const platform = this.#sop(one.sop).platform.find(({ id }) => id === act.platform) as Api.Platform;
        if (!platform.hosts.some((host) => act.url.includes(host)))
          refuse(
            422,
            "bad_link",
            `Alamat ini bukan alamat unggahan ${platform.label}. Contohnya: ${platform.example}`,
            { field: "url" },
          );
        one.publications = [
          ...one.publications.filter((p) => p.platform !== act.platform),
          {
            ...act,
            recorded_by: me.id,
            recorded_at: new Date().toISOString(),
            digest,
            platform_label: platform.label,
            recorded_by_name: me.name,
          },
        ];
        this.#log(one, me, `Mencatat unggahan di ${platform.label}`, {
          type: "published",
          step: step.id,
          platform: act.platform,
          url: act.url,
          evidence: act.evidence,
          digest,
        });
        if (one.content.platforms.every((id) => one.publications.some((p) => p.platform === id)))
          this.#leave(one, me, step, step.accepted, "done");
        break;
      }
      case "cancel":
        one.state = "cancelled";
        this.#log(one, me, "Membatalkan ajuan", { type: "cancelled", step: step.id, reason: act.reason });
    }
    one.revision += 1;
    this.#announce(one);
    return this.#detail(one, me);
  }

  #leave(one: Kept, me: Api.AccountCard, step: Api.Step, next: Api.Goal, state: "done" | "returned"): void {
    const now = Date.now();
    one.marks[step.id] = { who: me.id, at: now, worked: Math.round((now - one.since) / 1000), state };
    one.returned = null;
    one.since = now;
    if (next === "end") {
      one.state = "finished";
      one.finishedAt = now;
      return;
    }
    const sop = this.#sop(one.sop);
    const place = (id: string) => sop.step.findIndex((each) => each.id === id);
    if (state === "returned")
      for (const each of sop.step.slice(place(next.step), place(step.id))) delete one.marks[each.id];
    one.step = next.step;
  }

  #log(one: Kept, me: Api.AccountCard, sentence: string, event: Api.OfficeEvent): void {
    const step = this.#stepOf(one);
    one.trail.push({
      sequence: this.#sequence,
      revision: one.trail.length + 1,
      at: new Date().toISOString(),
      account_name: me.name,
      initials: me.initials,
      position_label: me.positions.find(({ position }) => position === step.actor)?.label ?? "",
      event,
      sentence,
      step_short: step.short,
      worked_seconds: "worked_seconds" in event ? event.worked_seconds : null,
      standard_seconds: step.standard_minutes == null ? null : step.standard_minutes * 60,
      digest: digestOf(one.content),
      hash: digestOf(one.content),
    });
  }

  #announce(one: Kept): void {
    this.#sequence += 1;
    for (const listener of this.#listeners)
      listener({ sequence: this.#sequence, kind: "submission", submission: one.id, revision: one.revision });
  }
}
