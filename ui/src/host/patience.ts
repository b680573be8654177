/** Tries again what a broken line or a host that starts again has stopped. */
import { Failure } from "$/api/index.ts";

/** Between tries, ms; the last one from then on. The browser's own "online" ends a wait early. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000];
/** So long without any success is a failure to tell, ms. */
const PATIENCE = 10 * 60_000;

/** Whether another try may mend it. */
export const isPassing = (failure: Failure): boolean =>
  failure.code !== "disk_full" &&
  (["offline", "upload_broken", "upload_stalled", "upload_gap", "too_many_uploads"].includes(failure.code) ||
    [502, 503, 504].includes(failure.status));

/**
 * Runs `work` until it succeeds, fails for good, or is stopped. Between tries, `onBroken` is told; what it throws ends
 * the tries.
 */
export async function persist<Done>(
  work: () => Promise<Done>,
  onBroken: (failure: Failure) => void | Promise<void>,
  signal: AbortSignal,
): Promise<Done> {
  const since = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !isPassing(thrown) || performance.now() - since > PATIENCE)
        throw thrown;
      await onBroken(thrown);
      await pause(WAITS[Math.min(tries, WAITS.length - 1)] ?? 0, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener("online", over);
      signal.removeEventListener("abort", over);
      if (signal.aborted) reject(new DOMException("cancelled", "AbortError"));
      else resolve();
    };
    const timer = setTimeout(over, ms);
    window.addEventListener("online", over);
    signal.addEventListener("abort", over);
    if (signal.aborted) over();
  });
}
