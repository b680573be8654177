/** Where a remark points, as a media fragment says it: percent of the picture, seconds of the video. */
import type { ThreadView } from "$/api/index.ts";

/** In percent of width and height, from the upper left; a pin has no size. */
export type Area = { x: number; y: number; width: number; height: number };
export type Place = { area: Area | null; time: number | null };

/** What the server keeps: thousandths, and nothing beyond the edge. */
const whole = (percent: number) => Math.round(Math.min(100, Math.max(0, percent)) * 1000);

export function areaFragment({ x, y, width, height }: Area): string {
  const [left, top] = [whole(x), whole(y)];
  const size = [Math.min(whole(width), 100_000 - left), Math.min(whole(height), 100_000 - top)];
  // An area that is all edge on one side is a point.
  const [wide = 0, high = 0] = size.includes(0) ? [] : size;
  return `xywh=percent:${[left, top, wide, high].map((value) => value / 1000).join(",")}`;
}

export function timeFragment(seconds: number): string {
  return `t=${Math.round(Math.max(0, seconds) * 1000) / 1000}`;
}

export function readFragment(text: string): Place {
  const place: Place = { area: null, time: null };
  for (const part of text.split("&")) {
    const [name, value = ""] = part.split("=");
    if (name === "t") place.time = Number(value.split(",")[0]);
    if (name !== "xywh") continue;
    const [x, y, width = 0, height = 0] = value.replace("percent:", "").split(",").map(Number);
    if (x !== undefined && y !== undefined) place.area = { x, y, width, height };
  }
  return place;
}

export function placeOf({ annotation }: ThreadView): Place {
  const { target } = annotation;
  const selector = typeof target === "string" ? undefined : target.selector;
  return selector ? readFragment(selector.value) : { area: null, time: null };
}

export const isPin = ({ width, height }: Area) => width === 0 && height === 0;

export const middle = ({ x, y, width, height }: Area) => ({ x: x + width / 2, y: y + height / 2 });

export type Ninth =
  | "upper_left"
  | "upper"
  | "upper_right"
  | "left"
  | "middle"
  | "right"
  | "lower_left"
  | "lower"
  | "lower_right";

const NINTHS: Ninth[][] = [
  ["upper_left", "upper", "upper_right"],
  ["left", "middle", "right"],
  ["lower_left", "lower", "lower_right"],
];

/** The part of the picture that its middle lies in, for words. */
export function ninthOf(area: Area): Ninth {
  const third = (percent: number) => Math.min(2, Math.max(0, Math.floor(percent / (100 / 3))));
  const { x, y } = middle(area);
  return NINTHS[third(y)]?.[third(x)] ?? "middle";
}

/** A picture laid behind a small window so that a place is in the window's middle; all in percent of the window. */
export type Crop = { width: number; left: number; top: number; dot: { x: number; y: number } };

/** So much of the picture's width is seen round a pin, in percent. */
const ROUND_A_PIN = 30;

/** `ratio` is width to height, of the picture and of the window. */
export function cropOf(area: Area, picture: number, window: number): Crop {
  const { x, y } = middle(area);
  const wanted = Math.max(ROUND_A_PIN, area.width * 1.4, (area.height * 1.4 * window) / picture);
  // Never wider than leaves the window covered both ways.
  const seen = Math.min(wanted, 100, (100 * window) / picture);
  const width = 10_000 / seen;
  const height = (width * window) / picture;
  const kept = (offset: number, size: number) => Math.min(0, Math.max(100 - size, offset));
  const left = kept(50 - (x * width) / 100, width);
  const top = kept(50 - (y * height) / 100, height);
  return { width, left, top, dot: { x: left + (x * width) / 100, y: top + (y * height) / 100 } };
}

/** "1.07,2": minutes, seconds and tenths, as long as there is no frame rate to count by. */
export function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600];
  return `${minutes}.${String(Math.floor(rest / 10)).padStart(2, "0")},${rest % 10}`;
}
