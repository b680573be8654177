import type { Twin } from "../twin.ts";
import type { rights as id } from "../id/rights.ts";

export const rights: Twin<typeof id> = {
  rule: "Decisions by the same person",
  rule_text:
    "One person does not decide twice on the same item, though they hold two positions. Nobody ever decides on an item of their own.",
  rule_allow: "Let one person decide at more than one step of the same item",
  rule_hint:
    "For offices that are short of people. Each such decision is marked in the history as made by the same person, allowed by the office's setting.",
  rule_saved: "The rule for decisions is saved.",
  acting: "Acting officials (Plh. and Plt.)",
  acting_text: "Positions that somebody else fills for a time, by a letter. The history names both.",
  appoint: "Appoint",
  appoint_lead: "During those days they act in that position, also on items that wait already.",
  appoint_yes: "Appoint",
  appointed: "{name} is appointed.",
  kind: "As",
  kind_plh: "Plh. (the official is away for a time)",
  kind_plt: "Plt. (the position is vacant)",
  position: "Position",
  whose: "On behalf of",
  whose_plt: "On behalf of, if anybody",
  account: "Who acts",
  letter: "Number of the letter",
  first_day: "First day",
  last_day: "Last day",
  for: "(for {name})",
  facts: "Letter No. {letter}, {from} to {to}",
  state_coming: "To come",
  state_in_force: "In force",
  state_ended: "Ended",
  end: "End",
  end_title: "End the appointment of {name}?",
  end_text: "From now on they no longer act in that position. What is recorded stays.",
  ended_now: "The appointment of {name} has ended.",
  nobody: "Nobody is appointed.",
};
