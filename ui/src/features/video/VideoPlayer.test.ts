import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, type Asset } from "$/api/index.ts";
import { factsOf, photo, viewOf } from "$/testing/office.ts";

import type { PlayerHandle } from "./player.svelte.ts";
import VideoPlayer from "./VideoPlayer.svelte";

const asset: Asset = { ...photo("kirab.mp4"), group: "video", media_type: "video/mp4" };
const moving = { codec: "h264", frame_rate: 50, rotation: 0, bit_rate: null, sound: "aac" };

beforeEach(() => {
  vi.restoreAllMocks();
  vi.spyOn(api, "asset").mockResolvedValue(viewOf(asset, { facts: factsOf(asset, { video: moving }) }));
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue(undefined);
});

/** A player whose video is ten seconds long, as if the browser had read its head. */
async function ready(onTime?: (seconds: number) => void) {
  const { component } = render(VideoPlayer, { asset, label: "kirab.mp4", ...(onTime ? { onTime } : {}) });
  const video = await screen.findByLabelText<HTMLVideoElement>("kirab.mp4");
  Object.defineProperties(video, {
    duration: { value: 10 },
    readyState: { value: 4 },
    currentTime: { value: 0, writable: true },
  });
  video.dispatchEvent(new Event("loadedmetadata"));
  await screen.findByText(/10:00/);
  return { video, handle: component as unknown as PlayerHandle, user: userEvent.setup() };
}

describe("the video player", () => {
  it("steps through the frames of the file's own rate by comma and full stop", async () => {
    const { user } = await ready();
    screen.getByRole("button", { name: "Putar" }).focus();
    await user.keyboard("...");
    expect(screen.getByText("00:00:03")).toBeVisible();
    await user.keyboard(",");
    expect(screen.getByText("00:00:02")).toBeVisible();
  });

  it("is moved and asked by whoever holds its handle", async () => {
    const told = vi.fn();
    const { handle, video } = await ready(told);
    handle.seek(4.5);
    expect(video.currentTime).toBe(4.5);
    expect(handle.current()).toBe(4.5);
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(4.5));
    handle.seek(99);
    expect(handle.current()).toBeCloseTo(9.99);
  });

  it("leaves the inbox its keys, and keeps its own from it", async () => {
    const inbox = vi.fn();
    window.addEventListener("keydown", inbox);
    const { user } = await ready();
    screen.getByRole("button", { name: "Putar" }).focus();
    await user.keyboard("jkl");
    expect(inbox).toHaveBeenCalledTimes(3);
    await user.keyboard(".m");
    expect(inbox).toHaveBeenCalledTimes(3);
    expect(screen.getByRole("button", { name: "Nyalakan suara" })).toBeVisible();
    window.removeEventListener("keydown", inbox);
  });

  it("does not listen while the focus is elsewhere", async () => {
    const { handle, user } = await ready();
    await user.keyboard(".");
    expect(handle.current()).toBe(0);
  });

  it("goes slower on request", async () => {
    const { user, video } = await ready();
    await user.selectOptions(screen.getByRole("combobox", { name: "Kecepatan putar" }), "0.5");
    expect(video.playbackRate).toBe(0.5);
  });
});
