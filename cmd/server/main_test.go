package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive/ids"
	"reftel/internal/archivetest"
	"reftel/internal/demo"
	"reftel/internal/sharedtest"
)

func TestMain(m *testing.M) { sharedtest.Main(m) }

// ran is what a command line came to.
type ran struct {
	status   int
	out, err string
}

func reftel(t *testing.T, args ...string) ran {
	t.Helper()
	var out, err bytes.Buffer
	status := run(t.Context(), args, console{out: &out, err: &err, log: slog.New(slog.DiscardHandler)})
	return ran{status, out.String(), err.String()}
}

// want holds a status and patterns of what is printed; "^$" is nothing.
func (r ran) want(t *testing.T, status int, out, err string) {
	t.Helper()
	if r.status != status {
		t.Errorf("exit status %d, want %d", r.status, status)
	}
	if !regexp.MustCompile(out).MatchString(r.out) || !regexp.MustCompile(err).MatchString(r.err) {
		t.Errorf("want %q and %q, printed\n%s\nand\n%s", out, err, r.out, r.err)
	}
}

// inputs makes a folder of five cables, and a file that is refused.
func inputs(t *testing.T) (good, refused string) {
	t.Helper()
	good, refused = t.TempDir(), filepath.Join(t.TempDir(), "empty.txt")
	names, err := fs.Glob(demo.Cables(), "*.html")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d cables, %v", len(names), err)
	}
	for _, name := range names[:5] {
		b, err := fs.ReadFile(demo.Cables(), name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(good, name), string(b))
	}
	write(t, refused, "")
	return good, refused
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCommandLine(t *testing.T) {
	reftel(t, "--help").want(t, 0, `(?s)serve .*ingest .*generations .*rollback .*`, `^$`)
	reftel(t, "ingest", "--help").want(t, 0, `--allow-shrink`, `^$`)
	reftel(t, "version").want(t, 0, `^reftel \S+ \(go1`, `^$`)
	for _, args := range [][]string{
		{"nonsense"}, {"ingest", "x"}, {"ingest", "--data", "x"}, {"verify"}, {"rollback"}, {"generations"}, {"serve", "--poll", "soon"}, {"parse"},
	} {
		reftel(t, args...).want(t, exitUsage, `^$`, `^reftel: .*\nTry "reftel --help"\.\n$`)
	}
}

// TestHelpTellsStatuses holds that --help says what each exit status means.
func TestHelpTellsStatuses(t *testing.T) {
	help := reftel(t, "--help").out
	for status, says := range map[int]string{
		0: "all went well", exitFailed: "failed; the archive that is served is as it was", exitUsage: "the command line is wrong",
		exitRefused: "some input was refused", exitPublished: "published, but something after it failed",
	} {
		if !regexp.MustCompile(fmt.Sprintf(`(?m)^ +%d  .*%s`, status, regexp.QuoteMeta(says))).MatchString(help) {
			t.Errorf("status %d (%s) is not told:\n%s", status, says, help)
		}
	}
}

func TestIngestStatus(t *testing.T) {
	good, refused := inputs(t)
	data := archivetest.Dir(t)
	reftel(t, "ingest", "--data", data, "--dry-run", good).want(t, 0, `parsed: 5 cables[^$]*dry run: nothing was published\n$`, `^read: `)
	reftel(t, "ingest", "--data", data, "--dry-run", good, refused).want(t, exitRefused, `refused: 1\n.*empty.txt: .*\ndry run: nothing was published\n$`, `^read: `)
	reftel(t, "verify", "--data", data).want(t, exitFailed, `^$`, `^reftel: .*nothing was published yet; make an archive with: reftel ingest --data`)
	reftel(t, "ingest", "--data", data, refused).want(t, exitFailed, `refused: 1\n`, `reftel: no cable was found in 1 files; nothing was published\n$`)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `refused: 0\npublished: 5 cables as generation \S+\n$`, `(?m)^publish$`)
	reftel(t, "ingest", "--data", data, good, refused).want(t, exitRefused, `refused: 1\n.*empty.txt: .*\nchanges since generation \S+: none\npublished: 5 cables as generation \S+\n$`, `(?m)^publish$`)
	reftel(t, "ingest", "--data", data, filepath.Join(good, "none")).want(t, exitFailed, `^$`, `^reftel: input .*none`)
	sharedtest.Score(t, "C4", "exit status 3 where something was refused, 1 where nothing was read", "told apart", !t.Failed())
}

