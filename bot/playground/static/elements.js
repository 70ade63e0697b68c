// Interactive elements: what they look like, the action that each sends, the value that each holds.
// https://docs.slack.dev/reference/block-kit/block-elements

import { h, newId } from "./dom.js";
import { emoji, link, safeUrl } from "./inline.js";
import { renderMrkdwn } from "./mrkdwn.js";

const readers = new WeakMap();

const REQUIRED = "Please complete this required field.";

/** What view.state.values says of the elements below `root`, by block_id and action_id. */
export function readInputs(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-action-id]")) {
    const read = readers.get(node);
    if (read) (values[node.dataset.blockId] ??= {})[node.dataset.actionId] = read();
  }
  return values;
}

/** What Slack itself finds missing or wrong before it submits, by block_id. */
export function missingInputs(root) {
  const errors = {};
  for (const node of root.querySelectorAll(".input [data-action-id]")) {
    const { type, ...held } = readers.get(node)?.() ?? {};
    const [value] = Object.values(held);
    const empty = value === null || value?.length === 0;
    const control = node.matches("input, textarea") ? node : null;
    if (empty && node.closest(".input").hasAttribute("data-required")) errors[node.dataset.blockId] = REQUIRED;
    else if (!empty && control && !control.checkValidity()) {
      errors[node.dataset.blockId] = control.validationMessage;
    }
  }
  return errors;
}

/** `text`, a plain_text or mrkdwn object, as nodes. */
export function renderText(text, ctx) {
  if (!text) return "";
  if (text.type === "mrkdwn") return renderMrkdwn(text.text, { ...ctx, verbatim: text.verbatim === true });
  return h("span", { class: "plain" }, ...plain(text));
}

