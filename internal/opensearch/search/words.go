package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/internal/archive/plan"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	"reftel/internal/text"
	"reftel/internal/text/rows"
)

// How many words with a sign count for the order beside one another, and how many a
// word that differs by a letter may stand for.
const (
	mostScored = 100
	mostFuzzy  = 1000
)

// rowWeight is what words near each other count for, whose own weights the cluster does
// not add up: in a text of the mean length about as much as two words that tell something.
// The cluster does not make it fair to the length of a text either, so that Brevity does.
const rowWeight = 20

// word is one word as typed. A compound is its words in a row, or the whole written as
// one word.
func (r *run) word(w query.Word, scored bool) (cond, error) {
	p := plan.OfWord(w)
	switch len(p.Places) {
	case 0:
		return cond{}, nil
	case 1:
		c, err := r.spelling(p.Places[0], w.In)
		return cond{c, scored}, err
	}
	c, err := r.row(p)
	if err == nil && p.Whole != nil {
		var whole clause
		whole, err = r.spelling(*p.Whole, w.In)
		c = either(c, whole)
	}
	return cond{c, scored}, err
}

// phrase is words in a row as written, or near each other.
func (r *run) phrase(ph query.Phrase, scored bool) (cond, error) {
	var any []clause
	for _, p := range plan.OfPhrase(ph) {
		var c clause
		var err error
		switch len(p.Places) {
		case 0:
			continue
		case 1:
			c, err = r.spelling(p.Places[0], p.In)
		default:
			c, err = r.row(p)
		}
		if err != nil {
			return cond{}, err
		}
		any = append(any, c)
	}
	if len(any) == 0 {
		return cond{}, nil
	}
	return cond{either(any...), scored}, nil
}

// Texts and weights that a word is looked for in.
func textsOf(in string) []mapping.Text {
	if in == string(mapping.Subject) {
		return []mapping.Text{mapping.Subject}
	}
	return []mapping.Text{mapping.Body, mapping.Subject}
}

func weightsOf(in string) string {
	if in == string(mapping.Subject) {
		return mapping.SubjectWeights
	}
	return mapping.Weights
}

// spelling holds for cables with a word that a spelling stands for.
func (r *run) spelling(s plan.Spelling, in string) (clause, error) {
	field := weightsOf(in)
	terms, err := r.terms(s, in)
	if err != nil {
		return nil, err
	}
	var any []clause
	for _, t := range terms {
		switch {
		case s.AsWritten:
			any = append(any, counting(asWritten(s, in), term(field, mapping.Exactly+t)))
		case s.Wild:
			pattern := t
			if s.Prefix {
				pattern += "*"
			}
			for _, sign := range []string{mapping.Exactly, mapping.Elided} {
				any = append(any, clause{"wildcard": clause{field: clause{"value": sign + pattern}}})
			}
		case s.Prefix:
			any = append(any, r.a.beginning(field, mapping.Exactly, t), r.a.beginning(field, mapping.Elided, t))
		case s.Fuzzy:
			any = append(any, clause{"fuzzy": clause{field: clause{"value": mapping.Exactly + t, "fuzziness": 1, "prefix_length": 1, "max_expansions": mostFuzzy}}})
		case s.Exact:
			any = append(any, term(field, mapping.Exactly+t), term(field, mapping.Elided+t))
		default:
			any = append(any, term(field, text.Stem(t)), term(field, mapping.Elided+t))
		}
	}
	return either(any...), nil
}

// beginning holds for cables with a word that begins so. The first words count for the
// order as one word does.
func (a *Archive) beginning(field, sign, with string) clause {
	p := func(rewrite string) clause {
		return clause{"prefix": clause{field: clause{"value": sign + with, "rewrite": rewrite}}}
	}
	found := p("constant_score")
	if first := strings.TrimPrefix(sign, mapping.Exactly) + with; a.Edition > 0 && field == mapping.Weights && utf8.RuneCountInString(first) <= mapping.MostLetters {
		found = term(mapping.Beginnings, first)
	}
	return counting(found, p("top_terms_blended_freqs_"+itoa(mostScored)))
}

// asWritten holds for cables with a word as it is written. Where it was typed without
// accents it must stand somewhere without.
func asWritten(s plan.Spelling, in string) clause {
	var any []clause
	for _, t := range textsOf(in) {
		if s.Written != "" {
			any = append(any, term(t.Beside(), mapping.Written+s.Written))
			continue
		}
		any = append(any,
			but(term(t.Row(), s.Term), term(t.Beside(), mapping.Only+s.Term)),
			but(term(t.Beside(), mapping.Elided+s.Term), term(t.Beside(), mapping.Only+mapping.Elided+s.Term)))
	}
	return either(any...)
}

