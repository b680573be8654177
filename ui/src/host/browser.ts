/** The browser edition: file inputs, HTML5 drop, downloads, server-sent events. */
import type { Change } from "$/api/index.ts";

import { copyText } from "./clipboard.ts";
import { glimpseOf } from "./glimpse.ts";
import { offerFile, type Host, type Notice, type Offered, type Reach } from "./host.ts";
import { upload } from "./upload.ts";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

function offeredFrom(transfer: DataTransfer): Offered[] {
  return [...transfer.items]
    .filter((item) => item.kind === "file")
    .flatMap((item) => {
      const isDir = item.webkitGetAsEntry()?.isDirectory ?? false;
      const file = item.getAsFile();
      return file ? [{ ...offerFile(file), isDir }] : [];
    });
}

/** The host says every fifteen seconds that it is there. After so long without a word the line is dead, ms. */
const SILENCE = 40_000;

/** Who wants to know whether the line of changes stands. */
const reachListeners = new Set<(reach: Reach) => void>();
const tellReach = (reach: Reach) => reachListeners.forEach((listener) => listener(reach));

export const browser: Host = {
  kind: "browser",

  pickFiles() {
    return new Promise((resolve) => {
      const input = document.createElement("input");
      input.type = "file";
      input.multiple = true;
      input.addEventListener("change", () => resolve([...(input.files ?? [])].map(offerFile)));
      input.addEventListener("cancel", () => resolve([]));
      input.click();
    });
  },

  onFilesOffered(listener) {
    const over = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      listener(offeredFrom(event.dataTransfer));
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  },

  onDropHover(listener) {
    // Entering a child comes before leaving its parent: only the count tells when the window is left.
    let depth = 0;
    const set = (now: number) => {
      if (now > 0 !== depth > 0) listener(now > 0);
      depth = Math.max(0, now);
    };
    const enter = (event: DragEvent) => carriesFiles(event) && set(depth + 1);
    const leave = (event: DragEvent) => carriesFiles(event) && set(depth - 1);
    const drop = () => set(0);
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  },

  glimpse: (offered) => (offered.file ? glimpseOf(offered.file) : Promise.resolve(null)),

  intake(offered, onProgress, signal) {
    if (!offered.file) return Promise.reject(new Error("a browser's file always has its bytes"));
    return upload(offered.file, onProgress, signal);
  },

  saveFile(path, suggestedName) {
    const link = document.createElement("a");
    const address = new URL(path, location.href);
    address.searchParams.set("download", "1");
    // What the server says the file is called goes before what the link says.
    if (!address.searchParams.has("name")) address.searchParams.set("name", suggestedName);
    link.href = address.href;
    link.download = suggestedName;
    link.click();
    return Promise.resolve(true);
  },

  openExternal(url) {
    window.open(url, "_blank", "noopener,noreferrer");
    return Promise.resolve();
  },

  copyText,

  setTitle(title) {
    document.title = title;
  },

  subscribe(listener: (notice: Notice) => void) {
    let source: EventSource | null = null;
    let stopped = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      // A pulled cable ends no connection: the browser would wait for ever.
      silence = setTimeout(() => {
        tellReach("down");
        source?.close();
        connect();
      }, SILENCE);
    };
    const connect = () => {
      source = new EventSource("/api/changes");
      listen();
      source.addEventListener("alive", listen);
      // Also the first time: what changed between a screen's first request and now was told to nobody.
      source.addEventListener("open", () => {
        listen();
        tellReach("up");
        listener("resync");
      });
      source.addEventListener("message", (event: MessageEvent<string>) => {
        listen();
        listener(JSON.parse(event.data) as Change);
      });
      source.addEventListener("error", () => {
        // The browser retries a broken line by itself, but gives up on an answer that is an error.
        const answered = source?.readyState === EventSource.CLOSED;
        tellReach(answered ? "up" : "down");
        if (answered && !stopped) retry = setTimeout(connect, 5_000);
      });
    };
    connect();
    return () => {
      stopped = true;
      clearTimeout(retry);
      clearTimeout(silence);
      source?.close();
      tellReach("up");
    };
  },

  onReach(listener) {
    reachListeners.add(listener);
    return () => reachListeners.delete(listener);
  },

  joining: null,
  hosting: null,
  notices: null,

  mediaUrl: (path) => Promise.resolve(path),
};
