package bench

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Ingest measures a whole ingest in a process of its own: reading, parsing,
// indexing, storing, verifying, publishing. args are flags of the ingest and what it
// reads, log takes what it prints.
func Ingest(ctx context.Context, r *Record, program, data string, args []string, log io.Writer) error {
	cmd := exec.CommandContext(ctx, program, append([]string{"ingest", "--data", data}, args...)...)
	cmd.Stdout, cmd.Stderr = log, log
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	watched := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	wall := time.Since(start).Seconds()
	unmapped := watched()
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	peak, err := peakMemory(cmd.ProcessState)
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	a, done, err := Open(data)
	if err != nil {
		return err
	}
	defer done()
	if err := r.Measures(a, data); err != nil {
		return err
	}
	cpu := cmd.ProcessState.UserTime().Seconds() + cmd.ProcessState.SystemTime().Seconds()
	r.Tables = append(r.Tables, Table{
		Columns: []string{"", "cables", "MB", "CPU s", "cables per CPU s", "MB per CPU s", "wall s", "share of cores", "peak memory MB", "without mapped files MB"},
		Rows: []Row{{"ingest", []float64{float64(r.Cables), float64(r.Bytes) / 1e6, cpu, float64(r.Cables) / cpu, float64(r.Bytes) / 1e6 / cpu,
			wall, cpu / wall / float64(r.Machine.Cores), peak, unmapped}}},
	})
	sizes, total, err := folderSizes(filepath.Join(data, "gen", a.Generation().ID))
	if err != nil {
		return err
	}
	t := Table{Title: "Size of the archive", Columns: []string{"part", "MB", "of the sources"}}
	for _, s := range sizes {
		t.Add(s.name, float64(s.bytes)/1e6, float64(s.bytes)/float64(r.Bytes))
	}
	t.Add("all", float64(total)/1e6, float64(total)/float64(r.Bytes))
	r.Tables = append(r.Tables, t)
	r.least("ingest, cables per CPU second", 400, float64(r.Cables)/cpu)
	if r.Cables >= large { // of which the mapped files are as large as the archive
		r.most("ingest, memory without mapped files, MB", 3000, unmapped)
	} else {
		r.most("ingest, peak memory, MB", 2000, peak)
	}
	r.most("archive, size of the sources", 1.9, float64(total)/float64(r.Bytes))
	r.Notes = append(r.Notes, "CPU and memory are those of the process as the system counts them; peak memory includes mapped files, and what is without them was looked at ten times a second.")
	return nil
}

// watchMemory looks ten times a second at what a process holds without mapped files, until
// what it returns is called, which tells the most of it in MB.
func watchMemory(pid int) func() float64 {
	end, most := make(chan struct{}), make(chan float64)
	go func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		var m float64
		for {
			select {
			case <-end:
				most <- m
				return
			case <-tick.C:
				now, err := unmapped(pid)
				if err == nil { // else it has ended
					m = max(m, now)
				}
			}
		}
	}()
	return func() float64 {
		close(end)
		return <-most
	}
}

// A part of a generation: a folder, or a file beside the folders.
type part struct {
	name  string
	bytes int64
}

// folderSizes are the sizes of what stands in a folder.
func folderSizes(dir string) (parts []part, total int64, err error) {
	es, err := os.ReadDir(dir)
	if err != nil {
		return nil, 0, err
	}
	for _, e := range es {
		p := part{name: e.Name()}
		err := filepath.WalkDir(filepath.Join(dir, e.Name()), func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				p.bytes += info.Size()
			}
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		parts = append(parts, p)
		total += p.bytes
	}
	return parts, total, nil
}
