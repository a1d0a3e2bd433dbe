// A voice message: recorded when the browser can and may, else an audio file is picked.

import { button, h, testid } from "./dom.js";
import { duration } from "./time.js";

const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const SECONDS_MOST = 300;

/** Shows the recording line in `bar` and resolves to {blob, seconds}, or null when it was dropped. Throws when it cannot record. */
export async function record(bar) {
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) throw new Error("no recorder");
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(sound, mimeType ? { mimeType } : {});
  const pieces = [];
  let keep = false;
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const time = h("span", { role: "timer" }, "0:00");
  const end = (kept) => {
    keep = kept;
    if (recorder.state !== "inactive") recorder.stop();
  };
  const line = h(
    "div",
    { class: "recording", data: testid("recording") },
    time,
    button({ class: "text-button", data: testid("voice-cancel"), on: { click: () => end(false) } }, "取消"),
    button({ class: "text-button", data: testid("voice-send"), on: { click: () => end(true) } }, "发送"),
  );
  bar.after(line);
  bar.hidden = true;
  line.lastChild.focus();
  const timer = setInterval(() => {
    time.textContent = duration(seconds());
    if (seconds() >= SECONDS_MOST) end(true);
  }, 250);
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.start();
  await new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  clearInterval(timer);
  for (const track of sound.getTracks()) track.stop();
  line.remove();
  bar.hidden = false;
  return keep
    ? { blob: new Blob(pieces, { type: recorder.mimeType }), seconds: Math.max(1, Math.round(seconds())) }
    : null;
}
