package architecture

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"reftel/internal/sharedtest"
)

// unescaped is what writes a text as it is, or takes an address unseen.
var unescaped = regexp.MustCompile(`\btempl\.(Raw|SafeURL|SafeCSS|SafeScript|JSUnsafeFuncCall)\b|\btemplate\.(HTML|HTMLAttr|JS|JSStr|URL|CSS|Srcset)\(`)

// unescapedIn are the lines of templates and of sources that do so. Tests and what is
// generated of templates do not count.
func unescapedIn(fsys fs.FS, dirs ...string) (faults []string, files int, err error) {
	for _, dir := range dirs {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if ext := path.Ext(name); err != nil || d.IsDir() || ext != ".go" && ext != ".templ" || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				return err
			}
			b, err := fs.ReadFile(fsys, name)
			files++
			if err != nil || !bytes.Contains(b, []byte("templ")) {
				return err
			}
			n := 0
			for line := range strings.Lines(string(b)) {
				n++
				if code, _, _ := strings.Cut(line, "//"); unescaped.MatchString(code) {
					faults = append(faults, fmt.Sprintf("%s:%d writes unescaped: %s", name, n, strings.TrimSpace(line)))
				}
			}
			return nil
		})
		if err != nil {
			return nil, 0, fmt.Errorf("reading %s: %w", dir, err)
		}
	}
	return faults, files, nil
}

// TestNothingUnescaped holds that templates write nothing that is not escaped.
func TestNothingUnescaped(t *testing.T) {
	t.Parallel()
	bad := fstest.MapFS{
		"web/a.templ":    {Data: []byte("package a\n\ntempl p(s string) {\n\t@templ.Raw(s)\n\t<a href={ templ.SafeURL(s) }>x</a>\n}\n")},
		"web/a_templ.go": {Data: []byte("var x = templ.SafeURL(s)\n")},
		"web/b.go":       {Data: []byte("var y = template.HTML(s) // as it is\n// templ.Raw is not called\n")},
	}
	if faults, _, err := unescapedIn(bad, "web"); err != nil || len(faults) != 3 {
		t.Errorf("of three faults are found %q, %v", faults, err)
	}
	faults, files, err := unescapedIn(os.DirFS("../.."), "web", "internal", "cmd")
	if err != nil || files < 100 {
		t.Fatalf("%d files were read: %v", files, err)
	}
	report(t, faults)
	sharedtest.Score(t, "D3", fmt.Sprintf("%d places that write unescaped, in %d files", len(faults), files), "0", !t.Failed())
}
