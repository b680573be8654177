/**
 * A small pretend office inside Vite's development server, for working on screens without the Rust
 * server. It is never part of a build: only `vite.config.ts` names it, and only for `npm run dev`.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";

import { MockOffice, Refused } from "./office.ts";
import { sendPicture } from "./pictures.ts";

function read(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => resolve(Buffer.concat(parts)));
    request.on("error", reject);
  });
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.end(body === undefined ? "" : JSON.stringify(body));
}

export function mockOffice(): Plugin {
  const office = new MockOffice();
  return {
    name: "terbit-mock-office",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use("/api", (request, response) => {
        void (async () => {
          const url = new URL(request.url ?? "/", "http://mock");
          const [, kind, sha, variant] = url.pathname.split("/");
          if (kind === "media" && sha && variant) return sendPicture(response, office.fileOf(sha), variant);
          if (kind === "changes") {
            response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
            response.write(": ready\n\n");
            office.hear((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
            return;
          }
          const body = await read(request);
          const delay = Number(process.env["MOCK_DELAY"] ?? 40);
          await new Promise((done) => setTimeout(done, delay));
          try {
            const { status, body: reply } = office.answer(request.method ?? "GET", url, body);
            answer(response, status, reply);
          } catch (thrown) {
            if (thrown instanceof Refused) answer(response, thrown.status, thrown.body);
            else answer(response, 500, { code: "internal", message: String(thrown) });
          }
        })();
      });
    },
  };
}
