import type { help as original } from "../id/help.ts";
import type { Twin } from "../twin.ts";

export const help: Twin<typeof original> = {
  lead: "Everything can be done without a mouse.",
  inbox: "Approval inbox and Publishing",
  move: "Next, previous submission",
  ends: "First, last submission of the list",
  pages_of_list: "One screen down, up in the list",
  read: "Read the submission; the arrows then scroll it",
  leave: "Back to the list; also empties the search",
  accept: "Accept, or hand on",
  reject: "Reject with a reason",
  search: "Search in the list; also in the archive and My history",
  files: "Files",
  paste: "Paste a picture as a file",
  order: "Move the chosen file forwards, backwards",
  pages: "Previous, next picture",
  video: "Video player",
  play: "Play, pause",
  frames: "One frame back, on",
  seconds: "5 seconds back, on; with Shift 1 second",
  mute: "Mute",
  key_space: "Space",
  everywhere: "Everywhere",
  help: "This help",
  close: "Close a dialog or menu",
};
