package names

import (
	"strings"

	"reftel/internal/reference"
)

// A doubt is what a word that names a place may also be. What stands round it
// decides.
type doubt uint8

const (
	none    doubt = iota
	surname       // Mr. Jordan, Hamilton Jordan
	given         // Virginia Smith; a surname too
	plain         // a word of the language: nice, split
	code          // an abbreviation spelt like a word: in capitals it tells nothing
	pronoun       // US
	verb          // GOT: in capitals a government only behind an article
	article       // UN: in Spanish text in capitals it is a word
	quiet         // Sana: in capitals within other text it is an agency
	firm          // CIA: Alfa & Cia. is a firm
)

// doubts are the places whose names persons bear too, and those that are words.
var doubts = func() map[string]doubt {
	out := map[string]doubt{}
	for kind, words := range map[doubt]string{
		surname: `jordan turkey washington houston dallas cleveland denver langley norfolk salisbury wellington bathurst halifax darwin holland england
 ireland scotland wales berlin paris london colombo lima cali montana maine nevada kano cologne lorraine
 potosi hanover bergen lyon lyons poland france spain german brest bristol york lancaster kent melbourne sydney perth lincoln jersey
 calais verona genoa toledo castile java bali birmingham manchester carolina`,
		given: `georgia chad virginia victoria florence salvador israel santiago sofia adelaide trinidad rosario constantine cordoba mendoza medina sucre granada charlotte austin madison`,
		quiet: `sana`,
		plain: `nice split cork male orient colon sale state reading mission tours bath`,
	} {
		for w := range set(words) {
			out[w] = kind
		}
	}
	return out
}()

// around is what decides a doubt: the words before and behind, and what stands
// between.
type around struct {
	word, before, gapBefore, behind, gapBehind string
	capitals                                   bool
	text                                       string // the whole of it
	start                                      int    // where the name begins in it
}

// settles reports whether the words round a name leave it what the entry says.
func (a around) settles(d doubt, tables *reference.Tables) bool {
	switch d {
	case surname:
		return !a.personBefore(tables)
	case given:
		return !a.personBefore(tables) && !a.personBehind(tables)
	case plain:
		return a.gapBefore == " " && locative[strings.ToLower(a.before)] && (!a.capitals || strings.HasPrefix(a.gapBehind, ",")) && !isUpperFirst(a.word, a.before)
	case code:
		return !a.capitals
	case pronoun:
		return !strings.HasSuffix(a.gapBefore, "$") && !strings.HasPrefix(a.gapBehind, "$") && (!a.capitals || a.country())
	case verb:
		return !a.capitals || a.before == "THE"
	case article:
		return !a.capitals || !inSpanish(a.text)
	case quiet:
		return a.capitals || !upper(a.word)
	case firm:
		return !strings.Contains(a.gapBefore, "&") && a.before != "Y"
	}
	return true
}

var locative = set("in at near from to via")

// isUpperFirst reports whether the word before has a capital where the text is
// not in capitals: Nice at the beginning of a title is no town.
func isUpperFirst(word, before string) bool {
	return !upper(word) && capital(before)
}

// capital reports whether a word begins with a capital letter.
func capital(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// personBefore reports whether a title, a given name or an initial stands right
// before the name.
func (a around) personBefore(tables *reference.Tables) bool {
	switch a.gapBefore {
	case " ":
		if strings.EqualFold(a.before, "of") {
			lord, gap := wordBefore(a.text, a.start-len(" of"))
			return gap == " " && peers[strings.ToLower(lord)]
		}
		if len(a.before) == 1 {
			return false
		}
	case ". ":
		// A. Jordan, Mr. Jordan; a sentence that ends is none.
		if len(a.before) == 1 {
			return a.before[0] >= 'B' && a.before[0] <= 'Z'
		}
		return titles[strings.ToLower(a.before)] && len(a.before) <= 4
	default:
		return false
	}
	if !capital(a.before) {
		return false
	}
	return bearing[strings.ToLower(a.before)] || tables.IsGivenName(a.before)
}

// peers are the titles that have the name of a place in them: the Marquis of
// Salisbury.
var peers = set("marquis marquess duke duchess earl baron viscount prince princess lord archbishop bishop")

// bearing are the titles that stand before a surname without more words.
var bearing = set(`mr mrs ms miss dr prof professor sir dame lord lady father general gen colonel col major maj captain capt admiral adm sergeant sgt
 senator sen congressman congresswoman governor gov mayor judge justice secretary undersecretary messrs monsieur herr senor don president
 sr sra queen marshal lieutenant lt commander cdr`)

// personBehind reports whether a surname follows a name that may be a given one.
func (a around) personBehind(tables *reference.Tables) bool {
	if a.gapBehind != " " || len(a.behind) < 3 || a.gapBefore == " " && locative[strings.ToLower(a.before)] && strings.ToLower(a.before) != "to" {
		return false
	}
	if !capital(a.behind) {
		return false
	}
	return doubts[strings.ToLower(a.behind)] == surname || tables.IsSurname(a.behind) && !tables.IsOrdinary(a.behind)
}

// country reports whether US in a text in capitals is the country: an article
// before it, a hyphen, or a word that it describes behind it.
func (a around) country() bool {
	switch {
	case a.before == "THE" || a.before == "THIS":
		return true
	case a.gapBehind == "-" || a.gapBehind == "/" || a.gapBefore == "-" || a.gapBefore == "/":
		return true
	case a.gapBehind != " " && a.gapBehind != "\n":
		return a.gapBefore == " " && a.before == "IN"
	}
	return !listeners[a.before] && !functional[a.behind]
}

// listeners are words behind which US is the persons who write.
var listeners = set(`LET TELL TOLD TELLS TELLING GIVE GIVES GAVE GIVEN GIVING ASK ASKED ASKS ASKING INFORM INFORMED INFORMS ADVISE ADVISED ADVISES ASSURE ASSURED
 SHOW SHOWED SHOWN HELP HELPED HELPS ALLOW ALLOWED ALLOWS ENABLE ENABLES ENABLED SEND SENT CALL CALLED REMIND REMINDED WANT WANTED WANTS EXPECT EXPECTS
 EXPECTED URGED URGE REQUESTED PUT LEAVE LEFT LEAVES MAKE MADE MAKES MET MEET JOIN JOINED BRIEFED OFFERED OFFER PROVIDE PROVIDED`)

// functional are words that follow the pronoun and describe nothing.
var functional = set(`TO IN ON AT OF FOR FROM WITH BY AS THAT THIS THE A AN AND OR BUT IF WHETHER WHEN WHILE HE SHE IT THEY WE HIS HER THEIR OUR ITS AFTER BEFORE
 DURING ABOUT AGAINST BECAUSE SINCE UNTIL IS WAS ARE WERE HAS HAD HAVE WILL WOULD CAN COULD SHOULD MAY MIGHT NOT ALL ANY SOME WHAT WHICH WHO HOW ALSO YESTERDAY TODAY TONIGHT
 PRIVATELY CONFIDENTIALLY TOO INTO OVER UNDER OUT UP DOWN THROUGH NO SO THAN THERE HERE ONLY EARLIER LATER AGAIN REGARDING CONCERNING WITHOUT ASAP SOONEST`)
