/** A phone's screen as the mock-ups set it, CSS px wide: what most Android phones here have. */
export const SCREEN_PX = 360;
/** The same screen's width in the hand, mm: phones of 6.1 to 6.7 inches are 65 to 70. */
export const SCREEN_MM = 68;
