/** A router on the address's hash: it works the same from a server and from a desktop's own scheme. */
import { parse, pathOf, type Route } from "./routes.ts";

type Query = Record<string, string>;

function here(): { path: string; query: URLSearchParams } {
  const [path = "/", query = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path || "/", query: new URLSearchParams(query) };
}

class Router {
  #at = $state.raw(here());
  readonly route = $derived(parse(this.#at.path));

  constructor() {
    window.addEventListener("hashchange", () => (this.#at = here()));
  }

  /** What stands behind "?" in the address, such as a search. */
  get query(): URLSearchParams {
    return this.#at.query;
  }

  go(route: Route, { query, replace = false }: { query?: Query; replace?: boolean } = {}): void {
    const address = href(route, query);
    if (address === location.hash) return;
    if (replace) {
      history.replaceState(null, "", address);
      this.#at = here();
    } else {
      location.hash = address;
    }
  }
}

/** The address of a route for a link: "#/ajuan/0193…". */
export function href(route: Route, query?: Query): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== "");
  const tail = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
  return `#${pathOf(route)}${tail}`;
}

export const router = new Router();
