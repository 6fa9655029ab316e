package frus

import (
	"fmt"
	"strings"
	"testing"
)

func TestTelegramHead(t *testing.T) {
	t.Parallel()
	const fromOslo = "7. Telegram From the Embassy in Norway to the Department of State"
	tests := []struct{ name, head, date, paras, want string }{
		{"number, subject, reference", fromOslo, "1978-03-08", `<p>17743. Subject: (C) Views on the Lens. Ref: Oslo 17719 (NOTAL).</p><p>1. (C) Lamps.</p>`,
			"[78OSLO17743] true [78OSLO17719!] Views on the Lens — "},
		{"several, another year", fromOslo, "1978-03-08", `<p>565. For Adler. Subj: Lamps of the U.S., Dec. 11. Ref: (A) 77 State 133075, (B) Lima 3172.</p><p>1. Lamps.</p>`,
			"[78OSLO565] true [77STATE133075! 78LIMA3172!] Lamps of the U.S., Dec. 11 — "},
		{"reference in a paragraph of its own", fromOslo, "1978-03-08", `<p>565. Subject: Lamps.</p><p>Refs: A) State 33075 B) Lima 3172.</p><p>1. Lamps; ref: State 9.</p>`,
			"[78OSLO565] true [78STATE33075! 78LIMA3172!] Lamps — "},
		{"small number with its label", fromOslo, "1978-01-02", `<p>12. Subject: Lamps.</p>`, "[78OSLO12] true [] Lamps — "},
		{"number of a paragraph", fromOslo, "1978-03-08", `<p>12. The lamps were dear.</p>`, "[] false [] "},
		{"from the Department", "7. Telegram From the Department of State to the Embassy in Norway", "1978-03-08", `<p>57270. Lamps for the Ambassador.</p>`, "[78STATE57270] true [] "},
		{"a series of each pair of posts", fromOslo, "1962-03-08", `<p>786. Subject: Lamps. Ref: Oslo 12.</p>`, "[] false [] "},
		{"no telegram", "7. Memorandum of Conversation", "1978-03-08", `<p>57270. Subject: Lamps.</p>`, "[] false [] "},
		{"post not known", "7. Telegram From the Embassy in Ruritania to the Department of State", "1978-03-08", `<p>57270. Subject: Lamps.</p>`, "[] false [] Lamps — "},
		{"day not known", fromOslo, "1978-03", `<p>57270. Lamps. Ref: Oslo 12.</p>`, "[] false [] "},
		{"undated", fromOslo, `1978-03-08" ana="#date_undated`, `<p>57270. Lamps.</p>`, "[] false [] "},
		{"a quotation", fromOslo, "1978-03-08", `<p>57270. “Ref: the lamps of 1970.”</p>`, "[78OSLO57270] true [] "},
	}
	for _, tt := range tests {
		place := "Oslo"
		if strings.Contains(tt.head, "From the Department") {
			place = "Washington"
		} else if strings.Contains(tt.head, "Ruritania") {
			place = "Strelsau"
		}
		c := parseOne(t, "", `<head>`+tt.head+`</head><dateline><placeName>`+place+`</placeName>, <date when="`+tt.date+`">a day</date>.</dateline>`+tt.paras)
		var refs []string
		for _, r := range c.References {
			s := r.ID
			if r.Inferred {
				s += "!"
			}
			refs = append(refs, s)
		}
		got := fmt.Sprint(c.Aliases, " ", c.AliasesInferred, " ", refs, " ", strings.TrimSuffix(c.SubjectDisplay, c.Subject))
		if got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", tt.name, got, tt.want)
		}
		if c.Subject != tt.head[3:] {
			t.Errorf("%s: subject %q", tt.name, c.Subject)
		}
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	const subject = `<list type="subject"><head>SUBJECT</head><item>Nets of the North</item><item>Lamps.</item></list>`
	const present = `<list type="participants"><head>PARTICIPANTS</head><item>Mr. Adler</item><item>Lady Oduya</item></list>`
	long := `<p>` + strings.Repeat("The keeper counted the lamps. ", 10) + `</p>`
	for name, tt := range map[string]struct{ in, want string }{
		"subject":              {`<head>7. Memorandum of Conversation</head>` + present + subject + long, "Nets of the North; Lamps — Memorandum of Conversation"},
		"subject and who met":  {`<head>7. Memorandum of Conversation</head><list type="subject"><head>SUBJECT</head><item>Nets</item><item>RURITANIAN PARTICIPANT</item><item>Mr. Adler</item></list>` + long, "Nets — Memorandum of Conversation"},
		"a long list":          {`<head>7. Paper</head><list type="subject"><head>SUBJECT</head><item>Nets</item><item>` + strings.Repeat("Lamps of the north ", 20) + `</item></list>`, "Nets — Paper"},
		"who met":              {`<head>7. Memorandum of Conversation</head>` + present + long, "Memorandum of Conversation — Mr. Adler; Lady Oduya"},
		"the head says it":     {`<head>7. Memorandum of Conversation Between Mr. Adler and Lady Oduya</head>` + present, ""},
		"a country":            {`<head>7. Paper</head><list type="subject"><head>COUNTRY</head><item>Ruritania</item></list>`, ""},
		"that of an enclosure": {`<head>7. Letter</head>` + long + subject, ""},
		"of an attachment":     {`<head>7. Letter</head><p>Enclosed.</p><attachment>` + subject + `</attachment>`, ""},
	} {
		if got := parseOne(t, "", tt.in).SubjectDisplay; got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
