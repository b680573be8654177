/** Frames and timecodes of a video: "01:07:12" is one minute, seven seconds and twelve frames. */

/** Taken where a file does not tell its own: what most cameras here record. */
export const USUAL_RATE = 25;
/** A browser rounds the beginning of a frame; so much before it, s, is still that frame. */
const ROUNDING = 0.0005;

/** The number of the frame that is shown at a moment, from 0. */
export function frameAt(seconds: number, rate: number): number {
  return Math.max(0, Math.floor((seconds + ROUNDING) * rate));
}

/** A moment at which this frame, and no neighbour, is shown. */
export function middleOf(frame: number, rate: number): number {
  return (frame + 0.5) / rate;
}

/** Minutes, seconds and frames of the running second; hours in front where there are any. */
export function timecode(seconds: number, rate: number): string {
  const at = Math.max(0, seconds) + ROUNDING;
  const whole = Math.floor(at);
  const frames = Math.floor((at - whole) * rate);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = h > 0 ? [h, m, s, frames] : [m, s, frames];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
