/** Which language the screen speaks: Indonesian unless the person chose English. */

export type Language = "id" | "en";

const KEY = "terbit.language";

function stored(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "id";
  } catch {
    return "id";
  }
}

class LanguageState {
  #now = $state<Language>(stored());

  get now(): Language {
    return this.#now;
  }

  set now(language: Language) {
    this.#now = language;
    document.documentElement.lang = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // Storage may be switched off: the choice then holds until the window closes.
    }
  }
}

export const language = new LanguageState();
