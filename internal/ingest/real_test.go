package ingest

import (
	"crypto/sha256"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// TestRealDocuments holds that every real document is read, that none is lost,
// and that the output is the same bytes with one worker as with several. At the
// normal size it takes one volume; the reader of volumes has a test of all.
func TestRealDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all real documents twice")
	}
	run := func(workers int, dirs ...string) ([32]byte, *Report) {
		j := New(tables(t), nil)
		j.workers = workers
		h := sha256.New()
		var inputs []Input
		for _, dir := range dirs {
			inputs = append(inputs, input(t, sharedtest.Dir(t, dir)))
		}
		report, err := j.Run(t.Context(), inputs, func(c *cable.Cable, _ []byte) error {
			b, err := c.JSON()
			h.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return [32]byte(h.Sum(nil)), report
	}
	dirs, volumes := []string{"seed", "site-html", "nara-text", "frus-tei/frus1961-63v10-12mSupp.xml"}, 700
	if sharedtest.Size(0, 0, 1) > 0 {
		dirs[3], volumes = "frus-tei", 3000
	}
	one, report := run(1, dirs...)
	if several, _ := run(3, dirs...); one != several {
		t.Error("one worker and three give different output")
	}
	for _, r := range report.Refused {
		t.Errorf("refused: %+v", r)
	}
	if report.Files < 100 || report.Formats["site-html"] < 40 || report.Formats["nara"] < 100 || report.Formats["frus"] < volumes || report.Formats["bracket"] != 1 {
		t.Errorf("files %d, formats %v", report.Files, report.Formats)
	}
}
