package architecture

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestGateFails holds that the gate fails where a step does, one that runs aside too, and
// shows what it said, in one piece.
func TestGateFails(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err == nil {
		_, err = exec.LookPath("setsid")
	}
	if err != nil {
		t.Skip("the gate needs bash and setsid: ", err)
	}
	steps, err := filepath.Abs("../../.ci/steps")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, script string
		status       int
		said         string // without the times
	}{
		{"all well", `step one; echo a; beside sh -c 'echo b; echo c >&2'; echo d; join; step done`, 0, "== one|a|d|b|c|== done"},
		{"nothing aside", `step one; join; step done`, 0, "== one|== done"},
		{"a step fails", `step one; sh -c 'echo a; exit 4'; step two`, 4, "== one|a"},
		{"a pipe fails", `step one; sh -c 'echo a; exit 4' | cat; step two`, 4, "== one|a"},
		{"aside fails", `step one; beside sh -c 'echo b; exit 3'; echo d; join; step done`, 3, "== one|d|b|what ran aside failed with 3"},
		{"aside fails early", `beside sh -c 'echo b; exit 3'; while kill -0 $aside 2>/dev/null; do sleep 0.01; done; step two`, 3, "b|what ran aside failed with 3"},
		{"aside is well early", `beside echo b; while kill -0 $aside 2>/dev/null; do sleep 0.01; done; step two; join`, 0, "b|== two"},
		{"a step fails, aside ends", `beside sh -c 'echo b; sleep 30'; while [ ! -s "$said" ]; do sleep 0.01; done; step two; false; step three`, 1, "== two|b"},
		{"aside is no command", `step one; beside ./no-such-command; join; step done`, 127, "== one|what ran aside failed with 127"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // what is to be ended sleeps longer
			defer cancel()
			cmd := exec.CommandContext(ctx, bash, "-c", "set -euo pipefail; . "+steps+"\n"+c.script)
			cmd.Env = append(cmd.Environ(), "TMPDIR="+t.TempDir(), "LC_ALL=C")
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if got := cmd.ProcessState.ExitCode(); got != c.status {
				t.Errorf("ends with %d, want %d:\n%s", got, c.status, out)
			}
			var said []string
			for line := range strings.Lines(string(out)) {
				line, _, _ = strings.Cut(strings.TrimSpace(line), " (")
				if line != "" && !strings.Contains(line, "setsid:") {
					said = append(said, line)
				}
			}
			if got := strings.Join(said, "|"); got != c.said {
				t.Errorf("says %q, want %q", got, c.said)
			}
		})
	}
}
