// The side panel: clock and moves, the bot's process, fault switches, the guided tour.

import { post } from "./api.js";
import { button, h, icon, testid } from "./dom.js";
import { toast } from "./overlay.js";
import { now, on, personName, world } from "./store.js";
import { fullDay, hourMinute } from "./time.js";

const byId = (id) => document.getElementById(id);
// What is done to the bot's process: the words, and the state in which it can be done.
const TURNS = { kill: ["强行停止", "running"], start: ["启动", "stopped"] };
const STATES = { running: "机器人运行中", starting: "机器人启动中", stopped: "机器人已停止" };

/** Runs an act of a button: it is locked meanwhile, a failure is told. */
async function hold(node, act) {
  node.disabled = true;
  try {
    await act();
  } catch (error) {
    if (!error.description) throw error;
    toast(error.message);
  } finally {
    node.disabled = false;
  }
}

// Clock

let moving = false;

function paintClock(moved) {
  const clock = document.querySelector(".clock");
  const time = hourMinute(now());
  const [shown, day] = clock.children;
  if (shown.textContent !== time) shown.textContent = time;
  const words = fullDay(now());
  if (day.textContent !== words) day.textContent = words;
  if (!moved) return;
  clock.classList.remove("jump");
  requestAnimationFrame(() => clock.classList.add("jump"));
}

async function move(key) {
  if (moving) return;
  moving = true;
  paintMoves();
  try {
    await post("/sandbox/move", { key });
  } catch (error) {
    if (!error.description) throw error;
    toast(error.message);
  } finally {
    moving = false;
    paintMoves();
    paintTour();
    ringControls();
  }
}

function paintMoves() {
  byId("moves").parentElement.hidden = !world.moves.length;
  const sig = JSON.stringify([world.moves, moving]);
  if (byId("moves").dataset.sig === sig) return;
  byId("moves").dataset.sig = sig;
  const keys = world.moves.map(([key, label]) =>
    button({ class: "chip", disabled: moving, data: testid(`move-${key}`), on: { click: () => move(key) } }, label),
  );
  byId("moves").replaceChildren(...keys);
}

// The bot's process and the faults

const turn = (what) => (event) => hold(event.currentTarget, () => post("/sandbox/bot", { do: what }));

function paintBot() {
  const state = world.botProcess;
  byId("bot").hidden = !STATES[state];
  const waiting = world.waiting && state !== "running" ? `${world.waiting} 条待处理` : "";
  const sig = state + waiting;
  if (byId("bot").dataset.sig === sig) return;
  byId("bot").dataset.sig = sig;
  const held = byId("bot").contains(document.activeElement);
  byId("bot").replaceChildren(
    h(
      "span",
      { class: "bot-state", role: "status", data: { ...testid("bot-state"), state } },
      h("span", null, STATES[state] || "", waiting ? h("small", null, waiting) : null),
    ),
    ...Object.entries(TURNS).map(([what, [words, from]]) =>
      button(
        { class: "chip", disabled: state !== from, data: testid(`bot-${what}`), on: { click: turn(what) } },
        words,
      ),
    ),
  );
  if (held) byId("bot").querySelector("button:enabled")?.focus();
}

function paintFaults() {
  const node = byId("faults");
  const sig = JSON.stringify(world.faults);
  if (node.dataset.sig === sig) return;
  node.dataset.sig = sig;
  const held = document.activeElement?.dataset.testid;
  node.replaceChildren(...world.faults.map(faultSwitch));
  if (held?.startsWith("fault-")) node.querySelector(`[data-testid="${CSS.escape(held)}"]`)?.focus();
}

