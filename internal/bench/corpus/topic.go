package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// What there is to write about.
const (
	topics       = 150
	topicWords   = 400
	topicPhrases = 80
	topicNames   = 400 // of each kind
	topicPosts   = 25
	topicTags    = 14
	origins      = 269 // posts that send cables
	tagTotal     = 795 // different TAGS
)

// A topic has its own words, phrases, names, TAGS and posts.
type topic struct {
	words   []int // ranks
	phrases []string
	names   [len(nameKinds)][]int
	posts   []int
	tags    []string
}

func newTopic(r *rand.Rand, subjects []string, posts int) topic {
	var t topic
	t.words = numbers(r, topicWords, vocabulary/4)
	for range topicPhrases {
		words := make([]string, 2+r.IntN(3))
		for i := range words {
			words[i] = word(t.words[zipf(r, topicWords)])
		}
		t.phrases = append(t.phrases, strings.Join(words, " "))
	}
	for i, k := range nameKinds {
		t.names[i] = numbers(r, topicNames, k.known)
	}
	t.posts = numbers(r, topicPosts, posts)
	for _, i := range numbers(r, topicTags/2, len(subjects)) {
		t.tags = append(t.tags, subjects[i])
	}
	for range topicTags / 2 { // some that many topics share
		if tag := subjects[zipf(r, len(subjects))]; !slices.Contains(t.tags, tag) {
			t.tags = append(t.tags, tag)
		}
	}
	return t
}

func numbers(r *rand.Rand, n, below int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = r.IntN(below)
	}
	return out
}

// A post is an office that sends cables.
type post struct {
	code string // as in an id
	name string // as printed in a cable
	line string // as in a list of addressees
}

// posts are the first embassies and consulates of the tables that can be read
// back from a cable of any year in the way they are printed.
func posts(tables *reference.Tables) []post {
	var out []post
	for _, p := range tables.Posts() {
		prefix := map[string]string{"embassy": "AMEMBASSY", "consulate": "AMCONSUL"}[p.Kind]
		if prefix == "" || len(out) == origins {
			continue
		}
		for _, printed := range []string{strings.ToUpper(p.Name), p.Code} {
			if readBack(tables, printed, p.Code) {
				out = append(out, post{code: p.Code, name: printed, line: prefix + " " + printed})
				break
			}
		}
	}
	return out
}

// readBack reports whether a printed post is read as the code in all years.
func readBack(tables *reference.Tables, printed, code string) bool {
	for _, r := range printed {
		if r != ' ' && (r < 'A' || r > 'Z') {
			return false
		}
	}
	for y := first.Year(); y <= last.Year(); y++ {
		want := cable.MRN{Year: y, Origin: code, Serial: 12}.String()
		id, _, inferred, ok := tables.CanonicalMRN(fmt.Sprintf("%02d %s 12", y%100, printed))
		if !ok || inferred || id != want {
			return false
		}
	}
	return true
}

// tagCodes are the codes of the tables that a reader takes from a TAGS line as
// they are, in any year.
func tagCodes(tables *reference.Tables) (subjects, geo []string) {
	seen := map[string]bool{}
	for _, t := range tables.AllTags() {
		if seen[t.Code] || len(t.Code) < 2 || len(t.Code) > 5 || strings.Trim(t.Code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			continue
		}
		if len(subjects)+len(geo) == tagTotal {
			break
		}
		seen[t.Code] = true
		switch {
		case t.Kind == "geo":
			geo = append(geo, t.Code)
		case len(t.Code) > 2:
			subjects = append(subjects, t.Code)
		}
	}
	return subjects, geo
}
