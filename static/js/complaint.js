/* 监督投诉: the quick way out, questions that appear when they are needed, and the puzzle that is solved meanwhile.
   Every page works without them. */
"use strict";

(() => {
  const exit = document.querySelector("[data-exit]");
  const said = document.querySelector("[data-exit-said]");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  /* Leave at once: what was written is destroyed, the page goes blank, and Back does not lead here. */
  const leave = () => {
    if (exit.dataset.destroy) {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", token());
      navigator.sendBeacon?.(exit.dataset.destroy, body);
    }
    document.title = "";
    document.body.hidden = true;
    const target = exit.href;
    history.replaceState(null, "", "/");
    location.replace(target);
  };
  exit?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = 0;
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !exit) return;
    pressed = Date.now() - last < 5000 ? pressed + 1 : 1;
    last = Date.now();
    if (pressed === 3) leave();
    else said.textContent = `再按 ${3 - pressed} 次 Esc 键，快速离开`;
  });

  /* <form data-reveal="kind">: parts [data-for="person unknown"] show for the choices they are for. */
  const reveal = (form) => {
    const chosen = form.querySelector(`[name="${form.dataset.reveal}"]:checked`)?.value;
    form.querySelectorAll("[data-for]").forEach((part) => {
      part.hidden = !part.dataset.for.split(" ").includes(chosen) && !part.querySelector("[aria-invalid=true]");
    });
  };
  document.querySelectorAll("form[data-reveal]").forEach((form) => {
    reveal(form);
    form.addEventListener("change", () => reveal(form));
  });

  /* <form data-puzzle="bits">: solved in the background. Sent sooner, the form waits for it; where no worker runs, it
     goes as it is and the server asks for patience. */
  document.querySelectorAll("form[data-puzzle]").forEach((form) => {
    const solution = form.elements.solution;
    const button = form.querySelector("button:not([type=button])");
    let sent = false;
    let worker;
    try {
      worker = new Worker(form.dataset.worker);
    } catch {
      return;
    }
    worker.onmessage = ({ data }) => {
      solution.value = data;
      if (sent) form.submit();
    };
    worker.onerror = () => {
      worker = null;
      if (sent) form.submit();
    };
    worker.postMessage({ puzzle: form.elements.puzzle.value, bits: Number(form.dataset.puzzle) });
    form.addEventListener("submit", (event) => {
      if (solution.value || !worker) return;
      event.preventDefault();
      sent = true;
      button.textContent = "正在发送……";
      button.setAttribute("aria-disabled", "true");
    });
  });
})();
