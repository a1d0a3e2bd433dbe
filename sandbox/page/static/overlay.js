// What lies above the phones: toasts, the context menu, dialogs, the viewers of pictures and PDFs.

import { avatar, button, h, icon, testid } from "./dom.js";

export function toast(words, place) {
  const host = place || document.querySelector(".page-toasts") || pageToasts();
  const node = h("div", { class: "toast", role: "status", data: testid("toast") }, words);
  while (host.children.length > 2) host.firstChild.remove();
  host.append(node);
  setTimeout(() => node.remove(), Math.min(9000, 3500 + words.length * 60));
}

function pageToasts() {
  const host = h("div", { class: "toasts page-toasts" });
  document.body.append(host);
  return host;
}

// Context menu

let shut = null;

/** `entries`: {label, icon, name, danger, note, act} or null for a line. Opens at (x, y) or below `from`. */
export function menu(entries, { x, y, from, label = "操作" }) {
  shut?.();
  const back = document.activeElement;
  const items = entries.map((one) => (one ? entryNode(one, () => close(true)) : h("hr", { role: "separator" })));
  const node = h("div", { class: "context", role: "menu", "aria-label": label }, items);
  // Inside the main landmark, for readers that jump by landmarks.
  document.querySelector("main").append(node);
  const box = from?.getBoundingClientRect();
  const left = x ?? box.left;
  const top = y ?? box.top - node.offsetHeight - 6;
  node.style.left = `${Math.max(8, Math.min(left, innerWidth - node.offsetWidth - 8))}px`;
  node.style.top = `${Math.max(8, Math.min(top, innerHeight - node.offsetHeight - 8))}px`;
  const keys = [...node.querySelectorAll("button")];
  const outside = (event) => node.contains(event.target) || close(false);
  const press = (event) => {
    const at = keys.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) keys[(at + step + keys.length) % keys.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const close = (refocus) => {
    shut = null;
    node.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    if (refocus && back?.isConnected) back.focus({ preventScroll: true });
  };
  shut = close;
  node.addEventListener("keydown", press);
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  keys[0]?.focus({ preventScroll: true });
}

function entryNode(one, close) {
  const run = () => {
    close();
    one.act();
  };
  return button(
    { role: "menuitem", class: one.danger ? "danger" : "", data: testid(one.name), on: { click: run } },
    icon(one.icon),
    h("span", null, one.label, one.note ? h("small", null, one.note) : null),
  );
}

// Dialogs. The browser's own <dialog> keeps the focus inside, closes with Esc and gives the focus back.

function modal(node, over) {
  document.body.append(node);
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => event.target === node && !node.matches(".alert") && node.close());
  node.showModal();
  const box = over?.getBoundingClientRect();
  if (box?.width && innerWidth > box.width + 40) {
    node.style.margin = "0";
    node.style.left = `${box.left + (box.width - node.offsetWidth) / 2}px`;
    node.style.top = `${Math.max(8, box.top + (box.height - node.offsetHeight) / 2)}px`;
  }
  return new Promise((resolve) => node.addEventListener("close", () => resolve(node.returnValue)));
}

let counted = 0;

/** A callback answer with show_alert; `over`: the phone it belongs to. */
export function alertBox(words, over, title) {
  counted += 1;
  const id = `alert-${counted}`;
  const ok = button({ class: "wide-button", data: testid("alert-ok"), on: { click: () => node.close() } }, "知道了");
  const node = h(
    "dialog",
    {
      class: "alert",
      role: "alertdialog",
      "aria-labelledby": `${id}-h`,
      "aria-describedby": id,
      data: testid("alert"),
    },
    h("h2", { id: `${id}-h` }, title),
    h("p", { id }, words),
    ok,
  );
  return modal(node, over);
}

