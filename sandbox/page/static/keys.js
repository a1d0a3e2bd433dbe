// Keyboards: inline ones below a message, reply keyboards below the composer.

import { button, h, icon, testid } from "./dom.js";

const LOOK_BACK = 300;
const fits = (wanted, label) => Boolean(wanted) && label.includes(wanted);
const fitsAny = (labels, label) => labels.some((wanted) => fits(wanted, label));

export function inlineKeyboard(message, rows, wanted, act) {
  const key = (one) => {
    const node = button(
      {
        class: `key${fits(wanted, one.text) ? " wanted" : ""}`,
        disabled: Boolean(one.disabled),
        data: { ...testid("inline-button"), style: one.style || "" },
        on: { click: () => act.press(one, message, node) },
      },
      one.text,
      one.url ? icon("link") : one.copy_text ? icon("copy") : null,
    );
    return node;
  };
  return h(
    "div",
    { class: "inline", role: "group", "aria-label": "消息按钮" },
    rows.map((row) => h("div", { class: "row" }, row.map(key))),
  );
}

export function replyKeyboard(rows, wanted, send) {
  const key = (one) =>
    button(
      {
        class: `key${fitsAny(wanted, one.text) ? " wanted" : ""}`,
        data: { ...testid("keyboard-button"), style: one.style || "" },
        on: { click: () => send(one.text) },
      },
      one.text,
    );
  return h(
    "div",
    { class: "keyboard", role: "group", "aria-label": "快捷回复" },
    rows.map((row) => h("div", { class: "row" }, row.map(key))),
  );
}

/** What the newest bot messages ask of the composer: a reply keyboard and whether a reply is forced. */
export function asked(items, userId, isGroup) {
  const found = { keyboard: null, reply: null };
  let answered = false;
  for (let at = items.length - 1; at >= Math.max(0, items.length - LOOK_BACK); at -= 1) {
    const message = items[at];
    const markup = message.reply_markup;
    if (message.from?.id === userId) answered = true;
    if (!message.by_bot || !markup || (isGroup && markup.selective && !isMeant(message, userId))) continue;
    if (markup.force_reply && !answered) found.reply = message;
    if (markup.keyboard) found.keyboard = message;
    if (markup.keyboard || markup.remove_keyboard || markup.force_reply) break;
  }
  return found;
}

const isMeant = (message, userId) =>
  message.reply_to_message?.from?.id === userId || (message.entities || []).some((one) => one.user?.id === userId);
