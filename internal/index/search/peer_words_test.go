package search_test

import (
	"strings"
	"sync"

	banalysis "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
)

// peerStem is the stem that Bleve's English filter gives. Words with digits and
// of other alphabets have no English stem, and those of two letters neither.
func peerStem(w string) string {
	if len(w) < 3 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
		return w
	}
	if known, ok := peerStemsKnown.Load(w); ok {
		return known.(string)
	}
	out := en.NewEnglishStemmerFilter().Filter(banalysis.TokenStream{{Term: []byte(w)}})
	stem := string(out[0].Term)
	peerStemsKnown.Store(w, stem)
	return stem
}

// peerStemsKnown are the stems of words that were asked for: each stands in many texts.
var peerStemsKnown sync.Map

func peerStems(ws []string) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = peerStem(w)
	}
	return out
}
