
// The page of results.
(() => {
  const element = (name, className, ...inside) => {
    const e = document.createElement(name);
    if (className) e.className = className;
    e.append(...inside.filter(Boolean));
    return e;
  };
  const anchor = (href, className, ...inside) => { const a = element("a", className, ...inside); a.href = href; return a; };
  const marked = (text, from, to, tokens, shown) => {
    const span = element("span", "words");
    let at = from;
    if (from > 0) span.append("… ");
    for (const t of tokens) {
      if (t.start < from || t.end > to || !shown.has(t.term)) continue;
      span.append(text.slice(at, t.start), element("mark", "", text.slice(t.start, t.end)));
      at = t.end;
    }
    span.append(text.slice(at, to), to < text.length ? " …" : "");
    return span;
  };
  // snippet is the paragraph that has most of the words, about the first of them.
  const snippet = (paragraphs, shown) => {
    let best, most = 0;
    for (const [href, text] of paragraphs) {
      const tokens = reftel.scan(text), hits = tokens.filter((t) => shown.has(t.term));
      const different = new Set(hits.map((t) => t.term)).size;
      if (different > most || !best) { most = different; best = { href, text, tokens, hits }; }
    }
    if (!best || !best.text) return null;
    const start = best.hits.length ? Math.max(0, best.hits[0].start - 80) : 0;
    const from = start ? best.text.indexOf(" ", start) + 1 : 0;
    const end = from + 260 >= best.text.length ? best.text.length : best.text.lastIndexOf(" ", from + 260);
    const words = marked(best.text, from, Math.max(end, from), best.tokens, shown);
    const where = element("span", "where", "¶");
    const li = element("li", "", best.href ? anchor(best.href, "", where, " ", words) : element("span", "", where, " ", words));
    return element("ul", "snippets", li);
  };
  const item = (row, paragraphs, shown) => {
    const [id, title, date, from, classification, href] = row;
    const tokens = reftel.scan(title);
    const article = element("article", "item",
      element("h3", "", anchor(href, "", marked(title, 0, title.length, tokens, shown))),
      element("p", "meta", date && element("span", "when", date), " ", from && element("span", "route", from)),
      element("p", "meta", classification && element("span", "badge", classification), " ", element("span", "id", id)),
      snippet(paragraphs, shown));
    return element("li", "", article);
  };
  const show = async () => {
    const params = new URLSearchParams(location.search), size = 20;
    const page = Math.max(1, Math.floor(Number(params.get("page")) || 1));
    document.getElementById("q").value = params.get("q") || "";
    const form = document.getElementById("search-form");
    for (const [name, value] of params) {
      if (name === "q" || name === "page") continue;
      const input = element("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    const found = await reftel.run(params);
    const count = reftel.count(found.cables.length, "%d cable", "%d cables");
    document.getElementById("count").textContent = count;
    document.title = [found.typed, count, "Reftel"].filter(Boolean).join(" - ");
    const filters = [...params].filter(([n, v]) => v && n !== "q" && n !== "page" && n !== "sort" && n !== "size").map(([n, v]) => n + ":" + v);
    document.getElementById("said").textContent = [found.said, filters.length && reftel.say("Narrowed by %s.", filters.join(", "))].filter(Boolean).join(" ");
    const list = document.getElementById("results");
    list.start = (page - 1) * size + 1;
    const rows = found.cables.slice((page - 1) * size, page * size);
    list.replaceChildren(...await Promise.all(rows.map(async (c) => item(await reftel.cable(c), await reftel.texts(c), found.shown))));
    const pages = document.getElementById("pages");
    const way = (n, label, rel) => { const p = new URLSearchParams(params); p.set("page", n); const a = anchor("index.html?" + p, "", label); a.rel = rel; return a; };
    pages.replaceChildren(...[page > 1 && way(page - 1, reftel.say("Previous ‹result›"), "prev"), " ", page * size < found.cables.length && way(page + 1, reftel.say("Next ‹result›"), "next")].filter(Boolean));
    document.documentElement.dataset.found = found.cables.length;
  };
  show().catch((e) => { document.getElementById("said").textContent = e.message; });
})();
