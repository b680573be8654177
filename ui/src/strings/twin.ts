/** The same keys in another language. */
export type Twin<Original> = { [Key in keyof Original]: string };
