// The stream of events: applied to the store, resumed after a break, started anew when the server is another one.

import { dropMessage, loadState, refreshState, setAction, setNow, takeMessage, tell, world } from "./store.js";

const NUMBERED = [
  "message",
  "edit",
  "delete",
  "action",
  "answer",
  "member",
  "chat",
  "person",
  "commands",
  "call",
  "update",
];
const BARE = ["hello", "step", "clock", "bot", "faults", "lost"];
const QUIET_MOST = 25_000;
let source = null;
let heard = 0;
let retry = 0;
let wait = 500;
let refreshing = 0;
let reloading = false;

export async function connect() {
  clearTimeout(retry);
  source?.close();
  try {
    if (!world.loaded) await loadState();
  } catch {
    broken();
    return;
  }
  source = new EventSource(`/sandbox/stream?after=${world.seq}`);
  heard = performance.now();
  for (const kind of NUMBERED) source.addEventListener(kind, (event) => take(JSON.parse(event.data)));
  for (const kind of BARE) source.addEventListener(kind, (event) => bare[kind](JSON.parse(event.data)));
  source.onerror = broken;
}

/** We reconnect ourselves: a browser gives up for good on an HTTP error, and waits as long as it likes otherwise. */
function broken() {
  source?.close();
  source = null;
  tell("line", false);
  clearTimeout(retry);
  retry = setTimeout(connect, wait);
  wait = Math.min(wait * 1.6, 4000);
}

const bare = {
  async hello({ epoch, now }) {
    wait = 500;
    tell("line", true);
    if (epoch !== world.epoch) await reload();
    else setNow(now);
  },
  step({ key, done }) {
    const step = world.steps.find((one) => one.key === key);
    if (step && step.done !== done) {
      step.done = done;
      tell("steps", key);
    }
  },
  clock: ({ now }) => setNow(now, true),
  bot(detail) {
    world.botProcess = typeof detail === "string" ? detail : detail.state;
    world.waiting = detail.waiting || 0;
    tell("bot");
  },
  faults(detail) {
    world.faults = Array.isArray(detail) ? detail : detail.faults || [];
    tell("faults");
  },
  lost: () => reload(),
};

/** Another server, or too much missed: what we know is worth nothing, the page's state is taken again. */
async function reload() {
  if (reloading) return;
  reloading = true;
  source?.close();
  world.loaded = false;
  world.epoch = "";
  reloading = false;
  await connect();
  tell("line", Boolean(source));
}

const acts = {
  message: ({ chat_id, detail, seq }) => takeMessage(chat_id, shown(detail, seq), true),
  edit: ({ chat_id, detail, seq }) => takeMessage(chat_id, shown(detail, seq), false),
  delete: ({ chat_id, detail }) => dropMessage(chat_id, detail.message_id),
  action: ({ chat_id, detail }) => setAction(chat_id, detail.action),
  answer: ({ detail }) => tell("answer", detail),
  member: refreshSoon,
  person: refreshSoon,
  chat(event) {
    if (event.detail?.migrated_to) tell("moved", { from: event.chat_id, to: event.detail.migrated_to });
    refreshSoon();
  },
  commands: () => tell("commands"),
  call: ({ detail }) => tell("call", detail),
  update: ({ detail }) => tell("update", detail),
};

function take(event) {
  heard = performance.now();
  if (event.seq <= world.seq) return;
  world.seq = event.seq;
  acts[event.kind]?.(event);
}

/** An event's message in the shape that the list of messages has. */
const shown = (detail, seq) => ({ ...detail.message, reply_markup: detail.markup || {}, by_bot: detail.by_bot, seq });

function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => refreshState().catch(broken), 120);
}

// A laptop that slept keeps a dead connection for minutes.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && source && performance.now() - heard > QUIET_MOST) connect();
});
