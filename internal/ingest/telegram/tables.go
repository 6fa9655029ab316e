package telegram

import "strings"

// tableRows tells which of the lines are rows of a table, nil where none is, and plain that
// no line has a gap. A table is two rows or more, perhaps with blank lines between. A line is a row by
// its columns: three or more of them, or two of which one has figures; a line of
// two columns of words is one where a row above or below has the same columns.
// Prose has wide blanks too, but neither figures nor columns.
func tableRows(ls []line) (out []bool, plain bool) {
	var cols [][]int
	plain = true
	for i := range ls {
		from := len(ls[i].s) - len(trimLeft(ls[i].s))
		if !hasGap(ls[i].s[from:]) {
			continue
		}
		plain = false
		if c := columns(ls[i].s, from); c != nil {
			if cols == nil {
				cols = make([][]int, len(ls))
			}
			cols[i] = c
		}
	}
	if cols == nil {
		return nil, plain
	}
	for i := 0; i < len(ls); {
		if !tableRow(ls[i].t, cols[i]) {
			i++
			continue
		}
		rows := []int{i}
		j := i + 1
		for ; j < len(ls); j++ {
			last := rows[len(rows)-1]
			switch {
			case ls[j].blank() && j-last < 3, isRule(ls[j].t):
				continue
			case tableRow(ls[j].t, cols[j]), aligned(cols[j], cols[last]):
				rows = append(rows, j)
				continue
			case !ls[j].blank() && j+1 < len(ls) && tableRow(ls[j+1].t, cols[j+1]) && isDigit(ls[j].t[len(ls[j].t)-1]):
				continue // a long name left one blank before its figure
			}
			break
		}
		for first := i - 1; first >= 0 && aligned(cols[first], cols[rows[0]]); first-- {
			rows = append([]int{first}, rows...)
		}
		if len(rows) > 1 {
			if out == nil {
				out = make([]bool, len(ls))
			}
			for k := rows[0]; k <= rows[len(rows)-1]; k++ {
				out[k] = !ls[k].blank()
			}
		}
		i = j
	}
	return out, plain
}

// columns lists where the cells behind the first one, which is at from, begin: behind three
// blanks or more, behind a tab or a row of dots, or behind two blanks where the line has
// several such gaps and ends no sentence before one.
func columns(s string, from int) (out []int) {
	two := 0
	for i := from; i < len(s); {
		if strings.HasPrefix(s[i:], "....") { // leaders
			for i < len(s) && s[i] == '.' {
				i++
			}
			out = append(out, i)
			continue
		}
		if !isBlank(s[i]) {
			i++
			continue
		}
		j := i
		for j < len(s) && isBlank(s[j]) {
			j++
		}
		wide := j-i > 2 || strings.IndexByte(s[i:j], '\t') >= 0
		if j-i == 2 && i > 0 && strings.IndexByte(".:;?!\")", s[i-1]) < 0 {
			two++
			wide = two > 1 || len(out) > 0
		}
		if wide {
			out = append(out, j)
		}
		i = j
	}
	return out
}

// hasGap reports whether two blanks, a tab or leaders stand in a line. It is asked of
// a whole text, and of every line of one that has them.
func hasGap(s string) bool {
	return strings.Contains(s, "  ") || strings.IndexByte(s, '\t') >= 0 || strings.Contains(s, "....")
}

// tableRow reports whether a line with these columns is a row by itself.
func tableRow(t string, cols []int) bool {
	if len(cols) == 0 || secondNumber(t) > 0 && len(cols) < 2 {
		return false
	}
	figures := 0
	for w := range strings.FieldsSeq(t) {
		if strings.ContainsAny(w, "0123456789") {
			figures++
		}
	}
	words := len(strings.Fields(t))
	if len(cols) > 1 {
		return figures > 0 || words <= 3*(len(cols)+1)
	}
	return figures > 0 && words <= 8
}

// most reports whether half of the lines or more are rows.
func most(rows []bool) bool {
	n := 0
	for _, row := range rows {
		if row {
			n++
		}
	}
	return n*2 >= len(rows)
}

// aligned reports whether two lines have a column in common.
func aligned(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x-y < 2 && y-x < 2 {
				return true
			}
		}
	}
	return false
}
