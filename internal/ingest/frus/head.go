package frus

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
)

// The number in front of a head: "5. Telegram …", "[12] Mr. …", "No. 87. Mr. …",
// "No. 1 The Chargé …". What follows without a blank or a full stop must begin
// like a head: 2.5 is a number, No. 4 to Rome a despatch.
var (
	headNumber = regexp.MustCompile(`^\*?(?:\[?\d{1,4}[A-Za-z]?\]?\.\s+|\[\d{1,4}\]\s+|No\. ?\d{1,4}[A-Za-z]?\.[\]]?\s*|\[No\. ?\d{1,4}[A-Za-z]?\.?\]\s*)`)
	headPlain  = regexp.MustCompile(`^\*?\[?(?:No\. ?)?(\d{1,4}[A-Za-z]?)\]?\.? +`)
	headGlued  = regexp.MustCompile(`^\*?(?:\[?\d{1,4}[A-Za-z]?\]?\.|No\. ?\d{1,4}[A-Za-z]?\s+)[\p{Lu}“[]`)
)

// headText is the head without its number, with the marks of from and to.
func (b *body) headText() (string, []span) {
	s, spans := b.head.finish()
	whole := len(s)
	if loc := headNumber.FindStringIndex(s); loc != nil && loc[1] < len(s) {
		s, spans = cutFront(s, spans, loc[1])
	} else if loc := headGlued.FindStringIndex(s); loc != nil && b.numbered(s[:loc[1]]) {
		_, last := utf8.DecodeLastRuneInString(s[:loc[1]])
		s, spans = cutFront(s, spans, loc[1]-last)
	}
	if m := headPlain.FindStringSubmatch(s); m != nil && whole == len(s) && b.doc != nil && m[1] == strings.Trim(b.doc.get("n"), "[]. ") {
		s, spans = cutFront(s, spans, len(m[0]))
	}
	if strings.HasPrefix(s, "*") {
		n := len(s) - len(strings.TrimLeft(s, "* "))
		s, spans = cutFront(s, spans, n)
	}
	b.headCut = whole - len(s)
	return strings.TrimSuffix(s, closingStop(s)), spans
}

// numberOnly is a head that holds the number of the document and nothing else.
var numberOnly = regexp.MustCompile(`^\*?\[?(?:No\. ?)?\d{1,4}[A-Za-z]?\]?\.?\]?$`)

// moreHeads reports whether the document has another head behind one.
func (b *body) moreHeads(head *node) bool {
	for i := len(b.doc.kids) - 1; i >= 0 && b.doc.kids[i] != head; i-- {
		if b.doc.kids[i].name == "head" {
			return true
		}
	}
	return false
}

// numbered reports whether the front of a head can be the number of the
// document: where the encoding gives one, it must be that.
func (b *body) numbered(front string) bool {
	if b.doc == nil || b.doc.get("n") == "" {
		return true
	}
	return strings.Contains(front, strings.Trim(b.doc.get("n"), "[]. "))
}

// closingStop is the full stop at the end of a head, unless it belongs to an
// abbreviation or the head has sentences.
func closingStop(s string) string {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	if !strings.HasSuffix(word, ".") || strings.Contains(s[:len(s)-1], ". ") && !strings.Contains(s, " to ") {
		return ""
	}
	word = strings.TrimSuffix(word, ".")
	switch word {
	case "Jr", "Sr", "Esq", "Inc", "Co", "Ltd", "etc", "pp", "p", "No", "Vol", "St", "Messrs":
		return ""
	}
	if strings.Contains(word, ".") || len(word) < 2 || strings.HasSuffix(s, "...") || strings.HasSuffix(s, ". .") {
		return ""
	}
	return "."
}

