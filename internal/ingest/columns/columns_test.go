package columns

import "testing"

func TestParseDate(t *testing.T) {
	days, told := Order{DayFirst: true, Told: true}, Order{Told: true}
	for _, c := range []struct {
		in    string
		order Order
		want  string
		doubt bool
	}{
		{"5/3/2008 15:05", told, "2008-05-03T15:05", false},
		{"5/3/2008 15:05", days, "2008-03-05T15:05", false},
		{"5/3/08", told, "2008-05-03", false},
		{"5/3/2008", Order{}, "2008-05-03", true},
		{"5/5/2008", Order{}, "2008-05-05", false},
		{"13/5/2008", told, "2008-05-13", true},
		{"3.5.2008", Order{}, "2008-05-03", false},
		{"3-5-2008 3:05:09 PM", days, "2008-05-03T15:05", false},
		{"2008-05-03", told, "2008-05-03", false},
		{"20080503", told, "2008-05-03", false},
		{"2008/05/03 15:05", told, "2008-05-03T15:05", false},
		{"2008-05-03 00:00:00.000", told, "2008-05-03", false},
		{"2008-05-03T00:30:00+02:00", told, "2008-05-02T22:30", false},
		{"2008-05-03T15:05:00.25Z", told, "2008-05-03T15:05", false},
		{"3 May 2008", told, "2008-05-03", false},
		{"03-MAY-1974", told, "1974-05-03", false},
		{"May 3, 2008 15:05", told, "2008-05-03T15:05", false},
		{"Sat, 3 May 2008 15:05:00 +0000", told, "2008-05-03T15:05", false},
		{"1974", told, "1974", false},
		{"1974-05", told, "1974-05", false},
		{"31/31/2008", told, "", false},
		{"2008-13-03", told, "", false},
		{"5/3/2008 25:05", told, "", false},
		{"soon", told, "", false},
		{"", told, "", false},
	} {
		d, doubt, ok := ParseDate(c.in, c.order)
		got := ""
		if ok {
			got = d.String()
		}
		if got != c.want || (doubt != "") != c.doubt {
			t.Errorf("%q: %q, doubt %q, want %q", c.in, got, doubt, c.want)
		}
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]Field{
		"Document Number": ID, "message_text": Body, "DRAFT-DATE": Date, "From:": From, "Film Number": Other, "": Other, "Original Classification": Class,
	} {
		if got, ok := Named(name); got != want || ok != (want != Other) {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"5/3/2008 15:05", "2008-05-03T15:05:00Z", "May 3, 2008", "1.2.3 4:5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, _, ok := ParseDate(s, Order{}); ok && !d.Valid() {
			t.Errorf("%q gives %+v", s, d)
		}
	})
}
