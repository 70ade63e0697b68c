// The page: shows the local Slack's state, and sends what a person does to it.

import { inputErrors, missingInputs, readInputs, renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { renderMrkdwn } from "./mrkdwn.js";

const find = (id) => document.getElementById(id);
const stored = (key, otherwise) => localStorage.getItem(`tidings.${key}`) ?? otherwise;
const store = (key, value) => localStorage.setItem(`tidings.${key}`, value);

let user = stored("user", "U0ADA");
let place = null; // a channel's id, or "home"
let thread = null; // ts of the message whose thread is open
let state = null;
let follows = true; // whether a list goes to its end as it grows
let modal = null; // id of the view that is open
const read = new Map(); // channel → ts up to which it was seen
const nodes = new Map(); // message key → {node, seen}

// --- talking to the server ---

async function post(path, body) {
  const answer = await fetch(`${path}?user=${user}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function send(path, body) {
  follows = true;
  find("error").textContent = "";
  const { error } = await post(path, body);
  if (error) find("error").textContent = error;
}

async function refresh() {
  const asked = user;
  const fresh = await (await fetch(`/state?user=${user}`)).json();
  if (asked !== user) return;
  state = fresh;
  if (!place) arrive();
  draw();
}

/** Where one begins: beside a conversation with an answer, or else in the messages with Tidings. */
function arrive() {
  const asked = state.greeted && state.messages.filter((m) => !inThread(m) && state.messages.some((r) => inThread(r) && r.thread_ts === m.ts)).at(-1);
  place = asked?.channel ?? state.channels.find((c) => c.direct).id;
  if (!asked || innerWidth <= 900) return;
  follows = false;
  thread = asked.ts;
}

let due = false;
function refreshSoon() {
  if (due) return;
  due = true;
  requestAnimationFrame(async () => {
    due = false;
    await refresh();
  });
}

// --- drawing ---

function context(message) {
  return {
    users: state.users,
    channels: Object.fromEntries(state.channels.map((c) => [c.id, c.name])),
    channel: place === "home" ? undefined : place,
    fileUrl: (id) => `/files/${encodeURIComponent(id)}`,
    onAction: (action) => send("/action", { action, ts: message?.ts }),
    onOpenImage: openPicture,
    now: new Date(),
  };
}

function draw() {
  drawPlaces();
  find("misbehave").value = state.misbehaviour;
  const home = place === "home";
  find("title").textContent = home ? "Tidings: home" : placeName(place);
  find("hint").textContent = `A local stand-in for Slack, with ${state.news}. Nothing here leaves this machine.`;
  find("now").textContent = home ? "Home" : placeName(place);
  find("composer").hidden = home;
  if (home) drawHome();
  else drawMessages(find("messages"), state.messages.filter((m) => m.channel === place && !inThread(m)), true);
  drawThread();
  drawModal();
}

const inThread = (m) => m.thread_ts && m.thread_ts !== m.ts;

function placeName(id) {
  const channel = state.channels.find((c) => c.id === id);
  return channel.direct ? channel.name : `# ${channel.name}`;
}

function drawPlaces() {
  const seen = state.messages.filter((m) => m.channel === place).at(-1)?.ts;
  if (seen) read.set(place, seen);
  const entry = (id, label) => {
    const unread = state.messages.filter((m) => m.channel === id && m.user !== user && m.ts > (read.get(id) ?? "")).length;
    const badge = unread ? h("span", { class: "new", "aria-label": `${unread} new` }, String(unread)) : null;
    const button = h("button", { type: "button" }, label, badge);
    if (id === place) button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => go(id));
    return button;
  };
  const channels = state.channels.filter((c) => !c.direct);
  const direct = state.channels.filter((c) => c.direct);
  const focused = document.activeElement?.closest("nav") && document.activeElement.textContent;
  find("places").replaceChildren(
    h("h2", {}, "Channels"), ...channels.map((c) => entry(c.id, `# ${c.name}${c.with_bot ? "" : " (without Tidings)"}`)),
    h("h2", {}, "Direct messages"), ...direct.map((c) => entry(c.id, c.name)),
    h("h2", {}, "Apps"), entry("home", "Tidings: home"),
  );
  if (focused) [...find("places").querySelectorAll("button")].find((b) => b.textContent === focused)?.focus();
}

function showPlaces(shown) {
  document.body.classList.toggle("places-shown", shown);
  find("menu").setAttribute("aria-expanded", String(shown));
}

function go(id) {
  showPlaces(false);
  follows = true;
  place = id;
  thread = null;
  nodes.clear();
  find("messages").replaceChildren();
  if (id === "home") post("/home", {});
  draw();
  if (id !== "home") find("composer").querySelector("textarea").focus();
}

function drawHome() {
  const home = state.home ? renderBlocks(state.home.blocks, context(null)) : h("p", {}, "Opening …");
  const signature = JSON.stringify(state.home);
  const box = find("messages");
  if (box.dataset.home === signature) return;
  box.dataset.home = signature;
  box.replaceChildren(h("div", { class: "message" }, h("div", { class: "body" }, home)));
}

function drawMessages(box, messages, main) {
  delete box.dataset.home;
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  const wanted = messages.flatMap((m, i) => {
    const day = dayOf(m);
    return i && day === dayOf(messages[i - 1]) ? [messageNode(m, main)] : [divider(day, main), messageNode(m, main)];
  });
  if (main && !messages.length) wanted.push(welcome());
  if (!main) {
    for (const s of state.statuses.filter((s) => s.channel === place && s.thread === thread)) {
      wanted.push(h("p", { class: "status" }, `Tidings ${s.text}`));
    }
  }
  // Nodes that stay are left alone, so that an open menu or the focus survives.
  wanted.forEach((node, i) => {
    if (box.children[i] !== node) box.insertBefore(node, box.children[i] ?? null);
  });
  while (box.children.length > wanted.length) box.lastChild.remove();
  if (atEnd && follows) box.scrollTop = box.scrollHeight;
}

function messageNode(message, main) {
  const replies = main ? state.messages.filter((m) => m.channel === place && m.thread_ts === message.ts && inThread(m)) : [];
  const seen = JSON.stringify([message, replies.length]);
  const key = `${main}:${message.ts}`;
  const known = nodes.get(key);
  if (known?.seen === seen) return known.node;
  const node = drawMessage(message, replies);
  if (known?.node.isConnected) known.node.replaceWith(node);
  nodes.set(key, { node, seen });
  return node;
}

function drawMessage(message, replies) {
  const bot = message.user === state.bot;
  const name = state.users[message.user] ?? message.user;
  const body = message.blocks.length
    ? renderBlocks(message.blocks, context(message))
    : h("div", { class: "blocks" }, h("div", {}, renderMrkdwn(message.text, context(message))));
  for (const image of body.querySelectorAll?.("img") ?? []) image.addEventListener("load", keepEnd);
  const time = new Date(Number(message.ts) * 1000);
  const tools = h("div", { class: "tools" });
  if (!message.only_for) tools.append(tool("Reply in thread", () => openThread(message.thread_ts ?? message.ts)));
  if (bot) tools.append(tool("Look behind", () => openBehind(message)));
  return h("article", { class: `message${message.only_for ? " alone" : ""}` },
    h("div", { class: `avatar${bot ? " bot" : message.user === user ? "" : " other"}`, "aria-hidden": "true" }, name[0]),
    h("div", { class: "body" },
      message.only_for ? h("span", { class: "only" }, "Only visible to you") : null,
      h("span", { class: "who" }, name), bot ? h("span", { class: "badge" }, "APP") : null,
      h("time", { class: "when", datetime: time.toISOString() }, time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })),
      body,
      replies.length ? tool(`${replies.length} ${replies.length === 1 ? "reply" : "replies"}`, () => openThread(message.ts), "replies") : null,
    ),
    tools);
}

