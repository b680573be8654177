/** Everything the UI asks of the office, one function a use. */
import { newId } from "$/lib/ids.ts";

import { request } from "./request.ts";
import type {
  AccountCard,
  Act,
  AssetView,
  Checklist,
  Content,
  Draft,
  DraftCard,
  Home,
  NewAccount,
  OfficeStatus,
  Session,
  SopPage,
  SopSummary,
  SubmissionPage,
  SubmissionDetail,
} from "./types.ts";

export { Failure, wasAborted } from "./failure.ts";
export { onSignedOut } from "./request.ts";
export type * from "./types.ts";

export type Scope = "inbox" | "mine" | "open" | "late";
export type ListQuery = {
  scope: Scope;
  sop?: string;
  step?: string;
  q?: string;
  cursor?: string;
  limit?: number;
};
export type ArchiveQuery = {
  q?: string;
  sop?: string;
  kind?: string;
  platform?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit?: number;
};
/** How a request is made, when that matters. */
export type How = { signal?: AbortSignal; background?: boolean };

const at = encodeURIComponent;

export const api = {
  office: (how?: How) => request<OfficeStatus>("/api/office", { ...how }),
  bundledSops: () => request<SopSummary[]>("/api/sops/bundled"),
  setUpOffice: (body: { name: string; sops: string[]; accounts: NewAccount[] }) =>
    request<Session>("/api/office", { method: "POST", body }),
  setUpDemo: () => request<OfficeStatus>("/api/office/demo", { method: "POST", body: {} }),

  signIn: (login: string, password: string) =>
    request<Session>("/api/session", { method: "POST", body: { login, password } }),
  session: () => request<Session>("/api/session"),
  signOut: () => request<undefined>("/api/session", { method: "DELETE" }),
  accounts: () => request<AccountCard[]>("/api/accounts"),
  addAccount: (body: NewAccount) => request<AccountCard>("/api/accounts", { method: "POST", body }),

  home: (how?: How) => request<Home>("/api/home", { ...how }),
  sops: () => request<SopSummary[]>("/api/sops"),
  sop: (id: string, how?: How) => request<SopPage>("/api/sops/{id}", { id, ...how }),

  drafts: (how?: How) => request<DraftCard[]>("/api/drafts", { ...how }),
  newDraft: (sop: string) => request<Draft>("/api/drafts", { method: "POST", body: { sop } }),
  draft: (id: string) => request<Draft>("/api/drafts/{id}", { id }),
  saveDraft: (id: string, body: { revision: number; content: Content; late_reason: string }) =>
    request<Draft>("/api/drafts/{id}", { id, method: "PUT", body }),
  deleteDraft: (id: string) => request<undefined>("/api/drafts/{id}", { id, method: "DELETE" }),
  submitDraft: (id: string, body: { command_id: string; revision: number; late_reason: string | null }) =>
    request<SubmissionDetail>("/api/drafts/{id}/submit", { id, method: "POST", body }),
  check: (body: { sop: string; content: Content; step?: string }, how?: How) =>
    request<Checklist>("/api/drafts/check", { method: "POST", body, ...how }),

  asset: (sha256: string, how?: How) => request<AssetView>("/api/assets/{sha256}", { id: sha256, ...how }),

  submissions: (query: ListQuery, how?: How) =>
    request<SubmissionPage>("/api/submissions", { query, ...how }),
  submission: (id: string, how?: How) => request<SubmissionDetail>("/api/submissions/{id}", { id, ...how }),
  act: (id: string, body: { command_id: string; revision: number; act: Act }) =>
    request<SubmissionDetail>("/api/submissions/{id}/acts", { id, method: "POST", body }),

  archive: (query: ArchiveQuery, how?: How) => request<SubmissionPage>("/api/archive", { query, ...how }),
};

/** Addresses of a file's pictures and bytes; the webview loads them itself. */
export const media = {
  thumb: (sha256: string) => `/api/media/${sha256}/thumb`,
  preview: (sha256: string) => `/api/media/${sha256}/preview`,
  original: (asset: { sha256: string; name: string }) =>
    `/api/media/${asset.sha256}/original?name=${at(asset.name)}`,
  download: (asset: { sha256: string; name: string }) =>
    `/api/media/${asset.sha256}/original?name=${at(asset.name)}&download=1`,
};

/** An id for one act of a person, so that a repeated request is answered and not repeated. */
export function newCommandId(): string {
  return newId();
}
