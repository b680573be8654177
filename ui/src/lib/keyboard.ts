/** Single keys, such as J and T, next to everything else that wants the keyboard. */

/** Letters do nothing on these: the window's single keys go on working there. */
const WITHOUT_LETTERS = ["radio", "checkbox", "range", "button", "file", "color"];
const WRITTEN_IN = `input${WITHOUT_LETTERS.map((type) => `:not([type=${type}])`).join("")}`;
const TAKING = `${WRITTEN_IN}, textarea, select, [contenteditable], [role=dialog], [role=menu]`;

/** Whether a letter belongs to what has the focus: a text being written, an open dialog or menu. */
export function takesLetters(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TAKING) !== null;
}
