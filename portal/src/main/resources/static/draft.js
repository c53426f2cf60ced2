// What is being written in the request form stays on this computer for a day, where its writer wants
// it: a window closed or a login between loses nothing. It comes back to the same form only, and
// name, telephone and number of the person are never kept. public.js takes away what is older.
(() => {
  "use strict";
  const KEY = "tangthu-yeu-cau";
  const form = document.querySelector("form[data-draft]");
  try {
    if (!form) return localStorage.removeItem(KEY); // it was sent
    const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
    const about = new URLSearchParams(location.search).get("ho-so") || "";
    const texts = ["can-tim", "muc-dich"].map((id) => document.getElementById(id));
    const kinds = [...form.querySelectorAll("[name=loai-yeu-cau]")];
    const keep = document.getElementById("giu");
    keep.checked = kept.about === about;
    if (keep.checked) {
      for (const text of texts) text.value = text.value || kept[text.id] || "";
      const kind = kinds.find((one) => one.value === kept.kind);
      if (kind && !kinds.some((one) => one.checked)) kind.checked = true;
      document.getElementById("da-giu").hidden = false;
    }
    form.addEventListener("input", (event) => {
      if (keep.checked) {
        const now = { at: Date.now(), about, kind: (kinds.find((one) => one.checked) || {}).value };
        for (const text of texts) now[text.id] = text.value;
        localStorage.setItem(KEY, JSON.stringify(now));
      } else if (event.target === keep) {
        localStorage.removeItem(KEY);
      }
    });
    document.getElementById("nhap").hidden = false;
  } catch (unused) {
    // No storage here: the form is the same form.
  }
})();
