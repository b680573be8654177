/** One video while it is looked at: playing, stepped frame by frame, faster or slower, loud or silent. */
import { frameAt, middleOf, timecode, USUAL_RATE } from "./timecode.ts";

/** What others may do with a player that is on the screen; times in seconds. */
export type PlayerHandle = {
  /** Shows the frame at this moment, and stays there. */
  seek: (seconds: number) => void;
  /** The moment that is on the screen. */
  current: () => number;
};

export const SPEEDS = [0.25, 0.5, 1, 1.5, 2] as const;

export class Player implements PlayerHandle {
  playing = $state(false);
  time = $state(0);
  /** 0 until it is known. */
  duration = $state(0);
  muted = $state(false);
  speed = $state(1);
  /** The file can't be played here. */
  failed = $state(false);
  /** Frames a second, once the file has told them. */
  knownRate = $state<number | null>(null);
  #element: HTMLVideoElement | null = null;
  #wanted: number | null = null;

  get rate(): number {
    return this.knownRate ?? USUAL_RATE;
  }

  get code(): string {
    return timecode(this.time, this.rate);
  }

  /** Follows an element until the answer is called. */
  attach(element: HTMLVideoElement): () => void {
    this.#element = element;
    const listening = new AbortController();
    const on = (event: string, listener: () => void) =>
      element.addEventListener(event, listener, { signal: listening.signal });
    const look = () => (this.time = element.currentTime);
    on("play", () => (this.playing = true));
    on("pause", () => (this.playing = false));
    on("timeupdate", look);
    on("seeked", look);
    on("volumechange", () => (this.muted = element.muted));
    on("error", () => (this.failed = true));
    on("loadedmetadata", () => {
      this.failed = false;
      this.duration = Number.isFinite(element.duration) ? element.duration : 0;
      element.playbackRate = this.speed;
      if (this.#wanted !== null) element.currentTime = this.#wanted;
      this.#wanted = null;
    });
    // Between the browser's own notes, which come four times a second, the frames themselves tell the time.
    const eachFrame = (_: number, { mediaTime }: { mediaTime: number }) => {
      if (this.playing) this.time = mediaTime;
      element.requestVideoFrameCallback?.(eachFrame);
    };
    element.requestVideoFrameCallback?.(eachFrame);
    return () => {
      listening.abort();
      this.#element = null;
    };
  }

  toggle(): void {
    const element = this.#element;
    if (!element) return;
    if (element.paused) element.play().catch(() => (this.playing = false));
    else element.pause();
  }

  seek(seconds: number): void {
    const element = this.#element;
    const last = this.duration > 0 ? middleOf(frameAt(this.duration, this.rate) - 1, this.rate) : seconds;
    const to = Math.max(0, Math.min(seconds, last));
    this.time = to;
    if (!element || element.readyState === 0) {
      this.#wanted = to;
      return;
    }
    element.pause();
    element.currentTime = to;
  }

  current(): number {
    return this.time;
  }

  /** So many frames on, or back. */
  step(frames: number): void {
    this.seek(middleOf(Math.max(0, frameAt(this.time, this.rate) + frames), this.rate));
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    if (this.#element) this.#element.playbackRate = speed;
  }

  toggleSound(): void {
    this.muted = !this.muted;
    if (this.#element) this.#element.muted = this.muted;
  }
}
