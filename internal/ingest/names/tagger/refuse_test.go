package tagger

import (
	"slices"
	"testing"
)

// TestReads holds kinds of names, and of what is none, by texts of one paragraph or
// more that are read together.
func TestReads(t *testing.T) {
	t.Parallel()
	m := model(t)
	for name, c := range map[string]struct {
		texts    []string
		has, not []string
	}{
		"a possessive inside": {
			[]string{"The agents of the Hudson’s Bay Company left their posts on the river before the winter, and the company paid them."},
			[]string{"ORG Hudson’s Bay Company"}, nil,
		},
		"a possessive behind a country": {
			[]string{"THE MINISTER SAID THAT NORWAY'S MINISTRY OF FISHERIES WOULD NOT AGREE TO THE QUOTA."},
			[]string{"LOC NORWAY"}, []string{"ORG NORWAY'S MINISTRY OF FISHERIES"},
		},
		"an abbreviation that is explained": {
			[]string{"THE NORTH CAPE NET MAKERS' FEDERATION (NCNMF) MET ON MONDAY.", "A MAN OF THE NCNMF CAME TO THE CONSULATE AND ASKED ABOUT TWINE."},
			[]string{"ORG NORTH CAPE NET MAKERS' FEDERATION", "ORG NCNMF"}, nil,
		},
		"an abbreviation of an office": {
			[]string{"The Deputy Chief of Mission (DCM) called on the harbor master, who told the DCM that the ice was late."},
			nil, []string{"ORG DCM"},
		},
		"headings":         {[]string{"Attachment", "Problem", "JBW"}, nil, []string{"PER Attachment", "PER Problem", "PER JBW", "ORG JBW"}},
		"numbers of parts": {[]string{"The question that was raised in Tab B, and in Article XIV of the agreement, has never come before the Department."}, nil, []string{"ORG Tab", "ORG XIV"}},
		"a contraction":    {[]string{"He said: I’d forgotten it, but we’ve had that from the Norwegian side before."}, nil, []string{"ORG I’d"}},
		"a pair of peoples": {
			[]string{"The banker thought that the Franco-Norwegian company would not pay before the spring."},
			nil, []string{"LOC Franco", "ORG Franco"},
		},
		"what is counted": {[]string{"CUSTOMS WEIGHED EACH BELL AND SENT THE RINGERS HOME WITHOUT THEM."}, nil, []string{"PER BELL"}},
		"initials":        {[]string{"TELEXES WERE SIGNED BY M.L. HOLM OF BERGEN, AND R.G. TVEITEN, ALSO OF BERGEN, BUT NO ONE ANSWERED."}, []string{"PER R.G. TVEITEN"}, []string{"ORG R.G."}},
	} {
		var got []string
		for i, names := range m.Tag(c.texts, nil) {
			for _, n := range names {
				got = append(got, n.Kind+" "+c.texts[i][n.Start:n.End])
			}
		}
		for _, s := range c.has {
			if !slices.Contains(got, s) {
				t.Errorf("%s: %q is missing in %q", name, s, got)
			}
		}
		for _, s := range c.not {
			if slices.Contains(got, s) {
				t.Errorf("%s: %q", name, s)
			}
		}
	}
}
