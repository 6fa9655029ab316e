// Searches a copy of the archive in the browser. The index is in scripts, which are
// loaded as they are needed: from a disk nothing can be fetched.
"use strict";
const reftel = (() => {
  // What is said, in the language of the page, which brings its texts where that is not English.
  const lang = document.documentElement.lang || "en", told = JSON.parse(document.getElementById("main")?.dataset.texts || "{}");
  const fill = (text, args) => {
    let next = 0;
    return text.replace(/%(?:\[(\d+)\])?([sd])/g, (_, at, verb) => {
      const arg = args[at ? at - 1 : next];
      next = (at ? at - 1 : next) + 1;
      return verb === "d" ? arg.toLocaleString(lang) : arg;
    });
  };
  const say = (key, ...args) => fill(told[key] || key.replace(/ ?‹[^‹›]*›$/, ""), args);
  const count = (n, one, many) => {
    const forms = (told[one + "|" + many] || one + "|" + many).split("|");
    return fill(forms[new Intl.PluralRules(lang).select(n) === "one" ? 0 : forms.length - 1], [n]);
  };

  const kept = new Map(), underWay = new Map();
  const load = (name, key) => {
    if (kept.has(key)) return Promise.resolve(kept.get(key));
    if (!underWay.has(key)) {
      underWay.set(key, new Promise((done, fail) => {
        const s = document.createElement("script");
        s.src = "data/" + name;
        s.onload = () => { s.remove(); done(kept.get(key)); };
        s.onerror = () => fail(new Error(say("A part of the index could not be loaded: %s", name)));
        document.head.append(s);
      }));
    }
    return underWay.get(key);
  };
  const keep = (kind) => (n, v) => { kept.set(kind + n, v); };

  // What a word is.
  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "þ": "th", "ð": "d", "đ": "d", "ł": "l", "ı": "i" };
  const fold = (s) => s.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøþðđłı]/g, (c) => letters[c]).replace(/['’ʼ]s$/, "").replace(/['’ʼ.]/g, "");
  const shape = /(?:\p{L}\.){2,}|[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu;
  const scan = (s) => [...s.matchAll(shape)].map((m) => ({ term: fold(m[0]), start: m.index, end: m.index + m[0].length })).filter((t) => t.term);
  const words = (s) => scan(s).map((t) => t.term);
  const squeeze = (s) => words(s).join("");
  const stops = new Set(("a an and are as at be but by for from if in into is it its no not of on or s such t that the their then there these they " +
    "this to was were will with has have had he she his her which would").split(" "));

  // The index.
  let meta;
  const sign = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, i) => [c, i]));
  const shardOf = (key) => {
    let lo = 0, hi = meta.shards.length;
    while (hi - lo > 1) {
      const mid = (lo + hi) >> 1;
      if (meta.shards[mid] <= key) lo = mid; else hi = mid;
    }
    return lo;
  };
  const shard = (n) => load("t/" + n + ".js", "words" + n);
  const entry = async (key) => {
    const s = await shard(shardOf(key));
    return Object.hasOwn(s, key) ? s[key] : null;
  };
  // places are the cables of an entry, with the places of a word in each.
  const places = (e, valued) => {
    const out = new Map();
    let i = 0, cable = -1;
    const next = () => {
      let n = 0, shift = 0;
      for (;;) {
        const d = sign.get(e[1][i++]);
        n |= (d & 31) << shift;
        if (d < 32) return n;
        shift += 5;
      }
    };
    while (i < e[1].length) {
      cable += next() + 1;
      const at = [];
      if (!valued) for (let k = next(), p = 0; k > 0; k--) at.push(p += next());
      out.set(cable, at);
    }
    return out;
  };
  const merge = (maps) => {
    if (maps.length === 1) return maps[0];
    const out = new Map();
    for (const m of maps) for (const [c, at] of m) out.set(c, out.has(c) ? [...out.get(c), ...at].sort((a, b) => a - b) : at);
    return out;
  };
  const endings = ["", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "'", "ings", "ment", "ments", "ation", "ations", "ies", "ied"];
  // forms are the words of the archive with the stem of a word.
  const forms = async (word) => {
    const e = await entry(word);
    const group = async (stem) => { const g = await entry("~" + stem); return g ? g.split(" ") : []; };
    if (e) return group(e[2]);
    for (const ending of endings) {
      if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
      const cut = word.slice(0, word.length - ending.length);
      for (const stem of [cut, cut + "e", cut + "i", cut.replace(/y$/, "i"), cut.replace(/(.)\1$/, "$1")]) {
        const g = await group(stem);
        if (g.length) return g;
      }
    }
    return [];
  };
  const listsOf = async (ws) => {
    const found = (await Promise.all(ws.map(entry))).filter(Boolean);
    return merge(found.map((e) => places(e)).concat(found.length ? [] : [new Map()]));
  };
  const between = async (from, to, fits) => {
    const out = [];
    for (let n = shardOf(from); n <= shardOf(to); n++) for (const k of Object.keys(await shard(n))) if (k >= from && k < to && fits(k)) out.push(k);
    return out;
  };
  // apart is in how many letters two words differ, two for more than one.
  const apart = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return 2;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)) return 1;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) ? 1 : 2;
  };
  const alike = async (word) => {
    const from = word.slice(0, 2);
    const near = await between(from, from + "\uffff", (k) => apart(k, word) === 1);
    const counted = await Promise.all(near.map(async (k) => [(await entry(k))[0], k]));
    return counted.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)).map((c) => c[1]);
  };

  // A search: or of ands of leaves.
  const fields = { tag: "tag", from: "post", post: "post", to: "to", class: "class", caption: "caption", per: "per", org: "org", loc: "loc", misc: "misc", country: "country", ref: "ref", id: "id", lang: "lang", collection: "collection" };
  const lex = (q) => [...q.matchAll(/(-?)(?:([a-z]+):)?(?:["“”„«]([^"“”„«»]*)["“”»](?:~(\d+))?|(\(|\))|([^\s()"“”„«»]+))/gu)].map((m) => ({ not: m[1] === "-", field: m[2], phrase: m[3], near: m[4], sign: m[5], word: m[6] }));
  const day = (s, last) => {
    const m = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(s.trim());
    return m ? m[1] * 10000 + (m[2] || (last ? 12 : 1)) * 100 + +(m[3] || (last ? 31 : 1)) : 0;
  };
  const leafOf = (t) => {
    const text = t.phrase ?? t.word ?? "";
    if (t.field === "date" || t.field === "year" || t.field === "since" || t.field === "until") {
      const [from, to = from] = text.split("..");
      const span = { kind: "date", from: t.field === "until" ? 0 : day(from, false), to: t.field === "since" ? 99999999 : day(to, true) || 99999999 };
      return span;
    }
    if (t.field && Object.hasOwn(fields, t.field)) return { kind: "value", field: fields[t.field], value: text };
    const all = t.field ? t.field + " " + text : text;
    const ws = words(all);
    if (t.phrase !== undefined) return ws.length ? { kind: "phrase", words: ws, near: t.near ? +t.near : 0, text } : null;
    if (!ws.length) return null;
    const sure = /^=/.test(text), open = /\*$/.test(text), like = /~\d?$/.test(text);
    const leaves = ws.filter((w) => !(like && /^\d$/.test(w) && ws.length > 1)).map((w) => ({ kind: sure ? "exact" : open && w.length > 2 ? "prefix" : like ? "like" : "word", words: [w] }));
    return leaves.length === 1 ? leaves[0] : { kind: "and", of: leaves };
  };
  const parse = (q) => {
    const ts = lex(q);
    let i = 0;
    const ors = () => {
      const of = [ands()];
      while (i < ts.length && (ts[i].word === "OR" || ts[i].word === "||")) { i++; of.push(ands()); }
      const some = of.filter(Boolean);
      return some.length > 1 ? { kind: "or", of: some } : some[0];
    };
    const ands = () => {
      let of = [];
      while (i < ts.length && ts[i].word !== "OR" && ts[i].word !== "||" && ts[i].sign !== ")") {
        const t = ts[i++];
        if (t.word === "AND" || t.word === "&&") continue;
        const not = t.not || t.word === "NOT";
        const it = t.word === "NOT" ? ts[i] && ts[i++] : t;
        if (!it) break;
        let leaf;
        if (it.sign === "(") { leaf = ors(); if (i < ts.length) i++; } else leaf = leafOf(it);
        if (leaf) of.push(not ? { kind: "not", of: [leaf] } : leaf);
      }
      of = of.flatMap((l) => l.kind === "and" ? l.of : [l]);
      const told = of.filter((l) => !(l.kind === "word" && stops.has(l.words[0])));
      if (told.some((l) => l.kind !== "not")) of = told;
      return of.length > 1 ? { kind: "and", of } : of[0];
    };
    const out = [];
    while (i < ts.length) { const o = ors(); if (o) out.push(o); i++; }
    return out.length > 1 ? { kind: "and", of: out.flatMap((l) => l.kind === "and" ? l.of : [l]) } : out[0];
  };

  // What a leaf finds: the places of its words in each cable.
  const rows = (lists, near) => {
    const out = new Map();
    const [first, ...rest] = lists;
    for (const [c, at] of first) {
      if (rest.some((l) => !l.has(c))) continue;
      const hits = at.filter((p) => rest.every((l, k) => near ? l.get(c).some((x) => Math.abs(x - p) <= near) : l.get(c).includes(p + k + 1)));
      if (hits.length) out.set(c, hits);
    }
    return out;
  };
  const find = async (leaf) => {
    const w = leaf.words && leaf.words[0];
    switch (leaf.kind) {
      case "word": {
        leaf.shown = await forms(w);
        const tag = w.length >= 3 && await entry("=tag:" + w);
        const list = await listsOf(leaf.shown);
        return tag ? merge([list, places(tag, true)]) : list;
      }
      case "exact": leaf.shown = [w]; return listsOf([w]);
      case "prefix": leaf.shown = await between(w, w + "\uffff", () => true); return listsOf(leaf.shown);
      case "like": leaf.shown = [w, ...await alike(w)]; return listsOf(leaf.shown);
      case "phrase": {
        leaf.shown = leaf.words;
        const lists = await Promise.all(leaf.words.map(async (x) => listsOf(leaf.near ? await forms(x) : [x])));
        return rows(lists, leaf.near);
      }
      case "value": {
        const e = await entry("=" + leaf.field + ":" + squeeze(leaf.value));
        if (e) return places(e, true);
        const each = await Promise.all(words(leaf.value).map((x) => entry("=" + leaf.field + ":" + x)));
        if (!each.length || each.some((x) => !x)) return new Map();
        return rows(each.map((x) => new Map([...places(x, true).keys()].map((c) => [c, [0]]))), 1);
      }
      case "date": {
        const out = new Map();
        for (let c = 0; c < meta.n; c++) if (meta.dates[2 * c] && meta.dates[2 * c] <= leaf.to && meta.dates[2 * c + 1] >= leaf.from) out.set(c, []);
        return out;
      }
    }
    return new Map();
  };
  const mean = (of) => Math.max(1, of.reduce((a, b) => a + b, 0)) / Math.max(1, of.length);
  const rarity = (df) => Math.log(1 + (meta.n - df + 0.5) / (df + 0.5));
  // score is BM25F, as the server reckons it.
  const score = (leaf, found) => {
    const out = new Map();
    leaf.found = found;
    leaf.idf = rarity(found.size);
    for (const [c, at] of found) {
      const s = at.filter((p) => p < meta.subject[c]).length, b = at.length - s;
      const t = 4 * s / (0.5 + 0.5 * meta.subject[c] / meta.meanS) + b / (0.25 + 0.75 * meta.body[c] / meta.meanB);
      out.set(c, leaf.kind === "value" || leaf.kind === "date" ? 0 : leaf.idf * t / (t + 1.2));
    }
    return out;
  };
  const both = (a, b) => { const out = new Map(); for (const [c, s] of a) if (b.has(c)) out.set(c, s + b.get(c)); return out; };
  const either = (a, b) => { const out = new Map(a); for (const [c, s] of b) out.set(c, (out.get(c) || 0) + s); return out; };
  const without = (a, b) => new Map([...a].filter(([c]) => !b.has(c)));
  const everything = () => new Map(Array.from({ length: meta.n }, (_, c) => [c, 0]));
  const answer = async (q) => {
    if (!q) return everything();
    if (q.kind === "not") return without(everything(), await answer(q.of[0]));
    if (q.kind === "or") return (await Promise.all(q.of.map(answer))).reduce(either);
    if (q.kind !== "and") return score(q, await find(q));
    const plain = await Promise.all(q.of.filter((l) => l.kind !== "not").map(answer));
    const nots = await Promise.all(q.of.filter((l) => l.kind === "not").map((l) => answer(l.of[0])));
    q.each = plain;
    return nots.reduce(without, plain.length ? plain.reduce(both) : everything());
  };
  // nearness raises the cables where words of the search stand near each other.
  const nearness = (q, scores) => {
    const ws = q && q.kind === "and" ? q.of.filter((l) => l.kind === "word" && l.found) : [];
    if (ws.length < 2 || ws.length > 5) return;
    const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 200);
    for (const [c, s] of best) {
      let more = 0;
      for (let i = 1; i < ws.length; i++) {
        const to = ws[i].found.get(c) || [];
        let n = 0;
        for (const p of ws[i - 1].found.get(c) || []) {
          const d = to.reduce((least, x) => Math.min(least, x > p ? x - p : (p - x) * 2), 99);
          if (d < 10) n += (p < meta.subject[c] ? 4 : 1) / (d * d);
        }
        more += 2 * (ws[i - 1].idf + ws[i].idf) * n / (n + 0.5);
      }
      scores.set(c, s + more);
    }
  };
  // named are the cables whose id a search is.
  const named = async (q) => {
    const keys = ["=id:" + squeeze(q)];
    const s = words(q).join(" ");
    const whole = /^(?:19|20)?(\d\d) ?([a-z ]+?) ?0*(\d+)$/.exec(s), short = /^(?:ref )?([a-z ]+?) ?0*(\d+)$/.exec(s);
    if (whole) keys.push("=id:" + whole[1] + whole[2].replaceAll(" ", "") + whole[3]);
    if (short) keys.push("=number:" + short[1].replaceAll(" ", "") + short[2]);
    const found = (await Promise.all(keys.map(entry))).filter(Boolean);
    return [...new Set(found.flatMap((e) => [...places(e, true).keys()]))];
  };

  // run answers a search: the cables in their order, and what is said of how it was read.
  const run = async (params) => {
    meta = meta || await load("meta.js", "meta0");
    meta.meanS = mean(meta.subject);
    meta.meanB = mean(meta.body);
    const typed = (params.get("q") || "").trim();
    let q = parse(typed), said = "";
    let scores = await answer(q);
    const first = typed ? await named(typed) : [];
    if (q && !scores.size && !first.length) {
      const leaves = (q.kind === "and" ? q.of : [q]).filter((l) => l.kind === "word");
      for (const l of leaves.filter((l) => l.found && !l.found.size)) {
        const [better] = await alike(l.words[0]);
        if (!better) continue;
        said = say("No cable has “%s”; this is what “%s” finds.", l.words[0], better);
        l.words = [better];
      }
      if (said) scores = await answer(q);
      if (!scores.size && q.each && q.each.length > 1) {
        const counts = new Map();
        for (const m of q.each) for (const c of m.keys()) counts.set(c, (counts.get(c) || 0) + 1);
        const most = Math.max(0, ...counts.values());
        const sum = q.each.reduce(either, new Map());
        scores = new Map([...sum].filter(([c]) => counts.get(c) === most));
        if (scores.size) said += (said && " ") + say("No cable has all the words; these have %d of %d.", most, q.each.length);
      }
    }
    nearness(q, scores);
    // Filters of the address.
    for (const [name, value] of params) {
      const not = name.startsWith("not-"), field = name.replace(/^(not|all)-/, "");
      if (["since", "until", "year", "date"].includes(field)) { const l = leafOf({ field, word: value }); if (day(value, false)) scores = both(scores, score(l, await find(l))); }
      if (!Object.hasOwn(fields, field) || field === "id") continue;
      const l = { kind: "value", field: fields[field], value };
      const found = await find(l);
      scores = not ? without(scores, found) : new Map([...scores].filter(([c]) => found.has(c)));
    }
    const sort = params.get("sort") || "", ranked = typed && [...scores.values()].some((s) => s > 0);
    const dated = (c) => (meta.dates[2 * c] ? 1 : 0);
    const order = [...scores].sort(([a, s], [b, t]) => {
      if (sort === "oldest") return a - b;
      return (sort !== "newest" && sort !== "added" && ranked && t - s) || dated(b) - dated(a) || b - a;
    }).map(([c]) => c);
    const cables = [...first, ...order.filter((c) => !first.includes(c))];
    const shown = new Set();
    const collect = (l) => { if (l && l.kind !== "not") { (l.shown || []).forEach((w) => shown.add(w)); (l.of || []).forEach(collect); } };
    collect(q);
    return { cables, said, shown, typed };
  };
  const cable = async (c) => {
    const n = Math.floor(c / meta.part);
    return (await load("d/" + n + ".js", "cables" + n))[c % meta.part];
  };
  const texts = async (c) => {
    let n = meta.texts.length - 1;
    while (meta.texts[n] > c) n--;
    return (await load("x/" + n + ".js", "text" + n))[c - meta.texts[n]];
  };
  return { meta: keep("meta"), words: keep("words"), cables: keep("cables"), text: keep("text"), run, cable, texts, scan, say, count };
})();
