/** The note with which an administrator passes a pairing code on, as it is copied from the dialog of the code. */

const CODE = /(?:[0-9A-Z]{7}-){5}[0-9A-Z]{7}/i;
/** A name or an address of version 4 or 6, with its port. */
const ADDRESS = /(?:\[[0-9a-f:]+\]|[a-z0-9][a-z0-9.-]*):\d{3,5}(?![0-9])/i;

/** What a note says; null where it is no such note. Of several addresses the first. */
export function addressAndCode(note: string): { address: string; code: string } | null {
  const code = CODE.exec(note)?.[0];
  const address = ADDRESS.exec(note)?.[0];
  return code && address ? { address, code } : null;
}
