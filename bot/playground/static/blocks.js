// Block Kit as Slack shows it: https://docs.slack.dev/reference/block-kit/blocks

import { renderChart } from "./chart.js";
import { fragment, h, newId } from "./dom.js";
import { renderElement, renderText } from "./elements.js";
import { link, safeUrl } from "./inline.js";
import { renderMarkdown } from "./markdown.js";
import { renderRichText } from "./rich_text.js";

export { missingInputs, readInputs } from "./elements.js";

/**
 * `blocks` of a message, a modal or a Home tab as nodes, all within one `.blocks`. `ctx`:
 *   users, channels  {id: name}, for mentions and menus
 *   fileUrl(id)      where an uploaded file is
 *   onAction(action) called with what Slack would put into `actions`: {type, action_id, block_id, …}
 *   onOpenImage(url, alt)
 *   now              the moment that dates are told from
 *   channel          id of the conversation shown, for menus that start with it (optional)
 *   options(query)   options of an external_select, as a promise (optional)
 * Nothing throws: what cannot be shown says so in its place.
 */
export function renderBlocks(blocks, ctx) {
  return fragment(h("div", { class: "blocks" }, ...blocks.map((block, i) => renderBlock(block, i, ctx))));
}

/** Shows `errors`, {block_id: message}, under their inputs in place of those shown before; focuses the first. */
export function inputErrors(root, errors) {
  for (const input of root.querySelectorAll(".input")) {
    const message = Object.hasOwn(errors, input.dataset.blockId) ? errors[input.dataset.blockId] : "";
    input.querySelector(".error").textContent = message;
    for (const control of input.querySelectorAll("[data-action-id]")) {
      if (message) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  const first = root.querySelector("[aria-invalid]");
  (first?.matches("input, textarea, select") ? first : first?.querySelector("input, summary"))?.focus();
}

function renderBlock(block, index, ctx) {
  const draw = Object.hasOwn(BLOCKS, block?.type) && BLOCKS[block.type];
  if (!draw) return notice(`A block of type “${block?.type}” is not shown here.`);
  try {
    return draw(block, ctx, block.block_id ?? `block-${index}`);
  } catch (error) {
    console.error(error);
    return notice(`This ${block.type} block could not be shown: ${error.message}`);
  }
}

const notice = (text) => h("p", { class: "unknown", role: "note" }, text);

const BLOCKS = {
  section,
  header: (block, ctx) => h("h3", { class: "header" }, renderText(block.text, ctx)),
  divider: () => h("hr"),
  context,
  image: (block, ctx) => image(block, ctx),
  actions,
  input,
  rich_text: (block, ctx) => h("div", { class: "rich" }, renderRichText(block.elements, ctx)),
  table,
  markdown: (block) => h("div", { class: "rich" }, renderMarkdown(block.text)),
  video,
  data_visualization: renderChart,
};

function section({ text, fields, accessory }, ctx, blockId) {
  return h(
    "div",
    { class: "section", "data-block-id": blockId },
    h("div", { class: "body" },
      text && h("div", { class: "text" }, renderText(text, ctx)),
      fields && h("div", { class: "fields" }, ...fields.map((field) => h("div", {}, renderText(field, ctx))))),
    accessory &&
      h("div", { class: "accessory" },
        accessory.type === "image"
          ? openable(accessory, ctx)
          : renderElement(accessory, { blockId, ctx, labelId: null, optional: false, sends: true })),
  );
}

function context({ elements }, ctx) {
  return h("div", { class: "context" }, ...elements.map((element) =>
    element.type === "image"
      ? h("img", { src: source(element, ctx), alt: element.alt_text })
      : h("div", {}, renderText(element, ctx))));
}

function actions({ elements }, ctx, blockId) {
  const place = { blockId, ctx, labelId: null, optional: false, sends: true };
  return h("div", { class: "actions", "data-block-id": blockId },
    ...elements.map((element) => renderElement(element, place)));
}

function input({ element, label, hint, optional = false, dispatch_action: sends = false }, ctx, blockId) {
  const [labelId, hintId, errorId] = ["label", "hint", "error"].map(newId);
  const node = renderElement(element, { blockId, ctx, labelId, optional, sends });
  const control = node.matches("[data-action-id]") ? node : (node.querySelector("[data-action-id]") ?? node);
  control.id ||= newId("control");
  control.setAttribute("aria-describedby", hint ? `${hintId} ${errorId}` : errorId);
  const native = control.matches("input, textarea, select");
  return h(
    "div",
    { class: "input", "data-block-id": blockId, "data-required": !optional },
    h(native ? "label" : "div", { class: "label", id: labelId, for: native ? control.id : null },
      renderText(label, ctx),
      optional && h("span", { class: "optional" }, " (optional)")),
    node,
    h("p", { class: "error", id: errorId, "aria-live": "polite" }),
    hint && h("p", { class: "hint", id: hintId }, renderText(hint, ctx)),
  );
}

function image(block, ctx) {
  return h(
    "figure",
    { class: "image" },
    block.title && h("figcaption", {}, renderText(block.title, ctx)),
    openable(block, ctx),
  );
}

/** An image that opens large; its place says so where it cannot be fetched. */
function openable(block, ctx) {
  const src = source(block, ctx);
  const alt = block.alt_text ?? "";
  const failed = (event) => event.currentTarget.parentNode.replaceWith(notice(`The image could not be loaded: ${alt}`));
  if (!src) return notice(`The image has no address that can be shown: ${alt}`);
  return h("button", { type: "button", class: "open-image", title: "Open large", onclick: () => ctx.onOpenImage?.(src, alt) },
    h("img", { src, alt, loading: "lazy", referrerpolicy: "no-referrer", onerror: failed }));
}

function source({ image_url: url, slack_file: file }, ctx) {
  if (file?.id) return ctx.fileUrl?.(file.id);
  return safeUrl(url ?? file?.url);
}

function table({ rows, column_settings: settings = [] }, ctx) {
  const cell = (tag) => (value, i) => {
    const { align = "left", is_wrapped: wraps = false } = settings[i] ?? {};
    const look = [`align-${["left", "center", "right"].includes(align) ? align : "left"}`, wraps && "wraps"];
    const content = value.type === "rich_text" ? renderRichText(value.elements, ctx) : String(value.text ?? "");
    return h(tag, { class: look.filter(Boolean).join(" "), scope: tag === "th" ? "col" : null }, content);
  };
  const [head = [], ...body] = rows;
  return h("div", { class: "scroll", role: "group", "aria-label": "Table", tabindex: "0" },
    h("table", {},
      h("thead", {}, h("tr", {}, ...head.map(cell("th")))),
      h("tbody", {}, ...body.map((row) => h("tr", {}, ...row.map(cell("td")))))));
}

function video({ title, title_url: titleUrl, video_url: url, description, author_name: author }, ctx) {
  return h("div", { class: "video" },
    h("div", {}, link(titleUrl ?? url, renderText(title, ctx))),
    description && h("div", { class: "hint" }, renderText(description, ctx)),
    author && h("div", { class: "hint" }, author));
}
