// The rich_text block: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

import { fragment, h } from "./dom.js";
import { broadcast, channelMention, emoji, formatDate, link, userMention } from "./inline.js";

const STYLES = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };
const BULLETS = ["disc", "circle", "square"];
const NUMBERS = ["decimal", "lower-alpha", "lower-roman"];

/** The sections, lists, quotes and preformatted parts of a rich_text block, or of a cell. */
export function renderRichText(elements, ctx) {
  return fragment(...elements.map((part) => renderPart(part, ctx)));
}

function renderPart(part, ctx) {
  const content = () => part.elements.flatMap((element) => renderElement(element, ctx));
  switch (part.type) {
    case "rich_text_section":
      return h("div", { class: "rich-section" }, ...content());
    case "rich_text_quote":
      return h("blockquote", {}, ...content());
    case "rich_text_preformatted":
      return h("pre", {}, ...content());
    case "rich_text_list":
      return renderList(part, ctx);
    default:
      return h("span", { class: "unknown" }, `[${part.type} is not shown here]`);
  }
}

function renderList(list, ctx) {
  const ordered = list.style === "ordered";
  const indent = list.indent ?? 0;
  const marks = ordered ? NUMBERS : BULLETS;
  return h(
    ordered ? "ol" : "ul",
    {
      class: list.border ? "bordered" : null,
      start: ordered && list.offset ? list.offset + 1 : null,
      style: `--indent: ${Number(indent)}; list-style-type: ${marks[indent % marks.length]}`,
    },
    ...list.elements.map((item) => h("li", {}, renderPart(item, ctx))),
  );
}

function renderElement(element, ctx) {
  return styled(element.style ?? {}, bare(element, ctx));
}

function bare(element, ctx) {
  switch (element.type) {
    case "text":
      return lines(element.text);
    case "link":
      return [link(element.url, element.text || element.url)];
    case "user":
      return [userMention(element.user_id, null, ctx)];
    case "usergroup":
      return [broadcast(element.usergroup_id)];
    case "channel":
      return [channelMention(element.channel_id, null, ctx)];
    case "broadcast":
      return [broadcast(element.range)];
    case "emoji":
      return [emoji(element.name, element.unicode) ?? `:${element.name}:`];
    case "date": {
      const text = formatDate(element.timestamp, element.format, ctx.now) ?? element.fallback ?? "";
      return [element.url ? link(element.url, text) : h("time", {}, text)];
    }
    case "color":
      return [h("span", { class: "swatch", style: `--swatch: ${cssColor(element.value)}` }), element.value];
    default:
      return [h("span", { class: "unknown" }, `[${element.type} is not shown here]`)];
  }
}

function styled(style, nodes) {
  return Object.entries(STYLES).reduce(
    (inner, [name, tag]) => (style[name] ? [h(tag, {}, ...inner)] : inner),
    nodes,
  );
}

const lines = (text) => text.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line]));

const cssColor = (value) => (/^#[\da-f]{3,8}$/i.test(value) ? value : "transparent");
