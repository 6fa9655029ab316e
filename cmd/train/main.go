// Command train makes the model with which names are recognised, from volumes
// of Foreign Relations of the United States in TEI:
//
//	go run ./cmd/train --frus DIR --out internal/ingest/names/tagger/model.bin
//
// Beside the model it writes its checksum. docs/names.md tells the rest.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"reftel/internal/ingest/names/train"
	"reftel/internal/reference"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	folders := flag.String("frus", "", "folders or files of volumes, with commas between")
	out := flag.String("out", "", "the file to write the model to")
	epochs := flag.Int("epochs", 3, "how often each text is learnt from")
	rate := flag.Float64("rate", 0.1, "how large the first steps are")
	hidden := flag.Float64("hidden", 0.25, "part of the names that the tables are not asked about")
	others := flag.Int("others", 1, "how often each text is learnt from with other names in it")
	flag.Parse()
	volumes, err := find(strings.Split(*folders, ","))
	if err != nil {
		return err
	}
	if *out == "" || len(volumes) == 0 {
		return errors.New("say --frus with a folder that has volumes in it, and --out")
	}
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	model, err := train.Run(tables, train.Options{Volumes: volumes, Epochs: *epochs, Rate: *rate, Others: *others, Hidden: *hidden,
		Log: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := model.Write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	sum := fmt.Sprintf("%x\n", sha256.Sum256(b.Bytes()))
	if err := os.WriteFile(strings.TrimSuffix(*out, filepath.Ext(*out))+".sha256", []byte(sum), 0o644); err != nil {
		return fmt.Errorf("writing the checksum: %w", err)
	}
	fmt.Printf("%s: %d bytes, %s", *out, b.Len(), sum)
	return nil
}

// find lists the volumes in folders, in the order of their names.
func find(places []string) ([]string, error) {
	var out []string
	for _, p := range places {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("looking for volumes: %w", err)
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		files, err := filepath.Glob(filepath.Join(p, "*.xml"))
		if err != nil {
			return nil, fmt.Errorf("looking for volumes: %w", err)
		}
		slices.Sort(files)
		out = append(out, files...)
	}
	return out, nil
}
