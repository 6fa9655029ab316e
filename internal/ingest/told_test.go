package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestChanged holds that a file that changes while it is read is reported, and that
// the numbers of the files behind it do not move by that.
func TestChanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(telegramOf(i+1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	job := New(tables(t), nil)
	stages := map[string]int{}
	job.Progress = func(p Progress) {
		if stages[p.Stage]++; p.Stage == "read" && stages[p.Stage] == 3 { // at the end of the first reading
			if err := os.WriteFile(filepath.Join(dir, "c.txt"), []byte(telegramOf(3)+"MORE\n"), 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	var read []string
	report, err := job.Collect(t.Context(), []Input{input(t, dir)}, collect(&read))
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != 3 {
		t.Errorf("read %q", read)
	}
	if len(report.Refused) != 1 || report.Refused[0].Path != "c.txt" || report.Refused[0].Reason != changedReason {
		t.Errorf("refused %+v", report.Refused)
	}
}

// TestListed holds that a file with a great many refusals is told in a bounded list.
func TestListed(t *testing.T) {
	t.Parallel()
	_, refused, report := outcome(t, map[string]string{"a.json": "[" + strings.Repeat("{},", listedParts+500) + "{}]", "b.txt": "", "c.txt": telegramOf(1)})
	if len(refused) != listedParts+2 || !slices.Contains(refused, "in/a.json: 501 more parts of it are refused; the first 1000 are listed") || report.Cables != 1 {
		t.Errorf("%d refusals, the last %q", len(refused), refused[max(0, len(refused)-2):])
	}
}

// TestLimitsTold holds that the table in the documentation is the one of the program.
func TestLimitsTold(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Limits() {
		if row := fmt.Sprintf("| %s | %s | %s |\n", l.What, l.Most, l.Beyond); !strings.Contains(string(b), row) {
			t.Errorf("docs/formats.md has no row\n%s", row)
		}
	}
	_, table, _ := strings.Cut(string(b), "| of | most | beyond |\n| --- | --- | --- |\n")
	if table, _, _ = strings.Cut(table, "\n\n"); strings.Count(table, "\n")+1 != len(Limits()) {
		t.Errorf("docs/formats.md tells other limits than the program has:\n%s", table)
	}
}