/** Whose phone opens a deep link? The user id, or 0. */
export async function choosePerson(people, over, note) {
  const close = (value) => node.close(value);
  const row = (one) =>
    button(
      {
        class: "person",
        data: { ...testid("link-choice"), userId: one.user_id },
        on: { click: () => close(String(one.user_id)) },
      },
      avatar(one.user_id, one.name),
      h("span", null, one.name, h("small", null, one.post || (one.here ? "这部手机" : ""))),
    );
  const node = h(
    "dialog",
    { class: "chooser", "aria-labelledby": "chooser-h", data: testid("link-chooser") },
    h("h2", { id: "chooser-h" }, "用谁的手机打开？"),
    h("p", null, note),
    h("div", { class: "people" }, people.map(row)),
    button({ class: "wide-button soft", on: { click: () => close("") } }, "取消"),
  );
  return Number(await modal(node, over)) || 0;
}

export function lightbox(url, caption) {
  const shutButton = button(
    { class: "round", label: "关闭", data: testid("lightbox-close"), on: { click: () => node.close() } },
    icon("close"),
  );
  const view = h(
    "div",
    { class: "lightbox-view", tabindex: "0", role: "group", "aria-label": "照片" },
    h("img", { src: url, alt: caption || "照片" }),
  );
  const node = h(
    "dialog",
    { class: "lightbox", "aria-label": "照片", data: testid("lightbox") },
    view,
    h("div", { class: "lightbox-tools" }, zoomButton(view), shutButton),
  );
  modal(node);
}

function zoomButton(view) {
  const zoom = () => node.setAttribute("aria-pressed", String(view.classList.toggle("zoom")));
  const node = button(
    { class: "round", label: "放大", "aria-pressed": "false", data: testid("zoom"), on: { click: zoom } },
    icon("zoom"),
  );
  return node;
}

/** Pages of a PDF as pictures, drawn by the server; the first answer says how many there are. */
export function pdfViewer(file, url) {
  const note = h("span", { class: "viewer-note", role: "status" }, "正在打开…");
  const pages = h("div", { class: "pages", tabindex: "0", role: "document", "aria-label": "页面" });
  const node = h(
    "dialog",
    { class: "viewer", "aria-label": file.file_name, data: testid("pdf-viewer") },
    h(
      "div",
      { class: "viewer-head" },
      h("h2", null, file.file_name),
      note,
      zoomButton(pages),
      h(
        "a",
        { class: "round", href: url, download: file.file_name, "aria-label": "下载", title: "下载" },
        icon("download"),
      ),
      button(
        { class: "round", label: "关闭", data: testid("pdf-close"), on: { click: () => node.close() } },
        icon("close"),
      ),
    ),
    pages,
  );
  modal(node);
  pages.focus();
  fillPages(url, pages, note, node);
}

async function fillPages(url, pages, note, node) {
  let response = null;
  try {
    response = await fetch(`${url}/page/1`);
  } catch {
    // The line below says it; the file can still be downloaded.
  }
  if (!response?.ok) {
    note.textContent = "";
    pages.append(h("p", null, "这份文件没有预览，请下载后打开。"));
    return;
  }
  const total = Number(response.headers.get("X-Pages")) || 1;
  const first = URL.createObjectURL(await response.blob());
  node.addEventListener("close", () => URL.revokeObjectURL(first));
  const page = (src, number) =>
    h("img", {
      src,
      alt: `第 ${number} 页`,
      loading: number > 2 ? "lazy" : null,
      data: { ...testid("pdf-page"), page: number },
    });
  const front = page(first, 1);
  await front.decode().catch(() => {});
  const images = [front];
  for (let number = 2; number <= total; number += 1) {
    const next = page(`${url}/page/${number}`, number);
    // The room is kept before the picture is there, so nothing jumps.
    next.style.aspectRatio = `${front.naturalWidth} / ${front.naturalHeight}`;
    images.push(next);
  }
  pages.replaceChildren(...images);
  const where = () => {
    const middle = pages.scrollTop + pages.clientHeight / 2;
    const at = images.findIndex((one) => one.offsetTop + one.offsetHeight >= middle + pages.offsetTop);
    note.textContent = `${at < 0 ? total : at + 1} / ${total} 页`;
  };
  pages.addEventListener("scroll", where, { passive: true });
  where();
}
