// One message to one node. Everything about how a message looks is here.

import { fileUrl } from "./api.js";
import { avatar, button, h, icon, testid } from "./dom.js";
import { inlineKeyboard } from "./keys.js";
import { rich } from "./rich.js";
import { serviceText, summary, worded } from "./text.js";
import { duration, fileSize, fullTime, hourMinute } from "./time.js";

/**
 * `look`: me (user id), group (show senders), first/last (of a run by one sender), seen, wanted (label to highlight);
 * `act`: what can be done with it (reply, jump, menu, press, link, command, copy, picture, pdf).
 */
export function messageNode(message, look, act) {
  const service = serviceText(message);
  if (service) return h("div", { class: "service", data: { messageId: message.message_id } }, h("span", null, service));
  const from = message.by_bot ? "bot" : message.from?.id === look.me ? "me" : "other";
  const rows = message.reply_markup?.inline_keyboard;
  const node = bubble(message, look, act, from);
  const stack = h(
    "div",
    { class: "stack" },
    node,
    rows?.length ? inlineKeyboard(message, rows, look.wanted, act) : null,
  );
  const kinds = [
    "line",
    look.first && "first",
    look.last && "last",
    rows?.length && "keys",
    (rows?.length || message.photo || message.rich_message) && "wide",
  ];
  return h("div", { class: kinds.filter(Boolean).join(" "), data: { from } }, side(message, look, from), stack);
}

function side(message, look, from) {
  if (!look.group || from === "me") return null;
  if (!look.last) return h("span", { class: "gap" });
  return avatar(message.from.id, message.from.first_name, from === "bot" ? "bot" : null);
}

function bubble(message, look, act, from) {
  const name = from === "me" ? "我" : message.from?.first_name || "";
  const shown =
    look.group && look.first && from !== "me" ? h("span", { class: "who", "aria-hidden": "true" }, name) : null;
  const open = (event) => {
    event.preventDefault();
    act.menu(message, node, event);
  };
  const text = words(message, act);
  const foot = meta(message, look, from);
  // Within the words the time finds room on their last line.
  const inside = text?.className === "words";
  if (inside) text.append(foot);
  const node = h(
    "article",
    {
      class: "bubble",
      tabindex: "-1",
      "aria-label": `${name}，${hourMinute(message.date)}`,
      data: { ...testid("bubble"), messageId: message.message_id, from },
      on: { contextmenu: open, dblclick: (event) => event.target.closest("button, a") || act.reply(message) },
    },
    shown,
    forwarded(message),
    quote(message, act),
    media(message, act),
    text,
    inside ? null : foot,
  );
  return node;
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name || origin.sender_user_name || origin.chat?.title || "";
  return h("span", { class: "from-elsewhere" }, `转发自 ${name}`);
}

export function quoteNode(message, tag = "div", props = {}) {
  return h(
    tag,
    { class: "quote", ...props },
    h("b", null, message.from?.first_name || "消息"),
    h("span", null, summary(message)),
  );
}

function quote(message, act) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const jump = () => act.jump(replied.message_id);
  return quoteNode(replied, "button", {
    type: "button",
    "aria-label": `回复 ${replied.from?.first_name || ""}：${summary(replied)}，跳到原消息`,
    data: testid("reply-quote"),
    on: { click: jump },
  });
}

const FILES = ["photo", "document", "voice", "video", "video_note", "audio"];

function words(message, act) {
  if (message.rich_message) return rich(message.rich_message, act);
  const text = message.text ?? message.caption;
  if (text) return h("div", { class: "words" }, worded(text, message.entities || message.caption_entities, act));
  return FILES.some((kind) => message[kind])
    ? null
    : h("div", { class: "unknown" }, "这里显示不了这种消息");
}

function meta(message, look, from) {
  const edited = message.edit_date ? h("span", { data: testid("edited") }, "已编辑") : null;
  const time = h(
    "time",
    { datetime: new Date(message.date * 1000).toISOString(), title: fullTime(message.date) },
    hourMinute(message.date),
  );
  const ticks = from === "me" ? tick(look.seen) : null;
  return h("span", { class: "meta" }, edited, time, ticks);
}

