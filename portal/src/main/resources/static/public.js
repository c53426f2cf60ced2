// Comforts only: every page is complete without this file.
(() => {
  "use strict";

  // "/" leads to the search box, unless something is being typed.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input,textarea,select,dialog");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector("input[type=search]");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
  });

  // A draft of the request form (draft.js) is over after a day, on whatever page that is noticed.
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith("tangthu-yeu-cau"))) {
      const kept = JSON.parse(localStorage.getItem(key));
      if (!(kept && Date.now() - kept.at < 24 * 3600 * 1000)) localStorage.removeItem(key);
    }
  } catch (unused) {
    // No storage here, and so no draft.
  }

  // Copy buttons are shown where the browser can copy.
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      const words = button.textContent;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
        button.textContent = button.dataset.done;
        setTimeout(() => (button.textContent = words), 2500);
      });
    }
  }

  // The list of what is wrong in a form takes the focus.
  const wrong = document.getElementById("loi");
  if (wrong) wrong.focus();
})();
