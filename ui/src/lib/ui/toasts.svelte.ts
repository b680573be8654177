/** Short notes at the window's edge: a thing was done, or failed behind the person's back. */

export type Toast = {
  id: number;
  tone: "accepted" | "late" | "neutral" | "returned";
  text: string;
  action?: { label: string; href?: string; onSelect?: () => void };
};

const SHOWN_MS = 6_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  show(text: string, more: Partial<Omit<Toast, "id" | "text">> = {}): void {
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { id, text, tone: "neutral", ...more }];
    // A failure stays until it is closed: it may hold what the person must do next.
    if (more.tone !== "late") setTimeout(() => this.close(id), SHOWN_MS);
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
