// What inline buttons and links do: presses, deep links, copying.

import { post } from "./api.js";
import { alertBox, choosePerson, toast } from "./overlay.js";
import { personName, world } from "./store.js";

const ANSWER_SECONDS = 8;
const SERVER_SECONDS = 60;
const LATE_MILLISECONDS = 150_000;

export async function pressKey(phone, key, message, node) {
  if (key.url) {
    if (!openLink(phone, key.url)) window.open(key.url, "_blank", "noopener,noreferrer");
    return;
  }
  if (key.copy_text) {
    await phone.copy(key.copy_text.text);
    return;
  }
  if (!key.callback_data) {
    phone.say("演示里没有这种按钮的功能。");
    return;
  }
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    showAnswer(phone, await ask(phone, key, message));
  } catch (error) {
    if (error.code === 504 || error.code === 408) slow(phone);
    else phone.fail(error);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

/**
 * The browser gives up first: Chromium sends a POST again, a second press, when a kept connection answers 408.
 * It has six connections for all that waits, so with a dead bot it does not wait long.
 */
function ask(phone, key, message) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), world.botProcess === "stopped" ? 1000 : ANSWER_SECONDS * 1000);
  return post(
    "/sandbox/press",
    {
      user_id: phone.userId,
      message_id: message.message_id,
      data: key.callback_data,
      chat_id: message.chat.id,
      timeout: SERVER_SECONDS,
    },
    patience.signal,
  );
}

function slow(phone) {
  phone.late = performance.now() + LATE_MILLISECONDS;
  phone.showAnswer = (answer) => showAnswer(phone, answer);
  phone.say("机器人还没有回应。按下的这一次已经记住，机器人恢复后会处理。");
}

export function showAnswer(phone, answer) {
  if (answer.text && answer.show_alert) alertBox(answer.text, phone.screen, world.bot.first_name);
  else if (answer.text) toast(answer.text, phone.toasts);
  if (answer.url) openLink(phone, answer.url);
}

/** True when the link was one of ours and is being opened on a phone; any other is the browser's business. */
export function openLink(phone, url) {
  const code = startCode(url);
  if (code === null) return false;
  open(phone, code);
  return true;
}

/** The code of a deep link to our bot; "" for a bare link to it; null for any other link. */
export function startCode(url) {
  let link;
  try {
    link = new URL(url);
  } catch {
    return null;
  }
  const isTelegram = link.protocol === "tg:";
  if (!isTelegram && !["t.me", "telegram.me"].includes(link.hostname)) return null;
  const name = isTelegram ? link.searchParams.get("domain") : link.pathname.slice(1).replace(/\/$/, "");
  if ((name || "").toLowerCase() !== world.bot.username.toLowerCase()) return null;
  return link.searchParams.get("start") || "";
}

async function open(phone, code) {
  const others = world.roles.filter((one) => one.user_id !== phone.userId);
  const own = world.roles.find((one) => one.user_id === phone.userId) || {
    user_id: phone.userId,
    name: personName(phone.userId),
    post: "",
  };
  const userId = await choosePerson(
    [{ ...own, post: `${own.post ? `${own.post} · ` : ""}这部手机` }, ...others],
    phone.screen,
    code ? `将发送 /start ${code}` : "打开与机器人的对话",
  );
  if (!userId) return;
  const chosen = phone.stage.goTo(userId, userId);
  if (code) await chosen.composer.sendText(`/start ${code}`);
}
