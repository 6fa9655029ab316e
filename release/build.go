package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// bom is the tool that lists the parts of a binary.
const bom = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod"

// buildTool builds that tool for the machine that runs it, without what tells one
// build of it from another: its checksum stands in what it writes.
func (j *job) buildTool() (string, error) {
	path := filepath.Join(j.work, "bom.exe") // so named it runs everywhere
	_, err := j.command(filepath.Join(j.root, "release"), []string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", path, bom)
	return path, err
}

// env is what makes the go command build for a target, the same everywhere.
func (t target) env() []string {
	return []string{"CGO_ENABLED=0", "GOOS=" + t.os, "GOARCH=" + t.arch, "GOFLAGS=-mod=readonly", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOWORK=off"}
}

// release makes all of one target.
func (j *job) release(t target) error {
	name := fmt.Sprintf("reftel-%s-%s-%s", j.version, t.os, t.arch)
	binary := "reftel"
	if t.os == "windows" {
		binary = "reftel.exe"
	}
	path := filepath.Join(j.work, t.os+"-"+t.arch, binary)
	// Without what git tells of the folder: a source archive gives the same bytes.
	_, err := j.command(j.root, t.env(), "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -buildid= -X main.stamped="+j.version, "-o", path, "./cmd/server")
	if err != nil {
		return err
	}
	if _, err := j.command(j.root, t.env(), j.tool, "bin", "-json", "-licenses", "-std", "-noserial", "-notimestamp",
		"-version", j.version, "-output", filepath.Join(j.out, name+".cdx.json"), path); err != nil {
		return err
	}
	licences, err := j.licences(t)
	if err != nil {
		return err
	}
	files, err := j.beside()
	if err != nil {
		return err
	}
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	files = append(files, file{binary, 0o755, program}, file{"THIRD-PARTY-LICENSES.txt", 0o644, licences})
	if t.os == "windows" {
		return writeZip(filepath.Join(j.out, name+".zip"), name, j.when, files)
	}
	return writeTar(filepath.Join(j.out, name+".tar.gz"), name, j.when, files)
}

// beside are the files of the project that lie beside the binary.
func (j *job) beside() ([]file, error) {
	paths := []string{"LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md", "docs/operations.md"}
	examples, err := filepath.Glob(filepath.Join(j.root, "deploy", "*"))
	if err != nil {
		return nil, err
	}
	for _, e := range examples {
		paths = append(paths, "deploy/"+filepath.Base(e))
	}
	var files []file
	for _, p := range paths {
		text, err := os.ReadFile(filepath.Join(j.root, filepath.FromSlash(p)))
		if err != nil {
			return nil, err
		}
		files = append(files, file{p, 0o644, text})
	}
	return files, nil
}
