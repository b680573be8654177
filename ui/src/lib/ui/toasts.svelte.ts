/** Short notes at the window's edge: a thing was done, or failed behind the person's back. */

export type Toast = {
  id: number;
  tone: "accepted" | "late" | "neutral" | "returned";
  text: string;
  action?: { label: string; href?: string; onSelect?: () => void };
};

const SHOWN_MS = 6_000;
/** What can be done from it must be found and reached. */
const WITH_ACTION_MS = 12_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;
  #leaving = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, more: Partial<Omit<Toast, "id" | "text">> = {}): void {
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { id, text, tone: "neutral", ...more }];
    this.release(id);
  }

  /** Stays while somebody is at it. */
  hold(id: number): void {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
  }

  /** Goes by itself after a while. */
  release(id: number): void {
    this.hold(id);
    const toast = this.list.find((one) => one.id === id);
    // A failure stays until it is closed: it may hold what the person must do next.
    if (!toast || toast.tone === "late") return;
    const shown = toast.action ? WITH_ACTION_MS : SHOWN_MS;
    this.#leaving.set(
      id,
      setTimeout(() => this.close(id), shown),
    );
  }

  close(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
