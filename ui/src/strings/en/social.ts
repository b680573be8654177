import type { social as original } from "../id/social.ts";
import type { Twin } from "../twin.ts";

export const social: Twin<typeof original> = {
  title: "Social media accounts",
  text: "What the office is called on each platform, as previews show it. What is empty is guessed from the office's name.",
  edit: "Change the accounts",
  admin_only: "Only an administrator can change these accounts.",
  name: "Name on {platform}",
  handle: "Handle on {platform}",
  unset: "not entered",
  save: "Save the accounts",
  saved: "The social media accounts are saved.",
  newest: "Open the newest",
};
