// Command release makes what is published of a version, in one folder: for each system
// an archive with the binary, the licences of all that is linked in and the examples of
// deploy/, a list of the parts of the binary (CycloneDX), and the checksums of all, signed
// where a key is given. The same source gives the same bytes in any folder.
//
//	cd release && go run . --version v1.2.3 --key ~/.ssh/id_ed25519
//
// It is a module of its own, so that the program depends on none of its tools.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A target is a system that a binary is made for.
type target struct{ os, arch string }

var targets = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "arm64"}, {"windows", "amd64"}}

// A job is one release.
type job struct {
	root    string    // the folder of the project
	out     string    // what is made goes there
	work    string    // what is made on the way
	version string    // v1.2.3
	when    time.Time // of all files in the archives
	tool    string    // cyclonedx-gomod, built
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run() error {
	root := flag.String("root", "..", "folder of the project")
	out := flag.String("out", "../dist", "folder to write to; what is in it goes")
	version := flag.String("version", "", "version of the release; default: as git describes it")
	when := flag.String("time", os.Getenv("SOURCE_DATE_EPOCH"), "time of all files, in seconds since 1970; default: of the commit")
	key := flag.String("key", "", "private key that signs the checksums, of ssh or minisign; without one they are not signed")
	only := flag.String("only", "", "one target alone, OS/ARCH")
	flag.Parse()
	j, err := newJob(*root, *out, *version, *when)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(j.work) }()
	if j.tool, err = j.buildTool(); err != nil {
		return err
	}
	made := 0
	for _, t := range targets {
		if *only == "" || *only == t.os+"/"+t.arch {
			if err := j.release(t); err != nil {
				return fmt.Errorf("%s/%s: %w", t.os, t.arch, err)
			}
			made++
		}
	}
	if made == 0 {
		return fmt.Errorf("--only %s is none of %v", *only, targets)
	}
	return finish(j.out, *key)
}

// newJob completes what was not given by what git tells.
func newJob(root, out, version, when string) (*job, error) {
	j := &job{version: version}
	var err error
	if j.root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	if j.out, err = filepath.Abs(out); err != nil {
		return nil, err
	}
	if j.version == "" {
		if j.version, err = j.git("describe", "--tags", "--always", "--dirty"); err != nil {
			return nil, fmt.Errorf("--version is not given: %w", err)
		}
	}
	if strings.ContainsAny(j.version, "/\\ \t\n'\"") {
		return nil, fmt.Errorf("version %q cannot be part of a file name", j.version)
	}
	if when == "" {
		if when, err = j.git("log", "-1", "--format=%ct"); err != nil {
			return nil, fmt.Errorf("--time is not given: %w", err)
		}
	}
	seconds, err := strconv.ParseInt(when, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("time %q: %w", when, err)
	}
	j.when = time.Unix(seconds, 0).UTC()
	if err := emptied(j.out); err != nil {
		return nil, err
	}
	j.work, err = os.MkdirTemp("", "reftel-release-")
	return j, err
}

// emptied makes a folder for the release. One that holds other things than a release
// is left alone.
func emptied(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range old {
		if !strings.HasPrefix(e.Name(), "reftel-") && !strings.HasPrefix(e.Name(), sumsName) {
			return fmt.Errorf("%s holds %s, which is no part of a release", dir, e.Name())
		}
	}
	for _, e := range old {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) git(args ...string) (string, error) { return j.command(j.root, nil, "git", args...) }

// command runs a program and hands on what it printed.
func (j *job) command(dir string, env []string, name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	out, err := c.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
		}
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
