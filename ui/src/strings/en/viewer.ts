import type { viewer as original } from "../id/viewer.ts";
import type { Twin } from "../twin.ts";

export const viewer: Twin<typeof original> = {
  tab: "Inspect",
  title: "The picture up close",
  tools: "Picture tools",
  in: "Zoom in",
  out: "Zoom out",
  fit: "Fit the whole picture",
  full: "Full screen",
  full_leave: "Leave full screen",
  full_refused: "This system doesn't allow full screen.",
  zoom: "Size on screen",
  actual: "100 %",
  actual_hint: "One pixel of the picture on one pixel of the screen",
  keys: "Plus and minus zoom, the arrows pan, 0 fits the whole picture, 1 shows 100 percent.",
  failed: "The picture can't be shown",
  failed_text: "Check the connection to the office, then try again. The original is kept.",
  page: "Page {n} of {total}",
  none: "No picture to inspect",
  none_text:
    "Photos, infographics and document pages show here down to their pixels. Videos play under Files.",
  preparing: "Preparing every pixel…",
  cutting: "Preparing every pixel… {percent} %",
  coarse: "Shown as a preview, not yet down to its pixels. {why}",
  sight: "Way of seeing",
  sight_plain: "True colours",
  sight_protanopia: "Red-blind (protanopia)",
  sight_deuteranopia: "Green-blind (deuteranopia)",
  sight_tritanopia: "Blue-blind (tritanopia)",
  sight_grayscale: "Black and white",
  contrast: "Measure the contrast of writing",
  contrast_how:
    "Drag a box over a line of writing. By keyboard: arrows move it, Shift+arrows resize it, Enter measures.",
  contrast_keys:
    "Box that measures contrast. Arrows move, Shift and arrows resize, Enter measures, Esc ends.",
  contrast_ratio: "Contrast {ratio} : 1",
  contrast_good: "Enough for ordinary writing (WCAG AA asks for at least 4.5 : 1).",
  contrast_large_only:
    "Enough for large writing only (3 : 1). For ordinary writing WCAG AA asks for 4.5 : 1.",
  contrast_poor: "Hard to read: below 3 : 1. Darken the writing or lighten what is behind it.",
  contrast_unclear:
    "The box holds too many colours to measure with confidence. Drag a box closer around the writing.",
  contrast_measured:
    "Measured: the two most frequent colours in the box, from the real pixels ({share} % of it); soft edges of letters don't count. Not known: which of it is writing, how large it shows on a phone, and the shape of the letters.",
  contrast_measured_preview:
    "Measured: the two most frequent colours in the box, from the preview ({share} % of it), since the real pixels are not ready; the result may differ a little. Not known: which of it is writing, how large it shows on a phone, and the shape of the letters.",
  contrast_one_color: "The box holds one colour only. Drag a box with writing and what is behind it.",
  contrast_measuring: "Measuring…",
  contrast_failed: "The pixels can't be read. Check the connection to the office, then measure again.",
  contrast_close: "Done measuring",
  help: "Inspect and Compare",
  help_zoom: "Zoom the picture in, out",
  help_fit: "Fit the whole picture; 100 %",
  help_full: "Full screen, and back",
  help_changes: "Next, previous place that changed",
  help_modes: "Way of comparing",
};
