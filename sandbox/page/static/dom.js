// Building DOM nodes. Data reaches the page as text nodes and attributes only, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  back: ["M15 5l-7 7 7 7"],
  down: ["M6 9l6 6 6-6"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h10"],
  attach: ["M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8"],
  send: ["M4 12l16-8-5 17-3.5-7z", "M11.5 14L20 4"],
  mic: ["M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z", "M5.5 11a6.5 6.5 0 0 0 13 0", "M12 17.5V21"],
  keyboard: ["M3 6.5h18v11H3z", "M7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M8 14h8"],
  reply: ["M10 6L4 12l6 6", "M4.5 12H13a7 7 0 0 1 7 6.5"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  edit: ["M4 20l1-4L16 5l3 3L8 19z", "M14 7l3 3"],
  trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13"],
  download: ["M12 4v11", "M7 11l5 5 5-5", "M5 20h14"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  checks: ["M2.5 12.5L7 17l9-9.5", "M11.5 16.5L12 17l9-9.5"],
  photo: ["M4 5h16v14H4z", "M4 16l5-5 4 4 3-2.5 4 3.5", "M15.5 9.5h.01"],
  file: ["M6 3h8l5 5v13H6z", "M14 3v5h5"],
  play: ["M8 5.5v13l10.5-6.5z"],
  pause: ["M8.5 5.5v13", "M15.5 5.5v13"],
  theme: ["M12 3a9 9 0 1 0 0 18z", "M12 3a9 9 0 0 1 0 18"],
  code: ["M8.5 7.5L4 12l4.5 4.5", "M15.5 7.5L20 12l-4.5 4.5", "M13.5 5l-3 14"],
  sliders: ["M5 4v6M5 14v6M12 4v3M12 11v9M19 4v9M19 17v3", "M3 12h4M10 9h4M17 15h4"],
  bot: ["M5 9h14v10H5z", "M12 5v4", "M9 13.5h.01M15 13.5h.01", "M3 13v3M21 13v3"],
  group: [
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z",
    "M3 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5",
    "M16 5a3 3 0 0 1 0 6",
    "M17.5 13.8c2.1.7 3.5 2.6 3.5 5.2",
  ],
  link: ["M8 16L18 6", "M10 6h8v8"],
  zoom: ["M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M16 16l5 5", "M8 11h6M11 8v6"],
  phone: ["M7 3h10v18H7z", "M11 18h2"],
};

/** An element. `props`: class, data (dataset), on (listeners), text, and plain attributes; false and null are left out. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") for (const [kind, act] of Object.entries(value)) node.addEventListener(kind, act);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const testid = (name) => ({ testid: name });

/** A button; `label` is its accessible name when it shows only an icon. */
export function button(props, ...children) {
  const { label, ...rest } = props;
  return h("button", { type: "button", "aria-label": label, title: label, ...rest }, ...children);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const line of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

/** Signal, wireless and battery of a phone's status line. */
export function statusIcons() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 46 15");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const add = (name, pairs) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(pairs)) node.setAttribute(key, value);
    svg.append(node);
  };
  [4, 6.5, 9, 11.5].forEach((high, at) =>
    add("rect", {
      x: 1 + at * 4,
      y: 13 - high,
      width: 2.6,
      height: high,
      rx: 0.9,
      fill: "currentColor",
      stroke: "none",
    }),
  );
  add("rect", { x: 22, y: 2.5, width: 19, height: 10, rx: 3, "stroke-width": 1.2 });
  add("rect", { x: 24, y: 4.5, width: 12.5, height: 6, rx: 1.4, fill: "currentColor", stroke: "none" });
  add("path", { d: "M43.4 6v3", "stroke-width": 2 });
  return svg;
}

/** A round with the first character of a name, in a colour that stays the same for the same id. */
export function avatar(id, name, kind) {
  const shown = kind ? icon(kind) : [...(name || "?")][0];
  return h("span", { class: `avatar a${Math.abs(id) % 8}`, "aria-hidden": "true" }, shown);
}

export const stored = {
  get(key, fallback) {
    try {
      return JSON.parse(localStorage.getItem(`duban.${key}`)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`duban.${key}`, JSON.stringify(value));
    } catch {
      // Forbidden or full: the page works on, it only forgets at reload.
    }
  },
};
