/* The kiosk's courtesies: back to the first page when nobody is there, a number taken once more when the network was
   gone, the page read aloud, digits to touch. Every page works without them. */
"use strict";

(() => {
  const IDLE = 180000;
  const WARNING = 30000;
  const home = document.body.dataset.home;
  const offline = document.querySelector("[data-offline]");
  const dialog = document.getElementById("still-there");

  /* Nobody there for three minutes: the last half minute says so, then the first page comes back, if it can be had. */
  let touched = Date.now();
  const stay = () => {
    touched = Date.now();
    if (dialog?.open) dialog.close();
  };
  const goHome = async () => {
    try {
      const answer = await fetch(home, { method: "HEAD", cache: "no-store" });
      if (answer.ok) location.replace(home);
      offline.hidden = answer.ok;
    } catch {
      offline.hidden = false;
    }
  };
  const isHome = location.pathname === home;
  const tick = () => {
    const left = IDLE - (Date.now() - touched);
    if (left <= 0) {
      touched = Date.now() - (isHome ? 0 : IDLE - 5000);
      goHome();
    } else if (left <= WARNING && !isHome) {
      if (!dialog.open) {
        dialog.showModal();
        dialog.querySelector("h2").focus();
      }
      dialog.querySelector("[data-left]").textContent = String(Math.ceil(left / 1000));
    }
  };
  if (home) {
    for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, stay, { capture: true });
    setInterval(tick, 1000);
  }
  window.addEventListener("offline", () => (offline.hidden = false));
  window.addEventListener("online", () => (offline.hidden = true));

  /* Taking a number waits out a broken line: the same page sent again gives the same number. */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-take]") || event.defaultPrevented) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("main").replaceWith(page.getElementById("main"));
      document.getElementById("main").focus();
    } catch {
      offline.hidden = false;
      delete form.dataset.sentAt;
    }
  });

  /* Read aloud, where the machine has a Chinese voice of its own. */
  const speaker = document.querySelector("[data-speak]");
  const voice = () => speechSynthesis.getVoices().find((one) => one.localService && /^(zh|cmn)/i.test(one.lang));
  const offer = () => (speaker.hidden = !voice());
  if (speaker && "speechSynthesis" in window) {
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    speaker.addEventListener("click", () => {
      speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(document.getElementById("main").innerText);
      words.voice = voice();
      words.lang = "zh-CN";
      words.rate = 0.9;
      speechSynthesis.speak(words);
    });
    window.addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  /* Digits to touch, for machines without a keyboard. */
  document.querySelectorAll("[data-keypad]").forEach((pad) => {
    const field = document.getElementById(pad.dataset.keypad);
    pad.hidden = false;
    pad.addEventListener("click", (event) => {
      const key = event.target.closest("button");
      if (key) field.value = key.hasAttribute("data-delete") ? field.value.slice(0, -1) : field.value + key.textContent;
    });
  });

  /* The slip comes out by itself, once for each number. */
  const number = document.querySelector("[data-print-now]");
  if (number && sessionStorage.getItem("printed") !== location.pathname) {
    sessionStorage.setItem("printed", location.pathname);
    window.print();
  }
})();
