/* What the desk does beyond plain pages: warns before the session ends, closes menus, says a chosen day in words, reads a page aloud,
   prints. Nothing needs it. */
"use strict";
(() => {
  const body = document.body;
  const seconds = Number(body.dataset.session || 0);
  const dialog = document.getElementById("sesi");
  if (seconds && dialog && dialog.showModal) {
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => dialog.showModal(), (seconds - Number(body.dataset.warning)) * 1000);
    };
    dialog.querySelector("[data-stay-now]").addEventListener("click", async () => {
      const answer = await fetch(body.dataset.stay, { credentials: "same-origin" }).catch(() => null);
      dialog.close();
      if (answer && answer.ok && !answer.redirected) wait();
    });
    wait();
  }
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.who[open]")) if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.who[open]")) { open.open = false; open.querySelector("summary").focus(); }
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  // A browser writes 03/04 by its own language; the day in words cannot be mistaken.
  const words = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  for (const input of document.querySelectorAll("form:not(.filters) input[type=date], form input[type=datetime-local]")) {
    const said = document.createElement("output");
    said.className = "day-in-words";
    if (input.id) said.htmlFor = input.id;
    const say = () => {
      const day = Date.parse(`${input.value.slice(0, 10)}T00:00Z`);
      said.textContent = Number.isNaN(day) ? "" : words.format(day) + (input.value.length > 10 ? `, ${input.value.slice(11, 16).replace(":", ".")}` : "");
    };
    input.after(said);
    input.addEventListener("input", say);
    say();
  }
  const voice = window.speechSynthesis;
  for (const button of voice ? document.querySelectorAll("[data-speak]") : []) {
    button.hidden = false;
    const start = button.textContent;
    const stop = () => { voice.cancel(); button.textContent = start; button.setAttribute("aria-pressed", "false"); };
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-pressed") === "true") return stop();
      const parts = document.querySelectorAll(button.dataset.speak);
      const language = document.documentElement.lang === "en" ? "en-US" : "id-ID";
      voice.cancel();
      button.textContent = button.dataset.stop;
      button.setAttribute("aria-pressed", "true");
      const pieces = [...parts].map((part) => part.textContent.trim()).filter(Boolean);
      pieces.forEach((text, place) => {
        const speech = new SpeechSynthesisUtterance(text);
        speech.lang = language;
        speech.rate = 0.9;
        if (place === pieces.length - 1) speech.onend = stop;
        voice.speak(speech);
      });
    });
  }
})();
