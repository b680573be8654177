import type { join as original } from "../id/join.ts";
import type { Twin } from "../twin.ts";

export const join: Twin<typeof original> = {
  title: "Join an office",
  card_text:
    "Your office already runs on another computer. Connect this one with a code from the administrator.",
  card_go: "Enter the code",
  lead: "Ask the administrator to open Settings, section Devices, and press “Make a pairing code”. Type the address and the code shown there.",
  finding: "Looking for offices in this network…",
  found: "Found in this network:",
  found_none: "No office was heard in this network. Type its address.",
  address: "Address of the office's host",
  address_hint: "For example 192.168.1.10:7777. The administrator's whole note may be pasted here.",
  code: "Pairing code",
  code_hint: "Six groups of seven letters and digits. Upper or lower case makes no difference.",
  name: "Name of this computer",
  name_hint: "So that the administrator knows it, for example “PC Humas 2”.",
  submit: "Join",
  local_stays: "The office kept on this computer is not deleted; it shows again when you leave that office.",
  computer: "This computer",
  computer_alone: "This office's data is kept on this computer.",
  elsewhere: "Does your office run on another computer? Join it with a code from its administrator.",
  computer_joined: "This computer belongs to {office} as “{name}”, at {address}.",
  host_start: "Make this computer the office's host",
  host_text:
    "Other computers of the office's network can join, and phones can open it in a browser. This computer must be on and Terbit running while the office works.",
  host_on: "This computer is the office's host. Its addresses in the network:",
  host_fingerprint:
    "Its certificate's fingerprint (SHA-256), to compare when an address is first opened in a browser:",
  host_hint:
    "For the office's computers, make a pairing code under Devices. When the window is closed, Terbit goes on in the tray (beside the clock), if there is one; open it again from there, or start Terbit once more.",
  host_autostart: "Start Terbit when this computer's user signs in",
  host_autostart_hint:
    "The office is then open to the other computers without anybody opening Terbit. Its window waits in the tray; where there is none, it is shown.",
  host_stop: "Stop being the host",
  host_stop_title: "Stop being the office's host?",
  host_stop_text:
    "Other computers and phones can't open this office until this computer is the host again. Those that joined need no new code.",
  leave: "Leave this office",
  leave_title: "Leave {office}?",
  leave_text:
    "This computer will no longer be connected to that office. Items, drafts and files on the host stay as they are. Coming back takes a new pairing code.",
  again: "Join again with a new code",
  unreachable: "The office's host can't be reached.",
  unreachable_text:
    "What is on the screen can still be read. Terbit reconnects by itself and then loads the latest.",
  revoked_title: "This computer no longer belongs to the office",
  revoked_text:
    "The administrator of {office} has revoked this computer. If it is still in use, ask for a new pairing code.",
  changed_title: "This host is not known",
  changed_text:
    "What answers at {address} shows another certificate than when this computer joined. Perhaps another computer now has that address, or somebody poses as the host. Terbit sends nothing there.",
  changed_ask:
    "Ask the administrator whether the host was replaced. If so, ask for a new pairing code; if not, don't join, and tell whoever runs the network. As soon as the right host answers, this page closes by itself.",
};
