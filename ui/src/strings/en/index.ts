import { archive } from "./archive.ts";
import { common } from "./common.ts";
import { draft } from "./draft.ts";
import { files } from "./files.ts";
import { format } from "./format.ts";
import { help } from "./help.ts";
import { home } from "./home.ts";
import { inbox } from "./inbox.ts";
import { paraf } from "./paraf.ts";
import { publish } from "./publish.ts";
import { record } from "./record.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { shell } from "./shell.ts";
import { signin } from "./signin.ts";
import { sop } from "./sop.ts";
import { submission } from "./submission.ts";

export const en = {
  archive,
  common,
  draft,
  files,
  format,
  help,
  home,
  inbox,
  paraf,
  publish,
  record,
  settings,
  setup,
  shell,
  signin,
  sop,
  submission,
};
