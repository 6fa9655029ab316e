package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// settable are the flags of all commands but those of bench.
func settable(t *testing.T) map[string][]*kong.Flag {
	t.Helper()
	var c commands
	parser, err := newParser(&c)
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string][]*kong.Flag{}
	for _, leaf := range parser.Model.Leaves(false) {
		if !strings.HasPrefix(leaf.FullPath(), "reftel bench ") {
			flags[leaf.Name] = leaf.Flags
		}
	}
	return flags
}

// TestEnvironmentIsTold holds that each flag has a variable, and that
// docs/operations.md names it, or docs/opensearch.md one of the other engine.
func TestEnvironmentIsTold(t *testing.T) {
	operations, err := os.ReadFile(filepath.Join("..", "..", "docs", "operations.md"))
	if err != nil {
		t.Fatal(err)
	}
	cluster, err := os.ReadFile(filepath.Join("..", "..", "docs", "opensearch.md"))
	if err != nil {
		t.Fatal(err)
	}
	told := string(operations) + string(cluster)
	names := regexp.MustCompile(`^REFTEL_[A-Z_]+$`)
	count := 0
	for command, flags := range settable(t) {
		for _, f := range flags {
			count++
			if len(f.Envs) != 1 || !names.MatchString(f.Envs[0]) {
				t.Errorf("--%s of %s has the variables %v", f.Name, command, f.Envs)
				continue
			}
			if row := "| `--" + f.Name + "` | `" + f.Envs[0] + "` |"; !strings.Contains(told, row) {
				t.Errorf("neither docs/operations.md nor docs/opensearch.md has a row %s", row)
			}
		}
	}
	if count < 15 {
		t.Errorf("only %d flags are looked at", count)
	}
}

// TestEnvironment holds that each variable sets its flag, and that a flag that
// is given goes before it.
func TestEnvironment(t *testing.T) {
	file := filepath.Join(t.TempDir(), "corrections.csv")
	write(t, file, "")
	own := t.TempDir()
	for name, value := range map[string]string{
		"REFTEL_SITE": own,
		"REFTEL_DATA": "/srv/cables", "REFTEL_ADDR": "127.0.0.1:81", "REFTEL_SOCKET_MODE": "0600", "REFTEL_METRICS_ADDR": "127.0.0.1:91", "REFTEL_BASE_URL": "https://cables.example.org", "REFTEL_SECURITY_CONTACT": "security@example.org",
		"REFTEL_ALLOW_HOST": "cables.example.org,cables.test:81", "REFTEL_SEARCH_SLOTS": "3", "REFTEL_DEAR_SLOTS": "2", "REFTEL_TRUSTED_PROXY": "192.0.2.1,2001:db8::/32", "REFTEL_SEARCH_TIMEOUT": "4s", "REFTEL_POLL": "5m",
		"REFTEL_DRY_RUN": "true", "REFTEL_ALLOW_SHRINK": "true", "REFTEL_NO_CACHE": "true", "REFTEL_CORRECTIONS": file, "REFTEL_WITHDRAWN": file, "REFTEL_TO": "G1",
	} {
		t.Setenv(name, value)
	}
	parse := func(args ...string) commands {
		t.Helper()
		var c commands
		parser, err := newParser(&c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(args); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		return c
	}
	const data = "/srv/cables"
	want := serveCommand{
		Data: data, engineFlags: engineFlags{Engine: "embedded", Index: "reftel"}, Addr: "127.0.0.1:81", SocketMode: "0600", MetricsAddr: "127.0.0.1:91", BaseURL: "https://cables.example.org", Site: own, AllowHost: []string{"cables.example.org", "cables.test:81"}, SecurityContact: "security@example.org", SearchSlots: 3, DearSlots: 2, Trusted: []string{"192.0.2.1", "2001:db8::/32"}, Timeout: 4 * time.Second, Poll: 5 * time.Minute,
	}
	if got := parse("serve").Serve; !reflect.DeepEqual(got, want) {
		t.Errorf("serve: %+v", got)
	}
	if got := parse().Serve; !reflect.DeepEqual(got, want) {
		t.Errorf("no command: %+v", got)
	}
	if got := parse("ingest", "x").Ingest; got.Data != data || !got.DryRun || !got.AllowShrink || !got.NoCache || got.Corrections != file || got.Withdrawn != file {
		t.Errorf("ingest: %+v", got)
	}
	if got := parse("parse", "x").Parse; got.Corrections != file {
		t.Errorf("parse: %+v", got)
	}
	if v, g, r := parse("verify").Verify.Data, parse("generations").Generations.Data, parse("rollback").Rollback.Data; v != data || g != data || r != data {
		t.Errorf("verify %s, generations %s, rollback %s", v, g, r)
	}
	if r, w := parse("rollback").Rollback.To, parse("withdrawn").Withdrawn.Data; r != "G1" || w != data {
		t.Errorf("rollback to %s, withdrawn %s", r, w)
	}
	if got := parse("healthcheck").Healthcheck.Addr; got != "127.0.0.1:81" {
		t.Errorf("healthcheck: %s", got)
	}
	if got := parse("serve", "--addr", ":82", "--data", "/other").Serve; got.Addr != ":82" || got.Data != "/other" || got.Poll != 5*time.Minute {
		t.Errorf("flags that are given: %+v", got)
	}
}
