// One phone: whose it is, which chat is open, and what its person can do there.

import { post } from "./api.js";
import { Composer } from "./composer.js";
import { h, stored } from "./dom.js";
import { Face } from "./face.js";
import { openLink, pressKey } from "./links.js";
import { Log } from "./log.js";
import { lightbox, menu, pdfViewer, toast } from "./overlay.js";
import { chatsOf, on, open, talk, unread, world } from "./store.js";
import { summary } from "./text.js";

export class Phone extends Face {
  /** `side`: official, supervisor or group; `node`: its section in the page; `stage`: the other phones. */
  constructor(side, node, stage) {
    super();
    Object.assign(this, { side, node, stage, userId: 0, chatId: 0, people: [], listing: false });
    const act = {
      reply: (message) => this.composer.replyTo(message),
      menu: (message, bubble, event) => this.messageMenu(message, bubble, event),
      press: (key, message, pressed) => pressKey(this, key, message, pressed),
      command: (text) => this.composer.sendText(text),
      link: (url) => openLink(this, url),
      copy: (text) => this.copy(text),
      picture: lightbox,
      pdf: pdfViewer,
      say: (words) => this.say(words),
      fail: (error) => this.fail(error),
    };
    this.log = new Log(act, () => this.composer.sendText("/start"));
    this.composer = new Composer(this);
    this.build();
    node.addEventListener("pointerdown", () => stage.use(this), true);
    node.addEventListener("focusin", () => stage.use(this));
    this.acceptDrops();
    on("answer", (detail) => this.lateAnswer(detail));
  }

  /** Takes the people of this side; keeps who and what was open, also over a reload of the page. */
  setPeople(people) {
    this.people = people;
    const kept = [this.userId, stored.get(`role.${this.side}`, 0)];
    const userId = kept.find((id) => people.some((one) => one.user_id === id)) || people[0]?.user_id || 0;
    if (userId !== this.userId) this.open(userId);
    else if (userId) this.open(userId, this.chatChosen());
    this.paint();
  }

  /** The chat to open: the one chosen last, else on the group's phone the group, else the private one. */
  chatChosen(userId = this.userId) {
    const mine = chatsOf(userId);
    const last = stored.get(`chat.${this.side}.${userId}`, 0);
    if (mine.includes(last)) return last;
    const groups = mine.filter((id) => id < 0);
    return this.side === "group" && groups.length
      ? groups.find((id) => world.groups.includes(id)) || groups[0]
      : userId;
  }

  open(userId, chatId = this.chatChosen(userId)) {
    const changed = userId !== this.userId || chatId !== this.chatId;
    if (userId !== this.userId) this.composer.tray.take();
    this.userId = userId;
    this.chatId = chatId;
    stored.set(`role.${this.side}`, userId);
    if (changed) this.composer.show();
    this.log.show(userId, chatId);
    for (const other of chatsOf(userId)) open(other).catch((error) => this.fail(error));
    this.paint();
  }

  /** The person chose this chat; it is open again next time. */
  choose(chatId) {
    stored.set(`chat.${this.side}.${this.userId}`, chatId);
    this.listing = false;
    this.open(this.userId, chatId);
    this.log.toBottom();
    this.log.log.querySelector('.bubble[tabindex="0"]')?.focus({ preventScroll: true });
  }

  update(chats) {
    if (!this.userId) return;
    if (!chats || chats.has(this.chatId)) {
      this.log.update();
      this.composer.update();
    }
    this.paint();
  }

  /** `labels`: the button to highlight in this chat, and those that lead to it. */
  setWanted(labels, chatId) {
    const wanted = chatId === this.chatId ? labels : [];
    if (this.log.wanted.join("|") === wanted.join("|")) return;
    this.log.wanted = this.composer.wanted = wanted;
    this.update();
  }

  get total() {
    return chatsOf(this.userId).reduce((sum, id) => sum + unread(this.userId, id), 0);
  }

  isInUse() {
    return (
      this.stage.inUse === this &&
      !document.querySelector("dialog[open]") &&
      !(document.activeElement?.matches("input, textarea") && !this.node.contains(document.activeElement))
    );
  }

  pick(userId) {
    this.listing = false;
    this.open(userId);
    this.stage.changed();
  }

  // Acts

  say(words) {
    toast(words, this.toasts);
  }

  fail(error) {
    // What the server refused is told; a mistake of the page itself belongs in the console.
    if (!error.description) throw error;
    this.say(error.message);
  }

  sent() {
    this.log.toBottom();
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.say("已复制");
    } catch {
      this.say("浏览器不允许复制，请选中文字后复制。");
    }
  }

  messageMenu(message, bubble, event) {
    const mine = !message.by_bot && message.from?.id === this.userId;
    const text = message.text ?? message.caption;
    const box = bubble.getBoundingClientRect();
    const entries = [
      { icon: "reply", label: "回复", name: "context-reply", act: () => this.composer.replyTo(message) },
      text ? { icon: "copy", label: "复制", name: "context-copy", act: () => this.copy(text) } : null,
      mine && !message.voice
        ? { icon: "edit", label: "编辑", name: "context-edit", act: () => this.composer.editMessage(message) }
        : null,
      mine
        ? { icon: "trash", label: "删除", name: "context-delete", danger: true, act: () => this.remove(message) }
        : null,
    ];
    menu(entries.filter(Boolean), {
      x: event.clientX || box.left + 24,
      y: event.clientY || box.top + 24,
      label: `对消息的操作：${summary(message)}`,
    });
  }

  editLast() {
    const { items } = talk(this.chatId);
    for (let at = items.length - 1; at >= Math.max(0, items.length - 60); at -= 1) {
      if (
        items[at].from?.id === this.userId &&
        !items[at].by_bot &&
        !items[at].voice &&
        (items[at].text || items[at].caption)
      ) {
        this.composer.editMessage(items[at]);
        return;
      }
    }
  }

  async remove(message) {
    try {
      await post("/sandbox/delete", { ...this.composer.target(), message_id: message.message_id });
    } catch (error) {
      this.fail(error);
    }
  }

  /** An answer to a press that came after we had stopped waiting for it. */
  lateAnswer(detail) {
    if (!this.late || detail.user_id !== this.userId || performance.now() > this.late) return;
    this.late = 0;
    this.showAnswer?.(detail);
  }

  acceptDrops() {
    const hint = h("div", { class: "drop-here", hidden: true }, "松开即可加入待发送");
    this.screen.append(hint);
    let depth = 0;
    const hasFiles = (event) => !this.listing && [...(event.dataTransfer?.types || [])].includes("Files");
    this.screen.addEventListener("dragenter", (event) => {
      if (!hasFiles(event)) return;
      depth += 1;
      hint.hidden = false;
    });
    this.screen.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    this.screen.addEventListener("dragleave", () => {
      depth = Math.max(0, depth - 1);
      hint.hidden = depth === 0;
    });
    this.screen.addEventListener("drop", (event) => {
      depth = 0;
      hint.hidden = true;
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.composer.tray.add([...event.dataTransfer.files]);
    });
  }
}
