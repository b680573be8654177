export { cameraThumbnail, HEAD_BYTES, upright, type CameraThumbnail, type Orientation } from "./thumbnail.ts";
