// Where a person writes: text, files, voice, replies and edits, the menu and the reply keyboard.

import { buildBar } from "./bar.js";
import { quoteNode } from "./bubble.js";
import { Commands } from "./commands.js";
import { button, h, icon, testid } from "./dom.js";
import { asked, replyKeyboard } from "./keys.js";
import { Sending } from "./sending.js";
import { talk } from "./store.js";
import { Tray } from "./tray.js";

export class Composer extends Sending {
  /** `phone`: whose composer this is (userId, chatId, say, fail, sent). */
  constructor(phone) {
    super();
    this.phone = phone;
    this.drafts = new Map();
    this.dismissed = new Set();
    this.reply = this.edit = null;
    this.hiddenKeyboards = new Set();
    this.wanted = [];
    this.tray = new Tray(
      () => this.paint(),
      (words) => phone.say(words),
    );
    this.commands = new Commands((command, fill) => this.command(command, fill));
    this.banner = h("div", { class: "reply-banner", hidden: true, data: testid("reply-banner") });
    this.keys = h("div", { class: "keys" });
    buildBar(this);
    this.node = h(
      "div",
      { class: "foot" },
      this.commands.node,
      this.banner,
      this.tray.node,
      this.bar,
      this.keys,
      this.pickers,
    );
  }
  get place() {
    return `${this.phone.userId}:${this.phone.chatId}`;
  }

  /** Another person or chat: each keeps its own draft. */
  show() {
    if (this.shown) this.drafts.set(this.shown, this.area.value);
    this.shown = this.place;
    this.reply = this.edit = null;
    this.tray.take();
    this.commands.close();
    this.loadMenu();
    this.setText(this.drafts.get(this.shown) || "");
    this.update();
  }

  loadMenu() {
    this.commands.load(this.phone.userId, this.phone.chatId);
  }

  /** Looks at what the newest messages ask for: a forced reply, a keyboard. */
  update() {
    const { items } = talk(this.phone.chatId);
    const wish = asked(items, this.phone.userId, this.phone.chatId < 0);
    const forced = wish.reply && !this.dismissed.has(`${this.place}:${wish.reply.message_id}`) ? wish.reply : null;
    if (forced && !this.edit && (!this.reply || this.reply.auto)) {
      const isNew = this.reply?.message.message_id !== forced.message_id;
      this.reply = { message: forced, auto: true };
      if (isNew && this.phone.isInUse()) this.area.focus({ preventScroll: true });
    } else if (!forced && this.reply?.auto) this.reply = null;
    this.keyboard = wish.keyboard;
    this.area.placeholder = (forced || wish.keyboard)?.reply_markup?.input_field_placeholder || "写消息";
    this.paint();
  }

  paint() {
    const told = this.edit
      ? { message: this.edit, words: "编辑消息", name: "edit" }
      : this.reply && { message: this.reply.message, words: "回复", name: "reply" };
    this.banner.hidden = !told;
    const sig = told ? `${told.name}${told.message.message_id}:${told.message.seq}` : "";
    if (this.banner.dataset.sig !== sig) {
      this.banner.dataset.sig = sig;
      this.banner.replaceChildren(
        ...(told
          ? [
              icon(told.name),
              h("span", { class: "sr" }, told.words),
              quoteNode(told.message),
              button(
                {
                  class: "round",
                  label: this.edit ? "取消编辑" : "取消回复",
                  data: testid("reply-cancel"),
                  on: { click: () => this.cancel() },
                },
                icon("close"),
              ),
            ]
          : []),
      );
    }
    const something = Boolean(this.area.value.trim() || this.tray.items.length || this.edit);
    this.sendButton.hidden = !something;
    this.micButton.hidden = something;
    this.menuButton.setAttribute("aria-expanded", String(this.commands.mode === "menu"));
    this.paintKeyboard();
  }

  paintKeyboard() {
    const rows = this.keyboard?.reply_markup.keyboard;
    const hidden = rows && this.hiddenKeyboards.has(`${this.place}:${this.keyboard.message_id}`);
    this.keyboardButton.hidden = !rows;
    this.keyboardButton.setAttribute("aria-expanded", String(Boolean(rows && !hidden)));
    const sig = rows && !hidden ? `${this.place}:${this.keyboard.message_id}:${this.wanted}` : "";
    if (this.keys.dataset.sig === sig) return;
    this.keys.dataset.sig = sig;
    this.keys.replaceChildren(...(sig ? [replyKeyboard(rows, this.wanted, (text) => this.sendText(text))] : []));
  }

  toggleKeyboard() {
    const key = `${this.place}:${this.keyboard.message_id}`;
    if (!this.hiddenKeyboards.delete(key)) this.hiddenKeyboards.add(key);
    this.paint();
  }

  toggleMenu() {
    this.commands.toggle();
    this.paint();
  }

  setText(text) {
    this.area.value = text;
    this.grow();
    this.paint();
  }

  /** Puts text in for the person to look at and send. */
  fill(text) {
    if (this.edit) this.cancel();
    this.setText(text);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(text.length, text.length);
  }

  grow() {
    this.area.style.height = "38px";
    if (this.area.value) this.area.style.height = `${Math.min(132, this.area.scrollHeight)}px`;
  }

  typed() {
    this.grow();
    this.commands.typed(this.area.value);
    this.paint();
  }

  key(event) {
    if (this.commands.key(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && (this.edit || this.reply)) this.cancel();
    else if (event.key === "ArrowUp" && !this.area.value && !this.edit) this.phone.editLast();
    else return;
    this.paint();
  }

  paste(event) {
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    this.tray.add(files);
  }

  replyTo(message) {
    this.edit = null;
    this.reply = { message, auto: false };
    this.paint();
    this.area.focus({ preventScroll: true });
  }

  editMessage(message) {
    this.reply = null;
    this.edit = message;
    this.setText(message.text ?? message.caption ?? "");
    this.area.focus({ preventScroll: true });
  }

  cancel() {
    if (this.edit) {
      this.edit = null;
      this.setText("");
    } else if (this.reply) {
      if (this.reply.auto) this.dismissed.add(`${this.place}:${this.reply.message.message_id}`);
      this.reply = null;
    }
    this.update();
    this.area.focus({ preventScroll: true });
  }
}
