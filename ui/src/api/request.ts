/** One HTTP request to the office: JSON in, JSON out, and every failure a `Failure`. */
import { Failure } from "./failure.ts";
import type { paths } from "./schema.d.ts";

/** An address that the server's own description knows. */
export type Path = keyof paths;

type Options = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** Fills in the `{id}` of a path. */
  id?: string;
  query?: Record<string, string | number | null | undefined>;
  signal?: AbortSignal | undefined;
  /** A refresh that nobody asked for: it must not keep the session alive. */
  background?: boolean | undefined;
};

type SignedOut = (failure: Failure) => void;
let signedOut: SignedOut = () => undefined;

/** Told when an answer says that the session has ended. */
export function onSignedOut(listener: SignedOut): void {
  signedOut = listener;
}

export async function request<Answer>(path: Path, options: Options = {}): Promise<Answer> {
  const { method = "GET", body, id = "", query, signal, background } = options;
  const address = path.replace(/\{\w+\}/, encodeURIComponent(id));
  const given = Object.entries(query ?? {}).filter(([, value]) => value != null && value !== "");
  const tail =
    given.length > 0 ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : "";
  const headers: Record<string, string> = { "X-Terbit": "1" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (background) headers["X-Terbit-Background"] = "1";

  let answer: Response;
  try {
    answer = await fetch(`${address}${tail}`, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw Failure.from(thrown);
  }
  if (answer.status === 204) return undefined as Answer;
  const parsed: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    const failure = Failure.of(answer.status, parsed);
    if (failure.code === "signed_out") signedOut(failure);
    throw failure;
  }
  return parsed as Answer;
}
