/** Everything the UI asks of the office, one function a use. */
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
  Page,
  Session,
  SopPage,
  SopSummary,
  SubmissionCard,
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
  office: (how?: How) => request<OfficeStatus>("/office", { ...how }),
  bundledSops: () => request<SopSummary[]>("/sops/bundled"),
  setUpOffice: (body: { name: string; sops: string[]; accounts: NewAccount[] }) =>
    request<Session>("/office", { method: "POST", body }),
  setUpDemo: () => request<OfficeStatus>("/office/demo", { method: "POST", body: {} }),

  signIn: (login: string, password: string) =>
    request<Session>("/session", { method: "POST", body: { login, password } }),
  session: () => request<Session>("/session"),
  signOut: () => request<undefined>("/session", { method: "DELETE" }),
  accounts: () => request<AccountCard[]>("/accounts"),
  addAccount: (body: NewAccount) => request<AccountCard>("/accounts", { method: "POST", body }),

  home: (how?: How) => request<Home>("/home", { ...how }),
  sops: () => request<SopSummary[]>("/sops"),
  sop: (id: string, how?: How) => request<SopPage>(`/sops/${at(id)}`, { ...how }),

  drafts: (how?: How) => request<DraftCard[]>("/drafts", { ...how }),
  newDraft: (sop: string) => request<Draft>("/drafts", { method: "POST", body: { sop } }),
  draft: (id: string) => request<Draft>(`/drafts/${at(id)}`),
  saveDraft: (id: string, body: { revision: number; content: Content; late_reason: string }) =>
    request<Draft>(`/drafts/${at(id)}`, { method: "PUT", body }),
  deleteDraft: (id: string) => request<undefined>(`/drafts/${at(id)}`, { method: "DELETE" }),
  submitDraft: (id: string, body: { command_id: string; revision: number; late_reason: string | null }) =>
    request<SubmissionDetail>(`/drafts/${at(id)}/submit`, { method: "POST", body }),
  check: (body: { sop: string; content: Content; step?: string }, how?: How) =>
    request<Checklist>("/drafts/check", { method: "POST", body, ...how }),

  asset: (sha256: string, how?: How) => request<AssetView>(`/assets/${at(sha256)}`, { ...how }),

  submissions: (query: ListQuery, how?: How) =>
    request<Page<SubmissionCard>>("/submissions", { query, ...how }),
  submission: (id: string, how?: How) => request<SubmissionDetail>(`/submissions/${at(id)}`, { ...how }),
  act: (id: string, body: { command_id: string; revision: number; act: Act }) =>
    request<SubmissionDetail>(`/submissions/${at(id)}/acts`, { method: "POST", body }),

  archive: (query: ArchiveQuery, how?: How) => request<Page<SubmissionCard>>("/archive", { query, ...how }),
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
  return crypto.randomUUID();
}
