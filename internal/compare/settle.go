package compare

// settled are the differences of two texts, made fit to be read: what is the same by
// chance between two of them, a blank or one or two words in the midst of many others,
// is taken into them; and they begin and end where words do.
func settled(a, b []token, es []edit) []edit {
	size := func(e edit) int { return max(countWords(a[e.fromA:e.endA]), countWords(b[e.fromB:e.endB])) }
	var all []edit
	for i, e := range es {
		last := len(all) - 1
		switch {
		case last >= 0 && !e.same && !all[last].same:
			all[last].endA, all[last].endB = e.endA, e.endB
		case e.same && last >= 0 && !all[last].same && i+1 < len(es) && byChance(size(e), size(all[last]), size(es[i+1])):
			all[last].endA, all[last].endB = e.endA, e.endB
		default:
			all = append(all, e)
		}
	}
	var out []edit
	for _, e := range all {
		if !e.same {
			out = append(out, e)
		}
	}
	for i := range out {
		end := len(a)
		if i+1 < len(out) {
			end = out[i+1].fromA
		}
		trim(a, b, &out[i], end)
	}
	return out
}

// byChance reports whether so many equal words between so many others are none that
// a reader would see as the same.
func byChance(equal, before, after int) bool {
	return equal == 0 && before > 0 && after > 0 || equal <= 2 && min(before, after) > 2*equal && before+after >= 6
}

// trim leaves out of a difference what both sides begin and end with. What stands on
// one side alone and could begin at either of two blanks begins behind the first.
// Behind the difference the texts are the same up to end.
func trim(a, b []token, e *edit, end int) {
	for e.fromA < e.endA && e.fromB < e.endB && a[e.endA-1] == b[e.endB-1] {
		e.endA, e.endB = e.endA-1, e.endB-1
	}
	for e.fromA < e.endA && e.fromB < e.endB && a[e.fromA] == b[e.fromB] {
		e.fromA, e.fromB = e.fromA+1, e.fromB+1
	}
	one, side := e.fromB == e.endB && e.fromA < e.endA, a[e.fromA:e.endA]
	if e.fromA == e.endA && e.fromB < e.endB {
		one, side = true, b[e.fromB:e.endB]
	}
	if one && len(side) > 1 && side[0].kind == blank && e.endA < end && a[e.endA] == side[0] && b[e.endB] == side[0] {
		e.fromA, e.endA, e.fromB, e.endB = e.fromA+1, e.endA+1, e.fromB+1, e.endB+1
	}
}
