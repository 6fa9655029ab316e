package frus

import (
	"regexp"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// A marking is what a source note says of the original: "Secret; Immediate;
// Nodis."
var marking = regexp.MustCompile(`(?:^|[.;:)\]”"]\s+|\[)(Top [Ss]ecret|Secret|Confidential|Limited Official Use Only|Limited Official Use|For Official Use Only|` +
	`Official Use Only|Unclassified|Restricted|Strictly [Cc]onfidential|Administratively Confidential|No classification marking|No classification)` +
	`([;,.\]]|$| and | [A-Z(\d])`)

// classNames are the classifications as the archive writes them.
var classNames = map[string]string{
	"TOP SECRET": "TOP SECRET", "SECRET": "SECRET", "CONFIDENTIAL": "CONFIDENTIAL", "RESTRICTED": "RESTRICTED",
	"LIMITED OFFICIAL USE": "LIMITED OFFICIAL USE", "LIMITED OFFICIAL USE ONLY": "LIMITED OFFICIAL USE", "OFFICIAL USE ONLY": "OFFICIAL USE ONLY",
	"FOR OFFICIAL USE ONLY": "FOR OFFICIAL USE ONLY", "UNCLASSIFIED": "UNCLASSIFIED",
	"STRICTLY CONFIDENTIAL": "CONFIDENTIAL", "ADMINISTRATIVELY CONFIDENTIAL": "CONFIDENTIAL",
}

// captionNames are forms of captions that the table spells otherwise.
var captionNames = map[string]string{
	"EYES ONLY": "ONLY", "ONLY EYES": "ONLY", "EXCLUSIVELY EYES ONLY": "ONLY", "EXCLUSIVE EYES ONLY": "ONLY",
	"EXCLUSIVE DISTRIBUTION": "EXDIS", "LIMITED DISTRIBUTION": "LIMDIS", "LIMIT DISTRIBUTION": "LIMDIS", "NO DISTRIBUTION": "NODIS",
	"ROGER CHANNEL": "ROGER", "VIA ROGER CHANNEL": "ROGER", "VIA BACKCHANNEL": "BACKCHANNEL", "BACKCHANNEL MESSAGE": "BACKCHANNEL", "BACK CHANNEL": "BACKCHANNEL",
	"VIA BACK CHANNEL": "BACKCHANNEL", "CHEROKEE": "NODIS CHEROKEE", "NODIS/CHEROKEE": "NODIS CHEROKEE", "NO FOREIGN DISSEM": "NOFORN",
	"NO FOREIGN DISSEMINATION": "NOFORN", "NOT RELEASABLE TO FOREIGN NATIONALS": "NOFORN", "NO DISSEM ABROAD": "NOFORN",
}

var precedences = map[string]string{
	"FLASH": "FLASH", "IMMEDIATE": "IMMEDIATE", "NIACT": "IMMEDIATE", "NIACT IMMEDIATE": "IMMEDIATE", "OPERATIONAL IMMEDIATE": "IMMEDIATE",
	"OP IMMEDIATE": "IMMEDIATE", "PRIORITY": "PRIORITY", "ROUTINE": "ROUTINE", "FLASH OVERRIDE": "FLASH",
}

// mark reads classification, captions and precedence out of the source note,
// the corner opposite to the dateline and, for documents that are only listed,
// the head.
func (r reader) mark(c *cable.Cable, b *body) {
	for _, s := range b.sources {
		if i := strings.Index(s, "Source: "); i >= 0 {
			s = s[i:]
		}
		if r.markOf(c, s) {
			return
		}
	}
	for _, s := range b.corner {
		r.corner(c, s)
	}
	if head, _ := b.head.finish(); c.Classification == "" && len(b.paras) == 0 {
		r.markOf(c, head)
	}
}

// files are words after a classification that show that it is part of the name
// of an archive's file.
var files = regexp.MustCompile(`^\W*(?:Files?|Series|Box|Papers|Records|Correspondence|Documents|Subject)\b`)

// markOf reads a marking inside of a note and reports whether it found one.
func (r reader) markOf(c *cable.Cable, s string) bool {
	for at := 0; at < len(s); {
		m := marking.FindStringSubmatchIndex(s[at:])
		if m == nil {
			return false
		}
		class := s[at+m[2] : at+m[3]]
		tail := s[at+m[3]:]
		at += m[3]
		if files.MatchString(tail) {
			continue
		}
		c.Classification = classNames[strings.ToUpper(class)]
		if end := sentence(tail); end >= 0 {
			tail = tail[:end]
		}
		r.captions(c, tail)
		return true
	}
	return false
}

// sentence is where the marking ends.
func sentence(s string) int {
	for i := range len(s) {
		switch s[i] {
		case ']':
			return i
		case '.':
			if i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n' {
				return i
			}
		}
	}
	return -1
}

// captions reads the words behind a classification.
func (r reader) captions(c *cable.Cable, s string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == ',' || r == '(' || r == ')' }) {
		w = strings.ToUpper(strings.Trim(w, " .*“”\""))
		w = strings.TrimPrefix(w, "AND ")
		for _, piece := range strings.Split(w, " AND ") {
			r.caption(c, piece)
		}
	}
}

func (r reader) caption(c *cable.Cable, w string) {
	if w == "" || len(w) > 60 {
		return
	}
	if p := precedences[w]; p != "" {
		if c.Precedence == "" || w == "FLASH" {
			c.Precedence = p
		}
		return
	}
	if i := strings.Index(w, "EYES ONLY"); i >= 0 {
		w = "EYES ONLY"
	}
	if name := captionNames[w]; name != "" {
		w = name
	}
	known, ok := r.tables.Caption(w)
	switch {
	case !ok:
	case known.Kind == "handling" || known.Kind == "distribution" || known.Kind == "channel":
		if !slices.Contains(c.Captions, known.Code) {
			c.Captions = append(c.Captions, known.Code)
		}
	}
}

// corner reads "top secret us urgent", which stands in small letters.
func (r reader) corner(c *cable.Cable, s string) {
	up := " " + strings.ToUpper(fold(strings.NewReplacer(",", " ", ";", " ", ".", " ").Replace(s))) + " "
	if c.Classification == "" {
		for _, name := range []string{"TOP SECRET", "SECRET", "STRICTLY CONFIDENTIAL", "CONFIDENTIAL", "RESTRICTED", "UNCLASSIFIED", "OFFICIAL USE ONLY"} {
			if strings.Contains(up, " "+name+" ") {
				c.Classification = classNames[name]
				break
			}
		}
	}
	for _, name := range []string{"FLASH", "NIACT", "IMMEDIATE", "PRIORITY", "ROUTINE", "EYES ONLY", "NODIS", "EXDIS", "LIMDIS", "NOFORN"} {
		if strings.Contains(up, " "+name+" ") {
			r.caption(c, name)
		}
	}
}