function plain({ text, emoji: shown = true }) {
  if (!shown) return [text];
  return text.split(/(:[a-z0-9_+'-]+:)/).map((part, i) => (i % 2 ? (emoji(part.slice(1, -1)) ?? part) : part));
}

/** plain_text where only a string will do: options of a native select, placeholders, names. */
const words = (text) => plain(text ?? { text: "" }).map((part) => part.textContent ?? part).join("");

/**
 * An element as a control. `place` says where it stands: `blockId`, `ctx`, `labelId` (of the label of
 * its input block, else null), `optional`, and `sends`: whether what is chosen is an action at once.
 */
export function renderElement(element, place) {
  const draw = Object.hasOwn(ELEMENTS, element.type) && ELEMENTS[element.type];
  if (!draw) return h("span", { class: "unknown", role: "note" }, `[${element.type} is not shown here]`);
  return draw({ ...element, action_id: element.action_id ?? `${place.blockId}-${element.type}` }, place);
}

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  static_select: (element, place) => select(element, place, optionsOf(element), "selected_option", identity),
  external_select: externalSelect,
  users_select: (element, place) =>
    select(element, place, named(place.ctx.users, "@"), "selected_user", toValue, element.initial_user),
  channels_select: (element, place) =>
    select(element, place, named(place.ctx.channels, "#"), "selected_channel", toValue, element.initial_channel),
  conversations_select: (element, place) =>
    select(element, place, named(place.ctx.channels, "#"), "selected_conversation", toValue,
      element.initial_conversation ?? (element.default_to_current_conversation && place.ctx.channel)),
  multi_static_select: (element, place) =>
    multiSelect(element, place, optionsOf(element), "selected_options", identity,
      (element.initial_options ?? []).map(toValue)),
  multi_users_select: (element, place) =>
    multiSelect(element, place, named(place.ctx.users, "@"), "selected_users", toValue, element.initial_users),
  multi_channels_select: (element, place) =>
    multiSelect(element, place, named(place.ctx.channels, "#"), "selected_channels", toValue, element.initial_channels),
  multi_conversations_select: (element, place) =>
    multiSelect(element, place, named(place.ctx.channels, "#"), "selected_conversations", toValue,
      element.initial_conversations),
  radio_buttons: (element, place) => choices("radio", element, place),
  checkboxes: (element, place) => choices("checkbox", element, place),
  datepicker: (element, place) => field(element, place, "date", "selected_date", element.initial_date),
  timepicker: (element, place) => field(element, place, "time", "selected_time", element.initial_time),
  datetimepicker: dateTime,
  plain_text_input: (element, place) => field(element, place, "text", "value", element.initial_value),
  email_text_input: (element, place) => field(element, place, "email", "value", element.initial_value),
  url_text_input: (element, place) => field(element, place, "url", "value", element.initial_value),
  number_input: (element, place) => field(element, place, "number", "value", element.initial_value),
};

const identity = (option) => option;
const toValue = (option) => option.value;

function optionsOf(element) {
  return element.option_groups ?? [{ label: null, options: element.options ?? [] }];
}

function named(names, sign) {
  const options = Object.entries(names ?? {}).map(([id, name]) => ({
    text: { type: "plain_text", text: sign + name, emoji: false },
    value: id,
  }));
  return [{ label: null, options }];
}

/** The attributes by which a control is found, read, named and described. */
function identify(element, { blockId, labelId }) {
  const name = element.accessibility_label ?? (words(element.placeholder) || element.type.replaceAll("_", " "));
  return {
    "data-action-id": element.action_id,
    "data-block-id": blockId,
    "aria-labelledby": labelId,
    "aria-label": labelId ? null : name,
  };
}

/** Makes `node` say what it holds, and send it where that is an action. */
function holding(node, element, place, value) {
  const read = () => ({ type: element.type, ...value() });
  readers.set(node, read);
  return () => {
    if (place.sends) send(node, element, place, value());
  };
}

async function send(node, element, { blockId, ctx }, value) {
  if (element.confirm && !(await confirmed(node, element.confirm, ctx))) return;
  ctx.onAction({ type: element.type, action_id: element.action_id, block_id: blockId, ...value });
}

function button(element, place) {
  const { style, text, url, value, accessibility_label: name } = element;
  const press = (event) => {
    if (url && safeUrl(url)) window.open(url, "_blank", "noopener,noreferrer");
    send(event.currentTarget, element, place, { text, ...(value !== undefined && { value }), ...(style && { style }) });
  };
  return h(
    "button",
    {
      type: "button",
      class: ["button", style].filter((part) => ["button", "primary", "danger"].includes(part)).join(" "),
      "aria-label": name,
      "data-action-id": element.action_id,
      "data-block-id": place.blockId,
      onclick: press,
    },
    ...plain(text),
    url && h("span", { class: "leaves", role: "img", "aria-label": "(opens a new tab)" }, "↗"),
  );
}

/** Asks first; resolves to whether the answer was yes. */
function confirmed(node, confirm, ctx) {
  const id = newId("confirm");
  const answer = (value) => () => dialog.close(value);
  const yes = ["button", confirm.style === "danger" ? "danger" : "primary"].join(" ");
  const dialog = h(
    "dialog",
    { class: "confirm", "aria-labelledby": id },
    h("h2", { id }, ...plain(confirm.title)),
    h("div", { class: "text" }, renderText(confirm.text, ctx)),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "button", onclick: answer("") }, ...plain(confirm.deny ?? { text: "Cancel" })),
      h("button", { type: "button", class: yes, onclick: answer("yes") }, ...plain(confirm.confirm ?? { text: "Yes" }))),
  );
  (node.closest(".blocks") ?? document.body).append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

/** A menu button as ARIA describes it: arrows, Home and End move, Escape returns to the button. */
function overflow(element, place) {
  const id = newId("menu");
  const items = () => [...menu.querySelectorAll("[role=menuitem]")];
  const close = () => {
    menu.hidePopover();
    opener.focus();
  };
  const choose = (option) => {
    close();
    if (option.url && safeUrl(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
    send(opener, element, place, { selected_option: option });
  };
  const move = (event) => {
    const all = items();
    const here = all.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") menu.hidePopover();
    if (event.key === "Escape") close();
    if (to !== undefined) all.at(to % all.length).focus();
    if (to !== undefined || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const menu = h(
    "div",
    { class: "menu", role: "menu", id, popover: "auto", "aria-label": "Actions", onkeydown: move },
    ...element.options.map((option) =>
      h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => choose(option) },
        ...plain(option.text),
        option.description && h("span", { class: "description" }, ...plain(option.description)))),
  );
  const opener = h("button", {
    type: "button",
    class: "button overflow",
    ...identify({ ...element, accessibility_label: element.accessibility_label ?? "More actions" }, place),
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-controls": id,
    popovertarget: id,
    onkeydown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      menu.showPopover();
      items().at(event.key === "ArrowDown" ? 0 : -1).focus();
    },
  }, "⋯");
  const closeOnScroll = () => menu.hidePopover();
  menu.addEventListener("beforetoggle", (event) => {
    opener.setAttribute("aria-expanded", String(event.newState === "open"));
  });
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") {
      beside(menu, opener);
      if (!menu.contains(document.activeElement)) items()[0]?.focus({ preventScroll: true });
      document.addEventListener("scroll", closeOnScroll, { capture: true, once: true });
    } else {
      document.removeEventListener("scroll", closeOnScroll, { capture: true });
    }
  });
  return h("span", { class: "overflow-holder" }, opener, menu);
}