// TestChangesAreTold holds what is printed of the ids of the generation before, and
// that the flag is named where too many would go.
func TestChangesAreTold(t *testing.T) {
	good, _ := inputs(t)
	data := archivetest.Dir(t)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `refused: 0\npublished: `, ``)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `refused: 0\nchanges since generation \S+: none\npublished: `, ``)
	files, err := filepath.Glob(filepath.Join(good, "*.html"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files[1:] {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	reftel(t, "ingest", "--data", data, good).want(t, exitFailed, `refused: 0\nwould be gone since generation \S+: 4 ids without a reason\n(  \w+\n){4}all of them stand in \S+vanished.tsv, `,
		`ids would lead nowhere: 4 of generation \S+ \(\w+, \w+, \w+, …\); give each its reason with --withdrawn FILE, or publish all the same with --allow-shrink\n$`)
	reftel(t, "ingest", "--data", data, "--allow-shrink", good).want(t, 0, `\ngone since generation \S+: 4 ids, 4 of them without a reason; reftel withdrawn lists them\n(  \w+\n){4}changes since generation \S+: 0 added, 0 changed, 4 removed, 0 moved\n  removed: \w+; \w+; \w+; …\npublished: `, ``)
	var b strings.Builder
	printChanges(&b, &ids.Changes{Since: "G", Changed: []string{"08OSLO1"}, Moved: []ids.Move{{ID: "A1", Was: "A1", Is: "A2"}, {ID: "B1", Was: "B2", Is: "B1"}}, Untold: "texts"})
	if want := "changes since generation G: 0 added, 1 changed, 0 removed, 2 moved\n  changed: 08OSLO1\n  moved: A1 is another id of A2; B1 was another id of B2\n  not compared: texts\n"; b.String() != want {
		t.Errorf("printed %q", b.String())
	}
}

func TestParseStatus(t *testing.T) {
	good, refused := inputs(t)
	reftel(t, "parse", good).want(t, 0, `^({.*}\n){5}$`, `^$`)
	reftel(t, "parse", good, refused).want(t, exitRefused, `^({.*}\n){5}$`, `^refused: .*empty.txt.*\n$`)
	reftel(t, "parse", filepath.Join(good, "none")).want(t, exitFailed, `^$`, `^reftel: input .*none`)
}

// TestPublishedStatus holds that what fails after the commit is not told as a
// failure of the ingest, and goes before what was refused.
func TestPublishedStatus(t *testing.T) {
	good, refused := inputs(t)
	data := archivetest.Dir(t)
	write(t, filepath.Join(data, "reports"), "no folder")
	reftel(t, "ingest", "--data", data, good, refused).want(t, exitPublished, `published: 5 cables as generation \S+\n$`,
		`\nreftel: published, but something after it failed: writing the ingest report: .*\n$`)
	reftel(t, "verify", "--data", data).want(t, 0, `^generation \S+ is whole: 5 cables`, `^$`)
}

func TestStatusOf(t *testing.T) {
	after := fmt.Errorf("%w: no space left", app.ErrAfterPublish)
	for _, x := range []struct {
		err  error
		want int
	}{
		{nil, 0}, {errors.New("no space left"), exitFailed}, {errRefused, exitRefused}, {after, exitPublished},
		{errors.Join(errors.New("delete generation"), after), exitPublished},
	} {
		if got := statusOf(x.err); got != x.want {
			t.Errorf("%v: status %d, want %d", x.err, got, x.want)
		}
	}
}

func TestRollback(t *testing.T) {
	good, _ := inputs(t)
	data := archivetest.Dir(t)
	id := func() string {
		r := reftel(t, "ingest", "--data", data, good)
		_, id, ok := strings.Cut(strings.TrimSpace(r.out), "as generation ")
		if !ok {
			t.Fatalf("%+v", r)
		}
		return id
	}
	first := id()
	reftel(t, "rollback", "--data", data).want(t, exitFailed, `^$`, `^reftel: roll back: there is no generation before `+first)
	second := id()
	row := func(mark, id string) string { return mark + ` +` + id + `  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  5\n` }
	head := `^ +generation +built +cables\n`
	reftel(t, "generations", "--data", data).want(t, 0, head+row(`\*`, second)+row(` `, first)+`\* is in force\n$`, `^$`)
	reftel(t, "rollback", "--data", data).want(t, 0, `^rolled back: from generation `+second+` to `+first+`, 5 cables\n$`, `^$`)
	reftel(t, "generations", "--data", data).want(t, 0, head+row(` `, second)+row(`\*`, first)+`\* is in force\n$`, `^$`)
	// A generation in force that can't be read is listed all the same.
	if err := os.Chmod(filepath.Join(data, "gen", first), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(data, "gen", first, "MANIFEST.json")); err != nil {
		t.Fatal(err)
	}
	reftel(t, "generations", "--data", data).want(t, 0, head+row(` `, second)+`\* +`+first+`  its manifest can't be read\n`, `^$`)
	reftel(t, "verify", "--data", data).want(t, exitFailed, `^$`, `(?s)^problem: .*reftel: generation `+first+` is damaged`)
}
