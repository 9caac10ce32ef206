/* Small courtesies for forms. Every form works without them. */
"use strict";

(() => {
  const ready = (run) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", run) : run());
  const clock = () => new Date().toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false });

  /* An error summary, or the answer to a refused step, takes the focus when it appears. */
  const focusAnswer = (root) => {
    const answer = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
    answer?.focus();
  };

  /* A link of the error summary goes to the field itself, with its label in view. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset")?.querySelector("legend") || field.labels?.[0] || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  /* A second click within a moment of the first sends nothing. The server guards the rest. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    const now = Date.now();
    if (now - (Number(form.dataset.sentAt) || 0) < 3000) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(now);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent-at]").forEach((form) => delete form.dataset.sentAt));

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((part) => (part.open = true)));

  /* Autosave: a form with data-autosave="address" sends itself when a field is left; the line
     [data-autosave-status] says 已保存 14:05. What was not saved is tried again at the next change. */
  const watch = (form) => {
    const line = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    const say = (words) => line && (line.textContent = words);
    let waiting = 0;
    let last = new URLSearchParams(new FormData(form)).toString();
    const save = async () => {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      const body = new URLSearchParams(data);
      if (body.toString() === last) return;
      say("正在保存……");
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST",
          body,
          headers: { "X-Requested-With": "autosave", "X-CSRFToken": data.get("csrfmiddlewaretoken") || "" },
          redirect: "manual",
        });
        if (answer.ok) {
          last = body.toString();
          say(`已保存 ${clock()}`);
        } else if (answer.status === 422) {
          say("有一处还不符合要求，这一处尚未保存");
        } else if (answer.type === "opaqueredirect" || answer.status === 401) {
          say("登录已过期，尚未保存");
          document.dispatchEvent(new CustomEvent("court:session-over"));
        } else {
          say("尚未保存，请点“保存”按钮");
        }
      } catch {
        say("网络不通，尚未保存；恢复后会再试");
      }
    };
    form.addEventListener("change", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, 300);
    });
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, 4000);
    });
    window.addEventListener("online", save);
  };

  ready(() => {
    document.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
    document.querySelectorAll("form[data-autosave]").forEach(watch);
    focusAnswer(document);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    focusAnswer(event.detail.elt);
    event.detail.elt.querySelectorAll?.("form[data-autosave]").forEach(watch);
  });
})();
