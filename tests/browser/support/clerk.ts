//! Puts an office into a state quickly, over the API, where the way there is not what a test is about.

import { randomUUID } from "node:crypto";

import { request, type APIRequestContext } from "@playwright/test";

import { PASSWORD, type Office } from "./office.ts";
import type { FileOf } from "./pictures.ts";

const DKI = "dki-pengelolaan-media-sosial";

export class Clerk {
  readonly #line: APIRequestContext;

  private constructor(line: APIRequestContext) {
    this.#line = line;
  }

  static async signedIn(office: Office, login: string): Promise<Clerk> {
    const extraHTTPHeaders = { "X-Terbit": "1" };
    // A picture of a hundred megapixels is decoded before the office answers.
    const line = await request.newContext({
      baseURL: office.address,
      extraHTTPHeaders,
      ignoreHTTPSErrors: true,
      timeout: 120_000,
    });
    const clerk = new Clerk(line);
    await clerk.#post("/api/session", { login, password: PASSWORD });
    return clerk;
  }

  async #ok(answer: Awaited<ReturnType<APIRequestContext["get"]>>): Promise<any> {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }

  async #post(path: string, data: unknown): Promise<any> {
    return this.#ok(await this.#line.post(path, { data }));
  }

  async get(path: string): Promise<any> {
    return this.#ok(await this.#line.get(path));
  }

  async addsAccount(name: string, login: string, position: string): Promise<void> {
    const positions = [{ sop: DKI, position }];
    await this.#post("/api/accounts", { name, login, password: PASSWORD, positions });
  }

  /** An empty draft. */
  async begins(): Promise<any> {
    return this.#post("/api/drafts", { sop: DKI });
  }

  /** Brings a file into the office. */
  async takesIn(picture: FileOf): Promise<any> {
    const upload = { data: picture.buffer, headers: { "Content-Type": "application/octet-stream" } };
    const { asset } = await this.#ok(await this.#line.post(`/api/assets?name=${picture.name}`, upload));
    return asset;
  }

  /** Hands in content that no day is late for, with one file or several. */
  async submits(title: string, files: FileOf | readonly FileOf[], more: Record<string, unknown> = {}): Promise<string> {
    const assets: unknown[] = [];
    for (const file of [files].flat()) assets.push(await this.takesIn(file));
    const draft = await this.#post("/api/drafts", { sop: DKI });
    const content = {
      ...draft.content,
      title,
      kind: "prioritas",
      source: "editorial-plan",
      pic: "Arif Budiman",
      caption: `${title}.`,
      assets,
      wished: ["instagram-feed"],
      ...more,
    };
    const path = `/api/drafts/${draft.id}`;
    const saving = { data: { revision: draft.revision, content, late_reason: "" } };
    const { revision } = await this.#ok(await this.#line.put(path, saving));
    const sent = await this.#post(`${path}/submit`, {
      command_id: randomUUID(),
      revision,
      late_reason: null,
    });
    return sent.id;
  }

  async acts(id: string, act: (item: any) => Record<string, unknown>): Promise<void> {
    const item = await this.get(`/api/submissions/${id}`);
    const body = { command_id: randomUUID(), revision: item.revision, act: act(item) };
    await this.#post(`/api/submissions/${id}/acts`, body);
  }

  async leaves(): Promise<void> {
    await this.#line.dispose();
  }
}

type Judged = { digest: { sha256: string } };

/** What is accepted is what the item is made of now. */
export const accept =
  (more = {}) =>
  ({ digest }: Judged): Record<string, unknown> => ({ type: "accept", digest: digest.sha256, ...more });

/** The PIC of the activity agrees to it as it is now. */
export const agreed = ({ digest }: Judged): Record<string, unknown> => ({
  type: "record_pic_agreement",
  digest: digest.sha256,
  who: "Arif Budiman",
  how: "whatsapp",
  agreed_at: new Date().toISOString(),
});
