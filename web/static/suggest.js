// Suggestions under the search boxes: an editable combobox with a list, as the
// ARIA Authoring Practices describe it. Without this file the boxes are plain.
(() => {
  "use strict";
  const pause = 120; // milliseconds of silence before the archive is asked
  const shortest = 2;

  const make = (name, attributes, text) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text) element.textContent = text;
    return element;
  };

  const attach = (box) => {
    const list = make("ul", { role: "listbox", id: box.id + "-suggestions", class: "suggestions", "aria-label": words.say("Suggestions"), hidden: "" });
    const status = make("p", { role: "status", class: "hidden" });
    box.parentElement.append(list);
    box.form.append(status);
    for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      box.setAttribute(key, value);
    }
    let found = [], active = -1, timer, asking;

    const mark = (i) => {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = i;
      const option = list.children[active];
      if (!option) return box.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    };

    // What is on the way would change the list under the reader's eyes.
    const settle = () => {
      clearTimeout(timer);
      asking?.abort();
    };

    const close = () => {
      settle();
      mark(-1);
      list.hidden = true;
      status.textContent = "";
      box.setAttribute("aria-expanded", "false");
    };

    const show = (suggestions) => {
      mark(-1);
      found = suggestions;
      list.replaceChildren(...found.map((s, i) => {
        const option = make("li", { role: "option", id: list.id + i, "aria-selected": "false" });
        const name = make("span", { class: "name" });
        name.append(make("span", { class: s.label && !s.named ? "code" : "value" }, s.value));
        if (s.label) name.append(" ", s.label);
        option.append(make("span", { class: "kind" }, s.kind), " ", name);
        if (s.count) option.append(" ", make("span", { class: "count" }, words.count(s.count, "%d cable", "%d cables")));
        return option;
      }));
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = found.length === 0 ? "" : words.count(found.length, "%d suggestion", "%d suggestions");
    };

    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(words.at("/suggest?q=" + encodeURIComponent(box.value)), { signal: asking.signal });
        if (!answer.ok) return close();
        const { suggestions } = await answer.json();
        if (document.activeElement === box) show(suggestions);
      } catch (reason) {
        if (reason.name !== "AbortError") close();
      }
    };

    const choose = (suggestion) => {
      close();
      if (suggestion.href) return location.assign(words.at(suggestion.href));
      box.value = suggestion.fill + " ";
      box.focus();
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      if (box.value.trim().length < shortest || box.value.length > 200) return close();
      timer = setTimeout(ask, pause);
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (list.hidden) {
        if (event.key === "ArrowDown" && box.value.trim().length >= shortest) {
          event.preventDefault();
          ask();
        }
        return;
      }
      if (!["ArrowDown", "ArrowUp", "Escape", "Enter"].includes(event.key)) return;
      settle();
      switch (event.key) {
        case "ArrowDown": mark(active + 1 < found.length ? active + 1 : 0); break;
        case "ArrowUp": mark(active > 0 ? active - 1 : found.length - 1); break;
        case "Escape": close(); break;
        case "Enter":
          if (active < 0) return close();
          choose(found[active]);
      }
      event.preventDefault();
    });
    box.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const i = [...list.children].indexOf(event.target.closest("li"));
      if (i >= 0) choose(found[i]);
    });
  };

  for (const box of document.querySelectorAll("input[type=search][name=q]")) attach(box);
})();
