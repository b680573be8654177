/** Why a request did not do what was wanted: the server's own sentence, or ours when it can't be reached. */
import { t } from "$/strings/index.svelte.ts";

export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    /** 0 when there was no answer at all. */
    readonly status: number,
    readonly code: string,
    message: string,
    /** The form field that the sentence belongs to. */
    readonly field: string | null = null,
    /** The answer's other parts, such as `current` or `retry_after_seconds`. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
  }

  /** Reads the body of an answer that is not 2xx. */
  static of(status: number, body: unknown): Failure {
    if (typeof body === "object" && body !== null && "code" in body && "message" in body) {
      const { code, message, field, ...extra } = body as Record<string, unknown>;
      return new Failure(
        status,
        String(code),
        String(message),
        typeof field === "string" ? field : null,
        extra,
      );
    }
    return new Failure(status, "internal", t("common.failed_unknown"));
  }

  /** No office answered: what was wanted may have been done or not. */
  get isUnreached(): boolean {
    if (this.status === 0) return this.code === "offline";
    return [502, 503, 504].includes(this.status) && ["unreachable", "internal"].includes(this.code);
  }

  /** Anything that was thrown, as a Failure. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (thrown instanceof TypeError) return new Failure(0, "offline", t("common.offline"));
    if (typeof thrown === "object" && thrown !== null && "code" in thrown) return Failure.of(400, thrown);
    return new Failure(0, "internal", t("common.failed_unknown"));
  }
}

/** The person stopped it: not a failure to show. */
export function wasAborted(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}
