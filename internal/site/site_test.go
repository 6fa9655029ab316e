package site

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"reftel/web/templates/prose"
)

// folder is a folder of files by their names.
func folder(files map[string]string) fstest.MapFS {
	f := fstest.MapFS{}
	for name, content := range files {
		f[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return f
}

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`

// TestFaults holds what is told of each fault of a folder.
func TestFaults(t *testing.T) {
	t.Parallel()
	const ok = "name = \"Harbour Papers\"\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"no settings", nil, []string{"site.toml: is not there; reftel init writes a sample of a whole folder"}},
		{"no name", map[string]string{"site.toml": "lead = \"x\"\n"}, []string{"site.toml: name is missing: what the archive is called"}},
		{"grammar", map[string]string{"site.toml": ok + "lead = x\n"}, []string{"site.toml:2: "}},
		{"twice", map[string]string{"site.toml": ok + ok}, []string{"site.toml:2: "}},
		{"several at once", map[string]string{"site.toml": "name = 3\n\nmotto = \"x\"\nnotice = true\nrights = \"free\"\n[accent]\nlight = \"blue\"\nlihgt = \"#000000\"\n"}, []string{
			"site.toml:3: motto: is no key that is known here; these are: name, lead, notice, contact, language, base, logo, rights, accent, collections",
			"site.toml:1: name: is a number; a text in quotes is wanted",
			"site.toml:4: notice: is true or false; a text in quotes is wanted",
			"site.toml:5: rights: is a text; a table is wanted",
			"site.toml:8: accent.lihgt: is no key that is known here; these are: light, dark",
			`site.toml:7: accent.light: "blue": a colour is written as #1f4788`,
		}},
		{"contrast", map[string]string{"site.toml": ok + "accent = {light = \"#7a8fb8\", dark = \"#1f4788\"}\n"}, []string{
			`site.toml:2: accent.light: "#7a8fb8": its contrast with the background #f2ecdf of the light theme is 2.7`,
			`site.toml:2: accent.dark: "#1f4788": its contrast with the background #222938 of the dark theme is 1.60:1; at least 4.5:1 is wanted`,
		}},
		{"values", map[string]string{"site.toml": "name = \"  \"\nlead = \"" + strings.Repeat("x", 301) + "\"\ncontact = \"someone\"\nbase = \"ftp://x\"\nlanguage = \"english!\"\nlogo = \"mark.svg\"\n[rights]\nurl = \"javascript:alert(1)\"\n"}, []string{
			`site.toml:1: name: "  ": has no letters`, "site.toml:2: lead: has 301 characters; 300 are allowed",
			`site.toml:3: contact: "someone": is neither an address of mail nor one that begins with https://`, `site.toml:4: base: "ftp://x": is not of the form https://cables.example.org`,
			`site.toml:5: language: "english!": language: tag is not well-formed`, `site.toml:6: logo: "mark.svg": is no image of the folder files; its name begins with files/`,
			`site.toml:8: rights.url: "javascript:alert(1)": is no address that begins with https:// or http://`,
		}},
		{"collections", map[string]string{"site.toml": ok + "[collections.\"Cables of 1974\"]\ntitel = \"x\"\nsource = 4\n[collections]\nother = 1\n"}, []string{
			`site.toml:6: collections."other": is a number; a table is wanted`,
			`site.toml:3: collections."Cables of 1974".titel: is no key that is known here; these are: title, rights, rights_url, source`,
			`site.toml:4: collections."Cables of 1974".source: is a number; a text in quotes is wanted`,
		}},
		{"pages", map[string]string{"site.toml": ok, "about.md": "No title.\n", "pages/Terms.md": "# T\n", "pages/note.txt": "x", "pages/.note.md.swp": "x", "pages/html.md": "# H\n\nText <b>bold</b>.\n\n<div>\n</div>\n\n# Again\n",
			"pages/links.md": "# L\n\n[a](javascript:alert(1)) [b](gone.md)\n\n![c](https://other.example/x.png)\n\n[d](#nowhere)\n"}, []string{
			"about.md:1: a page begins with its title: # Title",
			"pages/Terms.md: the name of a page", "pages/note.txt: the name of a page",
			"pages/html.md:3: has HTML", "pages/html.md:3: has HTML", "pages/html.md:5: has HTML", "pages/html.md:8: a second title",
			`pages/links.md:3: a link leads to "javascript:alert(1)"`, `pages/links.md:3: a link leads to "gone.md"`, `pages/links.md:5: the image "https://other.example/x.png" is not in the folder`,
			"pages/links.md:1: a link leads to #nowhere",
		}},
		{"files", map[string]string{"site.toml": ok, "files/a b.svg": mark, "files/a.exe": "x", "files/a.svg": "<html/>", "files/a.png": "GIF89a", "files/b.svg": strings.Repeat(" ", mostFile+1), "files/more/x.svg": mark}, []string{
			"files/a b.svg: a name is made of", "files/a.exe: is no image that can be shown", "files/a.svg: is not what its name says: the first element is not svg",
			"files/a.png: is not what its name says", "files/b.svg: is larger than 1 MB", "files/more: is a folder; files holds files alone",
		}},
	} {
		_, err := read(folder(tt.files))
		if err == nil {
			t.Errorf("%s: no fault", tt.name)
			continue
		}
		got := strings.Split(err.Error(), "\n")
		for _, w := range tt.want {
			i := slices.IndexFunc(got, func(g string) bool { return strings.HasPrefix(g, w) })
			if i < 0 {
				t.Errorf("%s: no fault %q in\n%s", tt.name, w, err)
				continue
			}
			got = slices.Delete(got, i, i+1)
		}
		for _, g := range got {
			if !strings.HasPrefix(g, " ") && g != "" {
				t.Errorf("%s: one more fault: %s", tt.name, g)
			}
		}
	}
}

