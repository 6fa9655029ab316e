// The reading list that a reader keeps in this browser. Where none is kept, all links to
// the list stay links, and nothing is kept here.
(() => {
  "use strict";
  const most = 200;
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem("list"));
      return Array.isArray(kept) ? kept.filter((e) => e && typeof e.e === "string") : null;
    } catch { return null; }
  };
  if (!load() || document.querySelector("[data-reading-list]")) return;

  const status = document.createElement("p");
  status.className = "toast";
  status.setAttribute("role", "status");
  document.body.append(status);
  let timer;
  const say = (text) => {
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => { status.textContent = ""; }, 4000);
  };
  const text = (e) => (e ? e.textContent.replace(/\s+/g, " ").trim() : "");

  // How many entries there are, in the menu.
  const way = document.createElement("a");
  way.href = words.at("/list");
  const menu = document.querySelector(".menu ul");
  if (menu) {
    const item = document.createElement("li");
    item.append(way);
    menu.append(item);
  }

  const buttons = [];
  const show = () => {
    const kept = load() || [];
    way.textContent = words.say("List (%d)", kept.length);
    for (const { button, entry, name } of buttons) {
      const in_ = kept.some((e) => e.e === entry);
      button.firstChild.textContent = in_ ? words.say("On your list: remove") : words.say("Add to list");
      button.lastChild.textContent = words.say(": %s ‹behind a label›", name);
    }
  };
  const turn = (entry, title, meta) => {
    const kept = load();
    if (!kept) { location.assign(words.at("/list")); return; }
    const at = kept.findIndex((e) => e.e === entry);
    if (at >= 0) kept.splice(at, 1);
    else if (kept.length >= most) { say(words.say("The list is full: it has %d entries.", most)); return; }
    else kept.push({ e: entry, t: title, m: meta, n: "" });
    try {
      localStorage.setItem("list", JSON.stringify(kept));
      say(at >= 0 ? words.say("Removed from your list") : words.say("Added to your list"));
    } catch { say(words.say("The browser did not allow keeping this.")); }
    show();
  };
  const made = (entry, name, title, meta) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.dataset.picked = entry;
    const more = document.createElement("span");
    more.className = "hidden";
    button.append("", more);
    button.addEventListener("click", () => turn(entry, title, meta));
    buttons.push({ button, entry, name });
    return button;
  };

  const head = document.querySelector(".cable-head");
  const lead = head ? text(head.querySelector(".lead")) : "";
  for (const a of document.querySelectorAll("a[data-pick]")) {
    const item = a.closest(".item");
    const title = text(item ? item.querySelector("h3") : head && head.querySelector("h1"));
    const meta = item ? text(item.querySelector(".meta")) : lead;
    a.replaceWith(made(a.dataset.pick, title, title, meta));
  }
  // Paragraphs of a cable have their buttons from here: without a kept list the page of
  // each has the link.
  const own = head && head.querySelector("[data-picked]");
  if (own) {
    const title = text(head.querySelector("h1"));
    for (const par of document.querySelectorAll(".text > .par[id]")) {
      const actions = par.querySelector(".actions");
      if (actions) actions.append(made(own.dataset.picked + "/" + par.id, par.dataset.cited || par.id, title, lead));
    }
  }
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
})();
