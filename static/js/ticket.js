/* The place in line, kept up to date: asked for every few seconds, changed only when it is another. */
"use strict";

(() => {
  const EVERY = 5000;
  const place = document.querySelector("[data-poll]");
  const offline = document.querySelector("[data-offline]");
  if (!place) return;

  const state = () => place.querySelector("[data-seen]").dataset;
  const look = async () => {
    if (document.hidden) return;
    const { seen, status } = state();
    try {
      const answer = await fetch(`${place.dataset.poll}?seen=${seen}`, { cache: "no-store" });
      offline.hidden = answer.ok;
      if (answer.status !== 200) return;
      place.innerHTML = await answer.text();
      if (state().status === status) return;
      if (state().status === "called") navigator.vibrate?.([400, 200, 400]);
      document.title = `${place.querySelector(".place").textContent.trim()} - 我的号码`;
      if (["done", "left"].includes(state().status)) location.reload();
    } catch {
      offline.hidden = false;
    }
  };
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
})();
