/* The aids of 关怀 mode: the page read aloud, and a line under the row one is at. Both stay hidden without this script. */
"use strict";

(() => {
  const SPEED = "court-reading-speed";
  const LINE = "court-guide-line";
  const RUNS_ON = ["inline", "inline-block", "contents"];
  const SILENT = "[aria-hidden=true], script, style, select, textarea";

  const aids = document.querySelector("[data-aids]");
  const part = (name) => aids.querySelector(`[data-${name}]`);
  const line = document.createElement("div");
  const follow = (bottom) => (line.style.top = `${bottom}px`);

  /* What is to be heard, as it stands on the page: each block with its own words, whatever its tag. */
  const isHeard = (element) => {
    if (element.closest(SILENT)) return false;
    return element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
  };
  const blockOf = (element) => (RUNS_ON.includes(getComputedStyle(element).display) ? blockOf(element.parentElement) : element);
  const paragraphs = () => {
    const found = [];
    const texts = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (!data.trim() || !isHeard(parentElement)) continue;
      const block = blockOf(parentElement);
      const last = found[found.length - 1];
      if (last && last.block === block) last.words += data;
      else found.push({ block, words: data });
    }
    return found;
  };

  /* Only a voice of this device: a voice from afar would send what stands on the page to somebody else. */
  const ownVoice = () => {
    const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && /^(zh|cmn)/i.test(voice.lang));
    return voices.find((voice) => /^(zh[-_]CN|zh[-_]Hans|cmn)/i.test(voice.lang)) || voices[0];
  };

  const reading = () => {
    const button = part("read");
    const speed = part("speed");
    let left = [];
    let spoken = null;

    const unmark = () => document.querySelectorAll(".being-read").forEach((block) => block.classList.remove("being-read"));
    const hush = (words) => {
      spoken = null;
      speechSynthesis.cancel();
      button.textContent = words;
    };
    const stop = () => {
      left = [];
      unmark();
      hush("朗读本页");
      if (document.activeElement === part("stop")) button.focus();
      part("stop").hidden = true;
      aids.classList.remove("aids--reading");
    };
    const mark = (block) => {
      unmark();
      block.classList.add("being-read");
      const { top, bottom } = block.getBoundingClientRect();
      if (top < aids.offsetHeight || bottom > innerHeight) block.scrollIntoView({ block: "center" });
      follow(block.getBoundingClientRect().bottom);
    };
    const speak = () => {
      while (left.length && !left[0].block.isConnected) left.shift();
      if (!left.length) {
        stop();
        return;
      }
      mark(left[0].block);
      const words = new SpeechSynthesisUtterance(left[0].words.replace(/\s+/g, " "));
      words.voice = ownVoice();
      words.lang = words.voice.lang;
      words.rate = Number(speed.value);
      words.onend = () => {
        if (spoken !== words) return;
        left.shift();
        speak();
      };
      words.onerror = () => {
        if (spoken !== words) return;
        stop();
        part("said").textContent = "这台设备现在不能朗读，请稍后再试。";
      };
      spoken = words;
      speechSynthesis.speak(words);
    };
    const start = () => {
      if (!left.length) left = paragraphs();
      part("said").textContent = "";
      button.textContent = "暂停";
      part("stop").hidden = false;
      aids.classList.add("aids--reading");
      speak();
    };

    button.addEventListener("click", () => (spoken ? hush("继续朗读") : start()));
    part("stop").addEventListener("click", stop);
    document.addEventListener("keydown", (event) => event.key === "Escape" && left.length && stop());
    speed.value = localStorage.getItem(SPEED) || speed.value;
    speed.addEventListener("change", () => {
      localStorage.setItem(SPEED, speed.value);
      if (!spoken) return;
      hush("暂停");
      speak();
    });
    window.addEventListener("pagehide", () => speechSynthesis.cancel());

    const look = () => (part("voice").hidden = !ownVoice());
    speechSynthesis.addEventListener?.("voiceschanged", look);
    look();
  };

  const guiding = () => {
    const button = part("line");
    const show = (on) => {
      line.hidden = !on;
      button.setAttribute("aria-pressed", String(on));
    };
    line.className = "guide-line";
    line.setAttribute("aria-hidden", "true");
    document.body.append(line);
    follow(innerHeight / 2);
    show(localStorage.getItem(LINE) === "on");
    button.addEventListener("click", () => {
      show(line.hidden);
      localStorage.setItem(LINE, line.hidden ? "off" : "on");
    });
    const atPointer = (event) => follow(event.clientY + parseFloat(getComputedStyle(document.body).lineHeight) / 2);
    document.addEventListener("pointermove", atPointer);
    document.addEventListener("pointerdown", atPointer);
    document.addEventListener("focusin", (event) => follow(event.target.getBoundingClientRect().bottom));
  };

  if (!aids) return;
  if (window.speechSynthesis) reading();
  guiding();
  aids.hidden = false;
})();
