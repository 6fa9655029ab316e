package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const sumsName = "SHA256SUMS"

// namespace is what a signature of ssh is for: one that was made for other things is
// not taken for one of a release.
const namespace = "reftel-release"

// finish writes the checksums of all files of a release, and signs them.
func finish(dir, key string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(body), e.Name())
	}
	path := filepath.Join(dir, sumsName)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Print(b.String())
	if key == "" {
		fmt.Println("not signed: no key was given")
		return nil
	}
	return sign(path, key)
}

// sign signs a file by a key of minisign, or of ssh.
func sign(path, key string) error {
	head, err := os.ReadFile(key)
	if err != nil {
		return fmt.Errorf("key: %w", err)
	}
	c := exec.Command("ssh-keygen", "-Y", "sign", "-f", key, "-n", namespace, path)
	if strings.HasPrefix(string(head), "untrusted comment:") {
		c = exec.Command("minisign", "-S", "-s", key, "-m", path)
	}
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr // it may ask for a passphrase
	if err := c.Run(); err != nil {
		return fmt.Errorf("signing %s by %s: %w", filepath.Base(path), filepath.Base(key), err)
	}
	return nil
}
