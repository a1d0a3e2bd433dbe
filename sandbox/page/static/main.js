// Starts the page.

import { Inspector } from "./inspector.js";
import { buildPanel } from "./panel.js";
import { Stage } from "./stage.js";
import { on } from "./store.js";
import { connect } from "./stream.js";

const banner = document.querySelector(".banner");
let pending = 0;

on("line", (isUp) => {
  if (isUp) {
    clearTimeout(pending);
    pending = 0;
    banner.hidden = true;
    return;
  }
  // A break of a moment is not worth a word.
  pending ||= setTimeout(() => {
    banner.textContent = "连接中断，正在重新连接…";
    banner.hidden = false;
  }, 500);
});

// Until there is something to show nothing is shown that would move a moment later.
on("state", () => requestAnimationFrame(() => document.body.classList.add("ready")));
buildPanel(new Stage(), new Inspector(document.getElementById("inspector")));
connect();
