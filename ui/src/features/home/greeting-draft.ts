/** A draft for a coming day: with its name, its date, and the kind of content meant for such days. */
import { api, type ContentKind, type Draft, type Sop, type UpcomingDay } from "$/api/index.ts";

/** The kind that may come before or on the day; a SOP without one gets its first kind. */
export function kindForDay(sop: Sop): ContentKind | undefined {
  return sop.kind.find((kind) => kind.timing?.rule === "on_or_before") ?? sop.kind[0];
}

export async function draftForDay(sop: Sop, day: UpcomingDay): Promise<Draft> {
  const draft = await api.newDraft(sop.id);
  const content = {
    ...draft.content,
    title: day.name,
    event_date: day.date,
    kind: kindForDay(sop)?.id ?? draft.content.kind,
  };
  return api.saveDraft(draft.id, { revision: draft.revision, content, late_reason: draft.late_reason });
}