/** Below `anchor`, or above it where the window ends; a popover cannot be clipped by what scrolls. */
function beside(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const below = at.bottom + 4 + menu.offsetHeight <= window.innerHeight;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(at.top - 4 - menu.offsetHeight, 4)}px`;
  menu.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - menu.offsetWidth - 4))}px`;
}

/** A native select; `give` makes the value that Slack would send from the option chosen. */
function select(element, place, groups, key, give, initial = element.initial_option?.value) {
  const all = groups.flatMap((group) => group.options);
  const draw = (option) =>
    h("option", { value: option.value, selected: option.value === initial }, words(option.text));
  const node = h(
    "select",
    { ...identify(element, place), autofocus: element.focus_on_load, required: !place.optional },
    h("option", { value: "", disabled: !place.optional }, words(element.placeholder) || "Choose an option"),
    ...groups.map((group) =>
      group.label ? h("optgroup", { label: words(group.label) }, ...group.options.map(draw)) : group.options.map(draw)),
  );
  node.value = all.some((option) => option.value === initial) ? initial : "";
  const value = () => {
    const chosen = all.find((option) => option.value === node.value);
    return { [key]: chosen ? give(chosen) : null };
  };
  node.addEventListener("change", holding(node, element, place, value));
  // On a closed select an arrow key would choose, and so act, with every press.
  node.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    node.showPicker?.();
  });
  return node;
}

/** A text field whose suggestions the app gives, by `ctx.options({action_id, block_id, value})`. */
function externalSelect(element, place) {
  const list = h("datalist", { id: newId("options") });
  let known = element.initial_option ? [element.initial_option] : [];
  const node = h("input", {
    ...identify(element, place),
    list: list.id,
    placeholder: words(element.placeholder),
    autocomplete: "off",
    value: element.initial_option && words(element.initial_option.text),
  });
  const chosen = () => known.find((option) => words(option.text) === node.value) ?? null;
  const changed = holding(node, element, place, () => ({ selected_option: chosen() }));
  node.addEventListener("input", async () => {
    if (chosen()) return changed();
    if (node.value.length < (element.min_query_length ?? 3) || !place.ctx.options) return;
    const asked = node.value;
    const options = await place.ctx.options({ action_id: element.action_id, block_id: place.blockId, value: asked });
    if (node.value !== asked) return;
    known = options;
    list.replaceChildren(...options.map((option) => h("option", { value: words(option.text) })));
  });
  return h("span", { class: "external" }, node, list);
}

