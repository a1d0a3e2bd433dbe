// The composer's line: the field and its buttons, and the hidden pickers of files.

import { button, h, icon, testid } from "./dom.js";

/** Makes the parts and gives them to the composer under their names. */
export function buildBar(composer) {
  const { commands } = composer;
  composer.area = h("textarea", {
    rows: "1",
    maxlength: "4096",
    placeholder: "写消息",
    "aria-label": "写消息",
    autocomplete: "off",
    enterkeyhint: "send",
    "aria-controls": commands.id,
    data: testid("composer"),
    on: {
      input: () => composer.typed(),
      keydown: (event) => composer.key(event),
      paste: (event) => composer.paste(event),
    },
  });
  composer.menuButton = button(
    {
      class: "round",
      label: "机器人菜单",
      "aria-expanded": "false",
      data: testid("menu-button"),
      on: { click: () => composer.toggleMenu() },
    },
    icon("menu"),
  );
  composer.attachButton = button(
    {
      class: "round",
      label: "发送文件、照片或语音",
      "aria-haspopup": "menu",
      data: testid("attach"),
      on: { click: () => composer.attach() },
    },
    icon("attach"),
  );
  composer.keyboardButton = button(
    {
      class: "round",
      label: "快捷回复键盘",
      hidden: true,
      data: testid("keyboard-toggle"),
      on: { click: () => composer.toggleKeyboard() },
    },
    icon("keyboard"),
  );
  composer.sendButton = button(
    { class: "round send", label: "发送", data: testid("send"), on: { click: () => composer.send() } },
    icon("send"),
  );
  composer.micButton = button(
    { class: "round", label: "发送语音", data: testid("voice-record"), on: { click: () => composer.voice() } },
    icon("mic"),
  );
  composer.bar = h(
    "div",
    { class: "composer" },
    composer.menuButton,
    composer.attachButton,
    h("div", { class: "field" }, composer.area, composer.keyboardButton),
    composer.micButton,
    composer.sendButton,
  );
  const picker = (name, accept, take) =>
    h("input", {
      type: "file",
      accept,
      multiple: name !== "voice-input",
      tabindex: "-1",
      "aria-hidden": "true",
      data: testid(name),
      on: {
        change: (event) => {
          take([...event.target.files]);
          event.target.value = "";
        },
      },
    });
  composer.photoInput = picker("photo-input", "image/jpeg,image/png", (files) => composer.tray.add(files));
  composer.fileInput = picker("file-input", null, (files) => composer.tray.add(files, true));
  composer.voiceInput = picker("voice-input", "audio/*", ([file]) => file && composer.sendVoice(file, 3));
  composer.pickers = h("div", { hidden: true }, composer.photoInput, composer.fileInput, composer.voiceInput);
  commands.node.addEventListener("keydown", (event) => {
    const wasOpen = commands.open;
    if (commands.key(event)) {
      event.preventDefault();
      event.stopPropagation();
      if (wasOpen && !commands.open) composer.area.focus();
      composer.paint();
    }
  });
}
