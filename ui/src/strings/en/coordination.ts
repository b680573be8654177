import type { coordination as original } from "../id/coordination.ts";
import type { Twin } from "../twin.ts";

export const coordination: Twin<typeof original> = {
  title: "Coordination",
  copy: "Copy a summary for WhatsApp",
  open: "Open WhatsApp",
  copied: "The summary is copied. Paste it into the chat.",
  copy_failed: "This browser does not allow copying. Use the button Open WhatsApp.",
  open_failed: "WhatsApp can't be opened from here. Copy the summary and paste it yourself.",
  step: "Step {number} {short}, waiting for {position}",
  time: "Time: {time}",
  asked_agree: "Please agree to this content as the person in charge.",
  asked_decide: "Please check it and decide: accept or reject.",
  asked_work: "Please do this step and pass it on.",
  asked_publish: "Please publish it and record the address.",
  caption: "Caption text: “{text}”",
  evidence: "Evidence (screenshot)",
  evidence_hint: "For example the answer on WhatsApp. Kept with the record, never published.",
  evidence_take: "Choose a picture",
  evidence_ways: "or paste it (Ctrl+V), or drop it here",
  evidence_busy: "Keeping the evidence {percent}%",
  evidence_bad: "{name} is not a picture. Attach a screenshot.",
  evidence_remove: "Remove the evidence",
  evidence_open: "Look at the evidence {name}",
  evidence_of: "Evidence of the agreement",
};