// TestRead holds what is read of a folder.
func TestRead(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"site.toml":    "name = \" Papeles   del puerto \"\nlanguage = \"es\"\nbase = \"https://papeles.example/\"\nlogo = \"files/mark.svg\"\n[collections.\"Puerto, 1974\"]\ntitle = \"Los papeles\"\n[accent]\nlight = \"#7a1f3d\"\n",
		"about.md":     "# Sobre &amp; *más*\n\nUno \\* `dos <b>` [tres](pages/uso.md#x-y) <https://otro.example>\n\n## Una _cosa_\n\n1. a\n2. b\n   - c\n\n> d\n\n![marca](files/mark.svg)\n\n| A | B |\n|---|---|\n| 1 | `2` |\n\n    code\n\n---\n",
		"pages/uso.md": "# Uso\n\n[sobre](../about.md) [aquí](#main-2)\n\n## Main\n", "files/mark.svg": mark,
	}
	s, err := read(folder(files))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "Papeles del puerto" || s.Base != "https://papeles.example" || s.Lang() != "es" || s.Collections["Puerto, 1974"].Title != "Los papeles" {
		t.Errorf("%+v", s)
	}
	if f, ok := s.File(s.Logo); !ok || f.Type != "image/svg+xml" || !strings.HasPrefix(s.Logo, "/site/mark.") {
		t.Errorf("logo at %q: %v %+v", s.Logo, ok, f)
	}
	if f, _ := s.File(s.Style); !strings.Contains(string(f.Content), "--accent:light-dark(#7a1f3d,#a3c1f4)") {
		t.Errorf("style: %s", f.Content)
	}
	if s.About.Head != "Sobre & más" || len(s.Pages) != 1 || s.Pages[0].Path() != "/about/uso" {
		t.Errorf("about %+v, pages %+v", s.About, s.Pages)
	}
	blocks := s.About.Text.Blocks
	var kinds []prose.Kind
	for _, b := range blocks {
		kinds = append(kinds, b.Kind)
	}
	if want := []prose.Kind{prose.Paragraph, prose.Heading, prose.Numbers, prose.Quotation, prose.Paragraph, prose.Table, prose.Code, prose.Rule}; !slices.Equal(kinds, want) {
		t.Fatalf("%v, want %v", kinds, want)
	}
	first := blocks[0].Runs
	if first[0].Text+first[1].Text != "Uno * " && first[0].Text != "Uno * " {
		t.Errorf("%+v", first)
	}
	if i := slices.IndexFunc(first, func(r prose.Run) bool { return r.Kind == prose.Link }); first[i].Href != "/about/uso#x-y" {
		t.Errorf("%+v", first[i])
	}
	if blocks[1].ID != "una-cosa" || s.Pages[0].Text.Blocks[1].ID != "main-2" {
		t.Errorf("ids %q and %q", blocks[1].ID, s.Pages[0].Text.Blocks[1].ID)
	}
	files["pages/uso.md"] += "\nMás.\n"
	if other, err := read(folder(files)); err != nil || other.Sum == s.Sum {
		t.Errorf("the sum stays: %v", err)
	}
}

// TestInit holds that a sample is whole, and that nothing is written over.
func TestInit(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "site")
	names, err := Init(dir)
	if err != nil || !slices.Equal(names, []string{"about.md", "pages/terms.md", "site.toml"}) {
		t.Fatalf("%v: %v", names, err)
	}
	s, err := Read(dir)
	if err != nil || s.Name != "Example Cable Archive" || s.About == nil || len(s.Pages) != 1 {
		t.Fatalf("%+v: %v", s, err)
	}
	if _, err := Init(dir); err == nil || !strings.Contains(err.Error(), "about.md") {
		t.Errorf("again: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "about.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := Init(dir); err == nil || !strings.Contains(err.Error(), "terms.md") {
		t.Errorf("with some files: %v", err)
	}
	if _, err := os.Lstat(filepath.Join(dir, "about.md")); err == nil {
		t.Error("a sample was begun where some of it is there")
	}
	// What the sample has behind # is right too.
	b, err := os.ReadFile(filepath.Join(dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	set := strings.Split(string(b), "\n")
	for i, l := range set {
		if key := strings.TrimPrefix(l, "# "); strings.HasPrefix(key, "[") || strings.Contains(key, " = ") {
			set[i] = key
		}
	}
	if _, err := read(folder(map[string]string{"site.toml": strings.Join(set, "\n"), "files/mark.svg": mark})); err != nil {
		t.Errorf("all of the sample: %v", err)
	}
}

// TestThemes holds that the backgrounds are those of the stylesheet.
func TestThemes(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join("..", "..", "web", "static", "css", "base.css"))
	if err != nil {
		t.Fatal(err)
	}
	l, d := themes[0], themes[1]
	pairs := map[string][2]colour{"accent": {l.usual, d.usual}, "paper": {l.paper, d.paper}, "sheet": {l.grounds[1], d.grounds[1]}, "shade": {l.grounds[2], d.grounds[2]}}
	for name, p := range pairs {
		if want := "--" + name + ": light-dark(" + p[0].String() + ", " + p[1].String() + ");"; !strings.Contains(string(b), want) {
			t.Errorf("base.css has no %s", want)
		}
	}
	for _, th := range themes {
		if ratio, ground := th.least(th.usual); ratio < enough {
			t.Errorf("%s: %.2f over %s", th.name, ratio, ground)
		}
	}
}
