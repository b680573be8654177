/**
 * What the window's surroundings do for the page. The desktop has native dialogs and drops, the
 * browser its own; nothing outside this folder knows which of the two it is.
 */
import type { AssetView, Change } from "$/api/index.ts";
import { newId } from "$/lib/ids.ts";

/** A file that was chosen, dropped or pasted, and is not taken in yet. */
export type Offered = {
  token: string;
  name: string;
  bytes: number;
  isDir: boolean;
  /** Present where the bytes are the page's: in the browser, and for pasted pictures. */
  file?: File;
};

/** `interrupted`: the line is broken, and it goes on by itself when it is back. */
export type Progress = (done: number, total: number, interrupted?: boolean) => void;
/** `resync`: changes may have been missed; load again what is on the screen. */
export type Notice = Change | "resync";
export type Stop = () => void;

/** How it stands with the office: `up` too while nothing says otherwise. */
export type Reach = "up" | "down" | "changed_certificate" | "revoked";

/** The office on another computer that this one joined. */
export type Joined = { address: string; name: string; office: string; reach: Reach };

/** Whether the window shows an office on another computer, and which. */
export interface Joining {
  /** `computer`: what the system calls this one. */
  standing(): Promise<{ joined: Joined | null; computer: string }>;
  /** Offices that call out in this network; takes some seconds. */
  find(): Promise<{ office: string; address: string }[]>;
  /** The window is to be loaded anew after both. */
  join(address: string, code: string, name: string): Promise<void>;
  leave(): Promise<void>;
}

/** This computer as the office's host. */
export type HostingState = {
  /** Empty while it is none. */
  addresses: string[];
  /** Of its certificate, to compare in a browser: groups of four. */
  fingerprint: string | null;
  /** Whether it is started when this computer's user signs in. */
  autostart: boolean;
  failure: string | null;
};

export interface Hosting {
  state(): Promise<HostingState>;
  start(): Promise<HostingState>;
  stop(): Promise<HostingState>;
  setAutostart(on: boolean): Promise<HostingState>;
}

/** What the system says of the office while nobody looks at the window. */
export interface Notices {
  /**
   * Shows a note. Answers when it is gone: whether the person pressed it, and then the window is in front. Also false
   * where the system has no notes.
   */
  show(note: { title: string; text: string; action: string }): Promise<boolean>;
  /** What the tray says of how much waits; null when nothing does. */
  waiting(sentence: string | null): void;
  /** The person pressed that in the tray. */
  onWanted(listener: () => void): Stop;
}

/** A small picture of a file that is not taken in yet. */
export type LocalPicture = {
  url: string;
  /** CSS that shows it upright in a square. */
  transform: string;
  /** Gives its memory back; the address is void from then on. */
  release: () => void;
};

export interface Host {
  readonly kind: "desktop" | "browser";
  /** Asks for files; empty when the person thinks better of it. */
  pickFiles(): Promise<Offered[]>;
  /** Files dropped on the window. */
  onFilesOffered(listener: (offered: Offered[]) => void): Stop;
  onDropHover(listener: (hovering: boolean) => void): Stop;
  /** What the file's camera or the system can show at once; null where there is nothing. Never an error. */
  glimpse(offered: Offered): Promise<LocalPicture | null>;
  /** Takes a file into the media store. Aborting rejects with an `AbortError`. */
  intake(offered: Offered, onProgress: Progress, signal: AbortSignal): Promise<AssetView>;
  /** False when the person cancelled. `path` is an address of `/api/media/…`. */
  saveFile(path: string, suggestedName: string): Promise<boolean>;
  openExternal(url: string): Promise<void>;
  copyText(text: string): Promise<void>;
  /** What the window, the tab and the task bar call it. */
  setTitle(title: string): void;
  subscribe(listener: (notice: Notice) => void): Stop;
  /** Told when the office can't be reached any more, and when it can again. */
  onReach(listener: (reach: Reach) => void): Stop;
  /** Absent where the page's address says which office it is. */
  readonly joining: Joining | null;
  /** Absent where the page comes from a host already. */
  readonly hosting: Hosting | null;
  /** Absent in a browser. */
  readonly notices: Notices | null;
  /** An address that the video player can play. */
  mediaUrl(path: string): Promise<string>;
}

/** A file of the page's own, such as a pasted picture. */
export function offerFile(file: File): Offered {
  return { token: newId(), name: file.name, bytes: file.size, isDir: false, file };
}
