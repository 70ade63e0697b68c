// What mrkdwn, rich text and Markdown have in common: links, mentions, dates and emoji.

import { h } from "./dom.js";
import { EMOJI } from "./emoji.js";

const DAY = 86_400_000;
const HALF_A_YEAR = 182 * DAY;

/** `url` if a message may link to it, else null: http, https and mailto alone. */
export function safeUrl(url) {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** The outlets of the made-up world (`paper.uk.example`) have no address: the playground shows their articles. */
function reachable(url) {
  const madeUp = /\.[a-z]{2}\.example$/.test(new URL(url).hostname);
  return madeUp ? `/article?url=${encodeURIComponent(url)}` : url;
}

/** A link in a new tab, or only its children where the address may not be followed. */
export function link(url, ...children) {
  if (!safeUrl(url)) return h("span", {}, ...children);
  return h("a", { href: reachable(url), target: "_blank", rel: "noopener noreferrer" }, ...children);
}

export function userMention(id, label, ctx) {
  return h("span", { class: "mention", "data-user": id }, `@${ctx.users?.[id] ?? (label || id)}`);
}

export function channelMention(id, label, ctx) {
  return h("span", { class: "mention", "data-channel": id }, `#${ctx.channels?.[id] ?? (label || id)}`);
}

/** @here, @channel, @everyone, and the names of user groups. */
export function broadcast(range) {
  return h("span", { class: "mention mention-all" }, `@${range}`);
}

/** The emoji of a `:name:`; null for a name the map does not have. `unicode`: code points, as "1f44d-1f3fd". */
export function emoji(name, unicode) {
  const drawn = unicode
    ? String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16)))
    : Object.hasOwn(EMOJI, name) && EMOJI[name];
  if (!drawn) return null;
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, drawn);
}

/**
 * `format` with Slack's date tokens filled in, in the reader's time zone; null if it has none or an
 * unknown one. As in Slack, a year is left out of dates less than half a year away.
 * Tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(seconds, format, now = new Date()) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  let filled = 0;
  let unknown = false;
  const text = format.replace(/\{(\w+)\}/g, (_, token, at) => {
    const value = dateToken(token, date, now);
    if (value === null) unknown = true;
    filled += 1;
    return at === 0 && value ? value[0].toUpperCase() + value.slice(1) : value;
  });
  return filled && !unknown ? text : null;
}

function dateToken(token, date, now) {
  const part = (options) => date.toLocaleString("en-US", options);
  const year = Math.abs(now - date) < HALF_A_YEAR ? "" : `, ${date.getFullYear()}`;
  const long = () => `${part({ month: "long" })} ${ordinal(date.getDate())}${year}`;
  const pretty = (otherwise) => relativeDay(date, now) ?? dateToken(otherwise, date, now);
  switch (token) {
    case "date":
      return long();
    case "date_long":
      return `${part({ weekday: "long" })}, ${long()}`;
    case "date_short":
      return `${part({ month: "short" })} ${date.getDate()}${year}`;
    case "date_num":
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    case "date_slash":
      return `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
    case "date_pretty":
      return pretty("date");
    case "date_long_pretty":
    case "day_divider_pretty":
      return pretty("date_long");
    case "date_short_pretty":
      return pretty("date_short");
    case "time":
      return part({ hour: "numeric", minute: "2-digit" });
    case "time_secs":
      return part({ hour: "numeric", minute: "2-digit", second: "2-digit" });
    case "ago":
      return ago(date - now);
    default:
      return null;
  }
}

function relativeDay(date, now) {
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

function ago(milliseconds) {
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const steps = [["day", DAY], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]];
  const [unit, size] = steps.find(([, length]) => Math.abs(milliseconds) >= length) ?? steps.at(-1);
  return words.format(Math.round(milliseconds / size), unit);
}

function ordinal(day) {
  const suffix = day > 10 && day < 14 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th");
  return `${day}${suffix}`;
}

const two = (number) => String(number).padStart(2, "0");
