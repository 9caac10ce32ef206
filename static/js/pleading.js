/* Questions that depend on another answer are shown only while it is chosen. Without this script all are shown, each
   with the words that say for which answer it is. */
"use strict";

(() => {
  const dependent = [...document.querySelectorAll("[data-when]")];
  const show = () => {
    for (const part of dependent) {
      const chosen = document.querySelector(`input[name="${part.dataset.when}"]:checked`);
      part.hidden = !chosen || !part.dataset.answers.split(" ").includes(chosen.value);
    }
  };
  dependent.forEach((part) => part.querySelector("[data-when-words]")?.remove());
  document.addEventListener("change", show);
  show();
})();
