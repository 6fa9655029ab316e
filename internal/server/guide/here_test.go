package guide

import (
	"slices"
	"strings"
	"testing"

	"reftel/web/templates"
)

const small = "# Language\n\n## Words\n\nThe word `lens` stands here.\n\n| You type | You find |\n|---|---|\n| `lens` | the lens |\n| `lens OR honey`, `honey` | one of both |\n| `oak` | trees, or **oak** |\n"

func TestChoose(t *testing.T) {
	t.Parallel()
	small, err := read([]byte(small), nil)
	if err != nil {
		t.Fatal(err)
	}
	original := small.Help
	here := Reworded(original, strings.NewReplacer("lens", "herring", "honey", "quota", "oak", "elm").Replace)
	if got := Searches(here); !slices.Equal(got, []string{"herring", "herring OR quota", "quota", "elm"}) {
		t.Errorf("%v", got)
	}
	held := []string{"herring", "herring OR quota", "oak"}
	finds := func(q string) bool { return slices.Contains(held, q) }
	if got := Beside(here, original, finds); !slices.Equal(got, []string{"lens OR honey", "honey", "oak"}) {
		t.Errorf("beside: %v", got)
	}
	v := Choose(here, original, finds)
	var got []string
	for _, r := range v.Groups[0].Blocks[1].Rows {
		for _, run := range r.Term {
			if run.Code {
				got = append(got, run.Text+" "+run.Href)
			}
		}
	}
	want := []string{"herring /search?q=herring", "herring OR quota /search?q=herring+OR+quota", "quota ", "oak /search?q=oak"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if told := here.Groups[0].Blocks[1].Rows[2].Lines[0].Text; len(told) != 2 || told[0].Text != "trees, or " || told[1].Text != "oak" {
		t.Errorf("what is so in every archive is told as %+v", told)
	}
	if text := plainText(v.Groups[0].Blocks[0]); text != "The word herring stands here." {
		t.Errorf("%q", text)
	}
	if text := plainText(original.Groups[0].Blocks[0]); text != "The word lens stands here." {
		t.Errorf("the document has become %q", text)
	}
}

func plainText(b templates.HelpBlock) (s string) {
	for _, r := range b.Text {
		s += r.Text
	}
	return s
}
