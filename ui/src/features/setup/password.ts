/** Passwords that can be read out over a desk: "tabe-kilo-suma-reno-47", about 59 bits. */

const CONSONANTS = "bdfgjklmnprstw";
const VOWELS = "aeiou";
/** Of passwords that are made for others. */
export const LEAST = 12;
/** Of those that people choose for themselves; the office refuses the ones that everybody tries. */
export const LEAST_OWN = 8;

function pick(letters: string): string {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return letters[value % letters.length] ?? "";
}

const syllable = () => pick(CONSONANTS) + pick(VOWELS);

export function newPassword(): string {
  const words = Array.from({ length: 4 }, () => syllable() + syllable());
  return [...words, pick("23456789") + pick("23456789")].join("-");
}
