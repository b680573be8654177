import { afterEach, describe, expect, it } from "vitest";

import { takesLetters } from "./keyboard.ts";

afterEach(() => document.body.replaceChildren());

function first(html: string): Element {
  document.body.innerHTML = html;
  const on = document.body.querySelector("[data-on]");
  if (!on) throw new Error(html);
  return on;
}

describe("who takes a letter", () => {
  it.each([
    `<input data-on>`,
    `<input type="search" data-on>`,
    `<textarea data-on></textarea>`,
    `<select data-on></select>`,
    `<div role="dialog"><button data-on></button></div>`,
    `<div role="menu"><button data-on></button></div>`,
  ])("%s", (html) => expect(takesLetters(first(html))).toBe(true));

  it.each([
    `<input type="radio" data-on>`,
    `<input type="checkbox" data-on>`,
    `<input type="range" data-on>`,
    `<button data-on></button>`,
    `<p data-on></p>`,
  ])("not %s", (html) => expect(takesLetters(first(html))).toBe(false));

  it("nobody where nothing has the focus", () => expect(takesLetters(null)).toBe(false));
});
