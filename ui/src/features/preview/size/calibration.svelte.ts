/**
 * How large a millimetre is on this screen. A browser does not know; a bank card held against the screen tells.
 * Kept in the screen's own pixels, so that the browser's zoom changes nothing.
 */
import { devicePixelRatio } from "svelte/reactivity/window";

/** ISO 7810 ID-1: KTP, SIM, bank cards. */
export const CARD_MM = { width: 85.6, height: 53.98 };
/** CSS px that browsers take for a millimetre. */
const NOMINAL = 96 / 25.4;
/** CSS px a millimetre: from a projector's to a fine laptop's. */
export const RANGE = { least: 1.5, most: 12 };
const KEY = "terbit.device_px_per_mm";

function kept(): number | null {
  try {
    const value = Number(localStorage.getItem(KEY));
    return Number.isFinite(value) && value > 0 ? value : null;
  } catch {
    return null;
  }
}

class Calibration {
  #device = $state(kept());

  get done(): boolean {
    return this.#device !== null;
  }

  /** CSS px. */
  get pxPerMm(): number {
    const found = this.#device === null ? NOMINAL : this.#device / (devicePixelRatio.current ?? 1);
    return Math.min(RANGE.most, Math.max(RANGE.least, found));
  }

  set pxPerMm(css: number) {
    this.#device = css * (devicePixelRatio.current ?? 1);
    try {
      localStorage.setItem(KEY, String(this.#device));
    } catch {
      // Storage may be switched off: it then holds until the window closes.
    }
  }

  forget(): void {
    this.#device = null;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // As above.
    }
  }
}

export const calibration = new Calibration();
