package frus

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// TestMargin: what stands in the margin stays in the text where it stands, and
// out of the names of a head.
func TestMargin(t *testing.T) {
	t.Parallel()
	c := parseOne(t, "", `<head>*4. Mr. Holm to Mr. Dahl.<seg type="margin">62]</seg></head><p>The lamp was lit.<seg type="margin">[8]</seg><seg type="margin">Appendix No. 9.<note n="1">Lost.</note></seg></p>`+
		`<list><item>one <seg type="margin">[9]</seg> two</item></list><closer><signed>Holm<seg type="margin">[10]</seg></signed></closer>`)
	got := fmt.Sprintf("%s|%s|%v|%v", c.Subject, c.From, c.To, c.Signers)
	for _, p := range c.Paragraphs {
		got += "|" + p.Text
	}
	if want := "Mr. Holm to Mr. Dahl. [62]|Mr. Holm|[Mr. Dahl]|[Holm]|The lamp was lit. [8] [Appendix No. 9. [Lost.]]|one [9] two"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// TestUntitled: where the volume says that there is no head, that is the
// subject, and the first words are shown.
func TestUntitled(t *testing.T) {
	t.Parallel()
	c := parseOne(t, "", `<head>[Untitled]<seg type="margin">[7]</seg></head><p>Extract of a lecture on lamps.</p>`)
	if c.Subject != "[Untitled] [7]" || c.SubjectDisplay != "Extract of a lecture on lamps." || !c.SubjectInferred || c.NotPrinted {
		t.Errorf("%q, %q, %v, %v", c.Subject, c.SubjectDisplay, c.SubjectInferred, c.NotPrinted)
	}
}

// TestNumberOfHead: the number of the document goes from its head, whatever
// stands behind it, where the encoding has the same, and may have a head of its own.
func TestNumberOfHead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<head>7 Telegram From Oslo</head>`:                    "7 Telegram From Oslo",
		`<head>[7] telegram</head>`:                            "7 telegram",
		`<head>1948 Report</head>`:                             "7 1948 Report",
		`<head>No. 7.</head><head>Mr. Holm to Mr. Dahl</head>`: "7 Mr. Holm to Mr. Dahl",
		`<head>No. 7.</head><p>Lamps.</p>`:                     "7 No. 7.",
	} {
		c := parseOne(t, "", in)
		got := c.Edition.Number + " " + c.Subject
		if got != want || doubtsOf(c) != "" {
			t.Errorf("%s: %q, want %q; %s", in, got, want, doubtsOf(c))
		}
	}
}

func TestNumbering(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1 2 3":                       "1 2 3",
		"1 2 5 9 20":                  "1 2 5 9",
		"4 5":                         "",
		"1 2 3 1 2 4 5":               "1 2 3 1 2 4 5", // of the text that is quoted, then of the outer list
		"1 2 8 1 2 9 10":              "1 2 1 2",       // 8 was none
		"1 2 3 4 5 6 7 1 2 8 9":       "1 2 3 4 5 6 7 1 2 8 9",
		"1 2 3 4 5 6 7 8 1 1 2 3 9 4": "1 2 3 4 5 6 7 8 1 1 2 3 9",
		"1 7":                         "1",
	} {
		var got []string
		var o numbering
		for _, s := range strings.Fields(in) {
			var n int
			fmt.Sscan(s, &n)
			if o.takes(n) {
				got = append(got, s)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", in, s, want)
		}
	}
}

// TestHalves: a name has both halves of a pair of brackets or quotes, or none.
func TestHalves(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"A [|Holm] Otto| spoke":     "[Holm] Otto",
		"A |Holm (Otto|) spoke":     "Holm (Otto)",
		"A |Holm (Otto| spoke":      "Holm",
		"A |Holm) Otto Hans| spoke": "Otto Hans",
		"A |“Holm| spoke":           "Holm",
		"A |Holm”| spoke":           "Holm",
		"A |(Holm) “Otto”| spoke":   "(Holm) “Otto”",
		"A |)| spoke":               "",
	} {
		parts := strings.Split(in, "|")
		s := strings.Join(parts, "")
		start, end := pairedSpan(s, len(parts[0]), len(parts[0])+len(parts[1]))
		if got := s[start:end]; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	c := parseOne(t, "", `<head>1. Note</head><p>Said [<persName>Holm] Otto</persName>.</p><closer><signed>“OTTO HOLM</signed></closer>`)
	if e := c.Paragraphs[0].Entities; len(e) != 1 || e[0].Text != "[Holm] Otto" || c.Signers[0] != "OTTO HOLM" {
		t.Errorf("%+v, %q", e, c.Signers)
	}
}

// TestLongID: what can have no page is refused.
func TestLongID(t *testing.T) {
	t.Parallel()
	for in, ok := range map[string]bool{
		strings.Repeat("d", 40) + "1": true,
		strings.Repeat("d", 78) + "1": false,
	} {
		p := source.Part{Name: in, Line: 1, Raw: []byte(`<div type="document" xml:id="` + in + `"><p>A</p></div>`)}
		if _, err := Format(tables(t)).Parse("frus1931v09.xml#"+in, p); (err == nil) != ok {
			t.Errorf("%s: %v", in, err)
		}
	}
}

// TestTellLost: words that the cable has not are a doubt, and a file that a note
// includes is one.
func TestTellLost(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<head>2. Note</head><p>A la<hi>mp</hi><pb n="3"/>light<note n="1">See <hi>above</hi>.</note></p><table><head>One</head><head>Two</head><row><cell>a</cell></row></table>`: "",
		`<head>2. Note</head><p>The <choice><sic>laamp</sic><corr>lamp</corr></choice> was lit.</p>`:                                                                               "text corrected by the editors 1|words lost 1: laamp",
		`<head>2. Note</head><p>The lamp<note n="1">Or <xi:include href="more.xml"/>.</note> was lit.</p>`:                                                                         "include not followed more.xml",
	} {
		c := parseOne(t, `xmlns:xi="http://www.w3.org/2001/XInclude"`, in)
		if got := doubtsOf(c); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	p := source.Part{Name: "d7A", Line: 1, Raw: []byte(`<div type="document" xml:id="d7A"><head>No. 7A. Note</head><p>A</p></div>`)}
	if c, err := Format(tables(t)).Parse("frus1931v09.xml#d7A", p); err != nil || c.Edition.Number != "7A" || doubtsOf(c) != "" {
		t.Errorf("number of the head: %+v, %v", c, err)
	}
}

func doubtsOf(c *cable.Cable) string {
	var out []string
	for _, d := range c.Doubts {
		switch d.Kind {
		case "words lost", "include not followed", "text corrected by the editors":
			out = append(out, d.Kind+" "+d.Detail)
		}
	}
	return strings.Join(out, "|")
}