/** Checkboxes behind a summary of what is chosen; the action is sent when the list closes. */
function multiSelect(element, place, groups, key, give, initial = []) {
  const most = element.max_selected_items ?? Infinity;
  const all = groups.flatMap((group) => group.options);
  const id = newId("multi");
  const shown = h("span", { class: "chosen", id });
  const draw = (option) =>
    h("label", {},
      h("input", { type: "checkbox", value: option.value, checked: initial.includes(option.value), onchange: () => update() }),
      h("span", {}, ...plain(option.text)));
  const { "aria-label": name, "aria-labelledby": labelId, ...found } = identify(element, place);
  const summary = h(
    "summary",
    { "aria-label": name && `${name}`, "aria-labelledby": labelId && `${labelId} ${id}` },
    shown,
  );
  const node = h(
    "details",
    { class: "multi", ...found },
    summary,
    h("div", { class: "options", role: "group", "aria-label": name, "aria-labelledby": labelId },
      ...groups.map((group) =>
        group.label
          ? h("fieldset", {}, h("legend", {}, ...plain(group.label)), ...group.options.map(draw))
          : group.options.map(draw))),
  );
  const boxes = [...node.querySelectorAll("input")];
  const picked = () => all.filter((_, i) => boxes[i].checked);
  const value = () => ({ [key]: picked().map(give) });
  const changed = holding(node, element, place, value);
  const update = () => {
    const tokens = picked().map((option) => h("span", { class: "token" }, ...plain(option.text)));
    shown.replaceChildren(...(tokens.length ? tokens : [words(element.placeholder) || "Choose options"]));
    for (const box of boxes) box.disabled = !box.checked && tokens.length >= most;
    if (name) summary.setAttribute("aria-label", [name, ...picked().map((option) => words(option.text))].join(", "));
  };
  update();
  let sent = JSON.stringify(value());
  node.addEventListener("toggle", () => {
    const now = JSON.stringify(value());
    if (node.open || now === sent) return;
    sent = now;
    changed();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.preventDefault();
    event.stopPropagation();
    node.open = false;
    summary.focus();
  });
  node.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !node.contains(event.relatedTarget)) node.open = false;
  });
  return node;
}

/** Radio buttons or checkboxes as a named group. */
function choices(kind, element, place) {
  const group = newId(kind);
  const initial = kind === "radio" ? [element.initial_option] : (element.initial_options ?? []);
  const isInitial = (option) => initial.some((one) => one?.value === option.value);
  const boxes = element.options.map((option) =>
    h("input", { type: kind, name: group, value: option.value, checked: isInitial(option), onchange: () => changed() }));
  const node = h(
    "div",
    { class: "choices", role: kind === "radio" ? "radiogroup" : "group", ...identify(element, place) },
    ...element.options.map((option, i) =>
      h("label", {},
        boxes[i],
        h("span", {}, renderText(option.text, place.ctx),
          option.description && h("span", { class: "description" }, renderText(option.description, place.ctx))))),
  );
  const picked = () => element.options.filter((_, i) => boxes[i].checked);
  const value = () =>
    kind === "radio" ? { selected_option: picked()[0] ?? null } : { selected_options: picked() };
  const changed = holding(node, element, place, value);
  return node;
}

/** A native input; an empty one holds null, as Slack says it. */
function field(element, place, type, key, initial) {
  const multiline = element.multiline === true;
  const node = h(multiline ? "textarea" : "input", {
    type: multiline ? null : type,
    ...identify(element, place),
    placeholder: words(element.placeholder) || null,
    minlength: element.min_length,
    maxlength: element.max_length,
    min: element.min_value,
    max: element.max_value,
    step: type === "number" ? (element.is_decimal_allowed ? "any" : "1") : null,
    rows: multiline ? 4 : null,
    autofocus: element.focus_on_load,
    required: !place.optional,
    autocomplete: "off",
  });
  node.value = initial ?? "";
  const changed = holding(node, element, place, () => ({ [key]: node.value || null }));
  if (key !== "value") node.addEventListener("change", () => node.checkValidity() && changed());
  else listenToTyping(node, element.dispatch_action_config?.trigger_actions_on, changed);
  return node;
}

function listenToTyping(node, triggers = ["on_enter_pressed"], changed) {
  if (triggers.includes("on_character_entered")) node.addEventListener("input", changed);
  if (!triggers.includes("on_enter_pressed")) return;
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && node.localName === "input" && !event.isComposing) changed();
  });
}

/** Seconds since 1970 in Slack; the reader's own time on the screen. */
function dateTime(element, place) {
  const local = (seconds) => {
    const date = new Date(seconds * 1000);
    return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  const initial = element.initial_date_time;
  const node = h("input", { type: "datetime-local", ...identify(element, place), required: !place.optional });
  node.value = initial ? local(initial) : "";
  const value = () => ({ selected_date_time: node.value ? Math.floor(new Date(node.value) / 1000) : null });
  node.addEventListener("change", holding(node, element, place, value));
  return node;
}
