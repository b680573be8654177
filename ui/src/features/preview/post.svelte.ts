/** One post on one platform, as its mock-ups show it, and what is shown of it at the moment. */
import { Player } from "$/features/video/player.svelte.ts";

import type { Slide } from "./slides.ts";

export type Account = { name: string; handle: string; initials: string };

export type Shown = {
  brand: string;
  account: Account;
  title: string;
  caption: string;
  slides: readonly Slide[];
  /** Pictures are still being asked for. */
  coming: boolean;
};

export class Post {
  readonly shown: Shown;
  at = $state(0);
  #players = new Map<string, Player>();

  constructor(shown: Shown) {
    this.shown = shown;
  }

  get slide(): Slide | undefined {
    return this.shown.slides[Math.min(this.at, this.shown.slides.length - 1)];
  }

  /** The player of the video that is shown; a picture has none. */
  get player(): Player | null {
    const { slide } = this;
    return slide?.kind === "video" ? this.playerOf(slide.asset.sha256) : null;
  }

  playerOf(sha256: string): Player {
    let player = this.#players.get(sha256);
    if (!player) {
      player = new Player();
      this.#players.set(sha256, player);
    }
    return player;
  }

  turn(by: number): void {
    const last = this.shown.slides.length - 1;
    this.at = Math.max(0, Math.min(last, this.at + by));
  }
}

/** What the office has entered for a platform; what is missing is guessed from its own name. */
export function accountOf(office: string, entered?: { name: string; handle: string }): Account {
  const guess = guessed(office);
  if (!entered) return guess;
  const name = entered.name || guess.name;
  return { name, handle: entered.handle || guess.handle, initials: initialsOf(name) };
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");
}

function guessed(office: string): Account {
  const name = office.replace(/\s*\(.*?\)\s*/g, " ").trim();
  const handle = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 30);
  return { name, handle: handle || "kantor", initials: initialsOf(name) };
}
