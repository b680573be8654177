import type { help as original } from "../id/help.ts";
import type { Twin } from "../twin.ts";

export const help: Twin<typeof original> = {
  lead: "Everything can be done without a mouse.",
  inbox: "Approval inbox and Publishing",
  move: "Next, previous submission",
  accept: "Accept, or hand on",
  reject: "Reject with a reason",
  search: "Search in the list; also in the archive",
  files: "Files",
  paste: "Paste a picture as a file",
  order: "Move the chosen file forwards, backwards",
  pages: "Previous, next picture",
  everywhere: "Everywhere",
  help: "This help",
  close: "Close a dialog or menu",
};
