/* The hall screen asks for the board, shows it, and calls out what is new. */
"use strict";

(() => {
  const EVERY = 2_000;
  const PATIENCE = 5_000;
  const STALE = 10_000;
  const MINUTE = 60_000;

  const place = document.querySelector("[data-board]");
  const stale = document.querySelector("[data-stale]");
  const fresh = document.querySelector("[data-fresh]");
  const button = document.querySelector("[data-sound]");

  /* Sound: two tones, then the call twice; once only while others wait to be called out. A browser lets a page sound
     only after somebody touched it, or when the screen was started with --autoplay-policy=no-user-gesture-required. */
  const FIGURES = "零一二三四五六七八九";
  const KEPT = "hall-sound";
  let audio = null;
  let sounding = false;
  const toSay = [];

  const voice = () => {
    const voices = window.speechSynthesis?.getVoices() || [];
    return voices.find(({ lang }) => /^zh[-_]CN/i.test(lang)) || voices.find(({ lang }) => /^(zh|cmn)\b/i.test(lang));
  };
  const chime = () =>
    new Promise((done) => {
      [784, 622].forEach((pitch, order) => {
        const begin = audio.currentTime + order * 0.45;
        const tone = new OscillatorNode(audio, { frequency: pitch });
        const loudness = new GainNode(audio, { gain: 0 });
        loudness.gain.setValueAtTime(0.4, begin);
        loudness.gain.exponentialRampToValueAtTime(0.001, begin + 0.8);
        tone.connect(loudness).connect(audio.destination);
        tone.start(begin);
        tone.stop(begin + 0.8);
      });
      setTimeout(done, 1_300);
    });
  const say = (words) =>
    new Promise((done) => {
      const chosen = voice();
      if (!chosen) return done();
      const call = new SpeechSynthesisUtterance(words);
      Object.assign(call, { lang: "zh-CN", voice: chosen, rate: 0.9, onend: done, onerror: done });
      window.speechSynthesis.speak(call);
      return setTimeout(done, 15_000);
    });
  const callOut = async () => {
    if (sounding) return;
    sounding = true;
    while (toSay.length) {
      const { words, since } = toSay.shift();
      if (Date.now() - since > MINUTE) continue;
      await chime();
      await say(words);
      if (!toSay.length) await say(words);
    }
    sounding = false;
  };
  const showSound = () => {
    const on = audio?.state === "running";
    button.textContent = on ? "关闭声音" : "打开声音";
    button.setAttribute("aria-pressed", String(on));
    document.querySelector("[data-voice]").textContent =
      !on ? "没有声音" : voice() ? "" : "本机没有中文语音，只有提示音";
    return on;
  };
  const turnOn = async () => {
    audio = audio || new AudioContext();
    audio.onstatechange = showSound;
    await audio.resume();
  };
  button.addEventListener("click", async () => {
    if (audio?.state === "running") {
      toSay.length = 0;
      window.speechSynthesis?.cancel();
      await audio.suspend();
    } else {
      await turnOn();
      await chime();
    }
    localStorage.setItem(KEPT, showSound() ? "on" : "off");
  });
  button.parentElement.hidden = false;
  window.speechSynthesis?.addEventListener("voiceschanged", showSound);
  if (localStorage.getItem(KEPT) !== "off") turnOn();
  showSound();

  /* The board. The server's clock counts, not the screen's. */
  const calls = () => [...place.querySelectorAll("[data-call]")];
  const clock = (moment) => moment.toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
  let known = calls().map((call) => call.dataset.call);
  let heardAt = Date.now();
  let asking = false;

  /* After a short gap everything new is called out; after a longer one only what was called within the last minute. */
  const announce = (now, gap) => {
    const added = calls().filter((call) => !known.includes(call.dataset.call));
    known = calls().map((call) => call.dataset.call);
    added.reverse().forEach((call) => {
      call.classList.add("is-new");
      if (gap > MINUTE && now - new Date(call.dataset.at) > MINUTE) return;
      const number = call.dataset.label.replace(/\d/g, (figure) => FIGURES[figure]);
      if (audio?.state === "running") toSay.push({ words: `请，${number}号，到${call.dataset.window}号窗口`, since: Date.now() });
    });
    if (added.length) place.querySelector(".board__call").classList.add("is-new");
    callOut();
  };
  const showAge = () => {
    const isStale = !navigator.onLine || Date.now() - heardAt > STALE;
    if (isStale && stale.hidden) stale.querySelector("[data-since]").textContent = fresh.textContent;
    stale.hidden = !isStale;
    document.body.classList.toggle("is-stale", isStale);
  };
  const ask = async () => {
    if (asking) return;
    asking = true;
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), PATIENCE);
    try {
      const answer = await fetch(`${place.dataset.board}?seen=${place.dataset.digest}`, {
        signal: impatience.signal,
        credentials: "omit",
      });
      if (answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      const now = new Date(answer.headers.get("Date"));
      const gap = Date.now() - heardAt;
      if (answer.status === 200) {
        place.innerHTML = await answer.text();
        place.dataset.digest = answer.headers.get("Board-Digest");
        announce(now, gap);
      }
      heardAt = Date.now();
      fresh.textContent = clock(now);
    } catch {
      /* The banner says so; the next time asks again. */
    } finally {
      clearTimeout(timer);
      asking = false;
      showAge();
    }
  };
  /* Not all screens at the same moment, even after the server was away. */
  const goOn = async () => {
    await ask();
    setTimeout(goOn, EVERY + Math.random() * 400);
  };
  setInterval(showAge, 1_000);
  window.addEventListener("offline", showAge);
  window.addEventListener("online", ask);
  setTimeout(goOn, EVERY);
})();
