// The digest is taken here, so that the file stays with who holds it. Without this the form sends it.
(() => {
  "use strict";
  const form = document.getElementById("kiem-chung");
  if (!form || !window.crypto || !crypto.subtle) return;
  const input = document.getElementById("tep");
  const busy = document.getElementById("dang-tinh");
  document.getElementById("tep-h").hidden = true;
  document.getElementById("tai-cho").hidden = false;
  input.setAttribute("aria-describedby", "tai-cho");

  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || file.size > 1e9) return; // too large for the memory: the server answers
    event.preventDefault();
    busy.textContent = form.dataset.busy;
    try {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", await file.arrayBuffer()));
      location.href = form.getAttribute("action") + "?sha512=" + [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    } catch {
      form.submit(); // it cannot be read into memory
    }
  });

  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      if (name === "drop" && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
})();
