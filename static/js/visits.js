/* A checklist on the spot: each answer and photo is kept on this device until the server has it. Without this script,
   and where nothing can be kept, the whole page is sent as one form. No page is kept for opening without a network:
   in the hall the next one may hold the same phone. */
"use strict";

(() => {
  const form = document.querySelector("form[data-visit]");
  if (!form) return;
  const AGAIN = 15_000;
  const WHILE_TYPING = 2_000;
  const { visit, person } = form.dataset;
  const bar = form.querySelector("[data-bar]");
  const said = bar.querySelector("[data-said]");
  const itemOf = (prefix) => form.querySelector(`[data-item="${prefix}"]`);
  const clock = () => new Date().toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false });
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /* What the server does not have yet, by key in the order it was said; the same on the device, for after a reload. */
  const unsent = new Map();
  const device = new Promise((resolve) => {
    try {
      const asked = indexedDB.open("court-visits", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("unsent", { keyPath: "key" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  const onDevice = async (act) => {
    const base = await device;
    if (!base) return null;
    return new Promise((resolve) => {
      const change = base.transaction("unsent", "readwrite");
      const asked = act(change.objectStore("unsent"));
      change.oncomplete = () => resolve(asked.result);
      change.onabort = change.onerror = () => resolve(null);
    });
  };
  const keep = (record) => {
    unsent.set(record.key, record);
    return onDevice((store) => store.put(record));
  };
  const forget = (key) => {
    unsent.delete(key);
    return onDevice((store) => store.delete(key));
  };

  let savedAt = "";
  let trouble = "";
  let sending = "";
  let wantsToFinish = false;
  const show = () => {
    const count = unsent.size;
    bar.hidden = false;
    bar.toggleAttribute("data-waits", count > 0);
    if (!count) said.textContent = savedAt ? `已保存 ${savedAt}` : "每答一项，自动保存。";
    else said.textContent = `待上传 ${count} 项${wantsToFinish ? "，上传以后才能完成" : ""}。${sending ? "正在上传……" : trouble}`;
    form.querySelectorAll("[data-waiting]").forEach((list) => {
      const prefix = list.closest("[data-item]").dataset.item;
      const photos = [...unsent.values()].filter((record) => record.photo && record.item === prefix);
      list.replaceChildren(...photos.map((record) => Object.assign(document.createElement("li"), { textContent: `待上传：${record.photo.name}` })));
      list.hidden = !photos.length;
    });
  };
  const complain = (item, words) => {
    const line = item.querySelector("[data-wrong]");
    line.textContent = words;
    line.hidden = !words;
  };

  const told = (item) => {
    const fields = [...item.querySelectorAll("input, textarea, select")].filter((field) => field.name && field.type !== "file");
    return Object.fromEntries(fields.filter((field) => field.type !== "radio" || field.checked).map((field) => [field.name, field.value]));
  };
  const noteAnswer = (item) => {
    const prefix = item.dataset.item;
    const fields = told(item);
    if (!fields[`${prefix}-verdict`]) return;
    const key = newKey();
    Object.assign(fields, { [`${prefix}-key`]: key, [`${prefix}-said_at`]: String(Date.now()) });
    for (const record of [...unsent.values()]) if (record.fields && record.item === prefix && record.key !== sending) forget(record.key);
    keep({ key, visit, person, item: prefix, fields });
    send();
  };
  const notePhotos = (item, input) => {
    for (const photo of input.files) keep({ key: newKey(), visit, person, item: item.dataset.item, photo });
    input.value = "";
    send();
  };

  /* One after another, what was said before what was photographed; what arrives twice is written once. */
  const next = () => [...unsent.values()].sort((one, other) => Boolean(one.photo) - Boolean(other.photo))[0];
  const deliver = async (record) => {
    const item = itemOf(record.item);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    if (record.photo) {
      body.append("key", record.key);
      body.append("photo", record.photo, record.photo.name);
    } else Object.entries(record.fields).forEach(([name, value]) => body.append(name, value));
    let answer, text;
    try {
      answer = await fetch(record.photo ? item.dataset.photo : item.dataset.answer, { method: "POST", body, redirect: "manual" });
      text = await answer.text();
    } catch {
      trouble = "没有网络，恢复后自动上传。";
      return false;
    }
    if (answer.ok) {
      if (record.photo) item.querySelector("[data-photos]").innerHTML = text;
      else form.elements[`${record.item}-seen`].value = record.key;
      complain(item, "");
      savedAt = clock();
    } else if (answer.status === 422) complain(item, text);
    else {
      trouble = "暂时没有收下，稍后自动再试。";
      if ([404, 409].includes(answer.status)) trouble = "这次检查已经结束，没有收下。请打开检查页面查看。";
      if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        trouble = "登录已过期。请重新登录，再打开本页，会接着上传。";
        document.dispatchEvent(new CustomEvent("court:session-over"));
      }
      return false;
    }
    await forget(record.key);
    return true;
  };
  const send = async () => {
    if (sending) return show();
    for (let record = next(); record; record = next()) {
      sending = record.key;
      show();
      const went = await deliver(record);
      sending = "";
      if (!went) break;
    }
    show();
  };

  /* What an earlier opening of this page could not send stands in the fields again. */
  const restore = async () => {
    const left = (await onDevice((store) => store.getAll())) || [];
    for (const record of left) {
      const item = itemOf(record.item);
      if (record.visit !== visit || record.person !== person || !item) continue;
      unsent.set(record.key, record);
      Object.entries(record.fields || {}).forEach(([name, value]) => {
        const field = form.elements[name];
        if (field && !/-(key|seen|said_at)$/.test(name)) field.value = value;
      });
      item.querySelector("[data-more]").open = true;
    }
    send();
  };

  let typing = 0;
  form.addEventListener("change", (event) => {
    const item = event.target.closest("[data-item]");
    if (!item) return;
    clearTimeout(typing);
    if (event.target.type === "file") return notePhotos(item, event.target);
    if (event.target.value === "failed") item.querySelector("[data-more]").open = true;
    noteAnswer(item);
  });
  form.addEventListener("input", (event) => {
    const item = event.target.matches("textarea") && event.target.closest("[data-item]");
    if (!item) return;
    clearTimeout(typing);
    typing = setTimeout(noteAnswer, WHILE_TYPING, item);
  });
  form.addEventListener("submit", (event) => {
    if (!unsent.size) return;
    event.preventDefault();
    wantsToFinish = true;
    send();
    bar.focus();
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", send);
  setInterval(() => unsent.size && send(), AGAIN);
  form.querySelector("[data-save]").hidden = true;
  restore();
})();