function faultSwitch({ name, label, on: isOn }) {
  const turn = (event) => hold(event.currentTarget, () => post("/sandbox/switch", { name, on: !isOn }));
  return button(
    {
      class: "switch",
      role: "switch",
      "aria-checked": String(Boolean(isOn)),
      title: label,
      data: testid(`fault-${name}`),
      on: { click: turn },
    },
    h("i", { "aria-hidden": "true" }),
    label.replace(/[（(].*$/, ""),
  );
}

// The guided tour

let stage = null;
let opened = "";
let folded = false;
let unfolded = false;

const current = () => world.steps.find((step) => !step.done);

function paintTour(ticked) {
  const node = byId("tour");
  node.hidden = world.loaded && !world.steps.length;
  if (!world.steps.length) return;
  const step = current();
  const shown = world.steps.find((one) => one.key === opened) || step;
  const done = world.steps.filter((one) => one.done).length;
  const sig = JSON.stringify([world.steps, shown?.key, moving, folded, unfolded, world.botProcess]);
  if (node.dataset.sig !== sig) {
    node.dataset.sig = sig;
    drawTour(node, step, shown, done);
    if (ticked) node.querySelector(`[data-key="${CSS.escape(ticked)}"]`)?.classList.add("ticked");
    const at = node.querySelector(".step.open");
    const list = node.querySelector(".steps");
    if (at) list.scrollTop = at.offsetTop - list.offsetTop - 40;
  }
  stage.want(step ? { userId: step.user_id, chatId: step.chat_id ?? step.user_id, labels: labelsOf(step) } : null);
}

/** The button a step is about; until it is there, the last of those the hint names on the way to it. */
function labelsOf(step) {
  return step.press ? [...new Set([step.press, ...named(step).reverse()])] : [];
}

/** The labels a hint puts in brackets. */
const named = (step) => [...step.hint.matchAll(/\[([^\]]+)\]/g)].map((found) => found[1]);

/** Rings the buttons of this panel that the current step names; on a narrow screen also the way to them. */
function ringControls() {
  const step = current();
  const labels = step ? named(step) : [];
  let found = false;
  for (const node of byId("controls").querySelectorAll("button.chip")) {
    const wanted = !node.disabled && labels.includes(node.textContent);
    node.classList.toggle("wanted", wanted);
    found ||= wanted;
  }
  document.querySelector('[data-testid="panel-toggle"]')?.classList.toggle("wanted", found);
}

