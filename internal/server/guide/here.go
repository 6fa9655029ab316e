package guide

import (
	"slices"

	"reftel/internal/query"
	"reftel/web/templates"
)

// Searches are the searches of a guide, each once.
func Searches(v templates.Help) []string {
	var out []string
	for _, g := range v.Groups {
		for _, b := range g.Blocks {
			for _, r := range b.Rows {
				for _, run := range r.Term {
					if run.Href != "" && !slices.Contains(out, run.Text) {
						out = append(out, run.Text)
					}
				}
			}
		}
	}
	return out
}

// Beside are the searches of those rows of a guide whose rows in another wording have a
// search that finds nothing.
func Beside(here, original templates.Help, finds func(search string) bool) []string {
	var out []string
	for g := range here.Groups {
		for i, b := range here.Groups[g].Blocks {
			for k, row := range b.Rows {
				if !slices.ContainsFunc(row.Term, func(r templates.HelpRun) bool { return r.Href != "" && !finds(r.Text) }) {
					continue
				}
				for _, run := range original.Groups[g].Blocks[i].Rows[k].Term {
					if run.Href != "" {
						out = append(out, run.Text)
					}
				}
			}
		}
	}
	return out
}

// Reworded is a guide in other words, but for what is so in every archive.
func Reworded(v templates.Help, word func(string) string) templates.Help {
	v.Lead = mapped(v.Lead, func(b templates.HelpBlock) templates.HelpBlock { return rewordedBlock(b, word) })
	v.Groups = mapped(v.Groups, func(g templates.HelpGroup) templates.HelpGroup {
		g.Blocks = mapped(g.Blocks, func(b templates.HelpBlock) templates.HelpBlock { return rewordedBlock(b, word) })
		return g
	})
	return v
}

func rewordedBlock(b templates.HelpBlock, word func(string) string) templates.HelpBlock {
	runs := func(rs []templates.HelpRun) []templates.HelpRun {
		return mapped(rs, func(r templates.HelpRun) templates.HelpRun {
			if !r.Fixed {
				r.Text = word(r.Text)
			}
			if r.Href != "" {
				r.Href = query.Request{Text: r.Text}.URL("/search")
			}
			return r
		})
	}
	return templates.HelpBlock{Text: runs(b.Text), Rows: mapped(b.Rows, func(r templates.HelpRow) templates.HelpRow {
		return templates.HelpRow{Term: runs(r.Term), Lines: mapped(r.Lines, func(l templates.HelpLine) templates.HelpLine {
			l.Text = runs(l.Text)
			return l
		})}
	})}
}

// Choose takes each row of searches from whichever of two wordings of a guide finds
// more, the first where both find as much. What finds nothing is no link.
func Choose(a, b templates.Help, finds func(search string) bool) templates.Help {
	found := func(r templates.HelpRow) (n int) {
		for _, run := range r.Term {
			if run.Href != "" && finds(run.Text) {
				n++
			}
		}
		return n
	}
	out := Reworded(a, func(s string) string { return s }) // a copy
	for g := range out.Groups {
		for i := range out.Groups[g].Blocks {
			rows := out.Groups[g].Blocks[i].Rows
			for k := range rows {
				if other := b.Groups[g].Blocks[i].Rows[k]; found(other) > found(rows[k]) {
					rows[k] = other
				}
				rows[k].Term = mapped(rows[k].Term, func(r templates.HelpRun) templates.HelpRun {
					if r.Href != "" && !finds(r.Text) {
						r.Href = ""
					}
					return r
				})
			}
		}
	}
	return out
}

// mapped is a new list of what f makes of each, nil for nil.
func mapped[T any](xs []T, f func(T) T) []T {
	var out []T
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
