package main

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestTree holds that what feeds rows in this project can be found, and feeds rows that
// there are.
func TestTree(t *testing.T) {
	t.Parallel()
	checks, err := find(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) < 10 {
		t.Errorf("only %d checks are found: %v", len(checks), checks)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	test := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package a\n\nimport \"reftel/internal/sharedtest\"\n\n" + body)}
	}
	for _, c := range []struct {
		name, path string
		file       *fstest.MapFile
		want       []check
		fails      string
	}{
		{"a test", "a/b/c_test.go", test("func TestKills(t *testing.T) {\n\tfor {\n\t\tsharedtest.Score(t, \"B1 at random\", f(), \"all\", true)\n\t}\n}\n\nfunc TestOther(t *testing.T) {}\n"),
			[]check{{"./a/b", "TestKills", []string{"B1"}}}, ""},
		{"two rows", "a/c_test.go", test("func TestKills(t *testing.T) {\n\tsharedtest.Score(t, \"B1\", \"\", \"\", true)\n\tsharedtest.Score(t, \"B2\", \"\", \"\", true)\n\tsharedtest.Score(t, \"B1 more\", \"\", \"\", true)\n}\n"),
			[]check{{"./a", "TestKills", []string{"B1", "B2"}}}, ""},
		{"a script", ".ci/release", &fstest.MapFile{Data: []byte("echo \"scorecard: I4 | $n | all | met\"\n")}, []check{{".ci/release", "", []string{"I4"}}}, ""},
		{"none", "a/c_test.go", test("func TestKills(t *testing.T) {}\n"), nil, ""},
		{"another module", "other/c_test.go", test("func TestKills(t *testing.T) { sharedtest.Score(t, \"B1\", \"\", \"\", true) }\n"), nil, ""},
		{"no such row", "a/c_test.go", test("func TestKills(t *testing.T) { sharedtest.Score(t, \"Z1\", \"\", \"\", true) }\n"), nil, "Z1"},
		{"a row that is not written out", "a/c_test.go", test("func TestKills(t *testing.T) { sharedtest.Score(t, row, \"\", \"\", true) }\n"), nil, "not written out"},
		{"no test", "a/c_test.go", test("func kills(t *testing.T) { sharedtest.Score(t, \"B1\", \"\", \"\", true) }\n"), nil, "kills feeds a row"},
	} {
		got, err := find(fstest.MapFS{c.path: c.file, "other/go.mod": {}})
		if c.fails != "" {
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil || !slices.EqualFunc(got, c.want, func(a, b check) bool { return a.String() == b.String() && slices.Equal(a.rows, b.rows) }) {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
	}
}

func TestResult(t *testing.T) {
	t.Parallel()
	c := check{"./internal/index", "TestDamage", []string{"B3", "B10"}}
	for _, v := range []struct {
		name, out string
		err       error
		end, why  string
		lines     int
	}{
		{"passed", "=== RUN   TestDamage\n    index_test.go:30: scorecard: B3 | 12 of 12 | all | met\n    scorecard: B10 | 3 s | 1 s | not met\n--- PASS: TestDamage (0.10s)\nPASS\n", nil, "passed", "", 2},
		{"said twice", "scorecard: B3 | 12 of 12 | all | met\nscorecard: B3 | 12 of 12 | all | met\n", nil, "passed", "", 1},
		{"no line", "the scorecard: is good\nscorecard: B3 | only | two\n", nil, "passed", "", 0},
		{"skipped", "=== RUN   TestDamage\n    index_test.go:30: no Chromium here\n--- SKIP: TestDamage (0.00s)\nPASS\n", nil, "skipped", "no Chromium here", 0},
		{"a part skipped", "=== RUN   TestDamage\n    --- SKIP: TestDamage/bolt (0.00s)\n    x_test.go:1: scorecard: B3 | 11 | 11 | met\n--- PASS: TestDamage (0.00s)\n", nil, "passed", "", 1},
		{"failed", "scorecard: B3 | 11 of 12 | all | not met\n--- FAIL: TestDamage (1.00s)\n", errors.New("exit status 1"), "failed", "`./internal/index TestDamage` failed", 1},
		{"another of the package failed", "scorecard: B3 | 12 of 12 | all | met\n--- PASS: TestDamage (1.00s)\n--- FAIL: TestDamageWhileServed (0.10s)\n", errors.New("exit status 1"), "passed", "", 1},
		{"not reached", "=== RUN   TestSwap\npanic: test timed out\n", errors.New("exit status 2"), "failed", "`./internal/index TestDamage` failed", 0},
		{"rows of another", "    x_test.go:1: scorecard: B8 engine | 3 swaps | 0 | met\n--- PASS: TestDamage (0.00s)\n", nil, "passed", "", 0},
	} {
		r := c.result(v.out, v.err)
		if r.end != v.end || r.why != v.why || len(r.lines) != v.lines {
			t.Errorf("%s: got %+v", v.name, r)
		}
	}
}

func TestBatches(t *testing.T) {
	t.Parallel()
	a, b, c, script, other := check{place: "./a", test: "TestA"}, check{place: "./b", test: "TestB"}, check{place: "./a", test: "TestC"}, check{place: ".ci/a"}, check{place: ".ci/b"}
	var got []string
	for _, batch := range batches([]check{script, a, b, c, other}) {
		for _, c := range batch {
			got = append(got, c.String())
		}
		got = append(got, "|")
	}
	if s := strings.Join(got, " "); s != ".ci/a | ./a TestA ./a TestC | ./b TestB | .ci/b |" {
		t.Error(s)
	}
}

// TestMarkdown holds that a row that nothing measured says so, and that one whose test
// failed is not met, whatever was said before it did.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	damage := check{"./internal/index", "TestDamage", []string{"B3", "B10"}}
	c := card{date: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), commit: "abc1234", results: []result{
		damage.result("scorecard: B3 | 12 of 12 | all | met\nscorecard: B3 cut short | 3 of 3 | all | met\n", nil),
		{check: check{"./internal/server", "TestBusy", []string{"E2"}}, end: "failed", why: "`TestBusy` failed", lines: []line{{"E2", "99 %", "99 %", "met"}}},
		{check: check{"./internal/e2e", "TestXSS", []string{"D1"}}, end: "skipped", why: "no Chromium here"},
	}}
	got, faults := c.markdown()
	for _, want := range []string{
		"the short form, on 2026-03-01, commit abc1234",
		"| B3 | damaged files of an archive are noticed and named, and not served | 12 of 12 | all | met |\n| B3 cut short |  | 3 of 3 | all | met |\n",
		"| B10 | rollback | `./internal/index TestDamage` measures it in the long form |  | not run |",
		"| E2 | clients that send only the worst searches, beside others | 99 % | 99 % | met |\n| E2 |  | `TestBusy` failed | it passes | not met |",
		"| D1 | hostile text in every field of every format, on every kind of page, in Chromium | no Chromium here |  | not run |",
		"| A1 | clients that read and search at once: answers a second, times | nothing measures it yet |  | not run |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if !slices.Equal(faults, []string{"E2"}) {
		t.Errorf("not met: %v", faults)
	}
}