function drawTour(node, step, shown, done) {
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.testid : "";
  const total = world.steps.length;
  const bar = h("i");
  bar.style.width = `${(done / total) * 100}%`;
  const list = button(
    {
      class: "text-button only-narrow",
      "aria-expanded": String(unfolded),
      data: testid("tour-list"),
      on: { click: () => redraw(() => (unfolded = !unfolded)) },
    },
    unfolded ? "只看当前" : "全部",
  );
  const fold = button(
    {
      class: "text-button only-narrow",
      "aria-expanded": String(!folded),
      data: testid("tour-fold"),
      on: { click: () => redraw(() => (folded = !folded)) },
    },
    folded ? "展开" : "收起",
  );
  node.className = `card tour${folded ? " folded" : ""}${unfolded ? " unfolded" : ""}`;
  node.replaceChildren(
    h(
      "div",
      { class: "tour-head" },
      h("h2", { id: "tour-h" }, "导览"),
      h("span", { class: "tour-count", data: testid("tour-count") }, `${done} / ${total}`),
      list,
      fold,
    ),
    h(
      "div",
      {
        class: "tour-bar",
        role: "progressbar",
        "aria-label": "导览进度",
        "aria-valuemin": "0",
        "aria-valuemax": total,
        "aria-valuenow": done,
      },
      bar,
    ),
    step
      ? ""
      : h(
          "p",
          { class: "tour-end", role: "status", data: testid("tour-end") },
          "导览走完了。时间、故障和三部手机都还可以随便试。",
        ),
    h(
      "ol",
      { class: "steps" },
      world.steps.map((one, at) => stepNode(one, at, one === shown, one === step)),
    ),
  );
  if (held) node.querySelector(`[data-testid="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

function redraw(change) {
  change();
  paintTour();
}

function stepNode(step, at, isOpen, isCurrent) {
  const kinds = ["step", isOpen && "open", isCurrent && "current"].filter(Boolean).join(" ");
  const mark = h("span", { class: "step-mark", "aria-hidden": "true" }, step.done ? icon("check") : String(at + 1));
  const toggle = () => redraw(() => (opened = isOpen ? "" : step.key));
  return h(
    "li",
    {
      class: kinds,
      "aria-current": isCurrent ? "step" : null,
      data: { ...testid("step"), key: step.key, done: String(Boolean(step.done)) },
    },
    button(
      { class: "step-title", "aria-expanded": String(isOpen), on: { click: toggle } },
      mark,
      h("span", null, h("span", { class: "sr" }, step.done ? "已完成：" : ""), step.title),
    ),
    isOpen ? stepBody(step) : null,
  );
}

function stepBody(step) {
  const chatId = step.chat_id ?? step.user_id;
  const role = world.roles.find((one) => one.user_id === step.user_id);
  const where = chatId < 0 ? ` · ${world.chats.get(chatId)?.title || "群"}` : "";
  const go = () => stage.goTo(step.user_id, chatId);
  const chip = (name, words, act, strong) =>
    button({ class: `chip${strong ? " strong" : ""}`, data: testid(name), on: { click: act } }, words);
  const move_ = world.moves.find(([key]) => key === step.move);
  const send = (event) => {
    const phone = go();
    return hold(event.currentTarget, async () =>
      phone.composer.sent(await post("/sandbox/handy", { ...phone.composer.target(), name: step.file })),
    );
  };
  const acts = [
    chip("step-goto", "切到这部手机", go),
    step.text ? chip("step-fill", "填入文字", () => go().composer.fill(step.text), true) : null,
    step.file ? chip("step-send-file", `发送 ${step.file}`, send, true) : null,
    move_
      ? button(
          { class: "chip strong", disabled: moving, data: testid("step-move"), on: { click: () => move(step.move) } },
          move_[1],
        )
      : null,
    TURNS[step.turn]?.[1] === world.botProcess
      ? chip("step-turn", TURNS[step.turn][0], turn(step.turn), true)
      : null,
  ];
  return h(
    "div",
    { class: "step-body" },
    h(
      "p",
      { class: "step-who" },
      `${role?.name || personName(step.user_id)}${role?.post ? `（${role.post}）` : ""}${where}`,
    ),
    h("p", { class: "step-hint" }, step.hint),
    h("div", { class: "chips" }, acts),
  );
}

// Tools in the header

function buildTools(inspector) {
  const dark = () => document.documentElement.dataset.theme === "dark";
  const theme = button(
    {
      class: "tool",
      label: "深色外观",
      "aria-pressed": String(dark()),
      data: testid("theme-toggle"),
      on: {
        click: () => theme.setAttribute("aria-pressed", String(window.toggleTheme() === "dark")),
      },
    },
    icon("theme"),
  );
  const look = button(
    {
      class: "tool",
      label: "接口记录",
      "aria-expanded": "false",
      "aria-controls": "inspector",
      data: testid("inspector-toggle"),
      on: { click: () => inspector.toggle() },
    },
    icon("code"),
  );
  const panel = byId("controls");
  const more = button(
    {
      class: "tool only-narrow",
      label: "时间与故障",
      "aria-expanded": "false",
      "aria-controls": "controls",
      data: testid("panel-toggle"),
      on: {
        click: () => more.setAttribute("aria-expanded", String(panel.classList.toggle("open"))),
      },
    },
    icon("sliders"),
  );
  const shutPanel = () => {
    panel.classList.remove("open");
    more.setAttribute("aria-expanded", "false");
  };
  addEventListener(
    "pointerdown",
    (event) => panel.contains(event.target) || more.contains(event.target) || shutPanel(),
  );
  addEventListener(
    "keydown",
    (event) => event.key === "Escape" && panel.classList.contains("open") && (shutPanel(), more.focus()),
  );
  inspector.button = look;
  byId("tools").replaceChildren(theme, look, more);
}

export function buildPanel(phones, inspector) {
  stage = phones;
  buildTools(inspector);
  on("clock", (moved) => paintClock(moved));
  on("state", () => {
    byId("title").textContent = world.title || "督办";
    document.title = `${world.title || "督办"} · 手机演示`;
    for (const paint of [paintClock, paintMoves, paintBot, paintFaults, paintTour, ringControls]) paint();
  });
  on("bot", () => {
    paintBot();
    paintTour();
    ringControls();
  });
  on("faults", paintFaults);
  on("steps", (key) => {
    if (opened === key) opened = "";
    paintTour(key);
    ringControls();
  });
  setInterval(() => world.loaded && paintClock(), 1000);
}
