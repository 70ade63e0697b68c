// The markdown block: the part of Markdown that Slack shows, https://docs.slack.dev/reference/block-kit/blocks/markdown-block

import { fragment, h } from "./dom.js";
import { emoji, link } from "./inline.js";

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const SPANS = [
  [/`([^`\n]+)`/, (found) => h("code", {}, found[1])],
  [/!?\[([^\]\n]+)\]\(([^\s)]+)\)/, (found) => link(found[2], ...inline(found[1]))],
  [/<((?:https?:\/\/|mailto:)[^>\s]+)>/, (found) => link(found[1], found[1])],
  [/(?<![\p{L}\p{N}])(\*\*|__)(?=\S)(.+?\S?)\1(?![\p{L}\p{N}])/u, (found) => h("strong", {}, ...inline(found[2]))],
  [/~~(?=\S)(.+?)~~/, (found) => h("s", {}, ...inline(found[1]))],
  [/(?<![\p{L}\p{N}])([*_])(?=\S)(.+?)\1(?![\p{L}\p{N}])/u, (found) => h("em", {}, ...inline(found[2]))],
  [/:([a-z0-9_+'-]+):/, (found) => emoji(found[1]) ?? found[0]],
];

/** Markdown `text` as headings, paragraphs, lists, quotes, rules and code. Tables are left as text. */
export function renderMarkdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(block(lines));
  return fragment(...nodes);
}

/** Takes the lines of one block off the front of `lines`. */
function block(lines) {
  const line = lines[0];
  if (!line.trim()) return lines.shift() && null;
  if (/^\s*```/.test(line)) {
    lines.shift();
    const code = take(lines, (next) => !/^\s*```/.test(next));
    lines.shift();
    return h("pre", {}, code.join("\n"));
  }
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) return lines.shift() && h("p", { class: "heading" }, ...inline(heading[2]));
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return lines.shift() && h("hr");
  if (/^\s*>/.test(line)) {
    const quoted = take(lines, (next) => /^\s*>/.test(next)).map((next) => next.replace(/^\s*> ?/, ""));
    return h("blockquote", {}, renderMarkdown(quoted.join("\n")));
  }
  if (ITEM.test(line)) return list(take(lines, (next) => ITEM.test(next)));
  const [first, ...rest] = [lines.shift(), ...take(lines, (next) => next.trim() && !/^(\s*```|#{1,6}\s|\s*>)/.test(next) && !ITEM.test(next))];
  return h("p", {}, ...inline(first), ...rest.flatMap((next) => [h("br"), ...inline(next)]));
}

function list(lines) {
  const items = lines.map((line) => ITEM.exec(line));
  const ordered = items[0][2] !== undefined;
  return h(
    ordered ? "ol" : "ul",
    { start: ordered ? items[0][2] : null },
    ...items.map(([, space, , text]) => h("li", { style: `--item-indent: ${Math.floor(space.length / 2)}` }, ...inline(text))),
  );
}

function take(lines, wanted) {
  const end = lines.findIndex((line) => !wanted(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

/** The earliest span of `text`, what stands before it, and the rest. */
function inline(text) {
  const found = SPANS.map(([pattern, render]) => ({ match: pattern.exec(text), render })).filter((f) => f.match);
  if (!found.length) return [text.replace(/\\([\\`*_~[\]()#>.-])/g, "$1")];
  const { match, render } = found.reduce((a, b) => (b.match.index < a.match.index ? b : a));
  return [...inline(text.slice(0, match.index)), render(match), ...inline(text.slice(match.index + match[0].length))];
}