// Words of a head. A date, or the sentences of a microfiche list, end the
// names.
var (
	headDate   = regexp.MustCompile(`,? (?:dated |of |on )?(?:` + aMonth + ` \d{1,2}\b|\d{1,2} ` + aMonth + `\b).*$|, undated\b.*$|, n\.d\.?.*$`)
	headFrom   = regexp.MustCompile(`(?:^|\s)[Ff]rom\s+`)
	headBy     = regexp.MustCompile(`(?:^|[\s,])(?:[Pp]repared (?:[Bb]y|[Ii]n)|[Bb]y)\s+(?:the\s+)?`)
	headFor    = regexp.MustCompile(`^(?:[A-Z][\w-]* )*Memorandum (?:Prepared )?[Ff]or\s+(.+)$`)
	headToFrom = regexp.MustCompile(`^(?:[A-Z][\w-]*|\d+|No\.) ?(?:[\w./-]+ ){0,4}?[Tt]o (.+)$`)
	headTo     = regexp.MustCompile(`^(?:[A-Z][\w-]* ){0,2}(?:[Tt]elegram|[Aa]irgram|[Dd]espatch|[Dd]ispatch|[Cc]able|[Ii]nstruction|[Mm]essage|[Ll]etter|[Nn]ote|[Mm]emorandum)(?: No\.)?(?: [\w/-]*\d[\w/-]*)? [Tt]o (.+)$`)
	headForOf  = regexp.MustCompile(`^(?:[A-Z][\w-]* )*Memorandum [Ff]or (.+)$`)
	noSender   = regexp.MustCompile(`(?i)\b(?:extracts?|excerpts?|passages?|quotations?|translations?|transcripts?|notes|chronology|.* operation|paragraphs?|selections?|withdrawal|retreat|departure|return)(?: \(.*\))?$`)
	talk       = regexp.MustCompile(`(?i)\b(?:conversations?|discussions?|meetings?|conference|exchange)\b`)
	authored   = regexp.MustCompile(`(?i)\b(?:memorandum|memoranda|paper|notes?|statement|address|report|remarks|message|draft|record|circular|summary|letter|telegram|aide-m[ée]moire|` +
		`study|estimate|speech|minutes|instructions?|despatch|dispatch|brief|plan|proposal|analysis|comments?|essay|announcement|press release|communiqu[ée])\b`)
	noLetter = regexp.MustCompile(`^(?:The |An? )?(?:\w+ )?(?:Address|Message|Messages|Report|Reply|Answer|Proposal|Visit|Speech|Appeal|Remarks|Statement|Amendments?|Annex|Appendix|Addendum|Attachment|Agreement|Protocol|Approaches|Editorial)\b`)
	sender   = regexp.MustCompile(`^(?:The |Mr\.?|Mrs\.?|Miss |Messrs\.?|Dr\.|Sir |Lord |Lady |Earl |Count |Baron |Prince |Princess |Duke |Viscount |Marquis |Marquess |General |Admiral |Rear |Vice |Captain |` +
		`Commodore |Commander |Colonel |Lieutenant |Major |Se[nñ]or |Governor |Judge |President |Secretary |Acting |Under |Assistant |Deputy |Ambassador |Charg[ée] |Consul |Minister |Senator |Don |M\. |Prof|Rev|` +
		`Hon|Prime |Premier |Chairman |Chancellor |King |Queen |Emperor |[A-Z]\. |Chevalier |Department |Embassy |Congressman |Representative |[A-Z][a-z]+ Pasha|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)* \()`)
)

// correspondents tells who wrote and to whom, by the wording of the head. The
// marks of the encoding are the judges: a name that they mark must be part of
// what was found on its side.
func correspondents(head string, marks []span) (from string, to []string) {
	var fromMarks, toMarks []string
	for _, m := range marks {
		if m.kind == markMargin && m.start < len(head) {
			head = strings.TrimRight(head[:m.start], " .")
		}
	}
	for _, m := range marks {
		if m.end > len(head) {
			m.end = len(head)
		}
		if m.start >= m.end {
			continue
		}
		switch m.kind {
		case markFrom:
			fromMarks = append(fromMarks, cleanName(head[m.start:m.end]))
		case markTo:
			toMarks = append(toMarks, cleanName(head[m.start:m.end]))
		}
	}
	left, right := wording(head)
	if len(fromMarks) > 0 && !containsAny(left, fromMarks) {
		left = strings.Join(fromMarks, " and ")
	}
	if len(toMarks) > 0 && !containsAny(right, toMarks) {
		return cleanName(left), toMarks
	}
	return cleanName(left), addressees(right)
}

func containsAny(s string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.Contains(s, n) })
}

// wording splits the head at the words that say who wrote to whom.
func wording(h string) (from, to string) {
	h = headDate.ReplaceAllString(h, "")
	if loc := headFrom.FindStringIndex(h); loc != nil && !noSender.MatchString(h[:loc[0]]) {
		before, rest := h[:loc[0]], h[loc[1]:]
		if left, right, ok := cutTo(rest, true); ok {
			return left, right
		}
		if m := headToFrom.FindStringSubmatch(before); m != nil {
			return rest, m[1]
		}
		if m := headForOf.FindStringSubmatch(before); m != nil && !strings.HasPrefix(strings.ToLower(m[1]), "the record") {
			return rest, m[1]
		}
		if talk.MatchString(before) {
			return "", ""
		}
		return rest, ""
	}
	if loc := headBy.FindStringIndex(h); loc != nil && authored.MatchString(h[:loc[0]]) {
		rest := cutTopic(h[loc[1]:])
		if left, right, ok := cutTo(rest, false); ok {
			return left, right
		}
		if m := headToFrom.FindStringSubmatch(h[:loc[0]]); m != nil {
			return rest, m[1]
		}
		return rest, ""
	}
	if m := headFor.FindStringSubmatch(h); m != nil {
		if strings.HasPrefix(strings.ToLower(m[1]), "the record") || strings.Contains(m[1], "File") {
			return "", ""
		}
		return "", m[1]
	}
	if m := headTo.FindStringSubmatch(h); m != nil && addressee(m[1]) {
		return "", m[1]
	}
	if sender.MatchString(h) && !noLetter.MatchString(h) {
		if left, right, ok := cutTo(h, false); ok && addressee(right) {
			return left, right
		}
	}
	return "", ""
}

