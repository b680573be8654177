/** The pictures that an item shows before anybody has pressed anything. */
import { media, type SubmissionDetail } from "$/api/index.ts";
import { fetchReady } from "$/features/renditions/ready.svelte.ts";

/** The first file as it is, and as it will be uploaded to the first platform. */
export async function firstPictures(detail: SubmissionDetail): Promise<string[]> {
  const [first] = detail.content.assets;
  if (!first) return [];
  const asItIs = media.preview(first.sha256);
  // Without the sizes the item opens all the same, and asks for them then.
  const platforms = await fetchReady(detail).catch(() => []);
  const files = platforms.find((one) => one.files.length > 0)?.files ?? [];
  const cut = files.find(({ asset }) => asset === first.sha256);
  return cut ? [asItIs, cut.url] : [asItIs];
}