const dayOf = (message) => new Date(Number(message.ts) * 1000).toDateString();

/** The line above the first message of a day. */
function divider(day, main) {
  const key = `${main}:${day}`;
  const known = nodes.get(key);
  const ago = (n) => new Date(Date.now() - n * 86_400_000).toDateString();
  const long = new Date(day).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
  const name = day === ago(0) ? "Today" : day === ago(1) ? "Yesterday" : long;
  if (known?.seen === name) return known.node;
  const node = h("h2", { class: "day" }, h("span", {}, name));
  nodes.set(key, { node, seen: name });
  return node;
}

function keepEnd() {
  if (!follows) return;
  for (const box of document.querySelectorAll(".messages")) {
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 700) box.scrollTop = box.scrollHeight;
  }
}

function tool(label, act, kind = "") {
  const button = h("button", { type: "button", class: kind }, label);
  button.addEventListener("click", act);
  return button;
}

function welcome() {
  const here = state.channels.find((c) => c.id === place);
  if (!here.direct && !here.with_bot) {
    return h("div", { class: "welcome" }, h("h2", {}, `This is #${here.name}`),
      h("p", {}, "Tidings is not in this channel; its commands work here all the same. Type / to see them."));
  }
  const mention = here.direct ? "" : `<@${state.bot}> `;
  const examples = state.examples.map((text) => tool(text, () => send("/say", { channel: place, text: mention + text })));
  return h("div", { class: "welcome" }, h("h2", {}, "Ask how the world's news treats a topic"),
    h("p", {}, here.direct ? "Take one of these, or write your own." : "Mention @tidings, type / for its commands, or take one of these."), ...examples);
}

