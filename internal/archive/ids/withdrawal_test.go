package ids

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadWithdrawals(t *testing.T) {
	t.Parallel()
	want := []Withdrawal{{"08OSLO1", "Sent by mistake, twice", "2026-03-05"}, {"frus1931v09d5", "The volume was taken back.", "2025-12-31"}}
	for name, text := range map[string]string{
		"tabs":          "id\treason\tdate\n08OSLO1\tSent by mistake, twice\t2026-03-05\n\nfrus1931v09d5\tThe volume was taken back.\t2025-12-31",
		"commas":        "id,reason,date\n08OSLO1,\"Sent by mistake, twice\",2026-03-05\nfrus1931v09d5,The volume was taken back.,2025-12-31\n",
		"a spreadsheet": "\xef\xbb\xbfDate,By,ID , Reason\r\n2026-03-05,Holm,08OSLO1,\"Sent by mistake,\r\n twice\"\r\n2025-12-31,,frus1931v09d5,The volume was taken back.\r\n",
		"written":       string(WriteWithdrawals([]Withdrawal{want[1], want[0]})),
	} {
		got, err := ReadWithdrawals(strings.NewReader(text), "w")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	if got, err := ReadWithdrawals(strings.NewReader("id\treason\tdate\n"), "w"); err != nil || len(got) != 0 {
		t.Errorf("no rows: %v, %v", got, err)
	}
	const head = "id,reason,date\n"
	for text, want := range map[string]string{
		"":                                 "w: it is empty; its first line must name the columns id, reason, date",
		"id,reason\n":                      "w:1: no column is called date",
		head + "08OSLO1,,2026-03-05\n":     "w:2: no reason is given for 08OSLO1",
		head + ",gone,2026-03-05\n":        "w:2: no id",
		head + "08OSLO1,gone,\n":           "w:2: no date is given for 08OSLO1",
		head + "08OSLO1,gone,5.3.2026\n":   `w:2: the date of 08OSLO1 is "5.3.2026" and not one like 2026-03-05`,
		head + "08OSLO1,gone,2026-02-30\n": `w:2: the date of 08OSLO1 is "2026-02-30"`,
		head + "08OSLO1,gone\n":            "w:2: 2 columns instead of 3",
		head + "08OSLO2,a,2026-03-05\n08oslo2,b,2026-03-05\n":            "w:3: 08oslo2 stands in line 2 already",
		head + "08OSLO1,\"a,2026-03-05\n":                                "w:2: ",
		head + "08OSLO1," + strings.Repeat("x", 2001) + ",2026-03-05\n":  "w:2: the reason for 08OSLO1 is longer than 2000 bytes",
		head + "08OSLO1,a\x1bb,2026-03-05\n":                             "w:2: control characters",
		head + "08OSLO1,a\xffb,2026-03-05\n":                             "w:2: control characters, or bytes that are no UTF-8",
		"id\treason\tdate\n\n08OSLO1\tgone\n":                            "w:3: 2 columns instead of 3",
		head + "08OSLO3,\"of two\nlines\",2026-03-05\n08OSLO4,,2026-1-1": "w:4: no reason is given for 08OSLO4",
	} {
		if got, err := ReadWithdrawals(strings.NewReader(text), "w"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
}

// FuzzWithdrawals holds that what is read is written in a form that is read as the same.
func FuzzWithdrawals(f *testing.F) {
	for _, text := range []string{"id\treason\tdate\na\tb\t2026-03-05\n", "date,id,reason\n2026-03-05,\"a\"\"b\",\" c\n d\"\n", "\xef\xbb\xbfid,reason,date\r\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ReadWithdrawals(strings.NewReader(text), "w")
		if err != nil || slices.ContainsFunc(got, func(w Withdrawal) bool { return strings.Contains(w.ID, "\t") }) {
			return
		}
		again, err := ReadWithdrawals(strings.NewReader(string(WriteWithdrawals(got))), "w")
		slices.SortStableFunc(got, func(a, b Withdrawal) int { return strings.Compare(a.ID, b.ID) })
		if diff := cmp.Diff(got, again); err != nil || len(got) > 0 && diff != "" {
			t.Fatalf("%v\n%s", err, diff)
		}
	})
}
