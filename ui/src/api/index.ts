/** Everything the UI asks of the office, one function a use. */
import { newId } from "$/lib/ids.ts";

import { answer, client, made, type How } from "./request.ts";
import type {
  Act,
  AddAccount,
  ChangeAccount,
  Content,
  DecisionRule,
  Fit,
  HistoryKind,
  NewAccount,
  NewDelegation,
  SocialAccount,
} from "./types.ts";

export { Failure, wasAborted } from "./failure.ts";
export { onSignedOut, type How } from "./request.ts";
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
export type InboxQuery = {
  desk: "decide" | "publish" | "others";
  q?: string;
  cursor?: string;
  limit?: number;
  /** Only those of these that still belong there. */
  ids?: readonly string[];
};
export type HistoryQuery = { q?: string; kind?: HistoryKind | ""; cursor?: string; limit?: number };
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

const at = encodeURIComponent;
const by = (id: string) => ({ params: { path: { id } } });
const tilesOf = (sha256: string, page: number) => ({ params: { path: { sha256 }, query: { page } } });
const copyOf = (sha256: string, place: string) => ({ params: { path: { sha256, place } } });

export const api = {
  office: (how?: How) => answer(client.GET("/api/office", made(how))),
  bundledSops: () => answer(client.GET("/api/sops/bundled")),
  setUpOffice: (body: { name: string; sops: string[]; accounts: NewAccount[] }) =>
    answer(client.POST("/api/office", { body })),
  setUpDemo: () => answer(client.POST("/api/office/demo")),

  signIn: (login: string, password: string, second: string | null = null) =>
    answer(client.POST("/api/session", { body: { login, password, second } })),
  signInWithCode: (body: { login: string; code: string; password: string; second?: string | null }) =>
    answer(client.POST("/api/session/code", { body })),
  session: (how?: How) => answer(client.GET("/api/session", made(how))),
  changePassword: (body: { old: string; password: string }) =>
    answer(client.PUT("/api/session/password", { body })),
  offerSecondFactor: () => answer(client.POST("/api/session/second-factor")),
  confirmSecondFactor: (body: { secret: string; code: string; password: string }) =>
    answer(client.PUT("/api/session/second-factor", { body })),
  removeSecondFactor: (password: string) =>
    answer(client.POST("/api/session/second-factor/removal", { body: { password } })),
  resetSecondFactor: (id: string) => answer(client.DELETE("/api/accounts/{id}/second-factor", by(id))),
  sessions: () => answer(client.GET("/api/sessions")),
  endSession: (id: string) => answer(client.DELETE("/api/sessions/{id}", by(id))),
  signOut: () => answer(client.DELETE("/api/session")),
  accounts: () => answer(client.GET("/api/accounts")),
  rejectReasons: (how?: How) => answer(client.GET("/api/office/reject-reasons", made(how))),
  setRejectReasons: (body: { reasons: string[]; seen: string[] }) =>
    answer(client.PUT("/api/office/reject-reasons", { body })),
  socialAccounts: (how?: How) => answer(client.GET("/api/office/social-accounts", made(how))),
  setSocialAccounts: (body: { accounts: SocialAccount[]; seen: SocialAccount[] }) =>
    answer(client.PUT("/api/office/social-accounts", { body })),
  addAccount: (body: AddAccount) => answer(client.POST("/api/accounts", { body })),
  changeAccount: (id: string, body: ChangeAccount) =>
    answer(client.PUT("/api/accounts/{id}", { ...by(id), body })),
  giveEntryCode: (id: string) => answer(client.POST("/api/accounts/{id}/code", by(id))),
  sessionsOf: (id: string) => answer(client.GET("/api/accounts/{id}/sessions", by(id))),

  devices: () => answer(client.GET("/api/devices")),
  makePairingCode: () => answer(client.POST("/api/devices/code")),
  revokeDevice: (id: string) => answer(client.DELETE("/api/devices/{id}", by(id))),
  delegations: (how?: How) => answer(client.GET("/api/delegations", made(how))),
  delegate: (body: NewDelegation) => answer(client.POST("/api/delegations", { body })),
  endDelegation: (id: string) => answer(client.POST("/api/delegations/{id}/end", by(id))),
  decisionRule: (how?: How) => answer(client.GET("/api/office/decision-rule", made(how))),
  setDecisionRule: (body: DecisionRule) => answer(client.PUT("/api/office/decision-rule", { body })),

  home: (how?: How) => answer(client.GET("/api/home", made(how))),
  sops: () => answer(client.GET("/api/sops")),
  sop: (id: string, how?: How) => answer(client.GET("/api/sops/{id}", { ...by(id), ...made(how) })),

  drafts: (how?: How) => answer(client.GET("/api/drafts", made(how))),
  newDraft: (sop: string) => answer(client.POST("/api/drafts", { body: { sop } })),
  draft: (id: string) => answer(client.GET("/api/drafts/{id}", by(id))),
  saveDraft: (id: string, body: { revision: number; content: Content; late_reason: string }) =>
    answer(client.PUT("/api/drafts/{id}", { ...by(id), body })),
  deleteDraft: (id: string) => answer(client.DELETE("/api/drafts/{id}", by(id))),
  submitDraft: (id: string, body: { command_id: string; revision: number; late_reason: string | null }) =>
    answer(client.POST("/api/drafts/{id}/submit", { ...by(id), body })),
  offeredDrafts: (how?: How) => answer(client.GET("/api/drafts/offered", made(how))),
  offerDraft: (id: string, revision: number) =>
    answer(client.POST("/api/drafts/{id}/offer", { ...by(id), body: { revision } })),
  withdrawDraft: (id: string, revision: number) =>
    answer(client.POST("/api/drafts/{id}/withdraw", { ...by(id), body: { revision } })),
  takeDraft: (id: string, revision: number) =>
    answer(client.POST("/api/drafts/{id}/take", { ...by(id), body: { revision } })),
  check: (body: { sop: string; content: Content; step?: string }, how?: How) =>
    answer(client.POST("/api/drafts/check", { body, ...made(how) })),

  asset: (sha256: string, how?: How) =>
    answer(client.GET("/api/assets/{sha256}", { params: { path: { sha256 } }, ...made(how) })),

  places: () => answer(client.GET("/api/places")),
  tools: () => answer(client.GET("/api/tools")),
  renditions: (id: string, how?: How) =>
    answer(client.GET("/api/submissions/{id}/renditions", { ...by(id), ...made(how) })),
  videoCopy: (sha256: string, place: string) =>
    answer(client.GET("/api/media/{sha256}/copies/{place}", copyOf(sha256, place))),
  makeVideoCopy: (sha256: string, place: string) =>
    answer(client.POST("/api/media/{sha256}/copies/{place}", copyOf(sha256, place))),
  cancelVideoCopy: (sha256: string, place: string) =>
    answer(client.DELETE("/api/media/{sha256}/copies/{place}", copyOf(sha256, place))),

  inbox: ({ ids, ...query }: InboxQuery, how?: How) =>
    answer(
      client.GET("/api/inbox", {
        params: { query: { ...given(query), ...(ids ? { ids: ids.join(",") } : {}) } },
        ...made(how),
      }),
    ),
  inboxCounts: (how?: How) => answer(client.GET("/api/inbox/counts", made(how))),
  history: ({ kind, ...query }: HistoryQuery, how?: How) =>
    answer(
      client.GET("/api/history", {
        params: { query: { ...given(query), ...(kind ? { kind } : {}) } },
        ...made(how),
      }),
    ),

  /** Pages count from 1. */
  beginTiles: (sha256: string, page: number) =>
    answer(client.POST("/api/media/{sha256}/tiles", tilesOf(sha256, page))),
  tiles: (sha256: string, page: number) =>
    answer(client.GET("/api/media/{sha256}/tiles", tilesOf(sha256, page))),
  leaveTiles: (sha256: string, page: number) =>
    answer(client.DELETE("/api/media/{sha256}/tiles", tilesOf(sha256, page))),

  submissions: (query: ListQuery, how?: How) =>
    answer(client.GET("/api/submissions", { params: { query: given(query) }, ...made(how) })),
  submission: (id: string, how?: How) =>
    answer(client.GET("/api/submissions/{id}", { ...by(id), ...made(how) })),
  act: (id: string, body: { command_id: string; revision: number; act: Act }) =>
    answer(client.POST("/api/submissions/{id}/acts", { ...by(id), body })),

  archive: (query: ArchiveQuery, how?: How) =>
    answer(client.GET("/api/archive", { params: { query: given(query) }, ...made(how) })),
};

