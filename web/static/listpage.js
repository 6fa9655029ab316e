// The page of a reading list, with a script: notes, the order, undo, keeping the list in
// this browser, and files with the notes in them. Notes stand behind # in an address, so
// no browser sends them; a list that is kept is drawn here and not asked for.
(() => {
  "use strict";
  const root = document.querySelector("[data-reading-list]");
  if (!root) return;
  const most = 200, longest = 1900; // entries; bytes of an address that a server takes
  const make = (name, props = {}, ...children) => {
    const e = Object.assign(document.createElement(name), props);
    e.append(...children);
    return e;
  };
  const text = (e) => (e ? e.textContent.replace(/\s+/g, " ").trim() : "");
  const status = make("p", { className: "toast" });
  status.setAttribute("role", "status");
  document.body.append(status);
  let timer;
  const say = (told) => {
    clearTimeout(timer);
    status.textContent = told;
    timer = setTimeout(() => { status.textContent = ""; }, 5000);
  };

  const clean = (list) => {
    const seen = new Set(), out = [];
    for (const x of Array.isArray(list) ? list : []) {
      if (!x || typeof x.e !== "string" || !x.e || seen.has(x.e) || out.length >= most) continue;
      seen.add(x.e);
      const string = (v) => (typeof v === "string" ? v : "");
      out.push({ e: x.e, t: string(x.t) || x.e, m: string(x.m), n: string(x.n), p: string(x.p), ...(x.gone === true && { gone: true }) });
    }
    return out;
  };
  const stored = () => {
    try {
      const s = localStorage.getItem("list");
      return s === null ? null : clean(JSON.parse(s));
    } catch { return null; }
  };
  const query = new URLSearchParams(location.search);
  const shared = query.has("c") || query.has("id");
  let kept = !shared && stored() !== null;

  // The entries: of the address, or those that are kept.
  const fromPage = () => {
    let notes = {};
    try { notes = JSON.parse(decodeURIComponent(location.hash.replace(/^#notes=/, ""))); } catch { /* there are none */ }
    return [...root.querySelectorAll("[data-entry]")].map((li) => ({
      e: li.dataset.entry, t: text(li.querySelector("h3")), p: text(li.querySelector("[data-problem]")), gone: !li.querySelector("h3 a"),
      m: [...li.querySelectorAll("[data-meta] > span")].map(text).join(" · "),
      n: notes && typeof notes[li.dataset.entry] === "string" ? notes[li.dataset.entry] : "",
    }));
  };
  let entries = clean(kept ? stored() : fromPage());
  let undo = null;

  const encoded = (list) => list.map((x) => x.e.split("/").map(encodeURIComponent).join("/")).join(",");
  const address = (list) => words.at("/list") + (list.length ? "?c=" + encoded(list) : "");
  const noted = (list) => {
    const notes = {};
    for (const x of list) if (x.n) notes[x.e] = x.n;
    return Object.keys(notes).length ? "#notes=" + encodeURIComponent(JSON.stringify(notes)) : "";
  };
  const save = () => {
    if (!kept) {
      history.replaceState(null, "", address(entries) + noted(entries));
    } else {
      try { localStorage.setItem("list", JSON.stringify(entries)); } catch { say(words.say("The browser did not allow keeping this.")); }
    }
    tools();
  };
  const where = (key) => {
    const at = /^(.*)\/((?:par\d+(?:\.\d+)?|p\d+)(?:-\d+)?)$/.exec(key);
    return words.at("/cable/") + (at ? encodeURIComponent(at[1]) + "/" + at[2] : encodeURIComponent(key));
  };

  const ol = root.querySelector("[data-entries]");
  const button = (label, name, press) => {
    const b = make("button", { type: "button", className: "plain" }, label);
    if (name) b.append(make("span", { className: "hidden" }, words.say(": %s ‹behind a label›", name)));
    b.addEventListener("click", press);
    return b;
  };
  const move = (i, by) => {
    [entries[i], entries[i + by]] = [entries[i + by], entries[i]];
    draw();
    save();
    const to = ol.children[i + by].querySelectorAll("[data-changes] button");
    (to[by < 0 ? 0 : to.length - 2] || to[0]).focus();
    say(words.say("Moved to place %d", i + by + 1));
  };
  const remove = (i) => {
    undo = entries.slice();
    const [gone] = entries.splice(i, 1);
    draw();
    save();
    say(words.say("Removed: %s", gone.t));
    const next = ol.children[Math.min(i, entries.length - 1)];
    (next ? next.querySelector("[data-changes] li:last-child button") : root.querySelector("[data-undo]")).focus();
  };
  const draw = () => {
    ol.replaceChildren(...entries.map((x, i) => {
      const item = make("article", { className: "item" });
      const name = x.t || x.e;
      item.append(make("h3", {}, x.gone ? name : make("a", { href: where(x.e) }, name)));
      item.append(make("p", { className: "meta" }, [x.m.includes(x.e.split("/")[0]) ? "" : x.e, x.m].filter(Boolean).join(" · ")));
      if (x.p) item.append(make("p", { className: "note" }, x.p));
      const note = make("textarea", { id: "note-" + i, rows: 2, value: x.n, maxLength: 4000 });
      note.addEventListener("input", () => { x.n = note.value; save(); });
      item.append(make("div", { className: "field" }, make("label", { htmlFor: note.id }, words.say("Note"), make("span", { className: "hidden" }, " " + words.say("on %s ‹what a note is on›", name))), note));
      const changes = make("ul", { className: "inline" });
      changes.dataset.changes = "";
      const add = (b) => changes.append(make("li", {}, b));
      if (i > 0) add(button(words.say("Move up"), name, () => move(i, -1)));
      if (i + 1 < entries.length) add(button(words.say("Move down"), name, () => move(i, 1)));
      add(button(words.say("Remove"), name, () => remove(i)));
      item.append(changes);
      const li = make("li", {}, item);
      li.dataset.entry = x.e;
      return li;
    }));
    const empty = root.querySelector("[data-empty]");
    if (empty) empty.hidden = entries.length > 0;
  };

  // Files. The site is asked for the citations of the entries; notes are put in here.
  const download = (name, type, body) => {
    const a = make("a", { href: URL.createObjectURL(new Blob([body], { type })), download: name });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  };
  const cited = async () => {
    const parts = [[]];
    for (const x of entries) {
      if (encoded([...parts[parts.length - 1], x]).length > longest) parts.push([]);
      parts[parts.length - 1].push(x);
    }
    let columns = [];
    const all = [];
    for (const part of parts) {
      const answer = await fetch("/list.json?c=" + encoded(part));
      if (!answer.ok) throw new Error(answer.status);
      const list = await answer.json();
      columns = list.columns;
      all.push(...list.entries);
    }
    const notes = new Map(entries.map((x) => [x.e, x.n.trim()]));
    return { columns, all: all.map((x) => ({ ...x, note: notes.get(x.entry) || "" })) };
  };
  const line = (s) => s.replace(/\s+/g, " ");
  const cell = (s) => '"' + (/^[=+\-@＝＋－＠\t\r\n]/.test(s) ? "'" + s : s).replaceAll('"', '""') + '"';
  const marks = (s) => s.replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
  const tex = (s) => line(s).replace(/[\\{}~^]/g, " ").replace(/[&%$#_]/g, "\\$&");
  const forms = {
    md: ["Markdown", "text/markdown", (x) => "# " + words.say("Reading list") + "\n\n" + x.all.map((e) => e.markdown + (e.note ? "\n  " + words.say("Note: %s", marks(line(e.note))) + "\n" : "")).join("")],
    csv: ["CSV", "text/csv", (x) => [x.columns.join(",")].concat(x.all.map((e) => e.row.slice(0, -1).map((c) => '"' + c.replaceAll('"', '""') + '"').concat(cell(e.note)).join(","))).join("\r\n") + "\r\n"],
    bib: ["BibTeX", "application/x-bibtex", (x) => x.all.filter((e) => e.bibtex).map((e) => (e.note ? e.bibtex.replace(/,?\s*\}\s*$/, () => ",\n  annote = {" + tex(e.note) + "}\n}\n") : e.bibtex)).join("\n")],
    ris: ["RIS", "application/x-research-info-systems", (x) => x.all.filter((e) => e.ris).map((e) => (e.note ? e.ris.replace(/ER {2}- /, () => "N1  - " + line(e.note) + "\r\nER  - ") : e.ris)).join("\r\n")],
    "csl.json": ["CSL-JSON", "application/json", (x) => JSON.stringify(x.all.filter((e) => e.csl).map((e) => (e.note ? { ...e.csl, annote: e.note } : e.csl)), null, 1) + "\n"],
  };
  const take = async (ext) => {
    say(words.say("Writing the list"));
    try {
      const [label, type, write] = forms[ext];
      download("reading-list." + ext, type, write(await cited()));
      say(words.say("The list was written as %s", label));
    } catch { say(words.say("The citations could not be had. Try again in a minute.")); }
  };

  const copy = async (path) => {
    const to = location.origin + path;
    if (path.split("#")[0].length > longest + 100) { say(words.say("The list is too long for one address. Hand it on as a file.")); return; }
    try { await navigator.clipboard.writeText(to); say(words.say("Link copied")); } catch { say(words.say("The browser did not allow copying.")); }
  };

  // What stands in the page for readers without script gives way.
  for (const e of root.querySelectorAll(".forms, [data-share]")) e.remove();
  const bar = make("section", {}, make("h2", {}, words.say("Your list")));
  bar.append(make("p", { className: "small" }, words.say("Notes stay in this browser unless you share them. For a file this site is asked for the citations of the entries, and not told the notes.")));
  const rows = make("ul", { className: "inline" });
  bar.append(rows);
  const open = make("input", { type: "file", accept: ".json,application/json", id: "open" });
  open.addEventListener("change", async () => {
    try {
      const read = JSON.parse(await open.files[0].text());
      undo = entries.slice();
      entries = clean([...entries, ...clean(read.entries)]);
      draw();
      save();
      say(words.count(entries.length, "The list has %d entry now", "The list has %d entries now"));
    } catch { say(words.say("This is no file of a list.")); }
    open.value = "";
  });
  root.append(bar, make("div", { className: "field" }, make("label", { htmlFor: "open" }, words.say("Add the entries of a file that was saved here")), open));

  const lead = root.querySelector("[data-lead]"), told = lead.textContent;
  const tools = () => {
    lead.textContent = kept ? words.say("The list is kept in this browser, and nowhere else.") : told;
    const at = document.activeElement, focused = rows.contains(at) ? text(at) : "";
    const items = [];
    if (entries.length) {
      for (const ext of Object.keys(forms)) items.push(button(forms[ext][0], "", () => take(ext)));
      items.push(button(words.say("Save as a file"), "", () => download("reading-list.json", "application/json", JSON.stringify({ entries }, null, 1) + "\n")));
      items.push(button(words.say("Copy link"), "", () => copy(address(entries))));
      if (entries.some((x) => x.n)) items.push(button(words.say("Copy link with notes"), "", () => copy(address(entries) + noted(entries))));
    }
    if (undo) {
      const b = button(words.say("Undo"), "", () => { entries = undo; undo = null; draw(); save(); say(words.say("Undone")); });
      b.dataset.undo = "";
      items.push(b);
    }
    if (kept) {
      items.push(button(words.say("Stop keeping this list"), "", () => {
        try { localStorage.removeItem("list"); } catch { /* nothing was kept */ }
        kept = false;
        save();
        say(words.say("The list stands in the address of this page alone now"));
      }));
    } else {
      const before = stored();
      items.push(button(before ? words.say("Add these to the list that is kept in this browser") : words.say("Keep this list in this browser"), "", () => {
        try {
          entries = clean([...(stored() || []), ...entries]);
          localStorage.setItem("list", JSON.stringify(entries));
          kept = true;
          history.replaceState(null, "", words.at("/list"));
          draw();
          save();
          say(words.say("The list is kept in this browser"));
        } catch { say(words.say("The browser did not allow keeping this.")); }
      }));
    }
    rows.replaceChildren(...items.map((b) => make("li", {}, b)));
    if (focused) [...rows.querySelectorAll("button")].find((b) => text(b) === focused)?.focus();
  };

  // What is typed into the form goes on the kept list, without asking for a page.
  const form = root.querySelector("form");
  form.addEventListener("submit", (event) => {
    if (!kept) {
      const c = form.querySelector("input[name=c]") || form.appendChild(make("input", { type: "hidden", name: "c" }));
      c.value = entries.map((x) => x.e).join(",");
      if (noted(entries)) {
        event.preventDefault();
        location.assign(address(entries.concat({ e: form.elements.add.value.trim() })) + noted(entries));
      }
      return;
    }
    event.preventDefault();
    const e = form.elements.add.value.trim();
    if (entries.length >= most) { say(words.say("The list is full: it has %d entries.", most)); return; }
    if (e && !entries.some((x) => x.e === e)) entries.push({ e, t: e, m: "", n: "", p: "" });
    form.reset();
    draw();
    save();
    say(words.say("Added to your list"));
  });

  draw();
  tools();
})();
