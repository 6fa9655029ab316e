// Comfort only: every page works without this file.

// What all scripts say, in the language of the page. Its texts come in a file of their
// own, which English does without; docs/languages.md tells how they are written.
const words = (() => {
  const lang = document.documentElement.lang || "en", texts = globalThis.texts || {};
  const forms = new Intl.PluralRules(lang);
  const fill = (text, args) => {
    let next = 0;
    return text.replace(/%(?:\[(\d+)\])?([sd])/g, (_, at, verb) => {
      const arg = args[at ? at - 1 : next];
      next = (at ? at - 1 : next) + 1;
      return verb === "d" ? arg.toLocaleString(lang) : arg;
    });
  };
  return {
    lang,
    say: (key, ...args) => fill(texts[key] || key.replace(/ ?‹[^‹›]*›$/, ""), args),
    count: (n, one, many, ...args) => {
      const both = (texts[one + "|" + many] || one + "|" + many).split("|");
      return fill(both[forms.select(n) === "one" ? 0 : both.length - 1], [n, ...args]);
    },
    // An address of a page in the language that this one's address names.
    at: (path) => (location.pathname.split("/")[1] === lang ? "/" + lang : "") + path,
  };
})();

(() => {
  "use strict";

  // A polite region that says what a button did.
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

  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
      return true;
    } catch {
      say(words.say("The browser did not allow copying."));
      return false;
    }
  };

  // The words of a paragraph without its number and buttons.
  const wordsOf = (paragraph) => {
    const text = paragraph.querySelector("[data-text]");
    return text ? text.textContent.replace(/\s+/g, " ").trim() : "";
  };

  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const paragraph = button.closest("[data-link]");
    switch (button.dataset.copy) {
      case "link":
        if (await copy(paragraph.dataset.link, words.say("Link copied")) && paragraph.id) {
          history.replaceState(history.state, "", "#" + paragraph.id);
        }
        break;
      case "quote": {
        const cite = document.querySelector("[data-before]");
        const { before = document.title + ", ", between = "; ", behind = "" } = cite ? cite.dataset : {};
        await copy("“" + wordsOf(paragraph) + "”\n" + before + paragraph.dataset.cited + between + paragraph.dataset.link + behind, words.say("Quotation copied"));
        break;
      }
      case "quoted": { // the words of the quotation with the citation of a style
        const quoted = document.getElementById("quote").value.split("\n")[0];
        const style = document.getElementById(button.dataset.target);
        await copy([quoted, style.dataset.intext].filter(Boolean).join(" ") + "\n" + style.textContent.trim(), words.say("Quotation copied"));
        break;
      }
      case "target": {
        const target = document.getElementById(button.dataset.target);
        if (target) await copy((target.value || target.textContent).trim(), words.say("Copied"));
        break;
      }
    }
  });

  // The way from the filters to the results folds them up.
  document.addEventListener("click", (event) => {
    const way = event.target.closest("a[data-shut]");
    if (way) way.closest("details").open = false;
  });

  // A link to a paragraph that stands in another part of the text leads on to it.
  const elsewhere = () => {
    const way = location.hash && document.getElementById(location.hash.slice(1));
    if (way && way.matches(".elsewhere a")) location.replace(way.href);
  };
  elsewhere();
  addEventListener("hashchange", elsewhere);

  // The text shown otherwise begins where the reader is.
  document.addEventListener("click", (event) => {
    const way = event.target.closest(".ways a");
    if (!way) return;
    const targeted = document.querySelector(".text :target");
    const all = [...document.querySelectorAll(".text > .par, .received > .stretch[id]")];
    const here = targeted || (all[0]?.getBoundingClientRect().top < 0 && all.find((p) => p.getBoundingClientRect().bottom > 0));
    if (here) way.hash = here.id;
  });

  // A short tap on an abbreviation tells its meaning at the foot of the window, and
  // does not leave the sentence.
  document.addEventListener("click", (event) => {
    const short = event.target.closest("a.e-abbr");
    if (!short || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    short.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement.matches("a.e-abbr")) document.activeElement.blur();
  });

  // "/" goes to the search box, unless somebody is typing or has turned the keys off
  // on the help page.
  const off = () => {
    try { return localStorage.getItem("slash") === "off"; } catch { return false; }
  };
  const toggle = document.querySelector("button[data-shortcut]");
  if (toggle) {
    const name = () => { toggle.textContent = off() ? words.say("Turn the keys on") : words.say("Turn the keys off"); };
    toggle.hidden = false;
    name();
    toggle.addEventListener("click", () => {
      try {
        if (off()) localStorage.removeItem("slash"); else localStorage.setItem("slash", "off");
      } catch { say(words.say("The browser did not allow keeping this choice.")); }
      name();
    });
  }
  const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]");

  // From match to match: the bar tells which one this is, and n and p lead to the next
  // and the one before. The address is replaced, so that Back leads out of the cable.
  const bar = document.querySelector("[data-matches]");
  if (bar) {
    const last = Number(bar.dataset.matches);
    const total = bar.textContent.trim();
    const current = () => {
      const at = /^#match-(\d+)$/.exec(location.hash);
      return at ? Number(at[1]) : 0;
    };
    const step = (by) => {
      const to = current() + by;
      if (to >= 1 && to <= last) location.replace("#match-" + to);
    };
    const arrow = (by, text, name) => {
      const a = document.createElement("a");
      a.textContent = text;
      a.setAttribute("aria-label", name);
      a.addEventListener("click", (event) => { event.preventDefault(); step(by); });
      bar.append(a);
      return a;
    };
    const count = bar.querySelector("a");
    const up = arrow(-1, "↑", words.say("Previous match")), down = arrow(1, "↓", words.say("Next match"));
    const show = () => {
      const n = current();
      count.textContent = n ? words.say("Match %d of %s", n, /\d[\d.,\s]*\d|\d|$/.exec(total)[0]) : total;
      up.href = "#match-" + Math.max(1, n - 1);
      down.href = "#match-" + Math.min(last, n + 1);
    };
    addEventListener("hashchange", show);
    show();
    document.addEventListener("keydown", (event) => {
      if (off() || typing(event)) return;
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    });
  }
  // On the page of a paragraph the same keys lead to the next one with a match.
  const ways = { n: "↓", p: "↑" };
  document.addEventListener("keydown", (event) => {
    if (bar || off() || typing(event) || !Object.hasOwn(ways, event.key)) return;
    const way = [...document.querySelectorAll(".here .hits a")].find((a) => a.textContent.startsWith(ways[event.key]));
    if (way) location.assign(way.href);
  });

  document.addEventListener("keydown", (event) => {
    if (off() || event.key !== "/" || typing(event)) return;
    const box = document.querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // A printed page says when it was fetched.
  addEventListener("beforeprint", () => {
    for (const el of document.querySelectorAll("[data-printed]")) {
      el.textContent = words.say("Retrieved %s.", new Date().toLocaleDateString(words.lang === "en" ? "en-GB" : words.lang, { day: "numeric", month: "long", year: "numeric" }));
    }
  });
})();
