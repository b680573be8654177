//! As much of the W3C WebDriver protocol as the journeys need, over plain fetch.
//!
//! Elements are found as a person with a screen reader finds them: by role and name. A journey
//! waits for what it wants to see, never for a time.

import { until } from "./until.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Runs in the page: the visible elements of a role, and their names. */
const FIND = `
  const [role, name, within] = arguments;
  const roles = {
    button: "button, [role=button], input[type=submit]",
    link: "a[href], [role=link]",
    textbox: "input:not([type]), input[type=text], input[type=password], input[type=search], input[type=email], input[type=url], input[type=date], textarea, [role=textbox]",
    checkbox: "input[type=checkbox], [role=checkbox]",
    radio: "input[type=radio], [role=radio]",
    slider: "input[type=range], [role=slider]",
    combobox: "select, [role=combobox]",
    option: "option, [role=option]",
    heading: "h1, h2, h3, h4, [role=heading]",
    dialog: "dialog[open], [role=dialog], [role=alertdialog]",
    alert: "[role=alert], [role=status]",
    tab: "[role=tab]",
    listitem: "li, [role=listitem]",
    region: "section[aria-label], section[aria-labelledby], [role=region]",
    article: "article, [role=article]",
    img: "img, [role=img]",
  };
  const tidy = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const called = (element) =>
    tidy(element.getAttribute("aria-label")) ||
    tidy((element.getAttribute("aria-labelledby") ?? "").split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "").join(" ")) ||
    tidy([...(element.labels ?? [])].map((label) => label.textContent).join(" ")) ||
    tidy(element.textContent) || tidy(element.getAttribute("value")) || tidy(element.title);
  const wanted = name === null ? null : new RegExp(name.pattern, name.flags);
  return [...(within ?? document).querySelectorAll(roles[role] ?? "[role=" + role + "]")].filter(
    // Laid out is not enough: what is drawn ahead for later has a place too.
    (element) => element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }) &&
      (wanted === null || wanted.test(called(element))),
  );
`;

export class Driver {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Opens a session on a driver that listens at `server`. */
  static async open(server, application, args) {
    const capabilities = { alwaysMatch: { "tauri:options": { application, args } } };
    const session = await call("POST", `${server}/session`, { capabilities });
    return new Driver(`${server}/session/${session.sessionId}`);
  }

  #ask(method, path, body) {
    return call(method, `${this.#base}${path}`, body);
  }

  url() {
    return this.#ask("GET", "/url");
  }

  title() {
    return this.#ask("GET", "/title");
  }

  /** Runs JavaScript in the page, and waits when it gives a promise. */
  async run(script, ...args) {
    const asynchronous = `const done = arguments[arguments.length - 1];
      const given = [...arguments].slice(0, -1);
      Promise.resolve((async function () { ${script} }).apply(null, given))
        .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#ask("POST", "/execute/async", { script: asynchronous, args });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  /** All visible elements of a role; `name` is the whole name, or a pattern; `within` another element. */
  async all(role, name, { within = null } = {}) {
    const args = [role, name === undefined ? null : pattern(name), within];
    return this.#ask("POST", "/execute/sync", { script: FIND, args });
  }

  /** The first element of a role and name, as soon as there is one. */
  async find(role, name, where = {}) {
    const what = `${role} "${name ?? ""}"`;
    return this.until(what, async () => (await this.all(role, name, where))[0], where.patience);
  }

  /** Presses it as soon as that is possible: what was found may be drawn anew, or lie under something, just then. */
  async click(role, name, where = {}) {
    const press = async () => {
      const [element] = await this.all(role, name, where);
      if (element) await this.clickOn(element);
      return element;
    };
    await this.until(`${role} "${name ?? ""}" to be pressed`, press, where.patience);
  }

  async clickOn(element) {
    await this.#ask("POST", `/element/${element[ELEMENT]}/click`, {});
  }

  async fill(role, name, text, where = {}) {
    const element = await this.find(role, name, where);
    await this.#ask("POST", `/element/${element[ELEMENT]}/clear`, {});
    await this.#ask("POST", `/element/${element[ELEMENT]}/value`, { text });
  }

  /** Types into a date field as a person does: the parts in the order of the test's locale. */
  async fillDate(name, day) {
    const [year, month, date] = day.split("-");
    const element = await this.find("textbox", name);
    await this.#ask("POST", `/element/${element[ELEMENT]}/value`, { text: `${month}/${date}/${year}` });
  }

  /** Presses keys in what has the focus: text, or WebDriver's key codes. */
  async press(keys) {
    const actions = [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.#ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Draws over an element with the pointer held down; both places in px from its middle. */
  async draw(element, [fromX, fromY], [toX, toY]) {
    const move = (x, y) => ({ type: "pointerMove", duration: 120, origin: element, x, y });
    const [halfX, halfY] = [Math.round((fromX + toX) / 2), Math.round((fromY + toY) / 2)];
    const down = [move(fromX, fromY), { type: "pointerDown", button: 0 }];
    const actions = [...down, move(halfX, halfY), move(toX, toY), { type: "pointerUp", button: 0 }];
    await this.#ask("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", actions }] });
  }

  textOf(element) {
    return this.#ask("GET", `/element/${element[ELEMENT]}/text`);
  }

  /** Waits until the page shows a text. */
  async sees(text) {
    const script = "return (document.body?.innerText ?? '').includes(arguments[0])";
    await this.until(`the text "${text}"`, () => this.#ask("POST", "/execute/sync", { script, args: [text] }));
  }

  /** As `until`. */
  until(what, question, patience) {
    return until(what, question, patience);
  }

  /** Makes the window as large as its screen. */
  async maximize() {
    await this.#ask("POST", "/window/maximize", {});
  }

  close() {
    return this.#ask("DELETE", "");
  }
}

function pattern(name) {
  if (name instanceof RegExp) return { pattern: name.source, flags: name.flags };
  return { pattern: `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, flags: "u" };
}

async function call(method, address, body) {
  const response = await fetch(address, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
