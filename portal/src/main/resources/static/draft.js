// What is being written in the request form stays on this computer, where its writer wants it, and
// is not shown after 24 hours: a window closed or a login between loses nothing. Each form has a
// draft of its own, known by the form itself (a refused one comes back at an address without a
// query); name, telephone and number of the person are never kept. public.js takes away what is
// older.
(() => {
  "use strict";
  const KEY = "tangthu-yeu-cau:";
  const SENT = "tangthu-yeu-cau-gui";
  const form = document.querySelector("form[data-draft]");
  try {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (!form) return sent && localStorage.removeItem(sent); // that one arrived, and no other
    const about = [...form.querySelectorAll("[type=hidden]")]
      .filter((one) => ["ho-so", "muc", "q"].includes(one.name))
      .map((one) => one.name + "=" + encodeURIComponent(one.value));
    const key = KEY + about.sort().join("&");
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    const texts = ["can-tim", "muc-dich"].map((id) => document.getElementById(id));
    const kinds = [...form.querySelectorAll("[name=loai-yeu-cau]")];
    const keep = document.getElementById("giu");
    keep.checked = Boolean(kept);
    if (kept) {
      for (const text of texts) text.value = text.value || kept[text.id] || "";
      const kind = kinds.find((one) => one.value === kept.kind);
      if (kind && !kinds.some((one) => one.checked)) kind.checked = true;
      document.getElementById("da-giu").hidden = false;
    }
    form.addEventListener("input", (event) => {
      if (keep.checked) {
        const now = { at: Date.now(), kind: (kinds.find((one) => one.checked) || {}).value };
        for (const text of texts) now[text.id] = text.value;
        localStorage.setItem(key, JSON.stringify(now));
      } else if (event.target === keep) {
        localStorage.removeItem(key);
      }
    });
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
    document.getElementById("nhap").hidden = false;
  } catch (unused) {
    // No storage here: the form is the same form.
  }
})();