// --- the thread, what is behind a message, the picture ---

function openThread(ts) {
  thread = ts;
  follows = true;
  drawThread();
  find("thread").querySelector("textarea")?.focus();
}

function drawThread() {
  const pane = find("thread");
  pane.hidden = !thread;
  if (!thread) return pane.replaceChildren();
  if (pane.dataset.thread !== thread || !pane.children.length) {
    pane.dataset.thread = thread;
    for (const key of nodes.keys()) if (key.startsWith("false:")) nodes.delete(key);
    const channel = place;
    pane.replaceChildren(
      h("header", {}, h("h2", {}, "Thread"), close("Close the thread", () => { thread = null; drawThread(); })),
      h("div", { class: "messages", role: "log", "aria-label": "Messages of the thread", tabindex: "0" }),
      composer("Reply …", (text) => say(channel, text, thread), thread));
  }
  const messages = state.messages.filter((m) => m.channel === place && (m.ts === thread || m.thread_ts === thread));
  drawMessages(pane.querySelector(".messages"), messages, false);
}

function close(label, act) {
  const button = h("button", { type: "button", class: "close", "aria-label": label }, "×");
  button.addEventListener("click", act);
  return button;
}

async function openBehind(message) {
  const pane = find("behind");
  const told = await (await fetch(`/behind?user=${user}&channel=${message.channel}&ts=${message.ts}`)).json();
  const it = told.exchange;
  const blocks = JSON.stringify({ blocks: told.blocks }, null, 2);
  const copy = tool("Copy for Block Kit Builder", async () => {
    await navigator.clipboard.writeText(blocks);
    copy.textContent = "Copied";
  }, "quiet");
  pane.hidden = false;
  pane.replaceChildren(
    h("header", {}, h("h2", {}, "Behind the message"), close("Close", () => { pane.hidden = true; })),
    h("div", { class: "inner", tabindex: "0" },
      h("h3", {}, "Request"), h("pre", {}, it ? JSON.stringify(it.request, null, 2) : "none"),
      h("h3", {}, "Acknowledgement"),
      h("p", {}, it ? `Status ${it.status} after ${it.milliseconds} ms (Slack waits 3,000 ms)` : "none"),
      it?.acknowledgement ? h("pre", {}, it.acknowledgement) : null,
      h("h3", {}, "Text for notifications"), h("pre", {}, told.text),
      h("h3", {}, "Blocks"), copy, h("pre", {}, blocks)));
  pane.querySelector(".close").focus();
}

function openPicture(url, alt) {
  const dialog = find("picture");
  const done = tool("Close", () => dialog.close(), "quiet");
  dialog.replaceChildren(h("img", { src: url, alt }), h("footer", {}, h("p", {}, alt), done));
  dialog.showModal();
}

// --- modals ---

function drawModal() {
  const view = state.views.at(-1);
  const dialog = find("modal");
  if (!view) {
    if (modal) dialog.close();
    modal = null;
    return;
  }
  const signature = JSON.stringify(view);
  if (modal === signature) return;
  modal = signature;
  const form = h("form", { method: "dialog", novalidate: "" });
  // What scrolls can be reached by the keyboard, where it holds no field that can be.
  const inner = h("div", { class: "inner", tabindex: view.submit ? null : "0" }, renderBlocks(view.blocks, context(null)));
  const dismiss = () => post("/close", { view: view.id });
  form.append(
    h("header", {}, h("h2", { id: "modal-title" }, view.title.text), close("Close", dismiss)),
    inner,
    h("footer", {}, tool(view.close?.text ?? "Cancel", dismiss, "quiet"),
      view.submit ? h("button", { type: "submit", class: "go" }, view.submit.text) : null));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const missing = missingInputs(inner);
    inputErrors(inner, missing);
    if (Object.keys(missing).length) return;
    const { errors } = await post("/submit", { view: view.id, values: readInputs(inner) });
    inputErrors(inner, errors);
  });
  dialog.replaceChildren(form);
  dialog.oncancel = dismiss;
  if (!dialog.open) dialog.showModal();
  inner.querySelector("input, textarea, select")?.focus();
}

// --- writing ---

function composer(placeholder, act, threadTs) {
  const form = h("form", { class: "composer", autocomplete: "off" });
  fillComposer(form, placeholder, act, threadTs);
  return form;
}

