package sitehtml

import "bytes"

// starts finds the pages behind the first: one begins where a page does, or
// where the table of another cable stands.
func starts(text []byte) []int {
	var out []int
	tables := 0 // of the page
	last := 0   // where the page begins
	for at := 0; at < len(text); {
		i := bytes.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		rest := text[at:]
		switch {
		case tables > 0 && (hasFold(rest, "<!doctype html") || hasFold(rest, "<html")):
			out = append(out, at)
			tables, last = 0, at
		case hasFold(rest, "<table"):
			tag := rest[:min(len(rest), 1024)]
			if close := bytes.IndexByte(tag, '>'); close >= 0 && isTable(tag[:close]) {
				if tables > 0 && at > last {
					out = append(out, at)
					last = at
				}
				tables = 1
			}
		}
		at++
	}
	return out
}

// hasFold reports whether text begins with a tag, in any case.
func hasFold(text []byte, tag string) bool {
	return len(text) >= len(tag) && bytes.EqualFold(text[:len(tag)], []byte(tag))
}
