package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/generation"
)

// vanishedFile is where the ids stand for which an ingest was refused, in the folder of
// reports: a list of withdrawals whose reasons and dates are to be filled in.
const vanishedFile = "vanished.tsv"

// Losses are the ids that an ingest let go, or would have.
type Losses struct {
	Since    string     // the generation in force that has them
	Went     []ids.Gone // published: those that lead nowhere now
	Vanished []string   // not published: those that have no reason
	List     string     // the file in which all of these stand, to be filled in

	Unknown []string // ids of the file of withdrawals that were never published
	Held    []string // ids of it that lead to a cable now
}

// readWithdrawn reads a file of withdrawals, "" for none.
func readWithdrawn(file string) ([]ids.Withdrawal, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the withdrawals: %w", err)
	}
	defer f.Close()
	ws, err := ids.ReadWithdrawals(f, file)
	if err != nil {
		return nil, fmt.Errorf("reading the withdrawals: %w", err)
	}
	return ws, nil
}

// refused are the losses for which nothing was published, where that is what an error
// says.
func refused(data string, err error) (l Losses, _ error) {
	var v *prepare.Vanished
	if !errors.As(err, &v) {
		return l, err
	}
	l.Since, l.Vanished = v.Since, v.IDs
	ws := make([]ids.Withdrawal, len(v.IDs))
	for i, id := range v.IDs {
		ws[i].ID = id
	}
	dir := filepath.Join(data, reportsFolder)
	l.List = filepath.Join(dir, vanishedFile)
	werr := os.MkdirAll(dir, 0o755)
	if werr == nil {
		werr = generation.ReplaceFile(l.List, ids.WriteWithdrawals(ws))
	}
	if werr != nil {
		l.List, err = "", errors.Join(err, fmt.Errorf("writing the list of these ids: %w", werr))
	}
	return l, err
}

// lost are the losses of a generation that was published.
func lost(data, id, since string, withdrawn []ids.Withdrawal) (l Losses, err error) {
	l.Since = since
	t, err := index.ReadIDs(generation.Path(data, id))
	if err != nil {
		return l, fmt.Errorf("reading which ids are gone: %w", err)
	}
	if since != "" {
		old, _ := index.PastIDs(generation.Path(data, since)) // what can't be read of it is told of the changes
		l.Went = t.Went(old)
	}
	l.look(t, withdrawn)
	_ = os.Remove(filepath.Join(data, reportsFolder, vanishedFile)) // of an earlier refusal; the report is what counts
	return l, nil
}

// look tells which withdrawals are of ids that lead to a cable, or were never here.
func (l *Losses) look(t *ids.Table, withdrawn []ids.Withdrawal) {
	for _, w := range withdrawn {
		if _, held := t.Find(w.ID); held {
			l.Held = append(l.Held, w.ID)
		} else if _, gone := t.Gone(w.ID); !gone {
			l.Unknown = append(l.Unknown, w.ID)
		}
	}
}

// Gone are the ids that were published once and lead to no cable of the generation in
// force, with the reasons that were given.
func Gone(data string) ([]ids.Gone, error) {
	c, err := generation.ReadCurrent(data)
	if err != nil {
		return nil, hinted(data, fmt.Errorf("listing the ids that are gone: %w", err))
	}
	gone, err := index.Gone(data, c.Name)
	if err != nil {
		return nil, fmt.Errorf("listing the ids that are gone: %w", err)
	}
	return gone, nil
}