var topic = regexp.MustCompile(`: | (?:[Cc]oncerning|[Rr]egarding|[Rr]elating [Tt]o) |(\w+) [Oo]n `)

// cutTopic takes what the paper is about off the end of its author.
func cutTopic(s string) string {
	for _, m := range topic.FindAllStringSubmatchIndex(s, 4) {
		if m[2] < 0 {
			return s[:m[0]]
		}
		switch s[m[2]:m[3]] {
		case "Committee", "Subcommittee", "Commission", "Conference", "Council", "Group", "Board", "Delegation", "Assistant", "Adviser", "Office", "Panel", "Center":
		default:
			return s[:m[3]]
		}
	}
	return s
}

// takesTo are words of offices that "to" belongs to: the Ambassador to Japan.
func takesTo(word string) bool {
	switch strings.TrimRight(strings.TrimSuffix(word, "s"), ".,") {
	case "Ambassador", "Assistant", "Adviser", "Advisor", "Minister", "Envoy", "Representative", "Delegate", "Delegation", "Mission", "Observer",
		"Liaison", "Emissary", "Aide", "Consultant", "Counsel", "Commissioner", "Attaché", "Secretary-Designate", "Designate", "Accredited", "accredited",
		"Deputy", "Legate", "relating", "Relating", "according", "Addendum", "Supplement", "reference", "Reference", "regard", "respect", "addressed":
		return true
	}
	return false
}

// cutTo cuts at the "to" that stands between two names. With only the "to" of
// an office to choose from, it is taken where force is set.
func cutTo(s string, force bool) (left, right string, ok bool) {
	depth, last := 0, -1
	for i := 0; i+4 <= len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		case ' ':
			if depth > 0 || i == 0 || !strings.HasPrefix(s[i:], " to ") && !strings.HasPrefix(s[i:], " To ") {
				continue
			}
			if takesTo(s[strings.LastIndexByte(s[:i], ' ')+1 : i]) {
				last = i
				continue
			}
			return s[:i], s[i+4:], true
		}
	}
	if last > 0 && force {
		return s[:last], s[last+4:], true
	}
	return "", "", false
}

// addressee reports whether the words can be a name or an office.
func addressee(s string) bool {
	rest, _ := strings.CutPrefix(s, "the ")
	rest, _ = strings.CutPrefix(rest, "all ")
	for _, r := range rest {
		return r >= 'A' && r <= 'Z' || r >= 0xC0 || r == '['
	}
	return false
}

var plural = regexp.MustCompile(`^(?:The |the |All |all )?(?:Certain |Diplomatic |American )?(?:Embassies|Departments|Missions|Consulates|Legations|Secretaries|Ambassadors|Posts|Delegations|Directors|Ministers)\b`)

var secondName = regexp.MustCompile(`,? and (?:to )?the `)

// addressees divides the names of several addressees, where a second article
// shows that they are several.
func addressees(s string) []string {
	s = cleanName(s)
	if s == "" {
		return nil
	}
	if plural.MatchString(s) {
		return []string{s}
	}
	var out []string
	for s != "" {
		cut, next := len(s), len(s)
		for _, loc := range secondName.FindAllStringIndex(s, 10) {
			if outside(s[:loc[0]]) && !plural.MatchString(s[loc[1]:]) && officeStart.MatchString(s[loc[1]:]) {
				cut, next = loc[0], loc[1]
				break
			}
		}
		if name := cleanName(s[:cut]); name != "" {
			out = append(out, name)
		}
		s = s[next:]
	}
	return out
}

// officeStart are words that begin the name of an office or of its holder.
var officeStart = regexp.MustCompile(`^(?:Acting |Deputy |Under |Assistant |Permanent |British |French |Special )*(?:Embassy|Consulate|Legation|Mission|Department|Secretary|Under Secretary|Ambassador|Charg|Minister|` +
	`Director|Chief|Chairman|President|Counselor|Commander|Central Intelligence|Joint Chiefs|Representative|Assistant|Delegation|Interests Section)`)

// outside reports whether all brackets of s are closed.
func outside(s string) bool {
	return strings.Count(s, "(") <= strings.Count(s, ")") && strings.Count(s, "[") <= strings.Count(s, "]")
}

// cleanName takes the article and loose signs off.
func cleanName(s string) string {
	s = strings.Trim(paired(cable.OneLine(s)), " ,;:")
	for _, article := range []string{"The ", "the "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}
