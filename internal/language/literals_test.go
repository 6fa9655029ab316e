package language

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	templ "github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

// pagesOf are the sources of what stands on pages.
var pagesOf = []string{"../../web/templates", "../server", "../../web/static", "../app/static/finder"}

// forPrograms are the sources of what programs take, which is in the language of the
// site or in English, and of what is read and never written.
var forPrograms = []string{
	"server/api/", "server/oai/", "server/arks/", "server/securitytxt/", "server/middleware/", "server/shape/forms/", "server/shape/picks/forms.go", "server/shape/embedding/",
	"server/desk/log.go", "server/desk/once.go", "server/desk/problem.go", "server/feeds.go", "server/forms.go", "server/guide/guide.go", // a guide is read as it is written
	"server/finding/offices.go", "server/finding/sent.go", "server/shape/examples/wording.go", "server/shape/examples/dates.go", // patterns of English texts
}

// noWords are literals that look like texts and are none: names, classes, markup, and
// what the state of the server is told by.
var noWords = map[string]bool{
	"series s": true, "badge limited": true, "badge open": true, "badge secret": true, "badge confidential": true, "date-hint ": true, "wide quotation": true,
	"<span lang=\"en\">": true, " href=\"/": true, " action=\"/": true, " formaction=\"/": true, "error page failed": true, "The page is at ": true, "Book": true,
	"To": true, "Id": true, "Ref": true, "\nNote %s: %s\n": true, // of the plain text of a cable
	"What was published last cannot be served as it was published. The log tells why.": true, // of /readyz
	"Reftel": true, "BibLaTeX": true, "Atom": true, "Markdown": true, "BibTeX": true, "use strict": true, "; ": true, ",\\n  annote = {": true,
	"Escape": true, "Enter": true, "ArrowDown": true, "ArrowUp": true, "AbortError": true, // of browsers
}

// prose is what readers read: words with blanks between them or at an end, or one word
// with a capital. A colon or a semicolon between two texts is one too: languages set
// another space before it.
var prose = regexp.MustCompile(`^[:;] +$|^\s*[A-Z][a-z]+|[a-z]{2}[,.:;]? [a-z]|[a-z]{2}: ?$|^ [a-z]{2}|[a-z]{2} $`)

// technical are media types, and names of fields as searches and addresses have them.
var technical = regexp.MustCompile(`; charset=|^[/=]?[a-z]+:$|^property=|^@layer `)

// tags are those of a piece of HTML, which may begin and end in one.
var tags = regexp.MustCompile(`<[^<>]*(?:>|$)|^[^<>]*>|^ [a-z-]+="$`)

// tellsOthers are functions whose literals no reader sees: those of errors, of patterns,
// of headers, and of what is compared.
var tellsOthers = regexp.MustCompile(`^(errors|regexp|strings|slices|slog|http|os|time|log|url|flag|path|filepath|utf8|unicode)\.|^fmt\.Errorf$|^templruntime\.WriteString$|^templ\.(Error|EscapeString)$|\.(Set|Add|Get|Del|Info|Warn|Error|Debug)$|^panic$`)

// TestLiterals holds that what stands on pages is said by words, so that a text without a
// translation cannot come in.
func TestLiterals(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for key := range keys(t) {
		said[key] = true
		for form := range strings.SplitSeq(key, "|") {
			said[form] = true
		}
	}
	read, spared := 0, map[string]bool{}
	for _, dir := range pagesOf {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, other := range forPrograms {
				if strings.Contains(path, other) {
					spared[other] = true
					return nil
				}
			}
			var found []string
			switch filepath.Ext(path) {
			case ".templ":
				found, err = inMarkup(path)
			case ".go":
				found, err = inCode(path, said)
			case ".js":
				found, err = inScript(path)
			default:
				return nil
			}
			read++
			for _, text := range found {
				if !noWords[text] {
					t.Errorf("%s: %q is in no catalogue", path, text)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 || len(spared) != len(forPrograms) {
		t.Errorf("only %d sources, and %d of %d that are spared", read, len(spared), len(forPrograms))
	}
}

// inMarkup are the texts that stand in a template as they are.
func inMarkup(path string) (found []string, err error) {
	file, err := templ.Parse(path)
	if err != nil {
		return nil, err
	}
	note := func(text string) {
		if text = strings.TrimSpace(text); letters.MatchString(text) {
			found = append(found, text)
		}
	}
	v := visitor.New()
	v.Text = func(n *templ.Text) error {
		note(n.Value)
		return nil
	}
	v.ConstantAttribute = func(n *templ.ConstantAttribute) error {
		if key, ok := n.Key.(templ.ConstantAttributeKey); ok && slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, key.Name) {
			note(n.Value)
		}
		return nil
	}
	return found, file.Visit(v)
}

var letters = regexp.MustCompile(`[A-Za-z]{2}`)

// inCode are the texts of a source of Go, that which is made of a template too, that reach
// a page without a catalogue.
func inCode(path string, said map[string]bool) (found []string, err error) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.IndexExpr, *ast.Field:
			return false
		case *ast.CallExpr:
			return !tellsOthers.MatchString(nameOf(n.Fun))
		case *ast.BinaryExpr:
			text, whole := literal(n)
			return n.Op != token.EQL && n.Op != token.NEQ && !(whole && said[text])
		case *ast.BasicLit:
			if text, ok := literal(n); ok && !technical.MatchString(text) && !said[text] && prose.MatchString(tags.ReplaceAllString(text, "")) {
				found = append(found, text)
			}
		}
		return true
	})
	return found, nil
}

// inScript are the texts of a script that it does not say.
func inScript(path string) (found []string, err error) {
	b, err := os.ReadFile(path)
	b = saidIn.ReplaceAll(besides.ReplaceAll(b, nil), nil)
	for _, m := range quotedIn.FindAllSubmatch(b, -1) {
		if text := string(m[1]); prose.MatchString(text) && !technical.MatchString(text) && !selectors.MatchString(text) {
			found = append(found, text)
		}
	}
	return found, err
}

var (
	besides   = regexp.MustCompile(`(?m)^\s*//.*$|'[^'\n]*'|/[^/\n" ]*"[^/\n]*/`) // comments, and what has marks of quotation in it
	saidIn    = regexp.MustCompile(`\b(?:say|count)\((?:[^",\n]+, )?"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")?`)
	quotedIn  = regexp.MustCompile("[\"`]((?:[^\"`\\\\\n]|\\\\.)*)[\"`]")
	selectors = regexp.MustCompile(`^[.#\[]|^(?:input|a an|this)\b[ ,].*\b(?:textarea|as|was)\b`) // and words that searches leave out
)

// nameOf is what a call calls: strings.Cut.
func nameOf(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return nameOf(f.X) + "." + f.Sel.Name
	}
	return ""
}
