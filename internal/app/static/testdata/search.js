// Runs the search of a copy in Node: node search.js COPY, a query a line; the ids that it
// finds first, a line each.
const fs = require("fs"), path = require("path"), vm = require("vm");
const folder = path.join(process.argv[2], "search");
const elements = new Proxy({}, { get: () => ({ value: "", dataset: {}, append() {}, replaceChildren() {} }) });
const world = { console, URLSearchParams, location: { search: "" } };
world.document = {
  createElement: () => ({ remove() {} }),
  head: { append: (s) => { vm.runInContext(fs.readFileSync(path.join(folder, s.src), "utf8"), world); s.onload(); } },
  getElementById: () => ({ value: "", append() {}, replaceChildren() {} }),
  documentElement: { dataset: {} },
};
vm.createContext(world);
vm.runInContext(fs.readFileSync(path.join(folder, "search.js"), "utf8").split("// The page of results.")[0] + "\nglobalThis.search = reftel;", world);
(async () => {
  for (const q of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const found = await world.search.run(new URLSearchParams({ q }));
    const ids = await Promise.all(found.cables.slice(0, 20).map(async (c) => (await world.search.cable(c))[0]));
    console.log(ids.join(" "));
  }
})();
