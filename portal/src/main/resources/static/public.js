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

  // Zoom: OpenSeadragon comes only when somebody asks for it.
  const open = document.getElementById("phong-to");
  if (!open || !window.HTMLDialogElement) return;
  open.hidden = false;
  let viewer = null;
  let dialog = null;

  const load = (source) =>
    new Promise((done, failed) => {
      if (window.OpenSeadragon) return done();
      const script = document.createElement("script");
      script.src = source;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  const button = (words, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  };

  // A third of what is seen: nobody has to drag.
  const move = (right, down) => {
    if (!viewer) return;
    const seen = viewer.viewport.getBounds();
    viewer.viewport.panBy(new window.OpenSeadragon.Point((right * seen.width) / 3, (down * seen.height) / 3));
    viewer.viewport.applyConstraints();
  };

  const build = () => {
    const data = open.dataset;
    dialog = document.createElement("dialog");
    dialog.className = "zoom";
    dialog.setAttribute("aria-label", data.label);
    const keys = document.createElement("div");
    keys.className = "keys";
    keys.append(
      button(data.close, () => dialog.close()),
      button(data.in, () => viewer && viewer.viewport.zoomBy(1.5)),
      button(data.out, () => viewer && viewer.viewport.zoomBy(1 / 1.5)),
      button(data.fit, () => viewer && viewer.viewport.goHome()),
      ...data.ways.split("|").map((words, at) => {
        const made = button("←↑↓→"[at], () => move([-1, 0, 0, 1][at], [0, -1, 1, 0][at]));
        made.setAttribute("aria-label", words);
        return made;
      })
    );
    const stage = document.createElement("div");
    stage.className = "stage";
    stage.id = "khung-phong";
    dialog.append(keys, stage);
    dialog.addEventListener("close", () => {
      if (viewer) viewer.destroy();
      viewer = null;
      dialog.remove();
      open.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    return stage;
  };

  open.addEventListener("click", async () => {
    const stage = build();
    try {
      await load(open.dataset.script);
      const image = document.getElementById("anh-trang");
      const ratio = image.naturalWidth ? image.naturalHeight / image.naturalWidth : 1.414;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      viewer = window.OpenSeadragon({
        element: stage,
        showNavigationControl: false,
        animationTime: still ? 0 : 0.4,
        visibilityRatio: 0.5,
        maxZoomPixelRatio: 2,
        tileSources: {
          type: "legacy-image-pyramid",
          levels: [480, 1000, 2000].map((width) => ({
            url: open.dataset.base + width + ".jpg",
            width,
            height: Math.round(width * ratio),
          })),
        },
      });
      // The found words lie over the zoomed page too.
      const marks = document.querySelector(".marks");
      if (marks) {
        viewer.addOnceHandler("open", () => {
          const over = document.createElement("div");
          over.append(marks.cloneNode(true));
          viewer.addOverlay({ element: over, location: viewer.world.getItemAt(0).getBounds() });
        });
      }
    } catch (unused) {
      const words = document.createElement("p");
      words.textContent = open.dataset.failed;
      dialog.append(words);
    }
  });
})();
