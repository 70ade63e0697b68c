// Slack's mrkdwn, as Slack shows it: https://docs.slack.dev/messaging/formatting-message-text

import { fragment, h } from "./dom.js";
import { broadcast, channelMention, emoji, formatDate, link, safeUrl, userMention } from "./inline.js";

const MARKERS = { "*": "strong", _: "em", "~": "s" };
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const EMOJI_NAME = /:([a-z0-9_+'-]+):/y;
const CHANNEL_NAME = /#([\p{L}\p{N}_-]+)/uy;
const BARE_URL = /https?:\/\/(?:&amp;|[^\s<>&|`])+/y;
const WORD = /[\p{L}\p{N}]/u;
const FENCE = "```";

/**
 * `text` as nodes. `ctx.users` and `ctx.channels` name what is mentioned, `ctx.now` is the moment that
 * dates are told from; with `ctx.verbatim`, plain addresses and #names are left as they are typed.
 */
export function renderMrkdwn(text, ctx = {}) {
  const nodes = [];
  const parts = fenced(text);
  for (const [index, part] of parts.entries()) {
    if (index % 2) nodes.push(h("pre", {}, inline(part.replace(/^\n|\n$/g, ""), ctx, false)));
    else nodes.push(...paragraphs(part, ctx, { first: index === 0, last: index === parts.length - 1 }));
  }
  return fragment(...nodes);
}

/** `text` cut at ``` pairs: every second part is preformatted. A fence that is not closed is text. */
function fenced(text) {
  const parts = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf(FENCE, from);
    const close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    if (close < 0 || !text.slice(open + FENCE.length, close).trim()) break;
    parts.push(text.slice(from, open), text.slice(open + FENCE.length, close));
    from = close + FENCE.length;
  }
  return [...parts, text.slice(from)];
}

/** Lines and quotes; a quote and a fence are blocks, so the line breaks next to them are not shown. */
function paragraphs(text, ctx, { first, last }) {
  if (!text) return [];
  const lines = text.split("\n");
  if (!first && !lines[0].trim()) lines.shift();
  if (!last && !lines.at(-1)?.trim()) lines.pop();
  const nodes = [];
  let quote = null;
  for (let i = 0; i < lines.length; i += 1) {
    const rest = /^(?:&gt;|>){3} ?/.exec(lines[i]);
    if (rest) {
      const quoted = [lines[i].slice(rest[0].length), ...lines.slice(i + 1)];
      nodes.push(h("blockquote", {}, joined(quoted, ctx)));
      break;
    }
    const marker = /^(?:&gt;|>) ?/.exec(lines[i]);
    if (marker) {
      (quote ??= []).push(lines[i].slice(marker[0].length));
      if (!/^(?:&gt;|>)(?!(?:&gt;|>){2})/.test(lines[i + 1] ?? "")) {
        nodes.push(h("blockquote", {}, joined(quote, ctx)));
        quote = null;
      }
      continue;
    }
    if (i && !/^(?:&gt;|>)/.test(lines[i - 1])) nodes.push(h("br"));
    nodes.push(inline(lines[i], ctx, true));
  }
  return nodes;
}

function joined(lines, ctx) {
  return fragment(...lines.flatMap((line, i) => [i && h("br"), inline(line, ctx, true)]).filter(Boolean));
}

/** One run of text; `styled`: markers, code and emoji count, as they do not within code. */
function inline(text, ctx, styled) {
  return fragment(...span(text, 0, text.length, ctx, styled));
}

function span(text, start, end, ctx, styled) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = "";
  };
  for (let at = start; at < end; ) {
    const [node, next] = special(text, at, end, ctx, styled);
    if (node === null) {
      const entity = text[at] === "&" && Object.keys(ENTITIES).find((name) => text.startsWith(name, at));
      plain += entity ? ENTITIES[entity] : text[at];
      at += entity ? entity.length : 1;
    } else {
      flush();
      nodes.push(node);
      at = next;
    }
  }
  flush();
  return nodes;
}

/** The node that begins at `at` and where it ends; null where the character stands for itself. */
function special(text, at, end, ctx, styled) {
  const none = [null, at];
  const char = text[at];
  if (char === "<") {
    const close = text.indexOf(">", at);
    const node = close > at && close < end ? control(text.slice(at + 1, close), ctx) : null;
    return node ? [node, close + 1] : none;
  }
  if (!styled) return none;
  if (char === "`") {
    const close = text.indexOf("`", at + 1);
    if (close <= at + 1 || close >= end || !text.slice(at + 1, close).trim()) return none;
    return [h("code", {}, ...span(text, at + 1, close, ctx, false)), close + 1];
  }
  if (char in MARKERS) {
    const close = closer(text, at, end);
    if (close < 0) return none;
    return [h(MARKERS[char], {}, ...span(text, at + 1, close, ctx, true)), close + 1];
  }
  if (char === ":") {
    const name = match(EMOJI_NAME, text, at, end);
    const node = name && emoji(name[1]);
    return node ? [node, at + name[0].length] : none;
  }
  return ctx.verbatim || WORD.test(text[at - 1] ?? "") ? none : automatic(text, at, end, ctx);
}

/** A plain address or the #name of a channel, which Slack turns into links on its own. */
function automatic(text, at, end, ctx) {
  if (text[at] === "h") {
    const found = match(BARE_URL, text, at, end);
    if (found) {
      const shown = found[0].replace(/[.,;:!?'")\]*_~]+$/, "");
      const url = unescape(shown);
      if (safeUrl(url)) return [link(url, url), at + shown.length];
    }
  }
  if (text[at] === "#") {
    const found = match(CHANNEL_NAME, text, at, end);
    const id = found && Object.entries(ctx.channels ?? {}).find(([, name]) => name === found[1])?.[0];
    if (id) return [channelMention(id, null, ctx), at + found[0].length];
  }
  return [null, at];
}

/**
 * Where the marker at `open` closes, or -1. A pair stands on one line, at the outer edges of words,
 * with no space just inside it; markers within code and <…> do not count.
 */
function closer(text, open, end) {
  const marker = text[open];
  const edge = (char) => char === undefined || !(WORD.test(char) || char === marker);
  const solid = (char) => char !== undefined && !/\s/.test(char);
  if (!edge(text[open - 1]) || !solid(text[open + 1]) || text[open + 1] === marker) return -1;
  for (let at = open + 1; at < end; at += 1) {
    if (text[at] === "\n") return -1;
    const skip = { "<": ">", "`": "`" }[text[at]];
    const past = skip ? text.indexOf(skip, at + 1) : -1;
    if (past > at && past < end) at = past;
    else if (text[at] === marker && at > open + 1 && solid(text[at - 1]) && edge(text[at + 1])) return at;
  }
  return -1;
}

/** What stands between < and >: a mention, a date or a link; null for anything else. */
function control(inner, ctx) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  const id = target.slice(1);
  if (/^@[UW]\w*$/.test(target)) return userMention(id, label, ctx);
  if (/^#[CGD]\w*$/.test(target)) return channelMention(id, label, ctx);
  if (target.startsWith("!")) return command(id, label, ctx);
  const url = unescape(target);
  if (!safeUrl(url)) return null;
  return link(url, ...(bar < 0 ? [url.replace(/^mailto:/, "")] : emphasised(inner.slice(bar + 1), ctx)));
}

/** A label may hold emoji and style but no link of its own. */
function emphasised(label, ctx) {
  return span(label, 0, label.length, { ...ctx, verbatim: true }, true);
}

function command(name, label, ctx) {
  if (["here", "channel", "everyone"].includes(name)) return broadcast(name);
  if (name.startsWith("subteam^")) return broadcast(label.replace(/^@/, "") || name.slice("subteam^".length));
  if (name.startsWith("date^")) {
    const [, seconds, format = "", url] = name.split("^");
    const text = formatDate(Number(seconds), unescape(format), ctx.now) ?? label;
    return url ? link(unescape(url), text) : h("time", {}, text);
  }
  return h("span", {}, label || `<${name}>`);
}

function match(pattern, text, at, end) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found && at + found[0].length <= end ? found : null;
}

const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
