// The drawer for developers: raw Bot API calls and updates, newest last.

import { get } from "./api.js";
import { button, h, icon, testid } from "./dom.js";
import { toast } from "./overlay.js";
import { now, on } from "./store.js";
import { withSeconds } from "./time.js";

const MOST = 500;
const KINDS = [
  ["", "全部"],
  ["call", "调用"],
  ["update", "更新"],
];

export class Inspector {
  constructor(node) {
    this.node = node;
    this.entries = [];
    this.known = new Set();
    this.kind = "";
    this.filled = false;
    this.stick = true;
    on("call", (detail) => this.add(callEntry(detail)));
    on("update", (detail) => this.add(updateEntry(detail, now())));
    on("state", (renewed) => renewed && this.forget());
    this.build();
  }

  build() {
    this.filter = h("input", {
      type: "search",
      placeholder: "筛选：方法、文字",
      "aria-label": "筛选",
      data: testid("inspector-filter"),
      on: { input: () => this.draw() },
    });
    this.kinds = KINDS.map(([kind, words]) =>
      button({ class: "chip", "aria-pressed": String(kind === ""), on: { click: () => this.only(kind) } }, words),
    );
    this.rows = h("div", { class: "inspector-rows", tabindex: "0", role: "group", "aria-label": "调用与更新" });
    this.rows.addEventListener(
      "scroll",
      () => {
        this.stick = this.rows.scrollHeight - this.rows.scrollTop - this.rows.clientHeight < 40;
      },
      { passive: true },
    );
    this.node.replaceChildren(
      h(
        "div",
        { class: "inspector-head" },
        h(
          "div",
          { class: "inspector-title" },
          h("h2", null, "接口记录"),
          button({ class: "text-button", on: { click: () => this.clear() } }, "清空"),
          button(
            { class: "round", label: "关闭", data: testid("inspector-close"), on: { click: () => this.toggle() } },
            icon("close"),
          ),
        ),
        h("div", { class: "inspector-tools" }, this.filter, this.kinds),
      ),
      this.rows,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    this.button.setAttribute("aria-expanded", String(!this.node.hidden));
    if (this.node.hidden) {
      this.button.focus();
      return;
    }
    this.stick = true;
    this.draw();
    this.fill();
    this.filter.focus();
  }

  /** What happened before the page was opened. */
  async fill() {
    if (this.filled) return;
    this.filled = true;
    try {
      const [calls, updates] = await Promise.all([get("/sandbox/calls"), get("/sandbox/updates")]);
      const seen = calls.filter((one) => one.method !== "getUpdates").slice(-MOST);
      for (const entry of [...seen.map(callEntry), ...updates.map((one) => updateEntry(one, dateOf(one)))])
        this.keep(entry);
      this.entries.sort((a, b) => a.at - b.at);
      this.draw();
    } catch (error) {
      this.filled = false;
      toast(error.message);
    }
  }

  forget() {
    this.entries = [];
    this.known.clear();
    this.filled = false;
    if (!this.node.hidden) this.fill();
    this.draw();
  }

  clear() {
    this.entries = [];
    this.draw();
  }

  keep(entry) {
    if (this.known.has(entry.key)) return false;
    this.known.add(entry.key);
    this.entries.push(entry);
    if (this.entries.length > MOST) this.entries.splice(0, this.entries.length - MOST);
    return true;
  }

  add(entry) {
    if (!this.keep(entry) || this.node.hidden || !this.fits(entry)) return;
    this.rows.querySelector(".inspector-empty")?.remove();
    this.rows.append(rowOf(entry));
    while (this.rows.children.length > MOST) this.rows.firstChild.remove();
    if (this.stick) this.rows.scrollTop = this.rows.scrollHeight;
  }

  only(kind) {
    this.kind = kind;
    this.kinds.forEach((node, at) => node.setAttribute("aria-pressed", String(KINDS[at][0] === kind)));
    this.draw();
  }

  fits(entry) {
    const word = this.filter.value.trim().toLowerCase();
    if (this.kind && entry.kind !== this.kind) return false;
    if (!word) return true;
    entry.plain ||= `${entry.name} ${JSON.stringify(entry.raw)}`.toLowerCase();
    return entry.plain.includes(word);
  }

  draw() {
    if (this.node.hidden) return;
    const shown = this.entries.filter((entry) => this.fits(entry));
    this.rows.replaceChildren(
      ...(shown.length ? shown.map(rowOf) : [h("p", { class: "inspector-empty" }, "没有符合的记录")]),
    );
    if (this.stick) this.rows.scrollTop = this.rows.scrollHeight;
  }
}

const callEntry = (raw) => ({
  kind: "call",
  key: `c${raw.index ?? `${raw.method}${raw.tick}`}`,
  name: raw.method,
  at: raw.at,
  status: raw.status,
  fault: raw.fault,
  chat: raw.call_chat_id ?? raw.chat_id,
  raw,
});

function updateEntry(raw, at) {
  const kind = Object.keys(raw).find((key) => key !== "update_id") || "update";
  return {
    kind: "update",
    key: `u${raw.update_id}`,
    name: kind,
    at,
    status: null,
    chat: raw[kind]?.chat?.id ?? raw[kind]?.message?.chat?.id,
    raw,
  };
}

function dateOf(raw) {
  const inner = Object.values(raw).find((value) => value && typeof value === "object") || {};
  return inner.edit_date || inner.date || inner.message?.date || 0;
}

function rowOf(entry) {
  const isCall = entry.kind === "call";
  const ok = !isCall || entry.status === 200;
  const status = isCall
    ? h("span", { class: `row-status${ok ? "" : " bad"}` }, entry.status ? String(entry.status) : "断线")
    : h("span", { class: "row-status" }, "更新");
  const open = () => {
    const body = node.querySelector(".row-body");
    head.setAttribute("aria-expanded", String(!body));
    if (body) {
      body.remove();
      return;
    }
    node.append(bodyOf(entry));
    node.scrollIntoView({ block: "nearest" });
  };
  const head = button(
    { class: "row-head", "aria-expanded": "false", on: { click: open } },
    h(
      "span",
      { class: `row-way${isCall ? " up" : ""}`, "aria-label": isCall ? "机器人调用" : "机器人收到" },
      isCall ? "→" : "←",
    ),
    h("span", { class: "row-time" }, entry.at ? withSeconds(entry.at) : "--:--:--"),
    h(
      "span",
      { class: "row-name" },
      entry.name,
      h("small", null, `${entry.chat ? ` ${entry.chat}` : ""}${entry.fault ? ` · ${entry.fault}` : ""}`),
    ),
    status,
  );
  const node = h(
    "div",
    { class: "inspector-row", data: { ...testid("inspector-row"), kind: entry.kind, name: entry.name } },
    head,
  );
  return node;
}

function bodyOf(entry) {
  const text = JSON.stringify(entry.raw, null, 2);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast("已复制");
    } catch {
      toast("浏览器不允许复制，请选中文字后复制。");
    }
  };
  return h(
    "div",
    { class: "row-body" },
    h("pre", { tabindex: "0" }, text),
    button({ class: "chip", data: testid("inspector-copy"), on: { click: copy } }, "复制"),
  );
}
