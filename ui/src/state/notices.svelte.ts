/**
 * What newly waits for the person is told through the system while they look elsewhere, and the tray of a host says
 * how much waits. Only in a desktop window: a browser's tab has its title for that.
 */
import { host, type Notice, type Stop } from "$/host/index.ts";
import { router } from "$/lib/router/index.ts";
import { t } from "$/strings/index.svelte.ts";

import { Arrivals, type Arrival } from "./arrivals.ts";
import { counts } from "./counts.svelte.ts";
import { live } from "./live.svelte.ts";

const KEY = "terbit.notices";
/** What changes within this time, ms, is asked for together. */
const TOGETHER = 300;
/** More than so many at once are one note. */
const APART = 3;

type Told = { title: string; text: string; open: () => void };

class Notices {
  #on = $state(isOnHere());

  /** Whether notes are wanted on this computer. */
  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // Storage may be switched off: the choice then holds until the window closes.
    }
  }

  /** Has the tray say how much waits. */
  count(waiting: number): void {
    host.notices?.waiting(waiting > 0 ? t("inbox.waiting_you", { n: waiting }) : null);
  }

  /** Tells what arrives for whoever is signed in, until the answer is called. */
  watch(): Stop {
    const shell = host.notices;
    if (!shell) return () => undefined;
    const arrivals = new Arrivals();
    let watching = true;
    let changed: Set<string> | null = new Set();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const tell = async ({ title, text, open }: Told) => {
      const pressed = await shell.show({ title, text, action: t("inbox.notice_open") });
      // Pressed after somebody else has signed in, it is not theirs.
      if (pressed && watching) open();
    };
    const look = async () => {
      timer = undefined;
      const ids = changed && [...changed];
      changed = new Set();
      // What could not be asked for is: the line that comes back has everything looked at again.
      const arrived = await arrivals.look(ids).catch(() => []);
      if (watching && this.on && isAway()) await Promise.all(told(arrived).map(tell));
    };
    const hear = (notice: Notice) => {
      if (notice !== "resync" && notice.kind === "draft") return;
      const id = notice === "resync" ? null : notice.submission;
      if (id === null) changed = null;
      else changed?.add(id);
      timer ??= setTimeout(() => void look(), TOGETHER);
    };

    void arrivals.look(null).catch(() => undefined);
    const stops = [live.on(hear), shell.onWanted(openWaiting)];
    return () => {
      watching = false;
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }
}

function told(arrived: readonly Arrival[]): Told[] {
  if (arrived.length > APART) {
    const title = t("inbox.notice_many", { n: arrived.length });
    return [{ title, text: "", open: openWaiting }];
  }
  return arrived.map(({ id, desk, title, step_short }) => ({
    title,
    text: t("inbox.notice_text", { step: step_short }),
    open: () => router.go({ name: desk === "publish" ? "publish" : "inbox", id }),
  }));
}

/** Where most of it waits. */
function openWaiting(): void {
  router.go({ name: counts.inbox === 0 && counts.publish > 0 ? "publish" : "inbox", id: null });
}

/** Nobody looks at the window: it is hidden, or another one is in front. */
const isAway = (): boolean => document.visibilityState === "hidden" || !document.hasFocus();

function isOnHere(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export const notices = new Notices();
