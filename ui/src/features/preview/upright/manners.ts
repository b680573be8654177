/** What differs between the apps that show a file over the whole screen. */
import Bookmark from "@lucide/svelte/icons/bookmark";
import CirclePlay from "@lucide/svelte/icons/circle-play";
import CircleUserRound from "@lucide/svelte/icons/circle-user-round";
import Clapperboard from "@lucide/svelte/icons/clapperboard";
import Forward from "@lucide/svelte/icons/forward";
import Heart from "@lucide/svelte/icons/heart";
import House from "@lucide/svelte/icons/house";
import Inbox from "@lucide/svelte/icons/inbox";
import MessageCircle from "@lucide/svelte/icons/message-circle";
import Repeat2 from "@lucide/svelte/icons/repeat-2";
import Search from "@lucide/svelte/icons/search";
import Send from "@lucide/svelte/icons/send";
import SquarePlus from "@lucide/svelte/icons/square-plus";
import ThumbsDown from "@lucide/svelte/icons/thumbs-down";
import ThumbsUp from "@lucide/svelte/icons/thumbs-up";
import Users from "@lucide/svelte/icons/users";
import Zap from "@lucide/svelte/icons/zap";

import type { IconType } from "$/lib/ui/index.ts";
import type { Key } from "$/strings/index.svelte.ts";

import type { Fold } from "../text/fold.ts";

type PlainKey = Extract<
  Key,
  | "preview.like"
  | "preview.comment"
  | "preview.save"
  | "preview.share"
  | "preview.following"
  | "preview.for_you"
  | "preview.follow"
  | "preview.subscribe"
  | "preview.more_tiktok"
  | "preview.more_instagram"
  | "preview.more_youtube"
>;

type Look = {
  tabs: readonly PlainKey[];
  /** The account's picture stands over the buttons. */
  faceAtSide: boolean;
  at: "@" | "";
  text: "caption" | "title";
  fold: Fold;
  more: PlainKey;
  follow: PlainKey;
  buttons: readonly { icon: IconType; label: PlainKey | null }[];
  filled: boolean;
  /** Shows files whole, with black around; otherwise they fill the screen. */
  whole: boolean;
  bar: readonly IconType[];
  active: number;
};

export type Manner = "tiktok" | "instagram_reel" | "youtube_short";

export const MANNERS: Record<Manner, Look> = {
  tiktok: {
    tabs: ["preview.following", "preview.for_you"],
    faceAtSide: true,
    at: "",
    text: "caption",
    fold: { lines: 2 },
    more: "preview.more_tiktok",
    follow: "preview.follow",
    buttons: [
      { icon: Heart, label: "preview.like" },
      { icon: MessageCircle, label: "preview.comment" },
      { icon: Bookmark, label: "preview.save" },
      { icon: Forward, label: "preview.share" },
    ],
    filled: true,
    whole: true,
    bar: [House, Users, SquarePlus, Inbox, CircleUserRound],
    active: 0,
  },
  instagram_reel: {
    tabs: [],
    faceAtSide: false,
    at: "",
    text: "caption",
    fold: { lines: 1 },
    more: "preview.more_instagram",
    follow: "preview.follow",
    buttons: [
      { icon: Heart, label: "preview.like" },
      { icon: MessageCircle, label: "preview.comment" },
      { icon: Repeat2, label: null },
      { icon: Send, label: "preview.share" },
    ],
    filled: false,
    whole: false,
    bar: [House, Search, SquarePlus, Clapperboard, CircleUserRound],
    active: 3,
  },
  youtube_short: {
    tabs: [],
    faceAtSide: false,
    at: "@",
    text: "title",
    fold: { lines: 2 },
    more: "preview.more_youtube",
    follow: "preview.subscribe",
    buttons: [
      { icon: ThumbsUp, label: "preview.like" },
      { icon: ThumbsDown, label: null },
      { icon: MessageCircle, label: "preview.comment" },
      { icon: Forward, label: "preview.share" },
    ],
    filled: true,
    whole: false,
    bar: [House, Zap, SquarePlus, CirclePlay, CircleUserRound],
    active: 1,
  },
};
