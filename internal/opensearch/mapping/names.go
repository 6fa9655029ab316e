package mapping

import (
	"strings"

	"reftel/internal/authority"
	"reftel/internal/text"
)

// Names are what an authority file says of the names in cables.
type Names struct {
	Counted map[string]string // under which name the key of a name is counted
	others  map[string]string // words of the other names of a thing, by its kind and name
}

// NewNames reads an authority file.
func NewNames(f authority.File) *Names {
	n := &Names{Counted: f.Names(), others: map[string]string{}}
	for i := range f {
		t := &f[i]
		if len(t.Forms) == 0 {
			continue
		}
		words := []string{FoldName(t.Name)}
		for _, form := range t.Forms {
			words = append(words, FoldName(form.Name))
		}
		n.others[t.Kind+" "+t.Name] = strings.Join(words[1:], " ")
	}
	return n
}

// Folded are the words by which a value is found: its own, those of its label, which
// may be "", and of the other names of the thing of a kind.
func (n *Names) Folded(kind, value, label string) string {
	s := FoldName(value)
	if label != "" {
		s += " " + FoldName(label)
	}
	if other := n.others[kind+" "+value]; kind != "" && other != "" {
		s += " " + other
	}
	return s
}

// FoldName are the folded words of a name, and those after an elided article without it.
func FoldName(name string) string {
	s := text.Fold(name)
	if !strings.ContainsAny(name, "'’") {
		return s
	}
	for _, t := range text.Tokens(name) {
		if w, elided := strings.CutPrefix(t.Term, text.Elided); elided && !text.IsWritten(w) {
			s += " " + w
		}
	}
	return s
}
