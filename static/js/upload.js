/* Upload with progress and cancel for <form data-upload data-max-mb="50">. Without this script the form is sent as usual.
   A failure is told beside the file field; nothing else on the page is touched. */
"use strict";

(() => {
  const megabytes = (bytes) => `${(bytes / 1_048_576).toFixed(1)} MB`;

  const say = (form, message) => {
    let line = form.querySelector("[data-upload-error]");
    if (!line) {
      line = document.createElement("div");
      line.className = "notice notice--error";
      line.dataset.uploadError = "";
      line.setAttribute("role", "alert");
      form.querySelector("input[type=file]").before(line);
    }
    line.hidden = !message;
    line.replaceChildren(Object.assign(document.createElement("p"), { textContent: message }));
  };

  const reason = (answer) => {
    if (answer.status === 413) return "文件太大或者太多，没有上传。请压缩、分成几份或者分几次再传；其他内容没有受影响。";
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    const lines = [...page.querySelectorAll(".error-summary li, .field__error li, main .notice--warning p")];
    const said = [...new Set(lines.map((line) => line.textContent.trim()))].join(" ");
    return said || "没有上传成功，其他内容没有受影响。请过一会儿再试；一直不成功请拨打 12368。";
  };

  const send = (form) => {
    const request = new XMLHttpRequest();
    const box = document.createElement("div");
    box.className = "upload__progress";
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", "上传进度");
    const text = document.createElement("span");
    text.setAttribute("role", "status");
    const cancel = Object.assign(document.createElement("button"), { type: "button", className: "button button--secondary button--small", textContent: "取消上传" });
    box.append(bar, text, cancel);
    form.append(box);
    const buttons = [...form.querySelectorAll("button:not([type=button])")];
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));

    const done = (message) => {
      box.remove();
      buttons.forEach((button) => button.removeAttribute("aria-disabled"));
      delete form.dataset.uploading;
      delete form.dataset.sentAt;
      say(form, message);
      if (message) form.querySelector("input[type=file]").focus();
    };
    let tenth = -1;
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const share = Math.floor((event.loaded / event.total) * 100);
      bar.value = share;
      if (Math.floor(share / 10) === tenth) return;
      tenth = Math.floor(share / 10);
      text.textContent = share < 100 ? `已上传 ${tenth * 10}%` : "已传完，正在检查文件……";
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        const here = new URL(request.responseURL);
        if (here.href === location.href) location.reload();
        else location.assign(here);
      } else done(reason(request));
    });
    request.addEventListener("error", () => done("网络中断，文件没有传上来；其他内容没有受影响。请检查网络后再点一次上传。"));
    request.addEventListener("abort", () => done("已取消上传，可以重新选择文件。"));
    cancel.addEventListener("click", () => request.abort());
    request.open("POST", form.action);
    request.send(new FormData(form));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-upload]") || event.defaultPrevented) return;
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    if (!files.length) return;
    event.preventDefault();
    if (form.dataset.uploading) return;
    const limit = Number(form.dataset.maxMb || 0);
    const large = limit && files.find((file) => file.size > limit * 1_048_576);
    if (large) {
      delete form.dataset.sentAt;
      say(form, `“${large.name}”有 ${megabytes(large.size)}，超过每个文件 ${limit} MB 的上限，没有上传。请压缩或分成几份再传。`);
      return;
    }
    form.dataset.uploading = "1";
    say(form, "");
    send(form);
  });
})();
