/** The client that the server's own description types, and every failure of it as a `Failure`. */
import createClient from "openapi-fetch";

import { Failure } from "./failure.ts";
import type { paths } from "./schema.d.ts";
import type { Filled } from "./types.ts";

/** How a request is made, when that matters. */
export type How = {
  signal?: AbortSignal;
  /** A refresh that nobody asked for: it must not keep the session alive. */
  background?: boolean;
};

export const client = createClient<paths>({ credentials: "same-origin", headers: { "X-Terbit": "1" } });

/** What of `How` goes into a request. */
export function made({ signal, background }: How = {}): {
  signal?: AbortSignal;
  headers?: Record<string, string>;
} {
  return {
    ...(signal ? { signal } : {}),
    ...(background ? { headers: { "X-Terbit-Background": "1" } } : {}),
  };
}

type SignedOut = (failure: Failure) => void;
let signedOut: SignedOut = () => undefined;

/** Told when an answer says that the session has ended. */
export function onSignedOut(listener: SignedOut): void {
  signedOut = listener;
}

type Asked<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>;

/** The body of a good answer; throws a Failure, or an `AbortError` if it was stopped. */
export async function answer<Data>(asked: Asked<Data>): Promise<Filled<Data>> {
  let given: Awaited<typeof asked>;
  try {
    given = await asked;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw Failure.from(thrown);
  }
  const { data, error, response } = given;
  if (response.ok) return data as Filled<Data>;
  const failure = Failure.of(response.status, error);
  if (failure.code === "signed_out") signedOut(failure);
  throw failure;
}
