/** Where the rows of a list in sections lie, and which of them are near the window. */

export type Section<Name extends string> = { name: Name; count: number };
export type Place<Name extends string> = Section<Name> & { top: number; height: number };
type Sizes = { row: number; head: number };

/** Rows kept above and below what can be seen. */
const AROUND = 5;

export function placesOf<Name extends string>(
  sections: readonly Section<Name>[],
  sizes: Sizes,
): Place<Name>[] {
  let top = 0;
  return sections.map((section) => {
    const height = sizes.head + section.count * sizes.row;
    const place = { ...section, top, height };
    top += height;
    return place;
  });
}

export function rowsInSight(
  place: Place<string>,
  window: { top: number; height: number },
  sizes: Sizes,
  around = AROUND,
): { first: number; last: number } {
  const begin = place.top + sizes.head;
  // Without a layout nothing can be seen yet.
  if (window.height === 0 || sizes.row === 0) return { first: 0, last: 0 };
  const first = Math.floor((window.top - begin) / sizes.row) - around;
  const last = Math.ceil((window.top + window.height - begin) / sizes.row) + around;
  const within = (value: number) => Math.min(place.count, Math.max(0, value));
  return { first: within(first), last: within(last) };
}
