import type { publish as original } from "../id/publish.ts";
import type { Twin } from "../twin.ts";

export const publish: Twin<typeof original> = {
  progress: "{done} of {total} platforms recorded",
  lead: "Copy the caption, save the files, upload to each platform, then record the post's address.",
  standard: "Standard time",
  kit: "Material for {platform}",
  copy_caption: "Copy caption",
  caption_copied: "Caption copied.",
  copy_failed: "The caption could not be copied. Select the text and press Ctrl+C.",
  save_one: "Save file",
  save_all: "Save {n} file|Save {n} files",
  saved: "Saved: {name}",
  open_site: "Open {platform}",
  url: "Address of the post",
  url_hint: "Example: {example}",
  url_missing: "Paste the address of the post.",
  record: "Record",
  record_again: "Correct the address",
  recorded: "Recorded {when} by {name}",
  evidence: "Attach a screenshot",
  evidence_taking: "Taking in the screenshot…",
  evidence_remove: "Detach the screenshot",
  evidence_bad: "The screenshot must be a picture.",
  done_toast: "Done. {title} is in the archive.",
  done_link: "Open the record",
  done_title: "All platforms are recorded",
  gps_warning:
    "The original carries a location (GPS). Remove it before uploading if it may not be published.",
  too_long: "The caption has {n} characters, {platform} takes at most {limit}.",
  no_platforms: "No platform is chosen for this item yet.",
};
