// What is being written in the request form stays on this computer for a day: a window closed or a
// login between loses nothing. Name, telephone and number of the person are never kept.
(() => {
  "use strict";
  const KEY = "tangthu-yeu-cau";
  const DAY = 24 * 3600 * 1000;
  const form = document.querySelector("form[data-draft]");
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
    if (!form || !(Date.now() - kept.at < DAY)) localStorage.removeItem(KEY);
    if (!form) return; // it was sent
    const texts = ["can-tim", "muc-dich"].map((id) => document.getElementById(id));
    const kinds = [...form.querySelectorAll("[name=loai-yeu-cau]")];
    if (localStorage.getItem(KEY)) {
      for (const text of texts) text.value = text.value || kept[text.id] || "";
      const kind = kinds.find((one) => one.value === kept.kind);
      if (kind && !kinds.some((one) => one.checked)) kind.checked = true;
    }
    form.addEventListener("input", () => {
      const now = { at: Date.now(), kind: (kinds.find((one) => one.checked) || {}).value };
      for (const text of texts) now[text.id] = text.value;
      localStorage.setItem(KEY, JSON.stringify(now));
    });
    document.getElementById("nhap").hidden = false;
  } catch (unused) {
    // No storage here: the form is the same form.
  }
})();
