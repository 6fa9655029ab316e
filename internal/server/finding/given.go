package finding

import (
	"context"
	"slices"
	"strings"

	"reftel/internal/locate"
	"reftel/internal/query"
)

// bearersRead is how many who bear a surname are looked at for a given name.
const bearersRead = 50

// byGiven looks for those who bear the surname with the given name in another form,
// where nothing else is found: Bob for Robert, Konstantinos for Constantine; or with an
// initial in its place.
func (n *namer) byGiven(ctx context.Context, text string) error {
	k := len(n.asked.Words)
	if len(n.found) > 0 || k < 2 || k > 4 || !n.meantAsName(text) {
		return nil
	}
	surname := n.asked.Words[k-1]
	for _, s := range append([]string{surname}, locate.OtherRomans(surname)...) {
		found, err := n.a.Suggest(ctx, s, bearersRead, query.FieldPer)
		if err != nil {
			return err
		}
		asked := append(slices.Clone(n.asked.Words[:k-1]), s)
		for _, g := range found {
			if sameButGiven(asked, g.Value) || sameButGiven(asked, g.Also) {
				n.add(g, locate.PartFit)
			}
		}
	}
	return nil
}

// sameButGiven reports whether a name is what was asked for but for the form of the
// given name.
func sameButGiven(asked []string, name string) bool {
	have := locate.ReadName(name).Words
	last := len(have) - 1
	switch {
	case last < 0 || have[last] != asked[len(asked)-1]:
		return false
	case last > 0 && locate.SameGiven(asked[0], have[0]):
		return true
	}
	initial := len(strings.Fields(name)) > len(have)
	return initial && len(have) > 1 && strings.Join(asked[1:], " ") == strings.Join(have, " ")
}
