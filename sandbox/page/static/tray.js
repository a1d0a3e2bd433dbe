// Files that wait above the composer to be sent, with the composer's text as caption.

import { UPLOAD_MOST } from "./api.js";
import { button, h, icon, testid } from "./dom.js";
import { fileSize } from "./time.js";

const PHOTO = new Set(["image/jpeg", "image/png"]);
const PHOTO_MOST = 10 * 1024 * 1024;

export class Tray {
  constructor(changed, say) {
    this.changed = changed;
    this.say = say;
    this.items = [];
    this.node = h("div", {
      class: "tray",
      hidden: true,
      data: testid("tray"),
      role: "group",
      "aria-label": "待发送的文件",
    });
  }

  /** `asFile`: pictures too are sent as files. */
  add(files, asFile = false) {
    for (const file of files) {
      if (file.size > UPLOAD_MOST) this.say(`“${file.name}”超过 50 MB，Telegram 不接收。`);
      else if (!file.size) this.say(`“${file.name}”是空的，没有加入。`);
      else {
        const canBePhoto = PHOTO.has(file.type) && file.size <= PHOTO_MOST;
        this.items.push({
          file,
          canBePhoto,
          kind: canBePhoto && !asFile ? "photo" : "document",
          url: canBePhoto ? URL.createObjectURL(file) : "",
        });
      }
    }
    this.draw();
  }

  /** Empties the tray and returns what was in it. */
  take() {
    const taken = this.items;
    this.items = [];
    for (const one of taken) if (one.url) URL.revokeObjectURL(one.url);
    this.draw();
    return taken;
  }

  draw() {
    this.node.hidden = !this.items.length;
    this.node.replaceChildren(...this.items.map((one) => this.row(one)));
    this.changed();
  }

  row(one) {
    const swap = () => {
      one.kind = one.kind === "photo" ? "document" : "photo";
      this.draw();
    };
    const drop = () => {
      if (one.url) URL.revokeObjectURL(one.url);
      this.items = this.items.filter((other) => other !== one);
      this.draw();
    };
    const as = one.canBePhoto
      ? button({ class: "as", on: { click: swap } }, one.kind === "photo" ? "改为文件发送" : "改为照片发送")
      : null;
    return h(
      "div",
      { class: "tray-item", data: testid("tray-item") },
      one.url ? h("img", { src: one.url, alt: "" }) : icon("file"),
      h("span", { class: "tray-name" }, one.file.name, h("small", null, fileSize(one.file.size)), as),
      button({ class: "drop", label: `去掉 ${one.file.name}`, on: { click: drop } }, icon("close")),
    );
  }
}
