package site

import (
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines tells on which line each key of a document in TOML stands. The document has been
// read without a fault before.
func lines(source []byte) map[string]int {
	at := map[string]int{}
	var p unstable.Parser
	p.Reset(source)
	var table []string
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = note(&p, e, nil, at)
		case unstable.KeyValue:
			noteAll(&p, e, table, at)
		}
	}
	return at
}

// note takes down the key of a node and of all tables that it names.
func note(p *unstable.Parser, n *unstable.Node, within []string, at map[string]int) []string {
	key := append([]string(nil), within...)
	for it := n.Key(); it.Next(); {
		key = append(key, string(it.Node().Data))
		if name := joined(key); at[name] == 0 {
			at[name] = p.Shape(it.Node().Raw).Start.Line
		}
	}
	return key
}

// noteAll takes down the keys of a table within a line too.
func noteAll(p *unstable.Parser, n *unstable.Node, within []string, at map[string]int) {
	key := note(p, n, within, at)
	if v := n.Value(); v.Kind == unstable.InlineTable {
		for it := v.Children(); it.Next(); {
			noteAll(p, it.Node(), key, at)
		}
	}
}

// joined is a key with all its tables.
func joined(key []string) string { return strings.Join(key, "\x00") }
