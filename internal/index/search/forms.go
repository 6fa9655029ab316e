package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive/plan"
	"reftel/internal/archive/snippet"
	"reftel/internal/index/bitset"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/text"
)

// Limits of what one word with a sign may stand for.
const (
	maxPrefixForms = 512
	maxNearForms   = 64
)

// A resolved plan has at each place the numbers of one of several words.
type resolved struct {
	in     string
	places [][]uint32
	slop   int
	whole  []uint32
}

func (r *run) resolve(p plan.Plan) (resolved, error) {
	out := resolved{in: p.In, slop: p.Slop}
	for _, s := range p.Places {
		forms, err := r.forms(s)
		if err != nil {
			return out, err
		}
		if len(p.Places) > 1 {
			forms = r.inRows(forms)
		}
		out.places = append(out.places, forms)
	}
	if p.Whole != nil {
		var err error
		if out.whole, err = r.forms(*p.Whole); err != nil {
			return out, err
		}
	}
	return out, nil
}

// forms are the words of the archive that a spelling stands for, in the order of
// their numbers.
func (r *run) forms(s plan.Spelling) ([]uint32, error) {
	ids, ok := r.known[s]
	if ok {
		return ids, nil
	}
	ids, err := r.findForms(s)
	if err != nil {
		return nil, fmt.Errorf("forms of a word: %w", err)
	}
	r.known[s] = ids
	return ids, nil
}

func (r *run) findForms(s plan.Spelling) ([]uint32, error) {
	v := r.a.words
	terms := s.Terms(v.Spellings)
	var ids []uint32
	switch {
	case s.AsWritten:
		return r.a.asWritten(s), nil
	case s.Wild:
		ids, all := v.Like(maxPrefixForms, s.Term, s.Prefix)
		if all > len(ids) {
			r.note(query.Later("%s words are like “%s”; the %d most frequent were searched.", strconv.Itoa(all), s.Term, len(ids)))
		}
		return ids, nil
	case s.Prefix:
		ids, all := v.Prefixed(maxPrefixForms, terms...)
		if all > len(ids) {
			r.note(query.Later("%s words begin with “%s”; the %d most frequent were searched.", strconv.Itoa(all), s.Term, len(ids)))
		}
		return ids, nil
	case s.Fuzzy:
		for _, t := range terms {
			near, err := r.a.postings.Near(t, 1)
			if err != nil {
				return nil, err
			}
			ids = append(ids, near...)
		}
		ids = inOrder(ids)
		if all := len(ids); all > maxNearForms {
			ids = ids[:maxNearForms]
			r.note(query.Later("%s words are like “%s”; the %d most frequent were searched.", strconv.Itoa(all), s.Term, len(ids)))
		}
		return ids, nil
	}
	find := v.Forms
	if s.Exact {
		find = v.Exactly
	}
	var found []string
	for i, t := range terms {
		of := find(t)
		if i > 0 && len(of) > 0 {
			found = append(found, "“"+t+"”")
		}
		ids = append(ids, of...)
	}
	if len(found) > 0 {
		r.note(query.Later("“%s” was searched in its other spellings too: %s.", cmp.Or(s.Written, s.Term), strings.Join(found, ", ")))
	}
	return inOrder(ids), nil
}

// Spellings are the spellings of folded words.
func (a *Archive) Spellings(ctx context.Context, words ...string) (map[string][]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("spellings: %w", err)
	}
	out := make(map[string][]string, len(words))
	for _, w := range words {
		out[w] = a.words.Spellings(w)
	}
	return out, nil
}

// inOrder are numbers of words in their order, each once.
func inOrder(ids []uint32) []uint32 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// inRows leaves out words that stand beside the rows of texts.
func (r *run) inRows(ids []uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(ids), func(id uint32) bool { return text.IsWritten(r.a.words.Word(id)) })
}

// asWritten are the words that are written as a spelling is, in accents too. Older
// archives know no accents.
func (a *Archive) asWritten(s plan.Spelling) []uint32 {
	if s.Written == "" || !a.written {
		return a.words.Exactly(s.Term)
	}
	return a.words.Exactly(s.Written)
}

// parted adds to a set the cables that have a number with its thousands marked,
// which older archives know as its groups in a row alone.
func (r *run) parted(b bitset.Set, p plan.Plan, within bitset.Set, scored bool) error {
	groups := text.Thousands(p.Places[0].Term)
	if r.a.written || len(groups) < 2 {
		return nil
	}
	p.Places = nil
	for _, g := range groups {
		p.Places = append(p.Places, plan.Spelling{Term: g, Exact: true})
	}
	row, err := r.row(p, within, scored)
	if err == nil {
		b.Or(row)
	}
	return err
}

// bare leaves out of a set the cables that have a word with accents alone, where it
// was typed without: as often as it stands there with accents it stands there.
func (r *run) bare(b bitset.Set, s plan.Spelling, in string) error {
	if !s.AsWritten || s.Written != "" {
		return nil
	}
	marked := r.a.words.Marked(s.Term)
	if len(marked) == 0 {
		return nil
	}
	kept := bitset.New(r.a.n)
	for _, id := range r.a.words.Exactly(s.Term) {
		elided := strings.HasPrefix(r.a.words.Word(id), text.Elided)
		same := slices.DeleteFunc(slices.Clone(marked), func(m uint32) bool {
			return strings.HasPrefix(r.a.words.Word(m), text.Elided) != elided
		})
		for _, field := range fieldsOf(in) {
			if err := r.markOftener(kept, field, id, same); err != nil {
				return err
			}
		}
	}
	b.And(kept)
	return nil
}

// markOftener adds the cables that have a word oftener than some others together.
func (r *run) markOftener(b bitset.Set, field words.Field, word uint32, than []uint32) error {
	times := map[uint32]uint32{}
	for _, s := range r.readers {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		each := func(id uint32, f func(ord, n uint32)) error {
			list, err := s.Word(field, id)
			if err != nil || list.Count() == 0 {
				return err
			}
			return s.Frequencies(list, nil, func(ords, freqs []uint32) {
				for i, ord := range ords {
					f(ord, freqs[i])
				}
			})
		}
		for _, id := range than {
			if err := each(id, func(ord, n uint32) { times[ord] += n }); err != nil {
				return err
			}
		}
		if err := each(word, func(ord, n uint32) {
			if n > times[ord] {
				b.Add(ord)
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// matcher finds in texts what the run found in the index.
func (r *run) matcher(e query.Expr) (*snippet.Matcher, error) {
	var failed error
	m := snippet.New(e, func(s plan.Spelling) []string {
		ids, err := r.forms(s)
		failed = cmp.Or(failed, err)
		forms := make([]string, len(ids))
		for i, id := range ids {
			forms[i] = r.a.words.Word(id)
		}
		return forms
	})
	return m, failed
}

// ahead has the disk asked for the lists of some words.
func (r *run) ahead(ids []uint32) error {
	for _, field := range bothFields {
		for _, s := range r.readers {
			if err := s.Ahead(field, ids); err != nil {
				return err
			}
		}
	}
	return nil
}
