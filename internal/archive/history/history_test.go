package history

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
)

var day = func(n int) time.Time { return time.Date(2026, 3, n, 10, 0, 0, 0, time.UTC) }

func unknown(string) (string, time.Time) { return "", time.Time{} }

// generation writes the history of cables behind another, and reads it as if it was built on
// a day.
func generation(t *testing.T, was *History, n int, cables []Cable, before func(string) (string, time.Time), withdrawn ...string) *History {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, was, len(cables), func(ord int) Cable { return cables[ord] }, before, withdrawn); err != nil {
		t.Fatal(err)
	}
	var held []string
	for _, c := range cables {
		held = append(held, c.ID)
	}
	h, err := Read(dir, held, day(n), true)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func days(h *History) string {
	var out []string
	for _, e := range h.Page(archive.Past{N: 99}).Entries {
		s := e.ID + " " + e.Added.Format("2") + " " + e.Changed.Format("2")
		if e.Gone {
			s += " gone"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// TestWrite holds what a history takes over, and what it does where it takes over nothing.
func TestWrite(t *testing.T) {
	t.Parallel()
	a, b, c := Cable{ID: "79OSLO1", Mark: Mark{1}}, Cable{ID: "79OSLO2", Collection: "Coast", Mark: Mark{2}}, Cable{ID: "79OSLO3", Mark: Mark{3}}
	one := generation(t, nil, 1, []Cable{a, b}, unknown)
	two := generation(t, one, 2, []Cable{c, a}, unknown, "79OSLO9", "79OSLO2")
	other := Cable{ID: "79OSLO1", Mark: Mark{4}}
	three := generation(t, two, 3, []Cable{other, b, {ID: "79OSLO33", Mark: Mark{3}}}, func(id string) (string, time.Time) {
		return map[string]string{"79OSLO33": "79OSLO3"}[id], day(9)
	})
	for want, h := range map[string]*History{
		"79OSLO1 1 1, 79OSLO2 1 1":                                     one,
		"79OSLO1 1 1, 79OSLO2 1 2 gone, 79OSLO3 2 2, 79OSLO9 2 2 gone": two,
		// What is back came first when it came first, and a cable under another id too.
		"79OSLO9 2 2 gone, 79OSLO1 1 3, 79OSLO2 1 3, 79OSLO3 2 3 gone, 79OSLO33 2 3": three,
		// A clock that was put back makes nothing earlier than what it follows.
		"79OSLO1 2 2, 79OSLO4 2 2": generation(t, generation(t, nil, 2, []Cable{a}, unknown), 1, []Cable{a, {ID: "79OSLO4"}}, unknown),
		// Without a history before, what is older is told, and all has changed.
		"79OSLO1 1 7": generation(t, nil, 7, []Cable{a}, func(string) (string, time.Time) { return "", day(1) }),
	} {
		if got := days(h); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if e, ok := two.Withdrawn("79OSLO2"); !ok || e.Collection != "Coast" {
		t.Errorf("withdrawn: %+v, %v", e, ok)
	}
	got := two.Page(archive.Past{Since: day(2), Until: day(2), After: archive.Entry{ID: "79OSLO2", Changed: day(2)}, N: 1})
	if got.Total != 3 || len(got.Entries) != 1 || got.Entries[0].ID != "79OSLO3" {
		t.Errorf("a part: %+v", got)
	}
}

// TestOpen holds what is told where no history is kept, and that a damaged file is refused.
func TestOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	table := ids.NewTable([]string{"79OSLO1"}, nil)
	table.Withdraw(ids.NewTable([]string{"79OSLO2"}, nil), "one")
	h, err := Open(dir, table, day(4), func(uint32) string { return "Coast" })
	if err != nil || days(h) != "79OSLO1 4 4, 79OSLO2 4 4 gone" || h.Entry(0).Collection != "Coast" || h.Arrivals() != 1 || h.Arrival(0) != 0 {
		t.Errorf("without a history: %v, %v", days(h), err)
	}
	if err := Write(dir, nil, 1, func(int) Cable { return Cable{ID: "79OSLO1"} }, unknown, nil); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, Path))
	if err != nil {
		t.Fatal(err)
	}
	later := slices.Clone(whole)
	later[len(later)-recordSize] = 9
	for name, b := range map[string][]byte{
		"empty": nil, "short": whole[:len(whole)-1], "long": append(slices.Clone(whole), 0), "no head": []byte(signature), "a time that is none": later,
	} {
		if err := os.WriteFile(filepath.Join(dir, Path), b, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, table, day(4), nil); err == nil || !strings.Contains(err.Error(), Path) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
