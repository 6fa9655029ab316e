package gather

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

const proposalsHead = `# Names that may be of one thing. Nothing here is in force: take the # off the lines
# that are right (of a pair, merge or split) and give the file to ingest --corrections.
`

// WriteProposals writes pairs of names as lines of a file of corrections, each
// commented out below what speaks for it.
func WriteProposals(w io.Writer, all []Proposal) error {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString(proposalsHead) // the error is that of Flush
	for _, p := range all {
		name, other := clean(p.Name), clean(p.Other)
		fmt.Fprintf(b, "\n# %s; %s and %s\n", p.Why, cables(p.Cables[0]), cables(p.Cables[1]))
		fmt.Fprintf(b, "# merge %s %s => %s %s\n", p.Kind, name, p.Kind, other)
		fmt.Fprintf(b, "# split %s %s => %s %s\n", p.Kind, name, p.Kind, other)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing proposals: %w", err)
	}
	return nil
}

func cables(n int) string {
	if n == 1 {
		return "1 cable"
	}
	return fmt.Sprintf("%d cables", n)
}

// clean is a name that stays on its line and obeys no terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}
