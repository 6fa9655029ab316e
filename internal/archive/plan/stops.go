package plan

import (
	"reftel/internal/query"
	"reftel/internal/text"
)

// isStop reports whether e is a very common word without a sign.
func isStop(e query.Expr) bool {
	_, ok := stopWord(e)
	return ok
}

func stopWord(e query.Expr) (string, bool) {
	w, ok := e.(query.Word)
	if !ok || w.Exact || w.Prefix || w.Fuzzy || w.Wild {
		return "", false
	}
	ws := text.Words(w.Text)
	if len(ws) != 1 || !text.IsStop(ws[0]) {
		return "", false
	}
	return ws[0], true
}

// WithoutStops leaves out parts of an And that nearly every cable has, and tells
// which words that were. Where nothing else is asked for, none is left out.
func WithoutStops(parts []query.Expr) (kept []query.Expr, left []string) {
	others := false
	for _, p := range parts {
		if w, ok := stopWord(p); ok {
			left = append(left, w)
			continue
		}
		if _, not := p.(query.Not); !not {
			others = others || len(query.Terms(p)) > 0
		}
		kept = append(kept, p)
	}
	if len(left) == 0 || !others {
		return parts, nil
	}
	return kept, left
}
