/** Picks the desktop or the browser once, at start; the desktop's code is loaded only there. */
import { browser } from "./browser.ts";
import type { Host } from "./host.ts";

export {
  offerFile,
  type Host,
  type Hosting,
  type HostingState,
  type Joined,
  type Joining,
  type Notice,
  type Notices,
  type LocalPicture,
  type Offered,
  type Progress,
  type Reach,
  type Stop,
} from "./host.ts";

/** The surroundings of this window. */
export let host: Host = browser;

export async function chooseHost(): Promise<void> {
  if ("__TAURI_INTERNALS__" in window) host = (await import("./desktop.ts")).desktop;
}
