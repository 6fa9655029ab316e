package query

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Parse reads the text of the search box. It never fails on syntax: what is
// not syntax is read as words, and a note, a sentence for readers, says so.
// The error is a *LimitError. An empty text gives a nil Expr.
func Parse(text string) (Expr, []Message, error) { return parse(text, MaxBytes) }

func parse(text string, maxBytes int) (Expr, []Message, error) {
	if err := checkText(text, maxBytes); err != nil {
		return nil, nil, err
	}
	p := &parser{}
	l := &lexer{s: clean(text), notes: &p.notes}
	if l.s == "" {
		return nil, nil, nil
	}
	l.run()
	var depth int
	p.tokens, depth = p.balance(l.tokens)
	if depth > MaxNesting {
		return nil, nil, refuse(Later("The brackets are nested %d deep; %d is the most.", depth, MaxNesting))
	}
	e := p.or(nil)
	if e == nil {
		p.notes.add(Later("There was no letter or digit to search for, so all cables are shown."))
	}
	if err := checkTree(e); err != nil {
		return nil, nil, err
	}
	return e, p.notes.list, nil
}

// notes collects sentences, each once.
type notes struct{ list []Message }

func (n *notes) add(m Message) {
	if !slices.ContainsFunc(n.list, m.Same) {
		n.list = append(n.list, m)
	}
}

// short cuts a quoted piece of input down for a sentence.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// A parser builds the tree from tokens whose brackets are balanced:
//
//	or    = and { "OR" and }
//	and   = unary { ["AND"] unary }
//	unary = { "NOT" } ( leaf | "(" or ")" )
//
// An operator that lacks a side is read as a word.
type parser struct {
	tokens []token
	pos    int
	notes  notes
}

// balance drops closing brackets that were never opened and closes those that
// were left open. It also returns how deep brackets stand in each other.
func (p *parser) balance(in []token) (out []token, deepest int) {
	open := 0
	for _, t := range in {
		switch t.kind {
		case tokOpen:
			open++
			deepest = max(deepest, open)
		case tokClose:
			if open == 0 {
				p.notes.add(Later("The closing bracket without an opening one was read as text."))
				continue
			}
			open--
		}
		out = append(out, t)
	}
	if open > 0 {
		p.notes.add(Later("The bracket that was not closed was closed at the end."))
	}
	for range open {
		out = append(out, token{kind: tokClose, text: ")"})
	}
	return out, deepest
}

// is reports whether the token at i is of kind k.
func (p *parser) is(i int, k tokenKind) bool {
	return i < len(p.tokens) && p.tokens[i].kind == k
}

// operandAt reports whether something that can be searched begins at i.
func (p *parser) operandAt(i int) bool {
	for p.is(i, tokNot) || p.is(i, tokNeg) {
		i++
	}
	return p.is(i, tokWord) || p.is(i, tokPhrase) || p.is(i, tokOpen)
}

func (p *parser) or(f *fieldDef) Expr {
	parts := []Expr{p.and(f)}
	for p.is(p.pos, tokOr) {
		p.pos++
		parts = append(parts, p.and(f))
	}
	return anyOf(parts)
}

func (p *parser) and(f *fieldDef) Expr {
	var parts []Expr
	started := false
	for p.pos < len(p.tokens) && !p.is(p.pos, tokClose) {
		joins := started && p.operandAt(p.pos+1)
		switch t := p.tokens[p.pos]; {
		case t.kind == tokOr && joins:
			return allOf(parts)
		case t.kind == tokAnd && joins:
			p.pos++
		case t.kind == tokAnd, t.kind == tokOr:
			parts = append(parts, p.lone(t, f))
		default:
			parts = append(parts, p.unary(f))
		}
		started = true
	}
	return allOf(parts)
}

func (p *parser) unary(f *fieldDef) Expr {
	not := false
	for p.is(p.pos, tokNot) || p.is(p.pos, tokNeg) {
		if !p.operandAt(p.pos) {
			return p.lone(p.tokens[p.pos], f)
		}
		not = !not
		p.pos++
	}
	e := p.operand(f)
	if not && e != nil {
		return negate(e)
	}
	return e
}

func (p *parser) operand(f *fieldDef) Expr {
	t := p.tokens[p.pos]
	p.pos++
	if t.kind != tokOpen {
		return p.leaf(t, f)
	}
	if t.field != nil {
		f = t.field
	}
	e := p.or(f)
	p.pos++ // the closing bracket, which balance made sure of
	return e
}

// lone reads an operator with nothing to join as a word.
func (p *parser) lone(t token, f *fieldDef) Expr {
	p.pos++
	if !hasAlnum(t.text) {
		p.notes.add(Later("“%s” has nothing to join and was left out.", t.text))
		return nil
	}
	p.notes.add(Later("“%s” has nothing to join and was searched as a word.", t.text))
	return p.leaf(token{kind: tokWord, text: strings.ToLower(t.text)}, f)
}

// allOf is the And of the parts that there are, without And in And.
func allOf(parts []Expr) Expr {
	inner := func(e Expr) ([]Expr, bool) { and, ok := e.(And); return and.Of, ok }
	return combine(parts, inner, func(of []Expr) Expr { return And{of} })
}

// anyOf is the Or of the parts that there are, without Or in Or.
func anyOf(parts []Expr) Expr {
	inner := func(e Expr) ([]Expr, bool) { or, ok := e.(Or); return or.Of, ok }
	return combine(parts, inner, func(of []Expr) Expr { return Or{of} })
}

// combine makes one of the parts: nothing of none, the part itself of one. A part
// that inner knows is replaced by its own parts.
func combine(parts []Expr, inner func(Expr) ([]Expr, bool), of func([]Expr) Expr) Expr {
	var all []Expr
	for _, e := range parts {
		if own, ok := inner(e); ok {
			all = append(all, own...)
		} else if e != nil {
			all = append(all, e)
		}
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return of(all)
}

// negate is the Not of e, without Not of Not.
func negate(e Expr) Expr {
	if not, ok := e.(Not); ok {
		return not.Of
	}
	return Not{e}
}
