// How a phone looks around the chat: its owner, the header, the list of chats.

import { avatar, button, h, icon, statusIcons, testid } from "./dom.js";
import { chatTitle, chatsOf, now, talk, unread, world } from "./store.js";
import { summary } from "./text.js";
import { hourMinute, shortTime } from "./time.js";

const DOING = {
  typing: "正在输入",
  upload_photo: "正在发送照片",
  upload_document: "正在发送文件",
  upload_voice: "正在发送语音",
  record_voice: "正在录音",
};
export const badge = (count) => (count > 99 ? "99+" : String(count));

/** The painting half of a phone. */
export class Face {
  build() {
    this.owner = h("div", { class: "owner" });
    this.clock = h("span", null, "");
    this.head = h("header", { class: "head" });
    this.chats = h("div", {
      class: "chats",
      hidden: true,
      data: testid("chat-list"),
      role: "group",
      "aria-label": "聊天列表",
    });
    this.talk = h("div", { class: "talk" }, this.log.node, this.composer.node);
    this.toasts = h("div", { class: "toasts", "aria-live": "polite" });
    this.screen = h(
      "div",
      { class: "screen" },
      h("div", { class: "status", "aria-hidden": "true" }, this.clock, statusIcons()),
      this.head,
      this.chats,
      this.talk,
      this.toasts,
    );
    this.node.replaceChildren(this.owner, h("div", { class: "device" }, this.screen));
  }
  paint() {
    this.node.dataset.empty = String(!this.userId);
    this.paintOwner();
    this.paintHead();
    this.chats.hidden = !this.listing;
    this.talk.hidden = this.listing;
    if (this.listing) this.paintChats();
  }

  paintOwner() {
    const me = this.people.find((one) => one.user_id === this.userId);
    const others = this.people.map((one) =>
      one.user_id === this.userId ? 0 : chatsOf(one.user_id).reduce((sum, id) => sum + unread(one.user_id, id), 0),
    );
    const sig = JSON.stringify([me, this.people.length, others]);
    if (this.owner.dataset.sig === sig) return;
    this.owner.dataset.sig = sig;
    if (!me) {
      this.owner.replaceChildren();
      return;
    }
    const many = this.people.length > 1;
    this.owner.classList.toggle("single", !many);
    const held = this.owner.contains(document.activeElement);
    const waiting = others.reduce((sum, count) => sum + count, 0);
    const select = many
      ? h(
          "select",
          {
            "aria-label": "换一个人的手机",
            data: testid("role-switch"),
            on: { change: (event) => this.pick(Number(event.target.value)) },
          },
          this.people.map((one, at) =>
            h(
              "option",
              { value: one.user_id, selected: one === me },
              `${one.name}${one.post ? ` · ${one.post}` : ""}${others[at] ? `（${others[at]} 条未读）` : ""}`,
            ),
          ),
        )
      : null;
    this.owner.replaceChildren(
      avatar(me.user_id, me.name),
      h(
        "span",
        { class: "owner-words" },
        h("span", { class: "owner-name" }, me.name),
        h("span", { class: "owner-post" }, me.post || "的手机"),
      ),
      ...(many
        ? [
            waiting ? h("span", { class: "badge", title: "别的手机有未读消息" }, badge(waiting)) : null,
            icon("down"),
            select,
          ].filter(Boolean)
        : []),
    );
    if (held) select?.focus();
  }

  paintHead() {
    this.clock.textContent = hourMinute(now());
    const title = this.listing ? "聊天" : this.userId ? chatTitle(this.chatId, this.userId) : "";
    const elsewhere = chatsOf(this.userId).reduce(
      (sum, id) => sum + (id === this.chatId ? 0 : unread(this.userId, id)),
      0,
    );
    const [note, kind] = this.listing ? ["", ""] : this.note();
    const sig = [this.userId, this.chatId, title, elsewhere, note, kind].join("|");
    if (this.head.dataset.sig === sig) return;
    this.head.dataset.sig = sig;
    const held = this.head.contains(document.activeElement);
    const words = h(
      "div",
      { class: "head-words" },
      h("h2", { class: "head-title" }, title),
      note ? h("span", { class: `head-note ${kind}`, data: testid("head-note") }, note) : null,
    );
    const back = button(
      {
        class: "round back",
        label: elsewhere ? `聊天列表，${elsewhere} 条未读` : "聊天列表",
        data: testid("chat-back"),
        on: { click: () => this.list() },
      },
      icon("back"),
      elsewhere ? h("span", { class: "badge", "aria-hidden": "true" }, badge(elsewhere)) : null,
    );
    if (this.listing) this.head.replaceChildren(h("span", { class: "head-gap" }), words);
    else
      this.head.replaceChildren(
        back,
        avatar(this.chatId < 0 ? this.chatId : world.bot.id, title, this.chatId < 0 ? "group" : "bot"),
        words,
      );
    if (held) this.head.querySelector("button")?.focus();
  }

  note() {
    const doing = DOING[talk(this.chatId).action] || (talk(this.chatId).action ? "正在处理" : "");
    if (this.chatId < 0) {
      const members = Object.values(world.chats.get(this.chatId)?.members || {}).filter(
        (one) => !["left", "kicked"].includes(one),
      ).length;
      const bot = ["member", "administrator"].includes(world.chats.get(this.chatId)?.bot_status) ? 1 : 0;
      return doing ? [`${world.bot.first_name}${doing}`, "doing"] : [`${members + bot} 位成员`, ""];
    }
    if (world.botProcess === "stopped") return ["机器人进程已停止", "stopped"];
    if (world.botProcess === "starting") return ["机器人正在启动", "doing"];
    return doing ? [doing, "doing"] : ["机器人", ""];
  }

  list() {
    this.listing = true;
    this.paint();
    this.chats.querySelector("button")?.focus();
  }

  paintChats() {
    this.chats.replaceChildren(...chatsOf(this.userId).map((chatId) => this.chatRow(chatId)));
  }

  chatRow(chatId) {
    const title = chatTitle(chatId, this.userId);
    const last = talk(chatId).items.at(-1);
    const count = unread(this.userId, chatId);
    const isGroup = chatId < 0;
    const who =
      last && isGroup && !last.by_bot ? `${last.from.id === this.userId ? "我" : last.from.first_name}：` : "";
    return button(
      { class: "chat-row", data: { ...testid("chat-row"), chatId }, on: { click: () => this.choose(chatId) } },
      avatar(isGroup ? chatId : world.bot.id, title, isGroup ? "group" : "bot"),
      h(
        "span",
        { class: "chat-main" },
        h(
          "span",
          { class: "chat-line" },
          h("span", { class: "chat-name" }, title),
          last ? h("span", { class: "chat-time" }, shortTime(last.date, now())) : null,
        ),
        h(
          "span",
          { class: "chat-line" },
          h("span", { class: "chat-last" }, last ? who + summary(last) : "还没有消息"),
          count ? h("span", { class: "badge" }, badge(count), h("span", { class: "sr" }, " 条未读")) : null,
        ),
      ),
    );
  }
}
