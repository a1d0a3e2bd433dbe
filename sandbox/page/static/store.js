// The world as this browser knows it: the page's first state, kept up by the stream's events.

import { get } from "./api.js";
import { stored } from "./dom.js";

const PAGE = 60;

/** Everything shown. Messages of a chat: `items` by id, without holes up to the newest; `complete` when none is older. */
export const world = {
  epoch: "",
  seq: 0,
  title: "",
  bot: { id: 0, first_name: "督办", username: "" },
  botProcess: "none",
  waiting: 0,
  roles: [],
  groups: [],
  chats: new Map(),
  people: new Map(),
  steps: [],
  files: [],
  moves: [],
  faults: [],
  loaded: false,
};
const talks = new Map();
const listeners = new Map();
let nowBase = Date.now() / 1000;
let nowAt = performance.now();
let dirty = new Set();
let scheduled = false;

export function on(topic, act) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(act);
}

export function tell(topic, detail) {
  for (const act of listeners.get(topic) || []) act(detail);
}

export const now = () => nowBase + (performance.now() - nowAt) / 1000;

export function setNow(seconds, moved) {
  nowBase = seconds;
  nowAt = performance.now();
  tell("clock", moved);
}

/** Many events in one frame of the screen become one rendering. */
function touch(chatId) {
  dirty.add(chatId);
  if (scheduled) return;
  scheduled = true;
  const flush = () => {
    scheduled = false;
    const chats = dirty;
    dirty = new Set();
    tell("chats", chats);
  };
  // A hidden tab gets no frames.
  if (document.hidden) setTimeout(flush, 50);
  else requestAnimationFrame(flush);
}

export async function loadState() {
  const state = await get("/sandbox/page");
  const renewed = state.epoch !== world.epoch;
  world.seq = Math.max(renewed ? 0 : world.seq, state.seq);
  if (renewed) {
    talks.clear();
    checkRead(state);
  }
  world.epoch = state.epoch;
  takeState(state);
  world.loaded = true;
  tell("state", renewed);
}

/** A refresh of people and chats must not turn time back for messages, so it leaves `seq` alone. */
export async function refreshState() {
  const state = await get("/sandbox/page");
  if (state.epoch === world.epoch) {
    takeState(state);
    tell("state", false);
  }
}

function takeState(state) {
  Object.assign(world, {
    title: state.title || "",
    bot: state.bot,
    botProcess: state.bot_process || "none",
    waiting: state.updates_waiting || 0,
    roles: state.roles || [],
    groups: state.groups || [],
    steps: state.steps || [],
    files: state.files || [],
    moves: state.moves || [],
    faults: state.faults || [],
  });
  world.people = new Map((state.people || []).map((one) => [one.user_id, one]));
  world.chats = new Map(
    (state.chats || []).map((chat) => [
      chat.chat_id,
      { ...chat, last_id: Math.max(chat.last_id, talk(chat.chat_id).lastId) },
    ]),
  );
  setNow(state.now);
}

export function talk(chatId) {
  let found = talks.get(chatId);
  if (!found) {
    found = {
      items: [],
      complete: false,
      started: false,
      loading: null,
      lastId: 0,
      action: "",
      actionUntil: 0,
      late: [],
    };
    talks.set(chatId, found);
  }
  return found;
}

/** Index of the first item whose id is not below `id`. */
export function place(items, id) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].message_id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The newest page of a chat, once. */
export function open(chatId) {
  const chat = talk(chatId);
  return chat.started ? chat.loading || Promise.resolve() : older(chatId);
}

/** One page of older messages. A chat that does not exist yet has none. */
export function older(chatId, limit = PAGE) {
  const chat = talk(chatId);
  if (chat.loading) return chat.loading;
  if (chat.started && chat.complete) return Promise.resolve();
  chat.loading = fetchOlder(chatId, chat, limit).finally(() => {
    chat.loading = null;
    touch(chatId);
  });
  return chat.loading;
}

