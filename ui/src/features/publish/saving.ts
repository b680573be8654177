/** Saves what an address of the office gives, where the person wants it, and says how that went. */
import { Failure } from "$/api/index.ts";
import { host } from "$/host/index.ts";
import { toasts } from "$/lib/ui/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** False when the person thought better of it, or when it failed. */
export async function saved(url: string, name: string): Promise<boolean> {
  try {
    const done = await host.saveFile(url, name);
    if (done) toasts.show(t("publish.ready_saved", { name }), { tone: "accepted" });
    return done;
  } catch (thrown) {
    toasts.show(Failure.from(thrown).message, { tone: "late" });
    return false;
  }
}
