package ingest

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// taken is what a run over inputs gave, in the order in which it came.
type taken struct {
	cables []*cable.Cable
	raws   [][]byte
	report *Report
}

func take(ctx context.Context, run func(context.Context, []Input, func(*cable.Cable, []byte) error) (*Report, error), inputs []Input) (r taken, err error) {
	r.report, err = run(ctx, inputs, func(c *cable.Cable, raw []byte) error {
		r.cables = append(r.cables, c)
		r.raws = append(r.raws, bytes.Clone(raw))
		return nil
	})
	return r, err
}

// texts are the cables as they are written.
func (r taken) texts(t *testing.T) []string {
	t.Helper()
	texts := make([]string, len(r.cables))
	for i, c := range r.cables {
		b, err := c.JSON()
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(b)
	}
	return texts
}

// realInputs are the real documents: at the normal size one volume of them, since the
// reader of volumes has a test of all.
func realInputs(t *testing.T) (inputs []Input, volumes int) {
	t.Helper()
	dirs, volumes := []string{"seed", "site-html", "nara-text", "frus-tei/frus1961-63v10-12mSupp.xml"}, 700
	if sharedtest.Size(0, 0, 1) > 0 {
		dirs[3], volumes = "frus-tei", 3000
	}
	for _, dir := range dirs {
		inputs = append(inputs, input(t, sharedtest.Dir(t, dir)))
	}
	return inputs, volumes
}

// realOnce is the reading of the real documents by three workers: several tests look at
// it, and none changes it.
var realOnce struct {
	sync.Once
	taken
	err error
}

func readReal(t *testing.T) taken {
	t.Helper()
	inputs, _ := realInputs(t)
	realOnce.Do(func() {
		j := New(tables(t), nil)
		j.workers = 3
		realOnce.taken, realOnce.err = take(context.Background(), j.Run, inputs)
	})
	if realOnce.err != nil {
		t.Fatal(realOnce.err)
	}
	return realOnce.taken
}

// each calls a function with each cable of a format and its source.
func (r taken) each(format string, f func(*cable.Cable, []byte)) {
	for i, c := range r.cables {
		if c.Source.Format == format {
			f(c, r.raws[i])
		}
	}
}

// TestRealDocuments holds that every real document is read, that none is lost,
// and that the output is the same bytes with one worker as with several.
func TestRealDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all real documents twice")
	}
	inputs, volumes := realInputs(t)
	three := readReal(t)
	if sharedtest.Thorough() {
		j := New(tables(t), nil)
		j.workers = 1
		one, err := take(t.Context(), j.Run, inputs)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(one.texts(t), three.texts(t)) {
			t.Error("one worker and three give different output")
		}
	}
	report := three.report
	for _, r := range report.Refused {
		t.Errorf("refused: %+v", r)
	}
	if report.Files < 100 || report.Formats["site-html"] < 40 || report.Formats["nara"] < 100 || report.Formats["frus"] < volumes || report.Formats["bracket"] != 1 {
		t.Errorf("files %d, formats %v", report.Files, report.Formats)
	}
}
