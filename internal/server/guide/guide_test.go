package guide

import "testing"

func TestRead(t *testing.T) {
	v, err := read([]byte("# Title\n\nLead `x`.\n\n## One & two\n\n| You type | You find |\n|---|---|\n| `a \\|\\| b`, `c` | both `d` |\n"))
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
	if _, err := read([]byte("- a list")); err == nil {
		t.Error("what cannot be shown is left out without a word")
	}
}
