/** Sample photos for the pretend office; a plain drawing where they are not on this computer. */
import { createReadStream, existsSync, readdirSync } from "node:fs";
import type { ServerResponse } from "node:http";

const FOLDER = process.env["MOCK_PHOTOS"] ?? "/work/shared/photos";
const photos = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => /^(Land|Port).*jpg$/.test(name))
  : [];

export const photoCount = Math.max(1, photos.length);

export function sendPicture(
  response: ServerResponse,
  file: { bytes?: Buffer; photo: number } | null,
  variant: string,
): void {
  if (!file) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader("Cache-Control", "max-age=3600");
  if (file.bytes) {
    response.end(file.bytes);
    return;
  }
  const name = photos[file.photo % photos.length];
  if (name) {
    response.setHeader("Content-Type", "image/jpeg");
    createReadStream(`${FOLDER}/${name}`).pipe(response);
    return;
  }
  response.setHeader("Content-Type", "image/svg+xml");
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="hsl(${file.photo * 40} 30% 60%)"/><title>${variant}</title></svg>`,
  );
}
