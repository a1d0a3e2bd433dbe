// The bot's menu of commands and the completion of a typed slash: one list above the composer.

import { get } from "./api.js";
import { button, h, testid } from "./dom.js";

let counted = 0;

export class Commands {
  /** `choose(command, fill)`: a command was chosen; `fill`: to be completed by hand, not sent at once. */
  constructor(choose) {
    this.choose = choose;
    this.list = [];
    this.shown = [];
    this.at = -1;
    this.mode = "";
    counted += 1;
    this.id = `commands-${counted}`;
    this.node = h("div", { class: "complete", id: this.id, hidden: true, data: testid("menu-panel") });
  }

  async load(userId, chatId) {
    const asked = (this.asked = `${userId}:${chatId}`);
    let list = [];
    try {
      list = await get(`/sandbox/chats/${chatId}/menu?user_id=${userId}`);
    } catch {
      // A chat that does not exist yet has no menu; the next event asks again.
    }
    if (asked !== this.asked) return;
    this.list = list;
    if (this.mode) this.draw(this.mode, this.word || "");
  }

  get open() {
    return this.mode !== "";
  }

  toggle() {
    if (this.mode === "menu") this.close();
    else this.draw("menu", "");
    if (this.open) this.node.querySelector("button")?.focus();
  }

  close() {
    this.mode = "";
    this.at = -1;
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  /** Follows what is typed. */
  typed(text) {
    const word = /^\/([a-z0-9_]*)$/i.exec(text)?.[1];
    if (word === undefined) {
      if (this.mode === "typed") this.close();
      return;
    }
    this.draw("typed", word.toLowerCase());
  }

  draw(mode, word) {
    this.mode = mode;
    this.word = word;
    this.at = -1;
    this.shown = this.list.filter((one) => one.command.startsWith(word));
    if (mode === "typed" && !this.shown.length) {
      this.close();
      return;
    }
    const name = mode === "menu" ? "menu-item" : "command-option";
    const rows = this.shown.map((one, at) =>
      button(
        {
          class: "menu-item",
          id: `${this.id}-${at}`,
          data: { ...testid(name), command: one.command },
          on: {
            click: () => this.take(at, false),
            contextmenu: (event) => (event.preventDefault(), this.take(at, true)),
          },
        },
        h("b", null, `/${one.command}`),
        h("span", null, one.description),
      ),
    );
    if (!rows.length) rows.push(h("p", { class: "loading" }, "机器人还没有设置菜单"));
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", mode === "menu" ? "机器人菜单" : "命令补全");
    this.node.replaceChildren(...rows);
    this.node.hidden = false;
  }

  take(at, fill) {
    const { command } = this.shown[at];
    this.close();
    this.choose(command, fill);
  }

  /** A key in the composer or on the list; true when it was meant for the list. */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) {
      const onList = this.node.contains(document.activeElement);
      this.at = onList ? [...this.node.children].indexOf(document.activeElement) : this.at;
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      [...this.node.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.at)));
      if (onList) this.node.children[this.at].focus();
      else this.node.children[this.at].scrollIntoView({ block: "nearest" });
      return true;
    }
    if (event.key === "Escape") {
      this.close();
      return true;
    }
    if (this.mode !== "typed" || this.node.contains(document.activeElement)) return false;
    if (event.key === "Tab" && !event.shiftKey) {
      this.take(Math.max(0, this.at), true);
      return true;
    }
    if (event.key === "Enter" && this.at >= 0) {
      this.take(this.at, false);
      return true;
    }
    return false;
  }
}