function fillComposer(form, placeholder, act, threadTs) {
  const reading = h("p", { class: "reading", "aria-live": "polite" });
  const text = h("textarea", { rows: "1", placeholder, "aria-label": placeholder });
  const offers = h("ul", { class: "offers", role: "listbox", "aria-label": "Suggestions", hidden: "" });
  let chosen = 0;
  const found = () => [...offers.children];
  const show = () => {
    const list = suggestions(text.value);
    chosen = 0;
    offers.hidden = !list.length;
    offers.replaceChildren(...list.map((o, i) => {
      const item = h("li", { role: "option", "aria-selected": String(i === 0) }, h("strong", {}, o.name), h("span", {}, o.hint), h("small", {}, o.about));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(o); });
      item.offer = o;
      return item;
    }));
  };
  const take = (offer) => {
    text.value = offer.apply(text.value);
    offers.hidden = true;
    text.focus();
  };
  const submit = () => {
    const said = text.value.trim();
    if (!said) return;
    text.value = "";
    readSoon(reading, text, threadTs);
    offers.hidden = true;
    act(said);
  };
  text.addEventListener("input", show);
  text.addEventListener("input", () => readSoon(reading, text, threadTs));
  text.addEventListener("blur", () => { offers.hidden = true; });
  text.addEventListener("keydown", (event) => {
    const open = !offers.hidden && found().length;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found().length) % found().length;
      found().forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    } else if (open && (event.key === "Tab" || event.key === "Enter") && found()[chosen].offer.name !== text.value.trim()) {
      event.preventDefault();
      take(found()[chosen].offer);
    } else if (open && event.key === "Escape") {
      offers.hidden = true;
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  form.replaceChildren(offers, text, h("button", { class: "send", type: "submit" }, "Send"), reading);
}

const TYPING_PAUSE = 250;

/** Shows how the bot would read what stands in the box, once typing pauses. */
function readSoon(box, text, threadTs) {
  clearTimeout(box.due);
  if (!text.value.trim()) return box.replaceChildren();
  box.due = setTimeout(async () => {
    const typed = text.value;
    const said = typed.replaceAll(/@tidings\b/gi, `<@${state.bot}>`);
    const { reading } = await post("/reading", { channel: place, text: said, thread_ts: threadTs });
    if (text.value === typed) box.textContent = reading;
  }, TYPING_PAUSE);
}

function suggestions(text) {
  if (/^\/\S*$/.test(text)) {
    return state.commands.filter((c) => c.command.startsWith(text)).map((c) => ({
      name: c.command, hint: c.usage_hint ?? "", about: c.description, apply: () => `${c.command} `,
    }));
  }
  const at = /(^|\s)@(\w*)$/.exec(text);
  if (at && "tidings".startsWith(at[2].toLowerCase())) {
    return [{ name: "@tidings", hint: "", about: "Tidings, an app", apply: (t) => t.replace(/@\w*$/, "@tidings ") }];
  }
  return [];
}

function say(channel, text, threadTs) {
  const command = /^(\/\w+)\s*([\s\S]*)$/.exec(text);
  if (command && !threadTs) {
    const known = state.commands.find((c) => c.command === command[1]);
    if (!known) {
      find("error").textContent = `${command[1]} is not a valid command.`;
      return;
    }
    return send("/command", { channel, command: command[1], text: known.should_escape ? named(command[2]) : command[2] });
  }
  return send("/say", { channel, text: text.replaceAll(/@tidings\b/gi, `<@${state.bot}>`), thread_ts: threadTs ?? undefined });
}

/** Channel names as Slack hands them on to a command that asks for it: `#news` as `<#C1|news>`. */
function named(text) {
  return text.replaceAll(/#([\w-]+)/g, (whole, name) => {
    const channel = state.channels.find((c) => c.name === name);
    return channel ? `<#${channel.id}|${name}>` : whole;
  });
}

// --- the bar ---

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  find("theme").setAttribute("aria-pressed", String(theme === "dark"));
  store("theme", theme);
}

async function start() {
  setTheme(stored("theme", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  find("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  await refresh();
  find("user").replaceChildren(...Object.entries(state.users).filter(([id]) => id !== state.bot).map(([id, name]) => h("option", { value: id }, name)));
  find("user").value = user;
  find("user").addEventListener("change", async (event) => {
    user = event.target.value;
    store("user", user);
    if (place?.startsWith("D")) place = null;
    thread = null;
    nodes.clear();
    find("messages").replaceChildren();
    await refresh();
  });
  find("menu").addEventListener("click", () => showPlaces(!document.body.classList.contains("places-shown")));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") showPlaces(false); });
  find("start-over").addEventListener("click", async () => {
    thread = null;
    nodes.clear();
    read.clear();
    find("messages").replaceChildren();
    await post("/start-over", {});
  });
  find("misbehave").addEventListener("change", (event) => post("/misbehave", { how: event.target.value }));
  fillComposer(find("composer"), "Write a message, @tidings or /", (text) => say(place, text, null));
  find("composer").querySelector("textarea").focus();
  new EventSource("/changes").onmessage = refreshSoon;
}

start();
