/** The desktop window: the shell's commands and events. The only file that names Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";

import { Failure, type AssetView, type Change } from "$/api/index.ts";

import { copyText } from "./clipboard.ts";
import { glimpseOf } from "./glimpse.ts";
import type { Host, HostingState, Joined, Notice, Offered, Reach, Stop } from "./host.ts";
import { upload } from "./upload.ts";

type ShellOffer = { token: string; name: string; bytes: number; is_dir: boolean };

const offeredFrom = (offers: ShellOffer[]): Offered[] =>
  offers.map(({ token, name, bytes, is_dir }) => ({ token, name, bytes, isDir: is_dir }));

function hear<Payload>(event: string, listener: (payload: Payload) => void): Stop {
  const stopping = listen<Payload>(event, ({ payload }) => listener(payload));
  return () => void stopping.then((stop) => stop());
}

async function asked<Answer>(command: string, given: Record<string, string | boolean> = {}): Promise<Answer> {
  try {
    return await invoke<Answer>(command, given);
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

export const desktop: Host = {
  kind: "desktop",
  pickFiles: async () => offeredFrom(await invoke<ShellOffer[]>("pick_files")),
  onFilesOffered: (listener) =>
    hear<ShellOffer[]>("files-offered", (offers) => listener(offeredFrom(offers))),
  onDropHover: (listener) => hear<boolean>("drop-hover", listener),

  // The shell looks into the file; the page knows its token only.
  glimpse: (offered) =>
    offered.file
      ? glimpseOf(offered.file)
      : Promise.resolve({
          url: `/dropped/${offered.token}/preview`,
          transform: "",
          release: () => undefined,
        }),

  async intake(offered, onProgress, signal) {
    if (offered.file) return upload(offered.file, onProgress, signal);
    const progress = new Channel<{ done: number; total: number; interrupted: boolean }>();
    progress.onmessage = ({ done, total, interrupted }) => onProgress(done, total, interrupted);
    const cancel = () => void invoke("intake_cancel", { token: offered.token });
    signal.addEventListener("abort", cancel);
    try {
      return await invoke<AssetView>("intake_start", { token: offered.token, onProgress: progress });
    } catch (thrown) {
      if (signal.aborted) throw new DOMException("cancelled", "AbortError");
      throw Failure.from(thrown);
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  },

  saveFile: (path, suggestedName) => invoke<boolean>("save_file", { path, suggestedName }),
  openExternal: (url) => invoke("open_external", { url }),
  copyText,
  setTitle(title) {
    document.title = title;
    // The shell's window has a title of its own. A window that is closing has no use for one.
    void getCurrentWindow()
      .setTitle(title)
      .catch(() => undefined);
  },
  subscribe(listener: (notice: Notice) => void) {
    const stops = [hear<Change>("change", listener), hear("resync", () => listener("resync"))];
    return () => stops.forEach((stop) => stop());
  },
  onReach: (listener) => hear<Reach>("reach", listener),
  joining: {
    standing: () => invoke<{ joined: Joined | null; computer: string }>("joined_office"),
    find: () => asked("find_offices"),
    join: (address, code, name) => asked("join_office", { address, code, name }),
    leave: () => asked("leave_office"),
  },
  hosting: {
    state: () => asked<HostingState>("hosting"),
    start: () => asked<HostingState>("start_hosting"),
    stop: () => asked<HostingState>("stop_hosting"),
    setAutostart: (on) => asked<HostingState>("set_autostart", { on }),
  },
  notices: {
    show: (note) => invoke<boolean>("show_notice", { note }),
    waiting: (sentence) => void invoke("set_waiting", { sentence }),
    onWanted: (listener) => hear("waiting-wanted", listener),
  },
  mediaUrl: (path) => invoke<string>("media_url", { path }),
};
