// Text with entities to nodes. Offsets count UTF-16 units, as JavaScript's strings do.

import { button, h } from "./dom.js";

const WRAPS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const SAFE = /^(https?:|mailto:|tel:|tg:)/i;

/** `act` has command(text), link(url) and copy(text): what a press on such a part does. */
export function worded(text, entities, act) {
  const sorted = (entities || [])
    .filter((one) => one.length > 0 && one.offset >= 0 && one.offset < text.length)
    .map((one) => ({ ...one, end: Math.min(one.offset + one.length, text.length) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return span(text, 0, text.length, sorted, act);
}

/** The nodes of text[from, to). Takes its entities off the front of `queue`; what sticks out is cut and goes on behind. */
function span(text, from, to, queue, act) {
  const nodes = [];
  let at = from;
  while (queue.length && queue[0].offset < to) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    if (start >= entity.end) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const end = Math.min(entity.end, to);
    if (entity.end > to) requeue(queue, { ...entity, offset: to });
    nodes.push(wrap(entity, text.slice(start, end), span(text, start, end, queue, act), act));
    at = end;
    if (isBlock(entity) && text[at] === "\n") at += 1;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function requeue(queue, rest) {
  let at = 0;
  while (at < queue.length && queue[at].offset < rest.offset) at += 1;
  queue.splice(at, 0, rest);
}

const isBlock = ({ type }) => type === "pre" || type === "blockquote" || type === "expandable_blockquote";

function wrap(entity, plain, inner, act) {
  const { type } = entity;
  if (WRAPS[type]) return h(WRAPS[type], null, inner);
  switch (type) {
    case "code":
      return h("code", { title: "点按复制", on: { click: () => act.copy(plain) } }, inner);
    case "pre":
      return h("pre", { title: entity.language || null }, inner);
    case "blockquote":
      return h("blockquote", null, h("div", { class: "inside" }, inner));
    case "expandable_blockquote":
      return expandable(inner, plain);
    case "spoiler":
      return spoiler(inner);
    case "url":
      return link(/^[a-z]+:/i.test(plain) ? plain : `https://${plain}`, inner, act);
    case "text_link":
      return link(entity.url, inner, act);
    case "email":
      return link(`mailto:${plain}`, inner, act);
    case "phone_number":
      return link(`tel:${plain}`, inner, act);
    case "bot_command":
      return button(
        { class: "link command", "data-testid": "command-link", on: { click: () => act.command(plain) } },
        inner,
      );
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "tag" }, inner);
    default:
      return h("span", null, inner);
  }
}

/** Only schemes that cannot run anything become links; the rest stays text. */
export function link(url, inner, act) {
  if (!SAFE.test(url || "")) return h("span", null, inner);
  const open = (event) => {
    if (act.link(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", on: { click: open } }, inner);
}

export function spoiler(inner) {
  const hint = h("span", { class: "sr" }, "已遮住的内容，点按显示");
  const hidden = h("span", { "aria-hidden": "true" }, inner);
  const node = h(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", on: { click: show, keydown: show } },
    hint,
    hidden,
  );
  function show(event) {
    if (node.classList.contains("shown") || (event.type === "keydown" && event.key !== "Enter" && event.key !== " "))
      return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("shown");
    for (const name of ["role", "tabindex"]) node.removeAttribute(name);
    hint.remove();
    hidden.removeAttribute("aria-hidden");
  }
  return node;
}

export function expandable(inner, plain) {
  const inside = h("div", { class: "inside" }, inner);
  if (plain.length < 72 && plain.split("\n").length <= 3) return h("blockquote", null, inside);
  const toggle = button({ class: "unfold", "aria-expanded": "false", on: { click: () => turn() } }, "展开全部");
  const quote = h("blockquote", { class: "folded" }, inside, toggle);
  const turn = () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "展开全部" : "收起";
  };
  return quote;
}

/** One line of what a message holds, for quotes and lists. */
export function summary(message) {
  const words = (message.text || message.caption || "").replace(/\s+/g, " ").trim();
  if (message.photo) return words ? `[照片] ${words}` : "[照片]";
  if (message.document) return words ? `[文件] ${words}` : `[文件] ${message.document.file_name || ""}`;
  if (message.voice) return "[语音]";
  return words || serviceText(message) || richWords(message.rich_message) || "[消息]";
}

const richWords = (message) => message?.blocks.find((one) => typeof one.text === "string")?.text || "";

/** The words of a service message; empty for all others. */
export function serviceText(message) {
  const who = message.from?.first_name || "";
  const names = (message.new_chat_members || []).map((one) => one.first_name).join("、");
  if (message.new_chat_members) {
    const self = message.new_chat_members.length === 1 && message.new_chat_members[0].id === message.from?.id;
    return self ? `${who} 加入了群` : `${who} 邀请 ${names} 加入了群`;
  }
  if (message.left_chat_member) {
    const gone = message.left_chat_member;
    return gone.id === message.from?.id ? `${gone.first_name} 退出了群` : `${who} 将 ${gone.first_name} 移出了群`;
  }
  if (message.new_chat_title) return `${who} 将群名改为“${message.new_chat_title}”`;
  if (message.pinned_message) return `${who} 置顶了一条消息`;
  if (message.migrate_to_chat_id) return "这个群已升级为超级群";
  if (message.migrate_from_chat_id) return "已升级为超级群";
  if (message.group_chat_created || message.supergroup_chat_created) return `${who} 创建了群`;
  return "";
}
