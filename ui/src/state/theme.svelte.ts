/** Light, dark, or as the system says. `public/theme.js` sets it before the first paint. */

export type Theme = "system" | "light" | "dark";

const KEY = "terbit.theme";

class ThemeState {
  #now = $state<Theme>((document.documentElement.dataset["theme"] as Theme | undefined) ?? "system");

  get now(): Theme {
    return this.#now;
  }

  set now(theme: Theme) {
    this.#now = theme;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be switched off: the choice then holds until the window closes.
    }
  }
}

export const theme = new ThemeState();
