package nara

import (
	"strings"

	"reftel/internal/cable"
)

// Attributes are values by name; those that are empty or "n/a" are left out.
type attributes map[string]string

// attributeNames are all names that occur. A value may go on over several
// lines, and its lines may hold colons: only a known name begins a new value.
var attributeNames = names(`
	Automatic Decaptioning|Capture Date|Channel Indicators|Concepts|Control Number|Copy|Current Classification
	Decaption Date|Decaption Note|Disposition Action|Disposition Approved on Date|Disposition Authority|Disposition Case Number
	Disposition Comment|Disposition Date|Disposition Event|Disposition History|Disposition Reason|Disposition Remarks
	Document Number|Document Source|Document Unique ID|Draft Date|Drafter|Enclosure|Errors|Executive Order|Expiration
	Film Number|Format|From|Handling Restrictions|ISecure|Image Path|Legacy Key|Line Count|Litigation Code IDs|Litigation Codes
	Litigation History|Locator|Markings|Message ID|Office|Original Classification|Original Handling Restrictions
	Original Previous Classification|Original Previous Handling Restrictions|Page Count|Previous Channel Indicators
	Previous Classification|Previous Handling Restrictions|Reference|Retention|Review Action|Review Authority|Review Comment
	Review Content Flags|Review Date|Review Event|Review Exemptions|Review History|Review Markings|Review Media Identifier
	Review Referrals|Review Release Date|Review Release Event|Review Transfer Date|Review Withdrawn Fields|SAS ID|Secure|Sent Date|Status
	Subject|TAGS|To|Type|vdkvgwkey`)

func names(s string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(s) {
		for name := range strings.SplitSeq(strings.TrimSpace(line), "|") {
			out[name] = name != ""
		}
	}
	return out
}

// An attributeList collects the lines of the block.
type attributeList struct {
	lines map[string][]string // of each value
	name  string              // the value that a line without a name goes on with
}

func newAttributeList() *attributeList { return &attributeList{lines: map[string][]string{}} }

// values are the values, whose lines are put together once.
func (l *attributeList) values() attributes {
	out := attributes{}
	for name, lines := range l.lines {
		out[name] = strings.Join(lines, " ")
	}
	return out
}

// line takes one line of the block. A page end, which is "", does not end a
// value.
func (l *attributeList) line(t string) {
	if t == "" {
		return
	}
	name, value, found := strings.Cut(t, ":")
	if found && attributeNames[name] {
		l.name = name
		if _, twice := l.lines[name]; twice {
			l.name = ""
			return
		}
		if value = strings.TrimSpace(value); value != "" && !strings.EqualFold(value, "n/a") {
			l.lines[name] = []string{value}
		}
		return
	}
	if l.name == "" {
		return
	}
	l.lines[l.name] = append(l.lines[l.name], t)
}

// plain undoes the signs that were escaped in some of the files.
func plain(s string) string {
	return strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\\`, `\`).Replace(s)
}

// drafted is the day of the draft, which the attributes of 1977 call the day of
// sending.
func (a attributes) drafted() (cable.Date, bool) {
	if d, ok := parseDay(a["Draft Date"]); ok {
		return d, true
	}
	return parseDay(a["Sent Date"])
}
