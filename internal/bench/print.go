package bench

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// formats tells of which formats the cables are, the most first; "" where that is not known.
func (r *Record) formats() string {
	names := slices.Collect(maps.Keys(r.Formats))
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(r.Formats[b]-r.Formats[a], strings.Compare(a, b)) })
	if len(names) == 0 {
		return ""
	}
	for i, name := range names {
		names[i] = group(float64(r.Formats[name]), 0) + " " + name
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// print writes a record for people at a terminal.
func (r *Record) print(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s cables, %s MB of sources%s\n", r.Kind, group(float64(r.Cables), 0), group(float64(r.Bytes)/1e6, 1), r.formats())
	for _, t := range r.Tables {
		if t.Title != "" {
			fmt.Fprintf(w, "\n%s\n", t.Title)
		}
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, row := range t.cells() {
			fmt.Fprintln(tw, strings.Join(row, "\t")+"\t")
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	for _, bar := range r.Bars {
		met := "met"
		if !bar.Held() {
			met = "not met"
		}
		fmt.Fprintf(w, "goal %s: %s of %s, %s\n", bar.What, figure(bar.Value), figure(bar.Limit), met)
	}
	for _, n := range r.Notes {
		fmt.Fprintln(w, n)
	}
	return nil
}

// cells is a table as text, heads first.
func (t Table) cells() [][]string {
	out := [][]string{t.Columns}
	for _, r := range t.Rows {
		row := []string{r.Name}
		for _, v := range r.Values {
			row = append(row, figure(v))
		}
		out = append(out, row)
	}
	return out
}

// figure writes a number with three digits that tell something.
func figure(v float64) string {
	switch {
	case v == math.Trunc(v):
		return group(v, 0)
	case v >= 100 || v <= -100:
		return group(v, 0)
	case v >= 10:
		return group(v, 1)
	case v >= 0.1:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'g', 2, 64)
}

// group writes a number with commas between thousands.
func group(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	whole, rest, found := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		return whole + "." + rest
	}
	return whole
}

// kinds in the order of a document.
var kinds = []string{"index", "search", "hostile", "serve", "cluster", "peers"}

// Markdown writes records as one document.
func Markdown(w io.Writer, records []*Record) error {
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b *Record) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(b.Cables, a.Cables))
	})
	var b strings.Builder
	b.WriteString("# Benchmarks\n\nWritten by `reftel bench report` from what the commands below measured; not edited by hand.\nHow to measure: [operations.md](operations.md#measuring).\n")
	writeBars(&b, records)
	for _, r := range records {
		r.markdown(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeBars lists the goals of all records.
func writeBars(b *strings.Builder, records []*Record) {
	b.WriteString("\n## Goals\n\n| goal | cables | limit | measured | met |\n| --- | ---: | ---: | ---: | --- |\n")
	for _, r := range records {
		for _, bar := range r.Bars {
			sign, met := "≥", "yes"
			if bar.Most {
				sign = "≤"
			}
			if !bar.Held() {
				met = "**no**"
			}
			fmt.Fprintf(b, "| %s | %s | %s %s | %s | %s |\n", bar.What, group(float64(r.Cables), 0), sign, figure(bar.Limit), figure(bar.Value), met)
		}
	}
}

func (r *Record) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s, %s cables\n\n", r.Kind, group(float64(r.Cables), 0))
	fmt.Fprintf(b, "`%s`, %s, version %s. %s of sources%s. %s\n", r.Command, r.When.Format("2006-01-02 15:04 UTC"), r.Version, megabytes(r.Bytes), r.formats(), r.Machine)
	for _, t := range r.Tables {
		b.WriteByte('\n')
		if t.Title != "" {
			fmt.Fprintf(b, "**%s**\n\n", t.Title)
		}
		for i, row := range t.cells() {
			b.WriteString("| " + strings.Join(plain(row), " | ") + " |\n")
			if i == 0 {
				b.WriteString("| --- |" + strings.Repeat(" ---: |", len(row)-1) + "\n")
			}
		}
	}
	if len(r.Notes) > 0 {
		b.WriteByte('\n')
	}
	for _, n := range r.Notes {
		b.WriteString("- " + n + "\n")
	}
}

// plain keeps cells from being read as Markdown.
func plain(row []string) []string {
	out := make([]string, len(row))
	for i, s := range row {
		out[i] = strings.NewReplacer("|", `\|`, "*", `\*`, "<", `\<`).Replace(s)
	}
	return out
}

func megabytes(n int64) string { return group(float64(n)/1e6, 1) + " MB" }
