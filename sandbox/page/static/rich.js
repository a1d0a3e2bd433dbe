// Rich messages: blocks and rich texts of the Bot API, drawn plainly.

import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { expandable, link, spoiler } from "./text.js";

const INLINE = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  subscript: "sub",
  superscript: "sup",
  marked: "mark",
  code: "code",
};

export const rich = (message, act) =>
  h(
    "div",
    { class: "rich", dir: message.is_rtl ? "rtl" : null },
    (message.blocks || []).map((one) => block(one, act)),
  );

/** A rich text is a string, a list of rich texts, or an object with `type` and mostly `text`. */
function inline(text, act) {
  if (text === null || text === undefined) return [];
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text.flatMap((one) => inline(one, act));
  const inner = () => inline(text.text ?? text.alternative_text ?? text.expression, act);
  if (INLINE[text.type]) return [h(INLINE[text.type], null, inner())];
  switch (text.type) {
    case "url":
      return [link(text.url, inner(), act)];
    case "email_address":
      return [link(`mailto:${text.email_address}`, inner(), act)];
    case "bot_command":
      return [
        h("button", { type: "button", class: "link command", on: { click: () => act.command(plain(text)) } }, inner()),
      ];
    case "button":
      return [
        h(
          "button",
          { type: "button", class: "link", on: { click: () => act.press?.(text.button || text) } },
          inline(text.button?.text ?? text.text, act),
        ),
      ];
    case "spoiler":
      return [spoiler(inner())];
    case "anchor":
      return [];
    default:
      return [h("span", null, inner())];
  }
}

export function plain(text) {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plain).join("");
  return text ? plain(text.text ?? text.alternative_text ?? "") : "";
}

function caption(one, act) {
  if (!one) return null;
  return h(
    "figcaption",
    null,
    inline(one.text, act),
    one.credit ? h("cite", null, " ", inline(one.credit, act)) : null,
  );
}

const blocks = (list, act) => (list || []).map((one) => block(one, act));

function block(one, act) {
  switch (one.type) {
    case "paragraph":
      return h("p", { class: "words" }, inline(one.text, act));
    case "heading":
      return h("h3", { class: `size-${Math.min(3, one.size || 1)}` }, inline(one.text, act));
    case "pre":
      return h("pre", null, inline(one.text, act));
    case "divider":
      return h("hr");
    case "footer":
      return h("p", { class: "footer" }, inline(one.text, act));
    case "blockquote":
      return h("blockquote", null, one.blocks ? blocks(one.blocks, act) : inline(one.text, act), credit(one, act));
    case "expandable_blockquote":
      return expandable([...blocks(one.blocks, act), ...inline(one.text, act)], plain(one.text) || "\n\n\n\n");
    case "pullquote":
      return h("blockquote", { class: "pull" }, inline(one.text, act), credit(one, act));
    case "list":
      return h(
        "ul",
        null,
        (one.items || []).map((item) => listItem(item, act)),
      );
    case "details":
      return h("details", { open: one.is_open }, h("summary", null, inline(one.summary, act)), blocks(one.blocks, act));
    case "table":
      return table(one, act);
    case "photo":
      return h(
        "figure",
        null,
        h("img", {
          class: "rich-photo",
          src: fileUrl(one.photo?.at(-1)?.file_id || ""),
          alt: plain(one.caption?.text) || "照片",
        }),
        caption(one.caption, act),
      );
    case "document":
      return h(
        "figure",
        null,
        h(
          "a",
          { href: fileUrl(one.document.file_id), download: one.document.file_name || "" },
          one.document.file_name || "文件",
        ),
        caption(one.caption, act),
      );
    case "anchor":
      return null;
    default:
      return h("div", null, one.blocks ? blocks(one.blocks, act) : inline(one.text, act));
  }
}

const credit = (one, act) => (one.credit ? h("p", { class: "footer" }, inline(one.credit, act)) : null);

function listItem(item, act) {
  const mark = item.has_checkbox ? (item.is_checked ? "☑" : "☐") : item.label;
  return h("li", null, h("span", null, mark || "•"), h("div", null, blocks(item.blocks, act)));
}

function table(one, act) {
  const kinds = [one.is_bordered && "bordered", one.is_striped && "striped", one.is_compact && "compact"];
  const rows = (one.cells || []).map((row) =>
    h(
      "tr",
      null,
      row.map((cell) => tableCell(cell, act)),
    ),
  );
  const title = one.caption ? h("caption", null, inline(one.caption, act)) : null;
  // A wide table is scrolled by keyboard too.
  return h(
    "div",
    { class: "table-wrap", tabindex: "0", role: "group", "aria-label": plain(one.caption) || "表格" },
    h("table", { class: kinds.filter(Boolean).join(" ") || null }, title, h("tbody", null, rows)),
  );
}

const tableCell = (cell, act) =>
  h(
    cell.is_header ? "th" : "td",
    {
      class: [cell.align, cell.valign].filter((one) => one && one !== "left" && one !== "top").join(" ") || null,
      colspan: cell.colspan > 1 ? cell.colspan : null,
      rowspan: cell.rowspan > 1 ? cell.rowspan : null,
    },
    inline(cell.text, act),
  );
