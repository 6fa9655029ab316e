package query

import (
	"strings"
	"testing"
)

func TestAsked(t *testing.T) {
	for in, want := range map[string]string{
		"what did Sample tell Holm about the lens": "Sample Holm the lens | what did tell about", "Who was ambassador in Lisbon in 1979?": "ambassador in Lisbon in 1979 | who was",
		"why did the Senate refuse the lens?": "the Senate refuse the lens | why did", "how many tons of wheat were sent": "tons of wheat sent | how many were",
		"when was the lighthouse sold": "the lighthouse sold | when was", "Did Portugal ask for the lens back?": "Portugal ask for the lens back | did",
		"documents about the tide table": "the tide table | documents about", "show me all telegrams from Lisbon": "telegrams from Lisbon | show me all",
		"find cables on the eclipse": "the eclipse | find cables on", "I am looking for anything about double basses": "double basses | i am looking for anything about",
		"what happened to the lost trunk": "to the lost trunk | what happened", "which documents mention Brandstrup": "Brandstrup | which documents mention",
		"what is the House of Keys?": "the House of Keys | what is", "who told the keeper": "the keeper | who told", "What does CAN stand for?": "CAN | what does stand for", "who stole the big lens": "stole the big lens | who", "what did Oslo want": "Oslo | what did want",
		// None.
		"": "", "lighthouse lens": "", "who": "", "what is it": "", "who cites": "", "documents": "", "cables from Lisbon": "", "telegrams from Lisbon in July 1979": "",
		`what did "the keeper" say`: "", "what did Holm say -lens": "", "is the lens lost": "", "report on human rights": "", "=what did the keeper say": "",
		"what did keeper OR lens say": "", "per:Holm what did he say": "", "where the river ends": "", "how to the lens": "", "is it so?": "", "list of persons": "", "give and take": "", "show trial": "", "get well": "", "all about": "",
	} {
		rest, left, ok := Asked(in)
		got := ""
		if ok {
			got = rest + " | " + strings.Join(left, " ")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestParseQuestion holds that a question asks for its words, in cables of the date at
// its end, and says so.
func TestParseQuestion(t *testing.T) {
	for in, want := range map[string]string{
		"who was keeper in Lisbon in 1979?": "keeper in Lisbon date:1979", "what did Holm say about the lens": "Holm the lens", "cables about the lens": "the lens",
		"what happened since 1975 in Lisbon": "in Lisbon date:1975..", "who was ambassador in June 1979": "ambassador date:1979-06", "the lens": "the lens",
	} {
		e, notes, err := parseBox(in)
		if err != nil || e.String() != want {
			t.Errorf("%q: %v, %v, want %s", in, e, err, want)
		}
		if asked := in != "the lens"; asked != (len(notes) > 0) {
			t.Errorf("%q: notes %q", in, notes)
		}
	}
}