/** Without what is empty: an empty search is no search. */
function given<Query extends object>(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")) as Query;
}

/** Addresses of a file's pictures and bytes; the webview loads them itself. */
export const media = {
  thumb: (sha256: string) => `/api/media/${sha256}/thumb`,
  /** `page` counts from 1 and is for documents only. */
  preview: (sha256: string, page = 1) => `/api/media/${sha256}/preview${page > 1 ? `?page=${page}` : ""}`,
  /** One tile of a picture that was cut; level 0 is the smallest. */
  tile: (sha256: string, level: number, column: number, row: number, page = 1) =>
    `/api/media/${sha256}/tiles/${level}/${column}_${row}${page > 1 ? `?page=${page}` : ""}`,
  /** `quick`: a smaller one, for the eye while one chooses. */
  rendition: (sha256: string, place: string, fit: Fit, quick = false) =>
    `/api/media/${sha256}/renditions/${at(place)}?${fitQuery(fit)}${quick ? "&quick=1" : ""}`,
  original: (asset: { sha256: string; name: string }) =>
    `/api/media/${asset.sha256}/original?name=${at(asset.name)}`,
  download: (asset: { sha256: string; name: string }) =>
    `/api/media/${asset.sha256}/original?name=${at(asset.name)}&download=1`,
};

function fitQuery(fit: Fit): string {
  if (fit.how === "crop") return `fit=crop&x=${fit.focus.x}&y=${fit.focus.y}`;
  if (fit.how === "plain") return `fit=plain&color=${fit.color.toString(16).padStart(6, "0")}`;
  return `fit=${fit.how}`;
}

/** An id for one act of a person, so that a repeated request is answered and not repeated. */
export function newCommandId(): string {
  return newId();
}
