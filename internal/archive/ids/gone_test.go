package ids

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGone holds what is known of ids from table to table: losses with and without a
// reason, what comes back, and what is gone once more.
func TestGone(t *testing.T) {
	t.Parallel()
	one := NewTable([]string{"74OSLO1", "74OSLO2", "74OSLO3", "74OSLO4"}, [][]string{{"1974OSLO00001"}, {"E2", "1974OSLO00002"}, {"E3"}, {"E4", "1974OSLO00004"}})

	two := NewTable([]string{"74OSLO1", "74OSLO4"}, [][]string{nil, nil})
	two.Withdraw(one, "one")
	went := func(now, old *Table) (out []string) {
		for _, g := range now.Went(old) {
			out = append(out, strings.TrimSpace(g.ID+" "+g.Reason))
		}
		return out
	}
	// Other spellings of an id that leads somewhere are not gone, and other ids of a
	// cable that is gone are not told beside it.
	if diff := cmp.Diff([]string{"74OSLO2", "74OSLO3", "E4"}, went(two, one)); diff != "" {
		t.Error(diff)
	}
	two.Explain([]Withdrawal{{"Oslo 1", "no such", "2026-01-01"}, {"e2", "sent twice", "2026-01-02"}, {"74OSLO1", "is here", "2026-01-03"}}, one)
	if diff := cmp.Diff([]string{"74OSLO2 sent twice", "74OSLO3", "E4"}, went(two, one)); diff != "" {
		t.Error(diff)
	}
	for id, want := range map[string]Gone{
		"1974OSLO00002": {"1974OSLO00002", "one", "sent twice", "2026-01-02"}, "74 oslo 2": {"74OSLO2", "one", "sent twice", "2026-01-02"}, "74OSLO3": {"74OSLO3", "one", "", ""},
	} {
		if got, ok := two.Gone(id); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	if got, ok := two.Gone("1974OSLO00001"); ok {
		t.Errorf("another spelling of what is here: %+v", got)
	}

	odd := NewTable([]string{"74OSLO8"}, nil)
	odd.Withdraw(NewTable([]string{"74OSLO9"}, [][]string{{"E\x1b9"}}), "one")
	odd.Explain([]Withdrawal{{"74OSLO9", "torn", "2026-01-02"}}, NewTable([]string{"74OSLO9"}, [][]string{{"E\x1b9"}}))
	if ws := odd.Withdrawals(); len(ws) != 1 || ws[0].ID != "74OSLO9" {
		t.Errorf("an id that no list can hold: %+v", ws)
	}

	three := NewTable([]string{"74OSLO1", "74OSLO2"}, [][]string{nil, {"E4"}})
	three.Withdraw(two, "two")
	three.Withdraw(one, "one")
	if got, ok := three.Gone("74OSLO2"); ok {
		t.Errorf("what is back: %+v", got)
	}
	four := NewTable([]string{"74OSLO1"}, [][]string{nil})
	four.Withdraw(three, "three")
	four.Withdraw(two, "two")
	if got, _ := four.Gone("74OSLO2"); got != (Gone{ID: "74OSLO2", Last: "three"}) {
		t.Errorf("gone once more: %+v", got)
	}
	// A program that knew no reasons may have been between.
	bare := NewTable([]string{"74OSLO1", "74OSLO4"}, [][]string{nil, nil})
	bare.Withdraw(one, "one")
	after := NewTable([]string{"74OSLO1"}, [][]string{nil})
	after.Withdraw(bare, "bare")
	after.Withdraw(two, "two")
	if got, _ := after.Gone("74OSLO2"); got.Reason != "sent twice" {
		t.Errorf("after a program without reasons: %+v", got)
	}
	var told []string
	for _, g := range two.AllGone() {
		told = append(told, g.ID)
	}
	if diff := cmp.Diff([]string{"74OSLO2", "74OSLO3", "E2", "E3", "E4"}, told); diff != "" {
		t.Error(diff)
	}
	if err := one.SetWithdrawals(two.Withdrawals()); err == nil || !strings.Contains(err.Error(), "is withdrawn and not gone") {
		t.Errorf("reasons of another table: %v", err)
	}
}

// TestSalvage reads what is whole of a damaged file.
func TestSalvage(t *testing.T) {
	t.Parallel()
	p := filepath.Join(t.TempDir(), "ids")
	if err := os.WriteFile(p, []byte("H\t74OSLO1\nX\t74OSLO2\nA\tE1\t0\nA\tE9\t9\nG\t74OSLO3\tone\nG\t74OS"), 0o600); err != nil {
		t.Fatal(err)
	}
	table, faults, err := Salvage(p)
	if err != nil || len(faults) != 3 || len(table.Held) != 1 || len(table.Others.Keys) != 1 {
		t.Errorf("%+v, %v, %v", table, faults, err)
	}
	if _, ok := table.Gone("74OSLO3"); !ok {
		t.Error("what is gone was not read")
	}
	if _, err := ReadTable(p); err == nil || !strings.Contains(err.Error(), "a line that is none") {
		t.Errorf("read whole: %v", err)
	}
}
