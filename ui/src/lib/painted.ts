/** A frame that doesn't come: the page is hidden, or the machine is busy. ms. */
const LONGEST = 250;

/** Once what was just changed is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST);
    // A frame's callbacks run before it is drawn; the next task runs after.
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}
