/** A remark as the office would tell it, for tests. */
import type { ThreadView } from "$/api/index.ts";
import { HASH } from "$/testing/office.ts";

export function thread(number: number, more: Partial<ThreadView> = {}): ThreadView {
  return {
    id: `urn:uuid:00000000-0000-0000-0000-00000000000${number}`,
    number,
    annotation: {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      id: `urn:uuid:00000000-0000-0000-0000-00000000000${number}`,
      type: "Annotation",
      motivation: "commenting",
      target: {
        source: `urn:sha256:${HASH}`,
        selector: {
          type: "FragmentSelector",
          conformsTo: "http://www.w3.org/TR/media-frags/",
          value: "xywh=percent:5,5,0,0",
        },
      },
      body: { type: "TextualBody", value: `Perbaiki ${number}`, format: "text/plain" },
    },
    author: { name: "Hendra", initials: "H", position_label: "Kabag", color: 1, is_me: false },
    at: "2026-11-24T07:05:00Z",
    version: 1,
    file_name: "foto.jpg",
    shown_on: HASH,
    is_carried_over: false,
    is_file_gone: false,
    assigned_to: "admin",
    assigned_label: "Admin Medsos",
    is_for_me: true,
    replies: [],
    resolution: null,
    can_reply: true,
    can_resolve: true,
    can_reopen: false,
    can_assign: false,
    ...more,
  };
}

export const resolution: NonNullable<ThreadView["resolution"]> = {
  by: { name: "Nadia", initials: "N", position_label: "Admin Medsos", color: 2, is_me: true },
  at: "2026-11-24T08:05:00Z",
  version: 2,
  is_by_author: false,
};
