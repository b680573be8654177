import type { settings as original } from "../id/settings.ts";
import type { Twin } from "../twin.ts";

export const settings: Twin<typeof original> = {
  title: "Settings",
  accounts: "Accounts",
  accounts_text: "One account a person. The initials on every record are those of the account.",
  name: "Name",
  login: "Account name",
  positions: "Positions",
  you: "you",
  admin: "Administrator",
  disabled: "Disabled",
  no_position: "Holds no position yet",
  admin_only: "Only an administrator can add accounts.",
  add_account: "Add an account",
  add_lead: "Tell the person the account name and the password yourself.",
  add: "Add",
  added: "The account of {name} is ready.",
  login_taken: "This account name is taken. Choose another.",
  window: "Appearance on this computer",
  window_text: "Holds on this computer and in this browser only.",
  hours: "Working hours",
  hours_text:
    "Standard times count within working hours ({zone}) only; national holidays and joint leave do not count.",
  holidays_until: "National holidays and joint leave are known to the end of {year}.",
  hours_range: "{from}–{to}",
  hours_closed: "Closed",
  about: "About",
  office: "Office",
  sops: "SOPs in use",
  edition: "edition {edition}",
  version: "Version",
};
