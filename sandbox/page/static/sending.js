// What leaves a phone: text, edits, files, voice. What could not be sent goes back to where it was.

import { post, upload } from "./api.js";
import { menu } from "./overlay.js";
import { takeMessage, world } from "./store.js";
import { fileSize } from "./time.js";
import { record } from "./voice.js";

/** The sending half of a composer. */
export class Sending {
  target() {
    const { userId, chatId } = this.phone;
    return { user_id: userId, ...(chatId === userId ? {} : { chat_id: chatId }) };
  }

  replyTarget() {
    return this.reply ? { reply_to: this.reply.message.message_id } : {};
  }

  async send() {
    const text = this.area.value.trim();
    if (this.edit) return this.sendEdit(text);
    if (this.tray.items.length) return this.sendFiles(text);
    return text ? this.sendText(text, true) : undefined;
  }

  /** `typed`: the text stands in the composer and goes back there when it could not be sent. */
  async sendText(text, typed = false) {
    const place = this.target();
    const replied = this.replyTarget();
    const reply = this.reply;
    if (typed) this.setText("");
    this.commands.close();
    this.reply = null;
    this.paint();
    await this.tryTo(
      async () => this.sent(await post("/sandbox/send", { ...place, ...replied, text })),
      () => {
        if (!this.area.value && typed) this.setText(text);
        this.reply = this.reply || reply;
      },
    );
    const { keyboard } = this;
    if (keyboard?.reply_markup.one_time_keyboard) this.hiddenKeyboards.add(`${this.place}:${keyboard.message_id}`);
    this.paint();
  }

  async sendEdit(text) {
    const message = this.edit;
    const before = message.text ?? message.caption ?? "";
    if (!text) return this.phone.say("内容不能为空；要去掉这条消息请用“删除”。");
    this.cancel();
    if (text === before) return undefined;
    return this.tryTo(
      () => post("/sandbox/edit", { ...this.target(), message_id: message.message_id, text }),
      () => {
        this.editMessage(message);
        this.setText(text);
      },
    );
  }

  async sendFiles(caption) {
    const place = { ...this.target(), ...this.replyTarget() };
    const items = this.tray.take();
    this.setText("");
    this.reply = null;
    this.paint();
    for (const [at, one] of items.entries()) {
      await this.tryTo(
        async () => this.sent(await upload({ ...place, kind: one.kind, caption: at ? "" : caption }, one.file)),
        () => this.tray.add([one.file], one.kind !== "photo"),
      );
    }
  }

  async sendVoice(blob, seconds) {
    const place = { ...this.target(), ...this.replyTarget() };
    this.reply = null;
    this.paint();
    await this.tryTo(async () =>
      this.sent(await upload({ ...place, kind: "voice", duration: seconds }, blob, blob.name || "voice.ogg")),
    );
  }

  async voice() {
    let taken = null;
    try {
      taken = await record(this.bar);
    } catch {
      this.phone.say("这里不能录音，请选一个音频文件。");
      this.voiceInput.click();
      return;
    }
    if (taken) await this.sendVoice(taken.blob, taken.seconds);
  }

  async tryTo(act, undo) {
    try {
      await act();
    } catch (error) {
      undo?.();
      this.phone.fail(error);
      this.paint();
    }
  }

  sent(message) {
    takeMessage(message.chat.id, message, true);
    this.phone.sent();
  }

  command(name, fill) {
    const to = this.phone.chatId < 0 ? `@${world.bot.username}` : "";
    if (fill) this.fill(`/${name} `);
    else {
      this.setText("");
      this.sendText(`/${name}${to}`);
      this.area.focus({ preventScroll: true });
    }
  }

  attach() {
    const handy = world.files.map((file) => ({
      icon: "file",
      label: file.name,
      note: `备好的文件 · ${fileSize(file.size)}`,
      name: "attach-handy",
      act: () => this.tryTo(async () => this.sent(await post("/sandbox/handy", { ...this.target(), name: file.name }))),
    }));
    const own = [
      { icon: "photo", label: "照片", name: "attach-photo", act: () => this.photoInput.click() },
      { icon: "file", label: "文件", name: "attach-file", act: () => this.fileInput.click() },
      { icon: "mic", label: "发送语音", name: "attach-voice", act: () => this.voice() },
    ];
    menu([...own, ...(handy.length ? [null, ...handy] : [])], { from: this.attachButton, label: "发送" });
  }
}
