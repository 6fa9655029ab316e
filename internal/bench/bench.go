// Package bench measures the program from outside, as its users meet it: the
// ingest as a process, searches through the public calls of package index, the
// server over HTTP. Each measurement is a Record, which is printed, kept as
// JSON and put together into docs/benchmarks.md.
package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

// A Record is what one command measured.
type Record struct {
	Kind    string    `json:"kind"` // index, search, serve, hostile, cluster, peers
	Command string    `json:"command"`
	When    time.Time `json:"when"`
	Version string    `json:"version"`
	Machine Machine   `json:"machine"`
	Cables  int       `json:"cables"`
	Bytes   int64     `json:"bytes"` // of the sources
	// Formats are how many cables were read of each format: synthetic ones are bracket, but
	// for what stands in volumes.
	Formats map[string]int `json:"formats,omitempty"`
	Tables  []Table        `json:"tables"`
	Bars    []Bar          `json:"bars,omitempty"`
	Notes   []string       `json:"notes,omitempty"`
}

// NewRecord begins a record of what happens now on this machine.
func NewRecord(kind, command, version string) (*Record, error) {
	m, err := thisMachine()
	if err != nil {
		return nil, err
	}
	return &Record{Kind: kind, Command: command, When: time.Now().UTC().Truncate(time.Second), Version: version, Machine: m}, nil
}

// A Table has a value for each column in each row. Units stand in the heads.
type Table struct {
	Title   string   `json:"title"`
	Columns []string `json:"columns"` // the first is the name of rows
	Rows    []Row    `json:"rows"`
}

// A Row is one line of a table.
type Row struct {
	Name   string    `json:"name"`
	Values []float64 `json:"values"`
}

// Add adds a row.
func (t *Table) Add(name string, values ...float64) { t.Rows = append(t.Rows, Row{name, values}) }

// A Bar is a goal and how far it was met.
type Bar struct {
	What  string  `json:"what"`
	Most  bool    `json:"most"` // the limit is the most, else the least
	Limit float64 `json:"limit"`
	Value float64 `json:"value"`
}

// Held reports whether the goal is met.
func (b Bar) Held() bool {
	if b.Most {
		return b.Value <= b.Limit
	}
	return b.Value >= b.Limit
}

// large is from how many cables on the goals of millions hold.
const large = 1_000_000

// goal is the one for the size of the archive.
func (r *Record) goal(usual, ofMillions float64) float64 {
	if r.Cables >= large {
		return ofMillions
	}
	return usual
}

func (r *Record) most(what string, limit, value float64) {
	r.Bars = append(r.Bars, Bar{what, true, limit, value})
}

func (r *Record) least(what string, limit, value float64) {
	r.Bars = append(r.Bars, Bar{what, false, limit, value})
}

// Most adds a bar whose limit is the most that is wanted.
func (r *Record) Most(what string, limit, value float64) { r.most(what, limit, value) }

// Least adds a bar whose limit is the least that is wanted.
func (r *Record) Least(what string, limit, value float64) { r.least(what, limit, value) }

// WriteFile keeps a record as JSON.
func (r *Record) WriteFile(path string) error {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the measurement: %w", err)
	}
	return nil
}

// ReadFile reads what WriteFile wrote.
func ReadFile(path string) (*Record, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading a measurement: %w", err)
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("reading a measurement: %s: %w", path, err)
	}
	return &r, nil
}

// Finish prints a record and keeps it in a file, "" for none.
func (r *Record) Finish(w io.Writer, path string) error {
	if err := r.print(w); err != nil {
		return err
	}
	if path == "" {
		return nil
	}
	return r.WriteFile(path)
}
