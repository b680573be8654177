//! Nothing may go wrong behind a journey's back: no console error, no refused content, no foreign host.

import { expect, type BrowserContext, type ConsoleMessage, type Request } from "@playwright/test";

/** Chromium's own note about an answer that the screen shows in words (a refusal, a wrong password). */
const REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d/;
/** What is said while the office's server is away. */
const AWAY = /net::ERR_(CONNECTION_\w+|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|ABORTED|INTERNET_DISCONNECTED)/;
/** OpenSeadragon's note about a tile that came for a picture which has been taken away meanwhile. */
const LATE_TILE = /^Ignoring tile %s loaded before reset/;

export class Watch {
  readonly #problems: string[] = [];
  readonly #home: string;
  #away = false;

  constructor(context: BrowserContext, home: string) {
    this.#home = home;
    context.on("console", (message) => this.#said(message));
    context.on("weberror", (error) => this.#problems.push(`uncaught: ${String(error.error())}`));
    context.on("request", (request) => this.#asked(request));
  }

  /** From here on the server may be unreachable. */
  serverGoesAway(): void {
    this.#away = true;
  }

  serverIsBack(): void {
    this.#away = false;
  }

  #said(message: ConsoleMessage): void {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const text = message.text();
    if (message.location().url.startsWith(`${this.#home}/api/`) && REFUSAL.test(text)) return;
    if (LATE_TILE.test(text)) return;
    if (this.#away && AWAY.test(text)) return;
    this.#problems.push(`console ${message.type()}: ${text} (${message.location().url})`);
  }

  #asked(request: Request): void {
    const url = request.url();
    if (url.startsWith(`${this.#home}/`) || /^(blob:|data:|about:)/.test(url)) return;
    this.#problems.push(`asked a foreign host: ${url}`);
  }

  nothingWentWrong(): void {
    expect(this.#problems, "behind the journey's back").toEqual([]);
  }
}
