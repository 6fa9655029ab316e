package guide

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/language"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

func TestRead(t *testing.T) {
	v, err := read([]byte("# Title\n\nLead `x`.\n\n## One & two\n\n| You type | You find |\n|---|---|\n| `a \\|\\| b`, `c` | both `d` |\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Lead) != 1 || len(v.Groups) != 1 || v.Groups[0].ID != "one-two" || v.Groups[0].Title != "One & two" {
		t.Fatalf("%+v", v)
	}
	row := v.Groups[0].Blocks[0].Rows[0]
	if len(row.Term) != 3 || row.Term[0].Text != "a || b" || row.Term[0].Href != "/search?q=a+%7C%7C+b" || row.Term[1].Text != ", " {
		t.Errorf("term %+v", row.Term)
	}
	if line := row.Lines[0]; line.Heading != "" || len(line.Text) != 2 || line.Text[1].Href != "" || !line.Text[1].Code {
		t.Errorf("line %+v", line)
	}
	if _, err := read([]byte("- a list"), nil); err == nil {
		t.Error("what cannot be shown is left out without a word")
	}
}

// codes are the pieces of a part that are typed as they stand, in the order of the alphabet,
// since sentences differ in theirs, and a mark for each that is so in every archive.
func codes(blocks []templates.HelpBlock) (out []string) {
	add := func(runs []templates.HelpRun) {
		for _, r := range runs {
			if r.Fixed {
				out = append(out, "**")
			}
			if r.Code {
				out = append(out, strings.Join(strings.Fields(r.Text), " "))
			}
		}
	}
	for _, b := range blocks {
		if b.Code != "" {
			out = append(out, b.Code)
		}
		add(b.Text)
		for _, r := range b.Rows {
			add(r.Term)
			for _, l := range r.Lines {
				add(l.Text)
			}
		}
	}
	slices.Sort(out)
	return out
}

// TestGuides holds that the guide of each language has the parts and the searches of the
// original and tells of the same signs, fields and parameters, and that it is English where
// nobody wrote it.
func TestGuides(t *testing.T) {
	t.Parallel()
	set, err := language.New("")
	if err != nil {
		t.Fatal(err)
	}
	all, err := New(set.All())
	if err != nil {
		t.Fatal(err)
	}
	original := all[words.English]
	for _, say := range set.All() {
		v := all[say.Lang()]
		if v.Lang != words.English && v.Lang != say.Lang() {
			t.Errorf("%s: the guide is in %q", say.Lang(), v.Lang)
		}
		if got, want := Searches(v), Searches(original); !slices.Equal(got, want) || len(want) < 50 {
			t.Errorf("%s: the searches are %q and not %q", say.Lang(), got, want)
		}
		for i, g := range v.Groups {
			if g.ID != original.Groups[i].ID || len(g.Blocks) != len(original.Groups[i].Blocks) {
				t.Errorf("%s: %q is not as %q", say.Lang(), g.Title, original.Groups[i].Title)
			}
			if got, want := codes(g.Blocks), codes(original.Groups[i].Blocks); !slices.Equal(got, want) {
				t.Errorf("%s: %q has what is typed as %q and not %q", say.Lang(), g.Title, got, want)
			}
		}
	}
	programs, err := Programs(words.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, say := range set.All() {
		v, err := Programs(say.Lang())
		if err != nil || v.Lang != say.Lang() || len(v.Lead) != len(programs.Lead) {
			t.Errorf("%s: the guide for programs is in %q, %v", say.Lang(), v.Lang, err)
			continue
		}
		if got, want := codes(v.Lead), codes(programs.Lead); !slices.Equal(got, want) {
			t.Errorf("%s: the guide for programs begins with %q and not %q", say.Lang(), got, want)
		}
		for i, g := range v.Groups {
			if got, want := codes(g.Blocks), codes(programs.Groups[i].Blocks); !slices.Equal(got, want) || len(g.Blocks) != len(programs.Groups[i].Blocks) {
				t.Errorf("%s: %q has for programs %q and not %q", say.Lang(), g.Title, got, want)
			}
		}
	}
	if v, err := Programs("nn"); err != nil || v.Lang != words.English {
		t.Errorf("in a language that nobody wrote it in it is %q, %v", v.Lang, err)
	}
	short := templates.Help{}
	if alike(&short, original) == nil {
		t.Error("a guide without parts is taken")
	}
	v, err := read([]byte("## Una\n\n| Se escribe | Se encuentra |\n|---|---|\n| `lente` | la lente |\n"), []int{0})
	if got := Searches(v.Help); err != nil || !slices.Equal(got, []string{"lente"}) {
		t.Errorf("of another language: %q, %v", got, err)
	}
}
