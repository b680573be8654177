/**
 * After a choice by mouse or finger the focus is let go, so that the inbox's J, K and T are there again at once.
 * By keyboard it stays, for the arrows.
 */
export function letGo(tools: HTMLElement): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let byPointer = false;
  tools.addEventListener("pointerdown", () => (byPointer = true), { signal });
  tools.addEventListener("keydown", () => (byPointer = false), { signal });
  tools.addEventListener(
    "change",
    ({ target }) => {
      if (byPointer && target instanceof HTMLInputElement) target.blur();
    },
    { signal },
  );
  return () => listening.abort();
}
