import type { devices as original } from "../id/devices.ts";
import type { Twin } from "../twin.ts";

export const devices: Twin<typeof original> = {
  title: "Devices",
  text: "Computers that joined this office. A browser on a phone or on a guest's computer need not join.",
  make_code: "Make a pairing code",
  none: "No computer has joined yet. Make a pairing code and type it on that computer.",
  meta: "Joined {since}, last seen {seen}",
  revoked: "Revoked",
  revoked_meta: "Joined {since}, revoked {revoked}",
  revoke: "Revoke",
  revoke_of: "Revoke {name}",
  revoke_title: "Revoke {name}?",
  revoke_text:
    "From now on that computer can't open this office, whoever uses it. Joining again takes a new code.",
  revoked_now: "{name} was revoked.",
  code_title: "Pairing code",
  code_text:
    "On the computer that is to join, open Terbit, choose “Join an office” and type this address and code. Good for one computer, until {until}.",
  code_address: "Address",
  code_or: "or",
  code_copy: "Copy address and code",
  code_message: "Address of the host: {address}\nPairing code: {code}\nGood for one computer, until {until}.",
  code_done: "Done",
};
