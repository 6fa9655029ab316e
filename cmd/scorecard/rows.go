package main

import "strings"

// A row is a promise. Figures are handed in under its id, or under its id and a word or
// two ("B3 cut short"), which is a line of its own below.
type row struct{ id, what string }

// A chapter is the rows of one letter.
type chapter struct {
	title string
	rows  []row
}

var chapters = []chapter{
	{"A. Load", []row{
		{"A1", "clients that read and search at once: answers a second, times"},
		{"A2", "200 requests a second, whatever the answers take"},
		{"A3", "500 clients: 200 or 503 with a time to come back, and quiet again afterwards"},
		{"A4", "what one archive costs: searches, ingest, start, memory"},
		{"A5", "goroutines, descriptors and memory after very many requests"},
	}},
	{"B. Crash and damage", []row{
		{"B1", "an ingest that is killed: the old archive or the new one is served, whole"},
		{"B2", "a server that is killed while it takes up a generation"},
		{"B3", "damaged files of an archive are noticed and named, and not served"},
		{"B4", "a full disk"},
		{"B5", "system calls that fail: no bad archive, a true exit status"},
		{"B6", "files reach the disk before what names them"},
		{"B7", "two ingests at once"},
		{"B8", "generations are taken up under load"},
		{"B9", "a server that is stopped under load"},
		{"B10", "rollback"},
		{"B11", "every id ever published answers 200, 301 or 410"},
		{"B12", "a copy of the data folder that is taken while an ingest runs opens"},
	}},
	{"C. Bad input", []row{
		{"C1", "fuzzing of everything that reads what others wrote"},
		{"C2", "malformed inputs of many kinds: each named, the good ones beside them published"},
		{"C3", "limits of what is read"},
		{"C4", "an ingest that refuses input says so by its exit status"},
		{"C5", "sources are kept byte for byte"},
		{"C6", "the same input gives the same archive"},
	}},
	{"D. Injection", []row{
		{"D1", "hostile text in every field of every format, on every kind of page, in Chromium"},
		{"D2", "no markup of a cable becomes markup of a page"},
		{"D3", "templates that write unescaped"},
		{"D4", "redirects, headers and names of files"},
		{"D5", "exports for spreadsheets"},
		{"D6", "XML that is handed out"},
		{"D7", "control characters in logs and on terminals"},
		{"D8", "paths that climb"},
		{"D9", "what a shared cache could be made to keep"},
	}},
	{"E. Denial of service", []row{
		{"E1", "searches that are made to hurt: time and memory"},
		{"E2", "clients that send only the worst searches, beside others"},
		{"E3", "slow clients"},
		{"E4", "requests that are no good HTTP"},
		{"E5", "compressed answers"},
		{"E6", "large pages and exports, read slowly"},
		{"E7", "a share for each address"},
		{"E8", "robots"},
	}},
	{"F. HTTP", []row{
		{"F1", "ETag, 304, HEAD, ranges"},
		{"F2", "what may be cached"},
		{"F3", "statuses"},
		{"F4", "pages of errors tell nothing of others or of the machine"},
		{"F5", "links that lead nowhere"},
	}},
	{"G. Headers", []row{
		{"G1", "security headers on every route"},
		{"G2", "points of the MDN HTTP Observatory"},
	}},
	{"H. Privacy of readers", []row{
		{"H1", "cookies and anything else kept in the browser"},
		{"H2", "requests to other hosts"},
		{"H3", "queries, addresses, ids and names of browsers in logs and files"},
		{"H4", "pages without script"},
		{"H5", "searches stay in the address and go nowhere else"},
		{"H6", "a hidden service"},
		{"H7", "connections that the server opens"},
	}},
	{"I. Supply chain and confinement", []row{
		{"I1", "known vulnerabilities that are reached (govulncheck; needs its database)"},
		{"I2", "modules are as their checksums say"},
		{"I3", "list of parts in each release"},
		{"I4", "the same source gives the same bytes"},
		{"I5", "vet and staticcheck"},
		{"I6", "rights of the process, files that the server writes"},
		{"I7", "system calls of the server"},
		{"I8", "a small limit of memory"},
		{"I9", "whom to tell of a vulnerability"},
	}},
}

// rowOf is the id of the row of a line: what stands before the first space.
func rowOf(line string) string {
	id, _, _ := strings.Cut(line, " ")
	return id
}

// known reports whether there is such a row.
func known(id string) bool {
	for _, c := range chapters {
		for _, r := range c.rows {
			if r.id == id {
				return true
			}
		}
	}
	return false
}