/** One tick: sent; two: the bot has it. */
export const setSeen = (line, seen) => line.querySelector(".meta [data-seen]")?.replaceWith(tick(seen));

const tick = (seen) =>
  h(
    "span",
    { role: "img", "aria-label": seen ? "机器人已收到" : "已发送", data: { seen: String(seen) } },
    icon(seen ? "checks" : "check"),
  );

function media(message, act) {
  if (message.photo) return picture(message, act);
  if (message.document) return documentCard(message.document, act);
  const other = message.video || message.video_note || message.audio;
  if (other) return documentCard(other, act);
  return message.voice ? voice(message.voice) : null;
}

function picture(message, act) {
  const size = message.photo.at(-1);
  const url = fileUrl(size.file_id);
  const img = h("img", {
    src: url,
    width: size.width,
    height: size.height,
    alt: message.caption ? "照片" : "照片，没有说明",
    decoding: "async",
  });
  return h(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": "放大照片",
      data: testid("photo"),
      on: { click: () => act.picture(url, message.caption) },
    },
    img,
  );
}

function documentCard(file, act) {
  const name = file.file_name || "文件";
  const kind = (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] || "").toLowerCase();
  const url = fileUrl(file.file_id);
  const label = h(
    "span",
    { class: "document-icon", data: { kind }, "aria-hidden": "true" },
    kind ? kind.toUpperCase() : icon("file"),
  );
  const text = h(
    "span",
    { class: "document-words" },
    h("span", { class: "document-name" }, name),
    h("span", { class: "document-size" }, fileSize(file.file_size)),
  );
  const isPdf = kind === "pdf" || file.mime_type === "application/pdf";
  const open = isPdf
    ? h(
        "button",
        {
          type: "button",
          class: "document-open",
          data: testid("document-open"),
          on: { click: () => act.pdf(file, url) },
        },
        h("span", { class: "sr" }, "预览 "),
        label,
        text,
      )
    : h(
        "a",
        { class: "document-open", href: url, download: name, data: testid("document-open") },
        h("span", { class: "sr" }, "下载 "),
        label,
        text,
      );
  const save = isPdf
    ? h(
        "a",
        {
          class: "round",
          href: url,
          download: name,
          "aria-label": `下载 ${name}`,
          title: "下载",
          data: testid("document-download"),
        },
        icon("download"),
      )
    : null;
  return h("div", { class: "document", data: { ...testid("document"), name } }, open, save);
}

function voice(file) {
  const bars = wave(file.file_id);
  const length = h("time", null, duration(file.duration));
  const play = button(
    { class: "play", label: `播放语音，${file.duration} 秒`, data: testid("voice-play") },
    icon("play"),
  );
  let audio = null;
  const paint = () => {
    const past = audio.duration ? audio.currentTime / audio.duration : 0;
    bars.forEach((bar, at) => bar.classList.toggle("past", at < past * bars.length));
    length.textContent = duration(audio.paused ? file.duration : audio.currentTime);
    play.replaceChildren(icon(audio.paused ? "play" : "pause"));
    play.setAttribute("aria-label", audio.paused ? "播放语音" : "暂停");
  };
  play.addEventListener("click", async () => {
    if (!audio) {
      audio = new Audio(fileUrl(file.file_id));
      for (const kind of ["timeupdate", "play", "pause", "ended"]) audio.addEventListener(kind, paint);
    }
    if (!audio.paused) return audio.pause();
    // A file that is no sound must not break the page; the bubble says so.
    return audio.play().catch(() => (length.textContent = "无法播放"));
  });
  return h(
    "div",
    { class: "voice", data: testid("voice") },
    play,
    h("span", { class: "wave", "aria-hidden": "true" }, bars),
    length,
  );
}

/** Heights from the file's id: the same bars each time it is drawn. */
function wave(seed) {
  return Array.from({ length: 24 }, (_, at) => {
    const bar = h("i");
    bar.style.height = `${20 + ((seed.charCodeAt(seed.length - 1 - (at % seed.length)) * (at + 7)) % 80)}%`;
    return bar;
  });
}
