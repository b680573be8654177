/** The colours of each platform, light and dark, as custom properties; dimmed only where they could not be read. */

export type Look = "light" | "dark";
type Colours = {
  bg: string;
  ink: string;
  soft: string;
  line: string;
  link: string;
  accent: string;
  fill: string;
};

/** X, and whatever has no colours of its own. */
const BLACK_AND_WHITE: Record<Look, Colours> = {
  light: {
    bg: "#ffffff",
    ink: "#0f1419",
    soft: "#536471",
    line: "#e1e8ec",
    link: "#006fd6",
    accent: "#0f1419",
    fill: "#eff3f4",
  },
  dark: {
    bg: "#000000",
    ink: "#e7e9ea",
    soft: "#8b9198",
    line: "#2f3336",
    link: "#1d9bf0",
    accent: "#eff3f4",
    fill: "#202327",
  },
};

const PALETTES: Record<string, Record<Look, Colours>> = {
  instagram: {
    light: {
      bg: "#ffffff",
      ink: "#0c1014",
      soft: "#686f76",
      line: "#dbdfe4",
      link: "#00376b",
      accent: "#4a5df9",
      fill: "#f0f1f3",
    },
    dark: {
      bg: "#0c1014",
      ink: "#f5f5f5",
      soft: "#a2a8ae",
      line: "#25292e",
      link: "#b3dbff",
      accent: "#4a5df9",
      fill: "#25292e",
    },
  },
  facebook: {
    light: {
      bg: "#ffffff",
      ink: "#080809",
      soft: "#5f6266",
      line: "#ced0d4",
      link: "#0064d1",
      accent: "#0866ff",
      fill: "#f0f2f5",
    },
    dark: {
      bg: "#252728",
      ink: "#e2e5e9",
      soft: "#b0b3b8",
      line: "#3e4042",
      link: "#5aa7ff",
      accent: "#4599ff",
      fill: "#333334",
    },
  },
  youtube: {
    light: {
      bg: "#ffffff",
      ink: "#0f0f0f",
      soft: "#606060",
      line: "#e5e5e5",
      link: "#065fd4",
      accent: "#0f0f0f",
      fill: "#f2f2f2",
    },
    dark: {
      bg: "#0f0f0f",
      ink: "#f1f1f1",
      soft: "#aaaaaa",
      line: "#3f3f3f",
      link: "#3ea6ff",
      accent: "#f1f1f1",
      fill: "#272727",
    },
  },
  x: BLACK_AND_WHITE,
};

export function paletteOf(brand: string, look: Look): string {
  const colours = (PALETTES[brand] ?? BLACK_AND_WHITE)[look];
  return Object.entries(colours)
    .map(([name, value]) => `--m-${name}:${value}`)
    .join(";");
}