async function fetchOlder(chatId, chat, limit) {
  if (!world.chats.has(chatId)) {
    chat.complete = true;
    return;
  }
  const first = chat.started && chat.items.length ? `before=${chat.items[0].message_id}&` : "";
  const found = await get(`/sandbox/chats/${chatId}/messages?${first}limit=${limit}`);
  if (talk(chatId) !== chat) return;
  for (const message of found) put(chat, message);
  chat.started = true;
  chat.complete = found.length < limit;
  for (const [message, isNew] of chat.late.splice(0)) merge(chat, message, isNew);
}

/** An edit of a message that is not loaded yet is left out: it would leave a hole. */
function merge(chat, message, isNew) {
  if (isNew || (chat.items.length && message.message_id >= chat.items[0].message_id)) put(chat, message);
}

/** Puts a message in its place; an older state never replaces a newer one. */
function put(chat, message) {
  const at = place(chat.items, message.message_id);
  const known = chat.items[at];
  if (known && known.message_id === message.message_id) {
    if ((known.seq || 0) <= (message.seq || 0)) chat.items[at] = message;
    return;
  }
  chat.items.splice(at, 0, message);
  chat.lastId = Math.max(chat.lastId, message.message_id);
}

export function takeMessage(chatId, message, isNew) {
  const chat = talk(chatId);
  const head = world.chats.get(chatId);
  if (head) head.last_id = Math.max(head.last_id, message.message_id);
  chat.lastId = Math.max(chat.lastId, message.message_id);
  if (message.by_bot && isNew) chat.action = "";
  if (chat.started) merge(chat, message, isNew);
  else if (chat.loading) chat.late.push([message, isNew]);
  touch(chatId);
}

export function dropMessage(chatId, id) {
  const { items } = talk(chatId);
  const at = place(items, id);
  if (items[at]?.message_id === id) items.splice(at, 1);
  touch(chatId);
}

export function setAction(chatId, action) {
  const chat = talk(chatId);
  chat.action = action;
  chat.actionUntil = performance.now() + 5000;
  setTimeout(() => {
    if (chat.action && performance.now() >= chat.actionUntil) {
      chat.action = "";
      touch(chatId);
    }
  }, 5100);
  touch(chatId);
}

// Unread counts: the newest id each person has read in each chat.

let read = stored.get("read", { epoch: "", ids: {} });

function checkRead(state) {
  const ids = {};
  const last = new Map((state.chats || []).map((chat) => [String(chat.chat_id), chat.last_id]));
  for (const [key, id] of Object.entries(read.ids)) {
    // A fresh world counts its messages from 1 again.
    if (id <= (last.get(key.split(":")[1]) ?? -1)) ids[key] = id;
  }
  read = { epoch: state.epoch, ids };
}

export function markRead(userId, chatId) {
  const key = `${userId}:${chatId}`;
  const last = talk(chatId).lastId;
  if ((read.ids[key] || 0) >= last) return;
  read.ids[key] = last;
  stored.set("read", read);
  touch(chatId);
}

export function unread(userId, chatId) {
  const head = world.chats.get(chatId);
  const chat = talk(chatId);
  const upTo = read.ids[`${userId}:${chatId}`] || 0;
  if (!chat.started || (chat.items.length && chat.items[0].message_id > upTo + 1 && !chat.complete)) {
    return Math.max(0, (head ? head.last_id : 0) - upTo);
  }
  let count = 0;
  for (let at = chat.items.length - 1; at >= 0 && chat.items[at].message_id > upTo; at -= 1) {
    if (chat.items[at].from?.id !== userId) count += 1;
  }
  return count;
}

/** The chats on this person's phone: the private one first, then the groups they are in. */
export function chatsOf(userId) {
  const found = [userId];
  for (const chat of world.chats.values()) {
    if (chat.kind === "private" || chat.migrated_to || chat.deleted) continue;
    if (["creator", "administrator", "member"].includes(chat.members?.[userId])) found.push(chat.chat_id);
  }
  return found;
}

export const chatTitle = (chatId, userId) =>
  chatId === userId ? world.bot.first_name : world.chats.get(chatId)?.title || "群";

export const personName = (userId) =>
  world.roles.find((role) => role.user_id === userId)?.name || world.people.get(userId)?.first_name || `用户${userId}`;
