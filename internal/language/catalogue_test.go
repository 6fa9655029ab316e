package language

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"reftel/web/static"
	"reftel/web/templates/words"
)

var update = flag.Bool("update", false, "write the texts of the sources into the catalogues, and keep what is translated")

// unfinished are the languages that are being translated. One whose catalogue is whole is
// none of them.
var unfinished = []string{}

// scriptKeys are the texts of scripts.
func scriptKeys(t *testing.T) []string {
	t.Helper()
	files, err := static.New()
	if err != nil {
		t.Fatal(err)
	}
	return files.Texts()
}

// TestCatalogues holds that each catalogue has all texts, with the same places, and no
// other text.
func TestCatalogues(t *testing.T) {
	t.Parallel()
	texts := keys(t)
	if len(texts) < 250 {
		t.Fatalf("only %d texts are found", len(texts))
	}
	for _, l := range ours[1:] {
		if *update {
			write(t, l.tag, texts)
		}
		has, err := catalogue(l.tag)
		if *update {
			has, err = onDisk(l.tag)
		}
		if err != nil {
			t.Fatal(err)
		}
		missing := 0
		for key, at := range texts {
			said := has[key]
			if said == "" {
				missing++
				if !slices.Contains(unfinished, l.tag) {
					t.Errorf("%s: %q is not translated (%s)", l.tag, key, at)
				}
				continue
			}
			if fault := unlike(l.tag, key, said); fault != "" {
				t.Errorf("%s: %q is translated by %q: %s", l.tag, key, said, fault)
			}
		}
		for key := range has {
			if _, ok := texts[key]; !ok {
				t.Errorf("%s: %q is said nowhere", l.tag, key)
			}
		}
		if missing == 0 && slices.Contains(unfinished, l.tag) {
			t.Errorf("%s is whole, and none of the unfinished ones", l.tag)
		}
		t.Logf("%s: %d of %d texts", l.tag, len(texts)-missing, len(texts))
	}
}

// unlike says how a translation does not go with its text.
func unlike(tag, key, said string) string {
	if meaning.MatchString(said) {
		return "what a text means is not translated"
	}
	if strings.HasPrefix(key, " ") != strings.HasPrefix(said, " ") || strings.HasSuffix(key, " ") != strings.HasSuffix(said, " ") {
		return "another space at its ends"
	}
	if tag == "fr" && breaking.MatchString(said) {
		return "a line could break before a sign"
	}
	want := places(key)
	forms := strings.Split(said, "|")
	if inForms(key) {
		s := speaker(tag, "")
		if n := max(s.Form(0), s.Form(1), s.Form(2), s.Form(5)) + 1; len(forms) != n {
			return fmt.Sprintf("it has %d forms and not %d", len(forms), n)
		}
	} else if len(forms) > 1 {
		return "it has forms of a plural"
	}
	for i, form := range forms {
		got := words.Places(form)
		if i < len(forms)-1 { // one thing may be told without its number
			if _, ok := got[0]; !ok && want[0] == 'd' {
				got[0] = 'd'
			}
		}
		if !maps.Equal(got, want) {
			return fmt.Sprintf("its places are %v and not %v", got, want)
		}
	}
	return ""
}

// breaking are signs that French keeps together with the word before or behind them, and
// that a blank would part from it at the end of a line.
var breaking = regexp.MustCompile(`\S [:;!?»]|« `)

// onDisk reads a catalogue that was written by this test.
func onDisk(tag string) (map[string]string, error) {
	b, err := os.ReadFile(tag + ".toml")
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	return texts, toml.Unmarshal(b, &texts)
}

// write brings a catalogue up to the sources: what is translated stays, what is said
// nowhere goes, and what is not translated is marked.
func write(t *testing.T, tag string, texts map[string]string) {
	t.Helper()
	has, err := onDisk(tag)
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{}
	b, err := os.ReadFile("testdata/notes.toml")
	if err == nil {
		err = toml.Unmarshal(b, &notes)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	out.WriteString("# Texts of the interface in " + speaker(tag, tag).Tag + ". docs/languages.md tells how to write here.\n\n")
	for _, key := range slices.SortedFunc(maps.Keys(texts), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	}) {
		if note := notes[key]; note != "" {
			out.WriteString("# " + note + "\n")
		}
		out.WriteString(quoted(key) + " = " + quoted(has[key]))
		if has[key] == "" {
			out.WriteString(" # missing")
		}
		out.WriteString("\n")
	}
	if err := os.WriteFile(tag+".toml", []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// quoted is a string of TOML.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
