// The messages of one chat on one phone. At most MOST of them are in the document; scrolling moves that window.

import { avatar, button, h, icon, testid } from "./dom.js";
import { messageNode, setSeen } from "./bubble.js";
import { chatTitle, markRead, now, older, open, place, talk, unread, world } from "./store.js";
import { serviceText } from "./text.js";
import { dayLabel, dayNumber } from "./time.js";

const PAGE = 60;
const MOST = 300;
const NEAR = 700;
const RUN_SECONDS = 300;

export class Log {
  /** `act`: what can be done with messages; `start()`: the person presses 开始. */
  constructor(act, start) {
    this.act = { ...act, jump: (id) => this.jump(id) };
    this.start = start;
    this.wanted = [];
    this.userId = this.chatId = 0;
    this.nodes = new Map();
    this.list = h("div", { class: "list" });
    this.log = h("div", { class: "log", role: "log", "aria-label": "聊天记录", data: testid("log") }, this.list);
    this.down = button({
      class: "down",
      hidden: true,
      data: testid("new-messages"),
      on: { click: () => this.toBottom() },
    });
    this.node = h("div", { class: "log-wrap" }, this.log, this.down);
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.log.addEventListener("keydown", (event) => this.walk(event));
    this.log.addEventListener("focusin", (event) => this.rove(event.target.closest(".bubble")));
    const sizes = new ResizeObserver(() => this.stick && this.settle());
    sizes.observe(this.log);
    sizes.observe(this.list);
    longPress(this.log, (bubble) =>
      bubble.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })),
    );
    this.reset();
  }

  reset() {
    this.firstId = 0;
    this.lastId = Infinity;
    this.newest = -1;
    this.stick = true;
    this.begun = false;
    this.nodes.clear();
    this.list.replaceChildren();
  }

  show(userId, chatId) {
    if (userId !== this.userId || chatId !== this.chatId) {
      this.userId = userId;
      this.chatId = chatId;
      this.reset();
    }
    open(chatId).catch((error) => this.act.fail(error));
    this.update();
  }

  /** Brings the document in line with the store; what the person looks at stays where it is. */
  update() {
    const chat = talk(this.chatId);
    if (chat.started && !this.begun) {
      this.begun = true;
      this.firstId = chat.items[Math.max(0, chat.items.length - PAGE)]?.message_id || 0;
    }
    const [from, to] = this.window(chat.items);
    const anchor = this.stick ? null : this.anchor();
    this.log.setAttribute("aria-busy", String(this.newest < 0));
    this.lay(this.plan(chat, from, to));
    if (chat.items.length) this.newest = Math.max(this.newest, chat.items.at(-1).message_id);
    else if (chat.started) this.newest = Math.max(this.newest, 0);
    if (this.stick) this.settle();
    else if (anchor) this.hold(anchor);
    this.log.setAttribute("aria-busy", "false");
    this.paintDown();
    this.read();
  }

  /** Indices of the first message shown and of the one after the last. */
  window(items) {
    let from = place(items, this.firstId);
    let to = this.lastId === Infinity ? items.length : place(items, this.lastId + 1);
    if (to - from <= MOST) return [from, to];
    if (this.stick) {
      from = to - (MOST - PAGE);
      this.firstId = items[from].message_id;
    } else {
      to = from + MOST;
      this.lastId = items[to - 1].message_id;
    }
    return [from, to];
  }

  plan(chat, from, to) {
    const { items } = chat;
    const group = this.chatId < 0;
    const target = newestWith(items, this.wanted);
    // The bot spoke after a message, so it has that message.
    const lastBot = newestOfBot(items);
    const plan = [];
    const today = now();
    if (chat.started && !items.length) plan.push({ key: "empty", sig: String(group), make: () => this.empty(group) });
    for (let at = from; at < to; at += 1) {
      const message = items[at];
      const before = items[at - 1];
      const after = at + 1 < to ? items[at + 1] : null;
      const day = dayNumber(message.date);
      if (at === from || dayNumber(before.date) !== day) plan.push(dayPart(day, dayLabel(message.date, today)));
      const look = {
        me: this.userId,
        group,
        first: !together(before, message),
        last: !together(message, after),
        seen: lastBot > message.message_id,
        wanted: message === target?.message ? target.label : "",
      };
      const sig = `${message.seq}|${look.first}|${look.last}|${look.wanted}`;
      plan.push({ key: message.message_id, sig, seen: look.seen, make: () => messageNode(message, look, this.act) });
    }
    return plan;
  }

  lay(plan) {
    const keys = new Set(plan.map((part) => part.key));
    for (const [key, known] of this.nodes) {
      if (keys.has(key)) continue;
      known.node.remove();
      this.nodes.delete(key);
    }
    let cursor = this.list.firstChild;
    for (const part of plan) {
      const known = this.nodes.get(part.key);
      if (known && known.sig === part.sig) {
        if (known.node === cursor) cursor = cursor.nextSibling;
        else this.list.insertBefore(known.node, cursor);
        // A tick is changed in place: a voice message may be playing in there.
        if (known.seen !== part.seen) setSeen(known.node, (known.seen = part.seen));
        continue;
      }
      const node = part.make();
      if (!known && this.newest >= 0 && part.key > this.newest) node.classList.add("fresh");
      if (known) {
        if (known.node === cursor) cursor = cursor.nextSibling;
        swap(known.node, node);
      } else this.list.insertBefore(node, cursor);
      this.nodes.set(part.key, { sig: part.sig, seen: part.seen, node });
    }
    if (!this.list.querySelector('.bubble[tabindex="0"]')) this.rove(lastOf(this.list));
  }

  empty(group) {
    const title = chatTitle(this.chatId, this.userId);
    const card = group
      ? h(
          "div",
          { class: "empty-card" },
          avatar(this.chatId, title, "group"),
          h("strong", null, title),
          "群里还没有消息。",
        )
      : h(
          "div",
          { class: "empty-card" },
          avatar(world.bot.id, title, "bot"),
          h("strong", null, title),
          "还没有消息。按“开始”，或在下面写一句话。",
          button({ class: "start", data: testid("start"), on: { click: () => this.start() } }, "开始"),
        );
    return h("div", { class: "empty" }, card);
  }

  // Scrolling

  get visible() {
    return this.log.clientHeight > 0 && !document.hidden;
  }

  settle() {
    this.log.scrollTop = this.log.scrollHeight;
    this.size = `${this.log.scrollHeight}/${this.log.clientHeight}`;
  }

  anchor() {
    const top = this.log.scrollTop;
    // A day's label moves to the first message shown of that day, so it is no fixed point.
    const found = [...this.list.children].find(
      (node) => !node.matches(".day") && node.offsetTop + node.offsetHeight > top,
    );
    if (!found) return null;
    const id = Number((found.querySelector("[data-message-id]") || found).dataset.messageId || 0);
    return { id, node: found, at: found.offsetTop - top };
  }

  hold({ id, node, at }) {
    const kept = node.isConnected ? node : this.nodes.get(id)?.node;
    if (kept) this.log.scrollTop = kept.offsetTop - at;
  }

  scrolled() {
    if (!this.visible) return;
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    // What grew or shrank below the reader is not the reader scrolling.
    if (this.stick && this.size !== `${scrollHeight}/${clientHeight}`) {
      this.settle();
      return;
    }
    const below = scrollHeight - scrollTop - clientHeight;
    this.stick = below < 48 && this.lastId === Infinity;
    if (scrollTop < NEAR) this.extendUp();
    if (below < NEAR && this.lastId !== Infinity) this.extendDown();
    this.paintDown();
    this.read();
  }

  extendUp() {
    const { items, complete, started } = talk(this.chatId);
    const from = place(items, this.firstId);
    if (from > 0) {
      this.firstId = items[Math.max(0, from - PAGE)].message_id;
      this.stick = false;
      this.update();
    } else if (started && !complete && items.length) {
      const chatId = this.chatId;
      older(chatId)
        .then(() => chatId === this.chatId && this.log.scrollTop < NEAR && this.extendUp())
        .catch((error) => this.act.fail(error));
    }
  }

  extendDown() {
    const { items } = talk(this.chatId);
    const to = Math.min(items.length, place(items, this.lastId + 1) + PAGE);
    this.lastId = to === items.length ? Infinity : items[to - 1].message_id;
    const from = place(items, this.firstId);
    if (to - from > MOST) this.firstId = items[to - MOST].message_id;
    this.update();
  }

  toBottom() {
    const { items } = talk(this.chatId);
    const far = this.lastId !== Infinity || this.nodes.size > PAGE * 2;
    this.lastId = Infinity;
    this.stick = true;
    if (far) this.firstId = items[Math.max(0, items.length - PAGE)]?.message_id || 0;
    this.update();
  }

  /** To the message of a quote, loading what lies between. */
  async jump(id) {
    const chatId = this.chatId;
    const chat = talk(chatId);
    while (chat.items.length && chat.items[0].message_id > id && !chat.complete) await older(chatId, 200);
    const at = place(chat.items, id);
    if (chatId !== this.chatId || chat.items[at]?.message_id !== id) {
      this.act.say("原消息已经不在了");
      return;
    }
    if (!this.nodes.has(id)) {
      this.firstId = chat.items[Math.max(0, at - PAGE)].message_id;
      const to = Math.min(chat.items.length, at + PAGE);
      this.lastId = to === chat.items.length ? Infinity : chat.items[to - 1].message_id;
    }
    this.stick = false;
    this.update();
    const node = this.nodes.get(id).node;
    this.log.scrollTop = node.offsetTop - this.log.clientHeight / 3;
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  /** Scrolls to the button the tour asks for, when it is not in sight. */
  showWanted() {
    const key = this.list.querySelector(".key.wanted");
    if (!key) return;
    const box = key.getBoundingClientRect();
    const frame = this.log.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom)
      this.log.scrollTop += box.bottom - frame.bottom + frame.height / 4;
  }

  paintDown() {
    const count = this.stick ? 0 : unread(this.userId, this.chatId);
    this.down.hidden = this.stick || !this.nodes.size;
    this.down.classList.toggle("quiet", !count);
    const words = count ? `↓ ${count > 99 ? "99+" : count} 条新消息` : "回到底部";
    if (this.down.dataset.words === words) return;
    this.down.dataset.words = words;
    this.down.setAttribute("aria-label", words);
    this.down.replaceChildren(...(count ? [words] : [icon("down")]));
  }

  read() {
    if (this.stick && this.visible) markRead(this.userId, this.chatId);
  }

  // Keyboard

  rove(bubble) {
    if (!bubble) return;
    for (const other of this.list.querySelectorAll('.bubble[tabindex="0"]')) other.tabIndex = -1;
    bubble.tabIndex = 0;
  }

  walk(event) {
    const bubble = event.target.closest(".bubble");
    if (event.target !== bubble) return;
    if (event.key === "Enter") {
      bubble.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
      event.preventDefault();
      return;
    }
    const all = [...this.list.querySelectorAll(".bubble")];
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -all.length, End: all.length }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(bubble) + step))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

