// Suggestions below the search box, after the combobox pattern of the ARIA authoring practices.
// Without this file the form is the same form. The portal behind the login calls it for its own box,
// with an address that answers as the account may see (data-suggest-from).
const tangthuSuggest = (input) => {
  "use strict";
  if (input.dataset.suggestOn) return;
  input.dataset.suggestOn = "1";
  const from = input.dataset.suggestFrom || "/goi-y";
  const list = document.createElement("ul");
  list.id = "goi-y";
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggest);
  const told = document.createElement("p");
  told.className = "sr";
  told.setAttribute("role", "status");
  input.parentElement.after(list, told);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);

  const known = new Map(); // of this page only
  let timer = 0;
  let asking = null;
  let restUntil = 0;
  let active = -1;

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    list.hidden = true;
    active = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const options = list.children;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = number;
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    set("aria-activedescendant", options[active].id);
  };

  const show = (rows) => {
    list.replaceChildren(
      ...rows.map((row, number) => {
        const option = document.createElement("li");
        option.id = "goi-y-" + number;
        option.dataset.url = row.url;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        for (const [name, words] of [["strong", row.text], ["span", [row.kind, row.about].filter(Boolean).join(" · ")]]) {
          const part = document.createElement(name);
          part.textContent = words + " ";
          option.append(part);
        }
        return option;
      })
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = rows.length === 0;
    set("aria-expanded", String(rows.length > 0));
    told.textContent = rows.length ? input.dataset.suggestCount.replace("0", rows.length) : "";
  };

  const ask = async () => {
    const typed = input.value.trimStart();
    if (typed.trim().length < 2 || Date.now() < restUntil) return close();
    if (known.has(typed)) return show(known.get(typed));
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(from + "?q=" + encodeURIComponent(typed), { signal: asking.signal });
      if (!answer.ok) {
        restUntil = Date.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 5);
        return close();
      }
      const rows = await answer.json();
      if (known.size > 50) known.clear();
      known.set(typed, rows);
      if (typed === input.value.trimStart() && document.activeElement === input) show(rows);
    } catch (unused) {
      // Overtaken by the next letter, or no line: the form still searches.
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 180);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // once for the list, once more for the words
      close();
    } else if (event.key === "ArrowDown" && list.hidden && !event.isComposing) {
      ask();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0 && !event.isComposing) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    } else if (event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
};
document.querySelectorAll("input[data-suggest]").forEach(tangthuSuggest);
window.tangthuSuggest = tangthuSuggest;
