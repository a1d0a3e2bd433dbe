// The three phones together: who is on which, the tabs of a narrow screen, where a step wants to go.

import { h, stored, testid } from "./dom.js";
import { badge } from "./face.js";
import { Phone } from "./phone.js";
import { chatsOf, on, personName, world } from "./store.js";

const SIDES = ["official", "supervisor", "group"];
const NAMES = { official: "责任单位", supervisor: "督查室", group: "领导群" };
const narrow = matchMedia("(max-width: 899.98px)");

export class Stage {
  constructor() {
    this.guests = [];
    this.wish = null;
    this.active = SIDES.includes(stored.get("side", "")) ? stored.get("side", "") : SIDES[0];
    this.phones = SIDES.map((side) => new Phone(side, document.getElementById(`phone-${side}`), this));
    this.inUse = null;
    this.tabs = document.getElementById("tabs");
    this.buildTabs();
    on("state", (renewed) => this.take(renewed));
    on("chats", (chats) => this.update(chats));
    on("clock", (moved) => moved && this.update());
    on("commands", () => this.phones.forEach((phone) => phone.composer.loadMenu()));
    on("bot", () => this.phones.forEach((phone) => phone.paint()));
    on("moved", ({ from, to }) =>
      this.phones.forEach((phone) => phone.chatId === from && stored.set(`chat.${phone.side}.${phone.userId}`, to)),
    );
    document.addEventListener("visibilitychange", () => document.hidden || this.update());
    // The clocks of the phones.
    setInterval(() => this.phones.forEach((phone) => phone.paintHead()), 5000);
    narrow.addEventListener("change", () => this.activate(this.active));
  }

  take(renewed) {
    if (renewed) for (const phone of this.phones) phone.log.reset();
    for (const phone of this.phones) phone.setPeople(this.peopleOf(phone.side));
    this.update();
    this.activate(this.active);
  }

  /** A stage names the roles; a bare world shows everybody, and on the group's phone the members of groups. */
  peopleOf(side) {
    const named = world.roles.filter((role) => (role.side === "leader" ? "group" : role.side) === side);
    const people = named.length ? named : this.fallback(side);
    return [
      ...people,
      ...this.guests.filter((one) => one.side === side && !people.some((two) => two.user_id === one.user_id)),
    ];
  }

  fallback(side) {
    const everyone = [...world.people.values()].map((one) => ({
      user_id: one.user_id,
      name: one.first_name,
      post: "",
      side,
    }));
    if (side !== "group")
      return side === "supervisor" && everyone.length > 1 ? everyone.slice(1).concat(everyone[0]) : everyone;
    return everyone.filter((one) => chatsOf(one.user_id).length > 1);
  }

  update(chats) {
    for (const phone of this.phones) phone.update(chats);
    this.paintTabs();
  }

  use(phone) {
    this.inUse = phone;
  }

  changed() {
    this.want(this.wish);
    this.paintTabs();
  }

  /** The phone that shows this person, or the one whose people they belong to; strangers come to the first phone. */
  phoneOf(userId) {
    const found =
      this.phones.find((phone) => phone.userId === userId) ||
      this.phones.find((phone) => phone.people.some((one) => one.user_id === userId));
    if (found) return found;
    this.guests.push({ user_id: userId, name: personName(userId), post: "", side: SIDES[0] });
    this.phones[0].people = this.peopleOf(SIDES[0]);
    return this.phones[0];
  }

  /** Shows this person's phone with this chat open; returns the phone. */
  goTo(userId, chatId) {
    const phone = this.phoneOf(userId);
    phone.listing = false;
    stored.set(`chat.${phone.side}.${userId}`, chatId);
    phone.open(userId, chatId);
    phone.log.toBottom();
    this.activate(phone.side);
    this.use(phone);
    if (!narrow.matches) phone.node.scrollIntoView({ behavior: "smooth", block: "nearest", inline: "center" });
    this.changed();
    phone.log.showWanted();
    return phone;
  }

  /** What the tour asks for now: {userId, chatId, labels} or null. */
  want(wish) {
    this.wish = wish;
    const asked = wish && this.phones.find((phone) => phone.userId === wish.userId);
    for (const phone of this.phones) {
      phone.node.classList.toggle("asked", phone === asked);
      phone.setWanted(phone === asked ? wish.labels : [], wish?.chatId);
    }
    this.paintTabs();
  }

  // Tabs

  buildTabs() {
    this.tabs.replaceChildren(
      ...SIDES.map((side) =>
        h("button", {
          type: "button",
          class: "tab",
          data: { ...testid(`phone-tab-${side}`), side },
          on: { click: () => this.activate(side) },
        }),
      ),
    );
  }

  activate(side) {
    this.active = side;
    stored.set("side", side);
    for (const phone of this.phones) phone.node.dataset.active = String(phone.side === side);
    this.paintTabs();
    const phone = this.phones.find((one) => one.side === side);
    if (narrow.matches && phone.userId) {
      phone.update();
      phone.log.settle();
      phone.log.scrolled();
    }
  }

  paintTabs() {
    const wanted =
      this.wish && this.phones.find((phone) => phone.people.some((one) => one.user_id === this.wish.userId));
    for (const [at, tab] of [...this.tabs.children].entries()) {
      const phone = this.phones[at];
      const count = phone.userId ? phone.total : 0;
      tab.setAttribute("aria-pressed", String(phone.side === this.active));
      tab.classList.toggle("wanted", phone === wanted && phone.side !== this.active);
      const sig = String(count);
      if (tab.dataset.sig === sig) continue;
      tab.dataset.sig = sig;
      tab.replaceChildren(
        NAMES[phone.side],
        ...(count
          ? [h("span", { class: "badge", data: testid("unread") }, badge(count), h("span", { class: "sr" }, " 条未读"))]
          : []),
      );
    }
  }
}
