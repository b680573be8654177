import type { video as original } from "../id/video.ts";
import type { Twin } from "../twin.ts";

export const video: Twin<typeof original> = {
  controls: "Player of {name}",
  play: "Play",
  pause: "Pause",
  frame_back: "One frame back",
  frame_on: "One frame on",
  position: "Position in the video",
  position_of: "{at} of {whole}",
  speed: "Playback speed",
  sound_on: "Sound on",
  sound_off: "Mute",
  rate_assumed: "The file does not tell its frame rate; counted as 25.",
  failed: "This video can't be played here. Save a copy and open it with a video player.",
};