// terms are the folded words of a spelling, and it is noted which other ways of writing
// it were found.
func (r *run) terms(s plan.Spelling, in string) ([]string, error) {
	terms := s.Terms(r.a.tables.Spellings)
	if len(terms) < 2 || s.Prefix || s.Fuzzy || r.told[s] {
		return terms, nil
	}
	r.told[s] = true
	var asked []clause
	for _, t := range terms[1:] {
		if s.Exact {
			asked = append(asked, either(term(mapping.Weights, mapping.Exactly+t), term(mapping.Weights, mapping.Elided+t)))
		} else {
			asked = append(asked, either(term(mapping.Weights, text.Stem(t)), term(mapping.Weights, mapping.Elided+t)))
		}
	}
	counts, err := r.a.counts(r.ctx, asked)
	if err != nil {
		return nil, err
	}
	var found []string
	for i, n := range counts {
		if n > 0 {
			found = append(found, "“"+terms[i+1]+"”")
		}
	}
	if len(found) > 0 {
		r.notes = append(r.notes, query.Later("“%s” was searched in its other spellings too: %s.", cmp.Or(s.Written, s.Term), strings.Join(found, ", ")))
	}
	return terms, nil
}

// row holds for cables where words stand in a row, or near each other.
func (r *run) row(p plan.Plan) (clause, error) {
	places := make([][]string, len(p.Places))
	plain, stems := p.Slop == 0, true
	for i, s := range p.Places {
		var err error
		if places[i], err = r.terms(s, p.In); err != nil {
			return nil, err
		}
		plain = plain && len(places[i]) == 1 && !s.Prefix && !s.Fuzzy
		stems = stems && !s.Exact
	}
	exact := !slices.ContainsFunc(p.Places, func(s plan.Spelling) bool { return !s.Exact })
	var any []clause
	for _, t := range textsOf(p.In) {
		switch {
		case plain && exact:
			any = append(any, inRow(t.Row(), places, func(w string) string { return w }))
		case plain && stems:
			any = append(any, fair(t, inRow(t.Stems(), places, text.Stem)))
		default:
			any = append(any, intervals(t, p, places))
		}
	}
	return either(any...), nil
}

// inRow holds for texts with one word at each place.
func inRow(field string, places [][]string, form func(string) string) clause {
	row := make([]string, len(places))
	for i, p := range places {
		row[i] = form(p[0])
	}
	return clause{"match_phrase": clause{field: strings.Join(row, " ")}}
}

// intervals hold for texts with words in their places, or near each other in any order.
func intervals(t mapping.Text, p plan.Plan, places [][]string) clause {
	of := make([]clause, len(places))
	for i, terms := range places {
		var any []clause
		for _, w := range terms {
			any = append(any, source(t, p.Places[i], w))
		}
		of[i] = clause{"any_of": clause{"intervals": any}}
		if len(any) == 1 {
			of[i] = any[0]
		}
	}
	c := clause{"intervals": clause{t.Row(): clause{
		"all_of": clause{"intervals": of, "max_gaps": p.Slop, "ordered": p.Slop == 0}, "boost": rowWeight,
	}}}
	return fair(t, c)
}

// fair is a condition whose weight does not heed how long texts are, made fair to that.
func fair(t mapping.Text, c clause) clause {
	if t != mapping.Body {
		return c
	}
	return clause{"function_score": clause{"query": c, "field_value_factor": clause{"field": mapping.Brevity}, "boost_mode": "multiply"}}
}

// source is where a word of a spelling stands in a text.
func source(t mapping.Text, s plan.Spelling, w string) clause {
	switch {
	case s.Prefix:
		return clause{"wildcard": clause{"pattern": w + "*", "max_expansions": mostFuzzy}}
	case s.Fuzzy:
		return clause{"fuzzy": clause{"term": w, "fuzziness": 1, "prefix_length": 0}}
	case s.Exact:
		return clause{"match": clause{"query": w}}
	}
	return clause{"match": clause{"query": text.Stem(w), "use_field": t.Stems()}}
}

// nearSlop is the most that two words near each other are apart as the cluster counts it,
// for which those in the other order are apart by two more.
const nearSlop = rows.MaxBetween + 2

// nearby holds for cables in which two words of a query stand near each other that follow
// one another there: those whose nearness counts for the order, and perhaps some more. It
// is nil where that cannot be told.
func nearby(words []plan.Neighbour, spellings func(string) []string) []clause {
	var out []clause
	for i := range max(0, len(words)-1) {
		a, b := words[i].Spelling, words[i+1].Spelling
		for _, s := range []plan.Spelling{a, b} {
			if s.Prefix || s.Fuzzy || s.Wild || len(s.Terms(spellings)) > 1 {
				return nil
			}
		}
		for _, t := range textsOf("") {
			out = append(out, clause{"match_phrase": clause{t.Stems(): clause{"query": text.Stem(a.Term) + " " + text.Stem(b.Term), "slop": nearSlop}}})
		}
	}
	return out
}
