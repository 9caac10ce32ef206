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

  /* What was written when the session ended stays on this device, for this person, this page and two hours. A form
     that was sent too late is kept by the server instead. */
  const session = document.querySelector("meta[name=session]");
  const UNSAVED = "court-unsaved:";
  const address = () => `${UNSAVED}${session.dataset.person}:${location.pathname}`;
  const NOT_TEXT = ["hidden", "password", "file", "submit", "button"];
  const fields = () =>
    [...document.querySelectorAll("main form[method=post]")]
      .flatMap((form) => [...form.elements])
      .filter((field) => field.name && !NOT_TEXT.includes(field.type));
  const isChoice = (field) => ["radio", "checkbox"].includes(field?.type);
  const isChanged = (field) => {
    if (isChoice(field)) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  };
  const keep = () => {
    if (!fields().some(isChanged)) return;
    const values = fields().map((field) => [field.name, field.value, Boolean(field.checked)]);
    sessionStorage.setItem(address(), JSON.stringify({ at: Date.now(), values }));
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

  /* Two minutes before the end a dialog asks; other open pages may have prolonged the session, so the server is asked first. */
  const watchSession = () => {
    const warning = document.getElementById("session-warning");
    const over = document.getElementById("session-over");
    const spoken = warning.querySelector("[data-spoken]");
    let endsAt = Date.now() + Number(session.content) * 1000;
    let spokenAt = 0;
    let asking = false;

    const show = (dialog) => {
      dialog.showModal();
      dialog.querySelector("[autofocus]").focus();
    };
    const end = () => {
      clearInterval(ticking);
      keep();
      if (warning.open) warning.close();
      if (!over.open) show(over);
    };
    const ask = async (method) => {
      asking = true;
      try {
        const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
        const answer = await fetch(session.dataset.extend, { method, headers: { "X-CSRFToken": token } });
        if (answer.status === 401) end();
        else endsAt = Date.now() + (await answer.json()).seconds * 1000;
        if (endsAt - Date.now() > 2 * MINUTE && warning.open) warning.close();
      } catch {
        spoken.textContent = "网络不通，请稍后再点一次。";
      } finally {
        asking = false;
      }
    };
    const look = async () => {
      if (asking) return;
      if (endsAt - Date.now() <= 0) {
        await ask("GET");
        if (endsAt <= Date.now()) end();
        return;
      }
      if (endsAt - Date.now() > 2 * MINUTE) return;
      if (!warning.open) {
        await ask("GET");
        if (endsAt - Date.now() > 2 * MINUTE || over.open) return;
        show(warning);
      }
      const seconds = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      const said = seconds > 60 ? `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒` : `${seconds} 秒`;
      warning.querySelector("[data-left]").textContent = said;
      if (Date.now() - spokenAt > 30_000) {
        spokenAt = Date.now();
        spoken.textContent = `还有 ${said}自动退出`;
      }
    };

    warning.querySelector("[data-stay]").addEventListener("click", () => ask("POST"));
    warning.addEventListener("cancel", (event) => {
      event.preventDefault();
      ask("POST");
    });
    over.querySelector("[data-sign-in]").addEventListener("click", keep);
    over.querySelector("[data-dismiss]").addEventListener("click", () => over.close());
    document.addEventListener("submit", (event) => event.target.matches("[data-leave]") && forget());
    document.addEventListener("court:session-over", end);
    const ticking = setInterval(look, 1000);
  };

  const begin = () => {
    countDown();
    setInterval(countDown, 15_000);
    if (!session) return;
    restore();
    watchSession();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
