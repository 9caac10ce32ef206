/* Time that passes on an open page: a limit that comes near, and the session that ends. */
"use strict";

(() => {
  const MINUTE = 60_000;
  const words = (length) => {
    const minutes = Math.ceil(length / MINUTE);
    const hours = Math.floor(minutes / 60);
    return [hours && `${hours} 小时`, minutes % 60 && `${minutes % 60} 分钟`].filter(Boolean).join(" ");
  };

  /* The server writes the time left in working time. Only the last hours are counted down here, when the limit is so
     near that working time and the clock say the same; at the limit itself the tag changes shape and words. */
  const countDown = () => {
    document.querySelectorAll("[data-due]").forEach((tag) => {
      const left = new Date(tag.dataset.due) - Date.now();
      if (left <= 0) {
        tag.className = "tag tag--late";
        tag.textContent = "已到期限";
        tag.removeAttribute("data-due");
      } else if (left < 60 * MINUTE && tag.classList.contains("tag--now")) {
        tag.textContent = `还剩 ${words(left)}`;
      }
    });
  };

  /* Unsaved text stays on this device, for this person, this page and two hours. What was sent just now is only
     “pending”: the next page drops it when it is an answer, and keeps it when it is the sign-in page. */
  const session = document.querySelector("meta[name=session]");
  const UNSAVED = "court-unsaved:";
  const PENDING = "court-pending";
  const address = () => `${UNSAVED}${session.dataset.person}:${location.pathname}`;
  const fields = () => [...document.querySelectorAll("main form[method=post] :is(input, textarea, select)[name]")].filter(
    (field) => !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
  const isChoice = (field) => ["radio", "checkbox"].includes(field?.type);
  const isChanged = (field) => {
    if (isChoice(field)) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  };
  const written = () =>
    fields().some(isChanged) &&
    JSON.stringify({ at: Date.now(), values: fields().map((field) => [field.name, field.value, Boolean(field.checked)]) });

  const keep = () => {
    const text = written();
    if (text) sessionStorage.setItem(address(), text);
  };
  const keepPending = () => {
    const text = written();
    if (text) sessionStorage.setItem(PENDING, JSON.stringify([address(), text]));
  };
  const settlePending = () => {
    const pending = sessionStorage.getItem(PENDING);
    sessionStorage.removeItem(PENDING);
    if (pending && !session) sessionStorage.setItem(...JSON.parse(pending));
  };
  const forget = () => {
    Object.keys(sessionStorage).filter((name) => name.startsWith(UNSAVED)).forEach((name) => sessionStorage.removeItem(name));
  };
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(address()) || "null");
    sessionStorage.removeItem(address());
    if (!kept || Date.now() - kept.at > 120 * MINUTE) return;
    const here = fields();
    const seen = {};
    let count = 0;
    kept.values.forEach(([name, value, checked]) => {
      const same = here.filter((field) => field.name === name);
      const order = (seen[name] = (seen[name] ?? -1) + 1);
      const field = isChoice(same[0]) ? same.find((one) => one.value === value) : same[order];
      if (!field) return;
      if (isChoice(field)) field.checked = checked;
      else field.value = value;
      count += 1;
    });
    if (!count) return;
    const line = document.createElement("div");
    line.className = "notice notice--success";
    line.setAttribute("role", "status");
    line.innerHTML = "<p>登录过期前您在本页写下的内容已经填回，请核对后保存。</p>";
    document.getElementById("answer").after(line);
  };

  const watchSession = () => {
    const warning = document.getElementById("session-warning");
    const over = document.getElementById("session-over");
    let endsAt = Date.now() + Number(session.content) * 1000;
    let spoken = 0;
    let ended = false;

    const end = () => {
      if (ended) return;
      ended = true;
      keep();
      if (warning.open) warning.close();
      if (!over.open) over.showModal();
      over.querySelector("h2").focus();
    };
    const extend = async () => {
      try {
        const answer = await fetch(session.dataset.extend, {
          method: "POST",
          headers: { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value },
        });
        if (!answer.ok) return end();
        endsAt = Date.now() + (await answer.json()).seconds * 1000;
        if (warning.open) warning.close();
      } catch {
        warning.querySelector("[data-spoken]").textContent = "网络不通，请稍后再点一次。";
      }
      return undefined;
    };
    const look = () => {
      const left = endsAt - Date.now();
      if (left <= 0) return end();
      if (left > 2 * MINUTE) return undefined;
      const seconds = Math.ceil(left / 1000);
      const said = seconds > 60 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`;
      warning.querySelector("[data-left]").textContent = said;
      if (!warning.open) {
        warning.showModal();
        warning.querySelector("h2").focus();
      }
      if (Date.now() - spoken > 30_000) {
        spoken = Date.now();
        warning.querySelector("[data-spoken]").textContent = `还有 ${said}自动退出`;
      }
      return undefined;
    };

    warning.querySelector("[data-stay]").addEventListener("click", extend);
    warning.addEventListener("cancel", (event) => {
      event.preventDefault();
      extend();
    });
    over.querySelector("[data-sign-in]").addEventListener("click", keep);
    over.querySelector("[data-dismiss]").addEventListener("click", () => over.close());
    document.addEventListener("submit", (event) => {
      if (event.target.matches("[data-leave]")) return forget();
      if (event.target.method === "post" && !event.defaultPrevented) keepPending();
      return undefined;
    });
    document.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.xhr.status < 400) endsAt = Math.max(endsAt, Date.now() + Number(session.content) * 1000);
    });
    document.addEventListener("court:session-over", end);
    setInterval(look, 1000);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  };

  const begin = () => {
    countDown();
    setInterval(countDown, 15_000);
    settlePending();
    if (!session) return;
    restore();
    watchSession();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
