/** The addresses of the screens, each with what it needs to know. */

export type Route =
  | { name: "home" }
  | { name: "submit"; draft: string | null }
  | { name: "inbox"; id: string | null }
  | { name: "publish"; id: string | null }
  | { name: "history" }
  | { name: "running" }
  | { name: "submission"; id: string }
  | { name: "archive" }
  | { name: "record"; id: string }
  | { name: "sop"; id: string | null }
  | { name: "settings" }
  | { name: "missing"; path: string };

/** Path of a route, without "#". */
export function pathOf(route: Route): string {
  switch (route.name) {
    case "home":
      return "/";
    case "submit":
      return route.draft ? `/ajukan/${route.draft}` : "/ajukan";
    case "inbox":
      return route.id ? `/kotak/${route.id}` : "/kotak";
    case "publish":
      return route.id ? `/unggah/${route.id}` : "/unggah";
    case "history":
      return "/riwayat";
    case "running":
      return "/ajuan";
    case "submission":
      return `/ajuan/${route.id}`;
    case "archive":
      return "/arsip";
    case "record":
      return `/arsip/${route.id}`;
    case "sop":
      return route.id ? `/sop/${route.id}` : "/sop";
    case "settings":
      return "/pengaturan";
    case "missing":
      return route.path;
  }
}

export function parse(path: string): Route {
  const [head = "", id = null, ...more] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (more.length > 0) return { name: "missing", path };
  switch (head) {
    case "":
      return { name: "home" };
    case "ajukan":
      return { name: "submit", draft: id };
    case "kotak":
      return { name: "inbox", id };
    case "unggah":
      return { name: "publish", id };
    case "riwayat":
      return id ? { name: "missing", path } : { name: "history" };
    case "ajuan":
      return id ? { name: "submission", id } : { name: "running" };
    case "arsip":
      return id ? { name: "record", id } : { name: "archive" };
    case "sop":
      return { name: "sop", id };
    case "pengaturan":
      return { name: "settings" };
    default:
      return { name: "missing", path };
  }
}
