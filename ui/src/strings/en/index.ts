import { archive } from "./archive.ts";
import { caption } from "./caption.ts";
import { common } from "./common.ts";
import { compare } from "./compare.ts";
import { coordination } from "./coordination.ts";
import { devices } from "./devices.ts";
import { draft } from "./draft.ts";
import { files } from "./files.ts";
import { format } from "./format.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { home } from "./home.ts";
import { inbox } from "./inbox.ts";
import { join } from "./join.ts";
import { outbox } from "./outbox.ts";
import { paraf } from "./paraf.ts";
import { preview } from "./preview.ts";
import { publish } from "./publish.ts";
import { reasons } from "./reasons.ts";
import { record } from "./record.ts";
import { remarks } from "./remarks.ts";
import { renditions } from "./renditions.ts";
import { rights } from "./rights.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { shell } from "./shell.ts";
import { signin } from "./signin.ts";
import { social } from "./social.ts";
import { sop } from "./sop.ts";
import { submission } from "./submission.ts";
import { viewer } from "./viewer.ts";
import { video } from "./video.ts";

export const en = {
  archive,
  caption,
  common,
  compare,
  coordination,
  devices,
  draft,
  files,
  format,
  help,
  history,
  home,
  inbox,
  join,
  outbox,
  paraf,
  preview,
  publish,
  reasons,
  record,
  remarks,
  renditions,
  rights,
  settings,
  setup,
  shell,
  signin,
  social,
  sop,
  submission,
  viewer,
  video,
};
