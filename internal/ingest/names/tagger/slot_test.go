package tagger

import (
	"slices"
	"testing"
)

// TestSlots holds that an unknown name is an organisation or a person where plain words
// beside it say so, and that titles go before them.
func TestSlots(t *testing.T) {
	t.Parallel()
	m := model(t)
	for _, c := range []struct{ text, has, not string }{
		{"SKREITRANS CHAIRMAN TOLD ECONOFF THAT THE LINE WOULD OPEN IN MAY.", "ORG SKREITRANS", "PER SKREITRANS"},
		{"SKREITRANS VICE PRESIDENT OFFERED TEN PERCENT MORE TO THE STRIKERS.", "ORG SKREITRANS", "PER SKREITRANS"},
		{"SKREITRANS OFFICIALS WOULD NOT SAY WHEN THE PLANT WOULD CLOSE.", "", "PER SKREITRANS"},
		{"HE ADDED THAT THE SWISS FIRM TORSKAMED HAD WITHDRAWN ITS BID.", "ORG TORSKAMED", "PER TORSKAMED"},
		{"THE WEEKLY KVITPOST SAID NOTHING OF THE TALKS.", "ORG KVITPOST", "PER KVITPOST"},
		{"CHAIRMAN TVEITEN OF TORSKABANK ASKED FOR A LOAN.", "ORG TORSKABANK", "LOC TORSKABANK"},
		{"POLICE CHIEF KVITSUND DENIED IT.", "PER KVITSUND", "LOC KVITSUND"},
		{"THE SUIT WAS FILED BY LAWYER KVITSUND IN BERGEN.", "PER KVITSUND", "LOC KVITSUND"},
		{"PRESIDENT TVEITENSEN STAFF SAY THAT HE IS CALM.", "PER TVEITENSEN", "ORG TVEITENSEN"},
		{"MINISTER TVEITENSEN SAID THE COMPANY WOULD PAY.", "PER TVEITENSEN", "ORG TVEITENSEN"},
		{"THE TREATY WITH SOVIET UNION KVITSUND THINKS IS DEAD.", "", "ORG KVITSUND"},
	} {
		var got []string
		for _, n := range m.Tag([]string{c.text}, nil)[0] {
			got = append(got, n.Kind+" "+c.text[n.Start:n.End])
		}
		if c.has != "" && !slices.Contains(got, c.has) || slices.Contains(got, c.not) {
			t.Errorf("%s: %q, want %q and not %q", c.text, got, c.has, c.not)
		}
	}
}