const dayPart = (day, label) => ({
  key: `day${day}`,
  sig: label,
  make: () => h("div", { class: "day", data: testid("day") }, h("span", null, label)),
});

function together(one, other) {
  if (!one || !other || serviceText(one) || serviceText(other)) return false;
  const sameHand = one.by_bot === other.by_bot && one.from?.id === other.from?.id;
  return sameHand && other.date - one.date < RUN_SECONDS && dayNumber(one.date) === dayNumber(other.date);
}

function newestOfBot(items) {
  for (let at = items.length - 1; at >= 0; at -= 1) if (items[at].by_bot) return items[at].message_id;
  return 0;
}

/** The newest message with a button of the first label that any has. */
function newestWith(items, labels) {
  for (const label of labels) {
    for (let at = items.length - 1; at >= 0 && at > items.length - MOST; at -= 1) {
      const rows = items[at].reply_markup?.inline_keyboard || [];
      if (rows.some((row) => row.some((key) => key.text.includes(label)))) return { message: items[at], label };
    }
  }
  return null;
}

/** An edit replaces the node; whoever was on it with the keyboard stays there. */
function swap(old, node) {
  const held = document.activeElement;
  const inside = old.contains(held);
  const label = held?.textContent;
  old.replaceWith(node);
  if (!inside) return;
  const same = [...node.querySelectorAll("button")].find((one) => one.textContent === label);
  (same || node.querySelector(".bubble"))?.focus({ preventScroll: true });
}

const lastOf = (list) => [...list.querySelectorAll(".bubble")].at(-1);

/** iOS sends no contextmenu for a long press. */
function longPress(root, act) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  root.addEventListener(
    "touchstart",
    (event) => {
      const bubble = event.target.closest(".bubble");
      stop();
      if (bubble && event.touches.length === 1) timer = setTimeout(() => act(bubble), 520);
    },
    { passive: true },
  );
  for (const kind of ["touchend", "touchmove", "touchcancel"]) root.addEventListener(kind, stop, { passive: true });
}
