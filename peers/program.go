package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
)

const (
	lucene  = "Lucene"
	tantivy = "Tantivy"
)

// other is a peer in a program of its own: "build DIR FACET…" indexes documents
// that stand on its input as lines of JSON, "serve DIR" answers requests so.
type other struct {
	title string
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
}

func program(name, title string, command []string) kind {
	return kind{
		name: name,
		build: func(ctx context.Context, a archive.Archive, dir string) (float64, error) {
			return buildOther(ctx, a, command, dir)
		},
		open: func(dir string) (peer, error) { return openOther(title, command, dir) },
	}
}

// buildOther tells what the other program used; reading the archive is not a part of it.
func buildOther(ctx context.Context, a archive.Archive, command []string, dir string) (float64, error) {
	args := append(command[1:len(command):len(command)], "build", dir)
	for _, f := range facets {
		args = append(args, string(f.facet))
	}
	cmd := exec.CommandContext(ctx, command[0], args...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	w := bufio.NewWriterSize(in, 1<<16)
	lines := json.NewEncoder(w)
	err = documents(ctx, a, func(d document) error { return lines.Encode(d) })
	if err == nil {
		err = w.Flush()
	}
	if cerr := in.Close(); err == nil {
		err = cerr
	}
	if werr := cmd.Wait(); werr != nil { // which says more than a pipe that broke
		return 0, werr
	}
	return cmd.ProcessState.UserTime().Seconds() + cmd.ProcessState.SystemTime().Seconds(), err
}

func openOther(title string, command []string, dir string) (peer, error) {
	cmd := exec.Command(command[0], append(command[1:len(command):len(command)], "serve", dir)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &other{title, cmd, in, bufio.NewReader(out)}, nil
}

func (p *other) name() string { return p.title }

func (p *other) close() error {
	if err := p.in.Close(); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// asked is a request as the other program reads it.
type asked struct {
	Expr    *asking             `json:"expr"`
	Filters []chosen            `json:"filters"`
	Size    int                 `json:"size"`
	Facets  map[query.Facet]int `json:"facets"`
}

type chosen struct {
	Facet  query.Facet `json:"facet"`
	Values []string    `json:"values"`
}

// asking is a part of a query: one of its fields is set, but for slop, which
// stands beside a phrase, and without, which stands beside and.
type asking struct {
	Word    string   `json:"word,omitempty"`
	Prefix  string   `json:"prefix,omitempty"`
	Fuzzy   string   `json:"fuzzy,omitempty"`
	Phrase  string   `json:"phrase,omitempty"`
	Slop    int      `json:"slop,omitempty"`
	Or      []asking `json:"or,omitempty"`
	And     []asking `json:"and,omitempty"`
	Without []asking `json:"without,omitempty"`
}

// page is what the other program answers; it tells itself how long it took, so that
// the way between the two does not count.
func (p *other) page(_ context.Context, r query.Request) (answer, error) {
	req := asked{Size: hitsPerPage, Filters: []chosen{}, Facets: map[query.Facet]int{}}
	for _, f := range facets {
		req.Facets[f.facet] = f.size
	}
	fs, err := filters(r)
	if err != nil {
		return answer{}, err
	}
	for _, f := range fs {
		req.Filters = append(req.Filters, chosen{f.facet, f.values})
	}
	if r.Expr != nil {
		e, err := askingOf(r.Expr)
		if err != nil {
			return answer{}, err
		}
		req.Expr = &e
	}
	if err := json.NewEncoder(p.in).Encode(req); err != nil {
		return answer{}, err
	}
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return answer{}, fmt.Errorf("%s ended: %w", p.title, err)
	}
	var got struct {
		Total       int   `json:"total"`
		Nanoseconds int64 `json:"nanoseconds"`
	}
	if err := json.Unmarshal(line, &got); err != nil {
		return answer{}, err
	}
	return answer{got.Total, time.Duration(got.Nanoseconds)}, nil
}

func askingOf(e query.Expr) (asking, error) {
	switch e := e.(type) {
	case query.Word:
		switch {
		case e.Prefix:
			return asking{Prefix: e.Text}, nil
		case e.Fuzzy:
			return asking{Fuzzy: e.Text}, nil
		}
		return asking{Word: e.Text}, nil
	case query.Phrase:
		return asking{Phrase: e.Text, Slop: e.Slop}, nil
	case query.Or:
		parts, err := askingsOf(e.Of)
		return asking{Or: parts}, err
	case query.And:
		must, not := parts(e)
		and, err := askingsOf(must)
		if err != nil {
			return asking{}, err
		}
		without, err := askingsOf(not)
		return asking{And: and, Without: without}, err
	}
	return asking{}, fmt.Errorf("no class of queries should hold %T", e)
}

func askingsOf(es []query.Expr) ([]asking, error) {
	out := make([]asking, len(es))
	for i, e := range es {
		var err error
		if out[i], err = askingOf(e); err != nil {
			return nil, err
		}
	}
	return out, nil
}
