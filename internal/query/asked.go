package query

import (
	"regexp"
	"slices"
	"strings"
)

// Readers ask in whole sentences: what did the Foreign Minister say about the lens?
// Words that only ask are in few of the texts that answer, and would hide the others.

var (
	request = regexp.MustCompile(`(?i)^(?:please |can you |could you )*(?:(?:show|find|list|give|tell|get) (?:me|us|all|any|the)|i(?: am|'m|’m)? (?:looking|searching) for|looking for|search(?:ing)? for) (?:all |any |the )*`)
	papers  = regexp.MustCompile(`(?i)^(?:find |list |show |get )?(?:all |any |the |some |which |what )*(?:documents?|cables?|telegrams?|papers|messages?|information|anything|something|everything|material) (?:about|on|concerning|regarding|relating to|related to|dealing with|deal with|that deal with|that mention|which mention|that mentions?|mentioning|mention|to do with) `)
	howMany = regexp.MustCompile(`(?i)^(?:how (?:many|much|long|often|far)|(?:what|which) (?:kinds?|sorts?|types?) of) `)
)

// askers begin a question.
var askers = map[string]bool{"who": true, "whom": true, "whose": true, "what": true, "which": true, "when": true, "where": true, "why": true, "how": true}

// helpers are the verbs by which a question asks.
var helpers = wordSet("did does do was were is are had has have been be being would could should will shall can")

// tellers are verbs of what is asked for, where another verb helps them.
var tellers = wordSet("tell say think happen know mean feel talk speak believe want react")

// told are the same as a question has them without a helper, or behind one.
var told = wordSet("told said thought happened meant felt talked spoke believed wanted reacted about")

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// Asked reads a question or a request in plain words: rest is what it asks for, left
// are the words that only ask. It is none where nothing else is left.
func Asked(text string) (rest string, left []string, ok bool) {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > MaxBytes || strings.ContainsAny(text, `"“”„«»()*~:=|&^`) || strings.Contains(text, " -") {
		return "", nil, false
	}
	rest = text
	for _, lead := range []*regexp.Regexp{request, papers} {
		if n := len(lead.FindString(rest)); n > 0 {
			left = append(left, strings.Fields(rest[:n])...)
			rest = rest[n:]
		}
	}
	if words, asking := question(rest); len(asking) > 0 {
		rest, left = strings.Join(words, " "), append(left, asking...)
	}
	rest = strings.TrimRight(rest, " ?")
	if name, ok := strings.CutSuffix(rest, " stand for"); ok && len(left) > 0 {
		rest, left = name, append(left, "stand", "for")
	}
	if len(left) == 0 || slices.ContainsFunc(strings.Fields(rest), isOperator) || !telling(rest) {
		return "", nil, false
	}
	return rest, lowered(left), true
}

// question parts the words of a question from those that ask.
func question(text string) (words, asking []string) {
	all := strings.Fields(text)
	mark := strings.HasSuffix(text, "?")
	if len(all) < 3 {
		return nil, nil
	}
	first, second, third := word(all[0]), word(all[1]), word(all[2])
	many := len(strings.Fields(howMany.FindString(text)))
	switch {
	case askers[first] && (mark || helpers[second] || told[second] || many > 0 || helpers[third]):
	case (first == "who" || first == "whose" || first == "which" || first == "why") && len(all) > 3:
	case helpers[first] && mark:
	default:
		return nil, nil
	}
	helped := slices.ContainsFunc(all, func(w string) bool { return helpers[word(w)] })
	for i, w := range all {
		if k := word(w); i == 0 || i < many || helpers[k] && w == strings.ToLower(w) || told[k] || tellers[k] && helped {
			asking = append(asking, strings.Trim(w, "?,"))
		} else {
			words = append(words, w)
		}
	}
	return words, asking
}

// word is a word of a question without what stands around it.
func word(w string) string { return strings.ToLower(strings.Trim(w, "?,.!")) }

// telling reports whether a word is left that is no article or preposition.
func telling(rest string) bool {
	return slices.ContainsFunc(strings.Fields(rest), func(w string) bool {
		return len([]rune(word(w))) > 3 || strings.ContainsAny(w, "0123456789") || w != strings.ToLower(w)
	})
}

func lowered(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w = word(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// parseAsked reads a question; a date at its end is the date of the cables.
func parseAsked(rest string, left []string) (Expr, []Message, error) {
	words, d, dated := CutDate(rest)
	if !dated {
		words = rest
	}
	e, notes, err := Parse(words)
	if err != nil || e == nil {
		return e, notes, err
	}
	note := Later("The words that only ask were left out (%s); quotation marks keep them.", strings.Join(left, ", "))
	if dated {
		e = All([]Expr{e, d})
		note = Later("The words that only ask were left out (%s), and the date is that of the cables; quotation marks keep both.", strings.Join(left, ", "))
	}
	notes = append([]Message{note}, notes...)
	return e, notes, nil
}
